"""Pasted lines: what each form of paste brings, what is said of the rest, and that many are saved once."""

import contextlib
import csv
import json
import uuid

import pytest
from django.utils import timezone

from coverage.models import Draft
from coverage.pasting import UnreadablePaste, read_lines
from projects.models import Contract
from tests import cast, factories
from tests.coverage.test_contract_new import filled
from tests.pages import read, text_of, texts
from tests.shared import shared

pytestmark = pytest.mark.django_db

PASTE = "/kontrak/tempel/"
LINE = "\t".join(
    (
        "10390001000",
        "60390001",
        "2025",
        "Pekerjaan Konstruksi",
        "Pengadaan Langsung",
        "Rehabilitasi TPT Sungai Uji RW 09 Kel. Babakan Pasar",
        "602.1/10/SPK/UJI/2025",
        "2025-09-22",
        "197819077.34",
        "45 (empat puluh lima) hari kalender",
    )
)
SAID = {
    "kode_paket": "10390001000",
    "kode_rup": "60390001",
    "tahun": "2025",
    "jenis": "Pekerjaan Konstruksi",
    "metode": "Pengadaan Langsung",
    "nama_paket": "Rehabilitasi TPT Sungai Uji RW 09 Kel. Babakan Pasar",
    "nomor_kontrak": "602.1/10/SPK/UJI/2025",
    "tanggal_kontrak": "22/09/2025",
    "nilai_kontrak": "197.819.077,34",
}
ISB = {
    "tahun_anggaran": "2025",
    "kd_nontender": "10390001000",
    "kd_satker": "11293093",
    "nama_satker": "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG",
    "nama_paket": "Rehabilitasi Jalan Uji",
    "mtd_pengadaan": "Pengadaan Langsung",
    "no_kontrak": "602.1/10/SPK/UJI/2025",
    "tgl_kontrak": "2025-09-21T17:00:00.000000Z",
    "nama_ppk": "Budi Santoso",
    "nama_penyedia": "CV. Uji, Karya",
    "npwp_penyedia": "01.234.567.8-901.234",
    "nilai_kontrak": 197819077.0,
    "status_kontrak": "Kontrak Sedang Berjalan",
    "alamat_satker": "Jalan Uji 1",
}


def one(text, user):
    (pasted,) = read_lines(text, user)
    return pasted


@pytest.mark.parametrize(("more", "day"), [("", "22/09/2025"), ("\tTanggal SPK", "23/09/2025")])
def test_a_column_called_tanggal_is_the_day_of_the_contract_where_none_is_named_so(budi, more, day):
    head, line = "Nomor SPK\tNama Paket\tTanggal", "602.1/10/SPK/UJI/2025\tJalan Uji\t22 September 2025"
    pasted = one(f"{head}{more}\n{line}\t{more and day}", budi)
    assert pasted.texts["tanggal_kontrak"] == day
    assert pasted.unused == ["tanggal"] * bool(more)


def test_a_line_without_a_head_is_read_by_what_its_cells_look_like(budi):
    pasted = one(LINE, budi)
    assert pasted.brought == SAID
    assert pasted.texts["selesai"] == "05/11/2025", "45 days, the first included"
    assert pasted.texts["kelurahan"] == "Babakan Pasar, Kec. Bogor Tengah"
    assert pasted.derived == {"selesai", "kelurahan"}
    assert not pasted.unread


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Pembangunan/Rehabilitasi Jaringan Irigasi Uji 9", "027/198/SPK/UJI/2025"),
        ("Rehab Ruang Kelas 1/2 SDN Uji 3", "PA.02.02/3970 - BidUji"),
        ("Peningkatan Jalan Uji", "000.3.2/ 2247 /2025/Uji"),
        ("Pengawasan Gedung Uji (APBDP)", "602.1/09/SPK/Rhb.Gd.Uji/BG-UJI/2025"),
    ],
)
def test_a_title_with_a_slash_is_no_number(title, number, budi):
    factories.contractor("ATAUJI")
    pasted = one(f"10390001000\t{title}\t{number}\t2025-06-02\tATAUJI\tBudi Santoso\t199680575", budi)
    assert pasted.texts == {
        "kode_paket": "10390001000",
        "nama_paket": title,
        "nomor_kontrak": number,
        "tanggal_kontrak": "02/06/2025",
        "penyedia": "ATAUJI",
        "ppk": str(budi.officer.pk),
        "nilai_kontrak": "199.680.575",
    }
    assert not pasted.unread


