"""Rows that are refused, at their place and masked."""

import pytest

from contractors.models import Worker
from tests.coverage.importing.files import GOOD, NIK, stored
from tests.factories import invented_nik

pytestmark = pytest.mark.django_db


def told(report):
    """Everything that a report says, as one text."""
    return "\n".join(map(str, [*report.errors, *report.warnings, *report.cleared, *report.facts]))


CONTRACTS = 60


def numbered(name, number, change):
    """`change` to the good row of a template under its own key: contract K1 to K60, or for a membership a person."""
    key = {"nik": invented_nik(number).reveal()} if name == "kepesertaan" else {"kode_paket": f"K{number}"}
    return {**key, **change}


def put_contracts(folder):
    folder.put("kontrak", *[{"kode_paket": f"K{number}"} for number in range(1, CONTRACTS + 1)])


def bring_each(folder, name, changes):
    """One row for each of `changes` in one import of the template `name`; the report."""
    put_contracts(folder)
    folder.put(name, *[numbered(name, number, change) for number, change in enumerate(changes, start=1)])
    return folder.bring()


REQUIRED = [
    *[("kontrak", name) for name in ("kode_paket", "tahun", "opd", "jenis", "sumber_dana", "nama_paket")],
    *[("kontrak", name) for name in ("tanggal_kontrak", "nilai_kontrak", "status")],
    *[("adendum", name) for name in ("kode_paket", "nomor", "tanggal")],
    *[("tenaga_kerja", name) for name in ("kode_paket", "nik", "nama", "mulai")],
    ("pendaftaran", "kode_paket"),
    *[("pembayaran", name) for name in ("kode_paket", "termin")],
    *[("kepesertaan", name) for name in ("nik", "segmen", "mulai")],
]


@pytest.mark.parametrize("name", GOOD)
def test_required_cells(folder, name):
    columns = [column for table, column in REQUIRED if table == name]
    changes = [{column: written} for column in columns for written in ("", "  ", "\n")]
    errors = bring_each(folder, name, changes).errors
    assert [(error.row, error.column) for error in errors] == [
        (row, column) for row, change in enumerate(changes, start=2) for column in change
    ]
    assert all("wajib" in error.reason for error in errors)


@pytest.mark.parametrize(("name", "row"), GOOD.items())
def test_every_other_cell_may_be_empty(folder, name, row):
    folder.put("kontrak")
    needed = {column for table, column in REQUIRED if table == name}
    folder.put(name, {column: "" for column in row if column not in needed})
    assert folder.bring().errors == []


UNSTORABLE = ["a\x00b", "x" * 1001, "x" * 1_000_000]


@pytest.mark.parametrize("written", UNSTORABLE, ids=["nul", "panjang", "sejuta"])
@pytest.mark.parametrize("name", GOOD)
def test_no_cell_is_beyond_a_refusal(folder, name, written):
    report = bring_each(folder, name, [{column: written} for column in GOOD[name]])
    assert [(error.row, error.column) for error in report.errors] == list(enumerate(GOOD[name], start=2))
    assert len(told(report)) < 20_000
    assert "\x00" not in told(report)
    assert stored()["Contract"] == 0


BAD = [
    ("kontrak", "status", "Jalan"),
    ("kontrak", "tahun", "26"),
    ("kontrak", "nilai_kontrak", "-1"),
    ("kontrak", "nilai_kontrak", "NaN"),
    ("kontrak", "nilai_kontrak", "1,234,567"),
    ("kontrak", "nilai_kontrak", "1e400"),
    ("kontrak", "ppn_persen", "-11"),
    ("kontrak", "ppn_persen", "1100"),
    ("kontrak", "tanggal_kontrak", "31/04/2025"),
    ("kontrak", "mulai", "infinity"),
    ("kontrak", "rencana_tenaga_kerja", "-1"),
    ("kontrak", "rencana_tenaga_kerja", "2,5"),
    ("kontrak", "rencana_tenaga_kerja", "99999999999"),
    ("adendum", "nilai_baru", "-1"),
    ("adendum", "selesai_baru", "besok"),
    ("pendaftaran", "iuran", "-1"),
    ("pendaftaran", "jumlah_tenaga_kerja", "-1"),
    ("pendaftaran", "tanggal_daftar", "2025-02-29"),
    ("pembayaran", "termin", "-1"),
    ("pembayaran", "termin", "satu"),
    ("pembayaran", "jumlah", "Infinity"),
    ("pembayaran", "tanggal_bayar", "2025-02-30"),
    ("kepesertaan", "segmen", "PMI"),
    ("kepesertaan", "mulai", "2025-00-01"),
    ("tenaga_kerja", "upah", "-1"),
    ("tenaga_kerja", "upah", "4,500,000"),
    ("tenaga_kerja", "tanggal_lahir", "31/02/1990"),
]


