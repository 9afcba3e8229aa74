"""What is wrong or doubtful in one row as a whole: (refused, column, reason in Indonesian) for each.

A file of the past must tell the past: only an end before its start is refused, all else is said and kept.
"""

from coverage.rules.crew import GROWN_UP, MINIMUM_WAGE, OLD, UNUSUAL_WAGES, over_age, under_age, unusual_wage


def _reversed(values, first, last):
    if values[first] and values[last] and values[last] < values[first]:
        yield True, last, f"mendahului {first}"


def contract(values, today):
    first = values["mulai"] or values["tanggal_kontrak"]
    if values["selesai"] and values["selesai"] < first:
        yield False, "selesai", "mendahului mulai; kontrak tidak berjalan pada hari mana pun"
    if values["mulai"] and values["mulai"] < values["tanggal_kontrak"]:
        yield False, "mulai", "mendahului tanggal kontrak"
    if values["tanggal_kontrak"].year != values["tahun"]:
        yield False, "tanggal_kontrak", "di luar tahun anggaran"
    ended = values["tanggal_selesai_nyata"]
    if ended and ended < first:
        yield False, "tanggal_selesai_nyata", "mendahului mulai; kontrak tidak berjalan pada hari mana pun"
    if ended and values["status"] == "Berjalan":
        yield False, "status", "Berjalan, padahal tanggal_selesai_nyata terisi"
    if not ended and values["status"] in ("Selesai", "Putus"):
        yield False, "status", f"{values['status']}, padahal tanggal_selesai_nyata kosong"
    if not values["selesai"] and not ended:
        yield False, "selesai", f"kosong; dianggap 31 Desember {values['tahun']}"
    if not values["nilai_kontrak"]:
        yield False, "nilai_kontrak", "nol"
    if values["tanggal_kontrak"] > today:
        yield False, "tanggal_kontrak", "sesudah hari ini"
    if values["npwp_penyedia"] and not values["nama_penyedia"]:
        yield False, "nama_penyedia", "kosong; penyedia baru dinamai dengan NPWP-nya"


def amendment(values, today):
    if values["nilai_baru"] is None and values["selesai_baru"] is None:
        yield False, "", "tanpa nilai_baru dan tanpa selesai_baru"


def assignment(values, today):
    yield from _reversed(values, "mulai", "selesai")
    nik, born_on = values["nik"], values["tanggal_lahir"]
    if born_on and not nik.agrees_with_birth(born_on):
        yield False, "tanggal_lahir", "tidak cocok dengan NIK"
    yield from _age(nik, born_on, values["mulai"], today)
    if values["jenis_kelamin"] and values["jenis_kelamin"].upper() != nik.sex:
        yield False, "jenis_kelamin", "tidak cocok dengan NIK"
    if unusual_wage(values["upah"]):
        yield False, "upah", _wage(values["upah"])


def _wage(wage):
    if not wage:
        return "nol"
    if wage > MINIMUM_WAGE:
        return f"lebih dari {UNUSUAL_WAGES} kali upah minimum"
    return "kurang dari sepersepuluh upah minimum; isi upah sebulan, bukan sehari"


def _age(nik, born_on, day, today):
    """Who is under age or old on `day`; a birth date that is not told is the one that the NIK tells."""
    column, by = ("tanggal_lahir", "") if born_on else ("nik", " menurut NIK")
    born_on = born_on or nik.birth_before(today)
    if under_age(born_on, day):
        yield False, column, f"belum {GROWN_UP} tahun pada hari mulai{by}; tercatat sebagai temuan berat"
    elif over_age(born_on, day):
        yield False, column, f"lebih dari {OLD} tahun pada hari mulai{by}"


def registration(values, today):
    yield from _reversed(values, "berlaku_dari", "berlaku_sampai")
    if not values["berlaku_dari"] or not values["berlaku_sampai"]:
        yield False, "", "sertifikat tanpa kedua tanggal tidak melindungi hari mana pun"
    if values["tanggal_daftar"] and values["tanggal_daftar"] > today:
        yield False, "tanggal_daftar", "sesudah hari ini"


def instalment(values, today):
    if values["tanggal_bayar"] and values["tanggal_bayar"] > today:
        yield False, "tanggal_bayar", "sesudah hari ini"
    if values["termin"] == 0:
        yield False, "termin", "nol; termin biasanya mulai dari 1"


def membership(values, today):
    yield from _reversed(values, "mulai", "selesai")


BY_TEMPLATE = {
    "kontrak": contract,
    "adendum": amendment,
    "tenaga_kerja": assignment,
    "pendaftaran": registration,
    "pembayaran": instalment,
    "kepesertaan": membership,
}