def test_lines_of_lkpp_without_their_head_are_read_right_or_not_at_all(ani):
    """Every line of the genuine export: no cell lands in a wrong field, few are left over."""
    names = ("kd_nontender", "nama_paket", "no_kontrak", "tgl_kontrak", "nama_penyedia", "nilai_kontrak")
    columns = ("kode_paket", "nama_paket", "nomor_kontrak", "tanggal_kontrak", "penyedia", "nilai_kontrak")
    with shared("data/lkpp_isb_2025/endpoint/nontender_kontrak.csv").open(encoding="utf-8", newline="") as file:
        rows = [[" ".join(row[name].split()) for name in names] for row in csv.DictReader(file)]
    left = 0
    for start in range(0, len(rows), 50):
        some = rows[start : start + 50]
        headed = read_lines("\n".join("\t".join(row) for row in [names, *some]), ani)
        bare = read_lines("\n".join("\t".join(row) for row in some), ani)
        for known, found in zip(headed, bare, strict=True):
            assert {name: found.texts[name] for name in columns if name in found.texts}.items() <= known.texts.items()
            left += len(found.unread)
    assert left <= len(rows) // 5


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_a_table_is_read_by_its_head(separator, budi):
    names = [name for name in SAID if name != "nilai_kontrak"]
    cells = [SAID[name] for name in names]
    pasted = one(f"{separator.join(names)}{separator}catatan\n{separator.join(cells)}{separator}penting", budi)
    assert pasted.brought == {name: SAID[name] for name in names}
    assert pasted.unused == ["catatan"]


@pytest.mark.parametrize("whole", [ISB, [ISB]], ids=["object", "list"])
def test_lkpps_json_is_read_by_its_keys(whole, budi):
    pasted = one(json.dumps(whole), budi)
    assert pasted.brought == {
        "tahun": "2025",
        "kode_paket": "10390001000",
        "opd": str(cast.agency_of(budi).pk),
        "ppk": str(budi.officer.pk),
        "nama_paket": "Rehabilitasi Jalan Uji",
        "metode": "Pengadaan Langsung",
        "nomor_kontrak": "602.1/10/SPK/UJI/2025",
        "tanggal_kontrak": "22/09/2025",
        "penyedia": "CV. Uji, Karya",
        "npwp_penyedia": "0012345678901234",
        "nilai_kontrak": "197.819.077",
    }
    assert pasted.unused == ["alamat_satker"]


def test_a_csv_of_lkpp_with_quoted_commas_says_the_same(budi):
    head = ",".join(ISB)
    line = ",".join(f'"{value}"' for value in ISB.values())
    assert one(f"{head}\n{line}", budi).brought == one(json.dumps(ISB), budi).brought


@pytest.mark.parametrize(
    ("name", "cell", "reason"),
    [
        ("nilai_kontrak", "4,500,000", "koma bermakna ganda"),
        ("nilai_kontrak", "-1", "tidak boleh negatif"),
        ("nilai_kontrak", "NaN", "bukan angka"),
        ("tanggal_kontrak", "31/04/2026", "tidak ada dalam kalender"),
        ("tanggal_kontrak", "besok", "bukan tanggal"),
        ("opd", "Dinas Entah", "tidak ada di antara"),
        ("ppk", "Orang Entah", "tidak ada di antara"),
        ("jenis", "Pengadaan Barang", "harus salah satu dari"),
        ("sumber_dana", "APBN", "harus salah satu dari"),
        ("kode_kelurahan", "99.99.99.9999", "bukan kelurahan"),
        ("tahun", "２０２５", "bukan tahun"),
        ("nama_paket", "x" * 501, "terlalu panjang"),
        ("status", "Batal", "Berjalan"),
        ("lama", "sebentar", "lamanya tidak terbaca"),
    ],
)
def test_what_could_not_be_read_is_said(name, cell, reason, budi):
    pasted = one(f"kode_rup\t{name}\n1\t{cell}", budi)
    assert pasted.brought == {"kode_rup": "1"}
    ((label, shown, why),) = pasted.unread
    assert label == name.replace("_", " ")
    assert reason in why
    assert shown[:20] == cell[:20]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kosong"),
        (" \n\t\n ", "kosong"),
        ("[{]", "tidak utuh"),
        ("[1, 2]", "bukan daftar objek"),
        ("[]", "Tidak ada baris kontrak"),
        ("kode_paket\tnama_paket", "Tidak ada baris kontrak"),
        ("x" * 200_001, "terlalu panjang"),
        ("[" * 100_000, "tidak utuh"),
        ("\n".join([LINE] * 51), "Lebih dari 50 baris"),
    ],
)
def test_a_paste_that_is_none_says_why_and_keeps_the_form(text, message, budi):
    answer = cast.signed_in(budi).post(PASTE, filled(budi, tempelan_baru=text))
    assert answer.status_code == 422
    page = read(answer)
    assert message in text_of(page.select_one(".paste-said"))
    assert page.select_one("#id_nama_paket")["value"] == "Rehabilitasi Saluran Uji Kelurahan Sukasari"


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "\x00",
        "\t\t\t",
        '"a\tb\nc',
        "a,b\r\nc",
        "\ud800".encode("utf-8", "replace").decode(),
        "[null]",
        '{"a": NaN}',
        "<b>{{7*7}}",
    ],
)
def test_no_paste_is_a_fault_of_the_server(text, budi):
    with contextlib.suppress(UnreadablePaste):
        read_lines(text, budi)
    assert cast.signed_in(budi).post(PASTE, {"tempelan_baru": text}).status_code in (200, 422)