@pytest.mark.parametrize("name", GOOD)
def test_a_bad_cell_is_refused_at_its_place(folder, name):
    changes = [{column: written} for table, column, written in BAD if table == name]
    errors = bring_each(folder, name, changes).errors
    assert [(error.file, error.row, error.column) for error in errors] == [
        (f"{name}.csv", row, column) for row, change in enumerate(changes, start=2) for column in change
    ]
    assert stored()["Contract"] == 0


def test_all_errors_come_at_once(folder):
    for name, column, written in {one[0]: one for one in BAD}.values():
        folder.put(name, {}, {column: written, "kode_paket": "K1"} if name != "kepesertaan" else {column: written})
    folder.put("kontrak", {"kode_paket": "K0"}, {"status": "?"}, {"tahun": "?", "kode_paket": "K3", "opd": ""})
    files = {error.file for error in folder.bring().errors}
    assert files == {f"{name}.csv" for name in GOOD}


def with_tail(tail):
    return NIK[:12] + tail


BAD_NIKS = {
    "15": NIK[:15],
    "17": NIK + "1",
    "penuh": "".join(chr(0xFF10 + int(sign)) for sign in NIK),
    "arab": "".join(chr(0x660 + int(sign)) for sign in NIK),
    "ilmiah": "3.27101E+15",
    "nol": "0" * 16,
    "sama": "3" * 16,
    "serial": with_tail("0000"),
    "provinsi": "00" + NIK[2:],
    "hari": NIK[:6] + "320180" + NIK[12:],
    "hari-perempuan": NIK[:6] + "720180" + NIK[12:],
    "bulan": NIK[:6] + "011380" + NIK[12:],
    "lebar-nol": NIK[:8] + "\u200b" + NIK[8:],
    "huruf": NIK[:15] + "O",
    "sepuluh-mega": "3" * 3_000_000,
}


@pytest.mark.parametrize("name", ["tenaga_kerja", "kepesertaan"])
def test_a_nik_that_is_none_is_refused_and_masked(folder, name):
    report = bring_each(folder, name, [{"nik": written} for written in BAD_NIKS.values()])
    assert [(error.row, error.column) for error in report.errors] == [
        (row, "nik") for row in range(2, len(BAD_NIKS) + 2)
    ]
    said = told(report)
    assert not any(written in said for written in [*BAD_NIKS.values(), NIK[:12], NIK[6:12]])


@pytest.mark.parametrize(
    "written", [f" {NIK} ", f"'{NIK}", f"{NIK}\n", f"{NIK[:6]}.{NIK[6:12]}.{NIK[12:]}", f"{NIK[:8]} {NIK[8:]}"]
)
def test_a_nik_in_other_forms_is_the_same_person(folder, written):
    folder.put_all()
    folder.bring()
    folder.put("tenaga_kerja", {"nik": written})
    report = folder.bring()
    assert report.errors == []
    assert report.changes == 0
    assert Worker.objects.get().nik.reveal() == NIK


def test_no_message_carries_nik_birth_date_or_wage(folder):
    secret = {"tanggal_lahir": "1990-02-03", "upah": "98765432", "jenis_kelamin": "P"}
    folder.put("kontrak")
    folder.put("tenaga_kerja", {**secret, "selesai": "2020-01-01"}, {**secret, "mulai": "2025-10-01", "selesai": "x"})
    refused = told(folder.bring())
    folder.put("tenaga_kerja", {**secret, "mulai": "2025-10-01", "selesai": "", "nama": "Lain 7"})
    accepted = told(folder.bring())
    folder.put("tenaga_kerja", {"nama": NIK, "jabatan": "1990-02-03", "selesai": "98765432", "jenis_kelamin": NIK})
    shifted = told(folder.bring())
    assert "baris" in refused
    assert "tidak cocok dengan NIK" in accepted
    assert "kolom selesai" in shifted
    for text in (refused, accepted, shifted):
        assert not any(value in text for value in (NIK, NIK[:12], "1990", "98765432", "Lain"))