def test_one_line_fills_the_form_and_marks_where_each_value_came_from(budi):
    page = read(cast.signed_in(budi).post(PASTE, filled(budi, nama_paket="", penyedia="CV Uji", tempelan_baru=LINE)))
    assert page.response.status_code == 200
    assert page.select_one("#id_nilai_kontrak")["value"] == "197.819.077,34"
    assert page.select_one("#id_penyedia")["value"] == "CV Uji", "what was typed before stays"
    marked = {field["data-field"] for field in page.select(".field.from-paste")}
    assert marked == set(SAID)
    assert "9 isian terisi dari tempelan" in text_of(page.select_one(".paste-said"))
    assert page.select(".field[data-field=selesai].from-auto")
    assert not Contract.objects.exists()


def test_a_value_changed_after_the_paste_is_no_longer_marked(budi):
    client = cast.signed_in(budi)
    page = read(client.post(PASTE, filled(budi, tempelan_baru=LINE)))
    brought = page.select_one("[name=tempelan]")["value"]
    again = read(client.post("/kontrak/baru/", filled(budi, nilai_kontrak="1", tempelan=brought, aksi="hitung")))
    marked = {field["data-field"] for field in again.select(".field.from-paste")}
    assert "nilai_kontrak" not in marked
    assert "nomor_kontrak" in marked


def test_foreign_agencies_and_officers_are_not_recognised(budi, citra):
    pasted = one(json.dumps(ISB | {"nama_satker": "Dinas Pendidikan", "nama_ppk": "Citra Lestari"}), budi)
    assert not {"opd", "ppk"} & pasted.texts.keys()
    assert len(pasted.unread) == 2


def many(*codes):
    head = "kode_paket,nama_paket,nomor_kontrak,tanggal_kontrak,nilai_kontrak,nama_penyedia"
    rows = [f"{code},Paket Uji {code},602/{code}/SPK,22/09/2025,{ord(code)}000000,CV Uji" for code in codes]
    return "\n".join([head, *rows])


def test_many_lines_are_shown_first_and_saved_once(budi):
    factories.contractor()
    factories.contract(agency=cast.agency_of(budi), number="602/C/SPK", year=timezone.localdate().year)
    client = cast.signed_in(budi)
    form = {
        "kunci": str(uuid.uuid4()),
        "tempelan_baru": many("A", "B", "C"),
    }
    shown = client.post(PASTE, form)
    assert "3 kontrak terbaca: 2 siap disimpan, 1 perlu dilengkapi" in texts(shown)
    assert Contract.objects.count() == 1
    assert not Draft.objects.exists()
    done = client.post(PASTE, form | {"aksi": "simpan-semua"})
    assert done.status_code == 303
    assert sorted(Contract.objects.values_list("package_code", flat=True))[:2] == ["A", "B"]
    assert [draft.data["kode_paket"] for draft in Draft.objects.of(budi)] == ["C"]
    assert "2 kontrak tersimpan; 1 disimpan sebagai draf." in texts(client.get(done.url))
    again = client.post(PASTE, form | {"aksi": "simpan-semua"})
    assert Contract.objects.count() == 3
    assert Draft.objects.count() == 1
    assert "2 sudah tersimpan sebelumnya" in texts(client.get(again.url))


def test_of_two_like_lines_the_second_waits(budi):
    factories.contractor()
    client, form = cast.signed_in(budi), {"kunci": str(uuid.uuid4()), "tempelan_baru": many("A", "A")}
    assert "2 kontrak terbaca: 1 siap disimpan, 1 perlu dilengkapi" in texts(client.post(PASTE, form))
    client.post(PASTE, form | {"aksi": "simpan-semua"})
    assert Contract.objects.count() == Draft.objects.count() == 1
