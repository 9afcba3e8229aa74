"""Bad input at Kontrak baru: a sentence at its field, everything typed still there, nothing written, never a 500."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from coverage.models import Draft
from projects.models import Contract
from tests import cast, factories
from tests.coverage.test_contract_new import NEW, filled
from tests.coverage.test_drafts import DRAFT
from tests.pages import read, text_of

pytestmark = pytest.mark.django_db

HELPERS = (NEW, DRAFT, "/kontrak/baru/hitung/", "/kontrak/tempel/")
AT_ITS_FIELD = [
    ("nilai_kontrak", "", "tidak boleh kosong"),
    ("nilai_kontrak", "   ", "tidak boleh kosong"),
    ("nilai_kontrak", "4,500,000", "Bisa berarti"),
    ("nilai_kontrak", "4.500.000,505", "lebih dari 2 angka desimal"),
    ("nilai_kontrak", "-1", "tidak boleh negatif"),
    ("nilai_kontrak", "NaN", "bukan angka"),
    ("nilai_kontrak", "Infinity", "bukan angka"),
    ("nilai_kontrak", "1e400", "bukan angka"),
    ("nilai_kontrak", "1_000", "bukan angka"),
    ("nilai_kontrak", "１２", "bukan angka"),
    ("nilai_kontrak", "٤٥٠٠", "bukan angka"),
    ("nilai_kontrak", "1.000.000.000.000.001", "lebih dari seribu triliun"),
    ("nilai_kontrak", "9" * 90, "terlalu besar"),
    ("nilai_kontrak", "9" * 5000, "paling banyak"),
    ("nilai_kontrak", "1\x00", "NUL"),
    ("nilai_kontrak", "197.819.077.34", "bukan angka"),
    ("ppn_persen", "101", "paling banyak 100"),
    ("ppn_persen", "-11", "tidak boleh negatif"),
    ("ppn_persen", "sebelas", "bukan angka"),
    ("tanggal_kontrak", "31/04/2025", "tidak ada dalam kalender"),
    ("tanggal_kontrak", "29/02/2025", "tidak ada dalam kalender"),
    ("tanggal_kontrak", "45292", "bukan tanggal"),
    ("tanggal_kontrak", "22/09/0026", "sebelum 1900"),
    ("tanggal_kontrak", "22/09/1999", "antara 2000 dan 2050"),
    ("tanggal_kontrak", "22/09/20226", "bukan tanggal"),
    ("tanggal_kontrak", "infinity", "bukan tanggal"),
    pytest.param("tanggal_kontrak", "22/09/2049", "sesudah hari ini", id="4.4-56"),
    ("tanggal_kontrak", "２２/09/2025", "bukan tanggal"),
    pytest.param("mulai", "21/09/2025", "mendahului tanggal spk", id="4.4-57"),
    pytest.param("selesai", "21/09/2025", "mendahului tanggal spk", id="4.4-53"),
    ("selesai", "besok", "bukan tanggal"),
    ("tahun", "25", "bukan tahun"),
    ("tahun", "9999", "antara 2000 dan 2050"),
    ("penyedia", "", "pilih penyedia"),
    ("penyedia", "x" * 201, "paling banyak 200"),
    ("npwp_penyedia", "12345", "bukan 15 atau 16 angka"),
    ("npwp_penyedia", "01.234.567.8-901.234x", "bukan 15 atau 16 angka"),
    ("npwp_penyedia", "１" * 16, "bukan 15 atau 16 angka"),
    ("kelurahan", "Kelurahan Entah", "tidak ada kelurahan"),
    ("kelurahan", "a", "pilih salah satu"),
    ("kelurahan", "%", "tidak ada kelurahan"),
    ("rencana_tenaga_kerja", "1,5", "bukan bilangan bulat"),
    ("rencana_tenaga_kerja", "-1", "tidak boleh negatif"),
    ("rencana_tenaga_kerja", "100001", "lebih dari seratus ribu"),
    ("rencana_tenaga_kerja", "9" * 30, "terlalu besar"),
    ("nama_paket", "x" * 501, "paling banyak 500"),
    ("nama_paket", "x" * 100_000, "paling banyak 500"),
    ("nama_paket", "\n\r\n", "tidak boleh kosong"),
    ("nama_paket", "Paket\nyang terbelah", "satu baris"),
    ("nama_paket", "Paket\x00", "NUL"),
    ("nama_paket", "Paket \N{CONSTRUCTION SIGN}\N{BUILDING CONSTRUCTION}", "emoji"),
    ("nama_paket", "Pa\N{ZERO WIDTH SPACE}ket Uji", "tidak terlihat"),
    ("nomor_kontrak", "x" * 201, "paling banyak 200"),
    ("nomor_kontrak", "602/1\u2192SPK", "emoji"),
    ("kode_paket", "x" * 61, "paling banyak 60"),
    ("kode_paket", "", "tidak boleh kosong"),
    ("opd", "", "tidak boleh kosong"),
    ("opd", "abc", "Pilih"),
    ("opd", "99999999999999999999", "Pilih"),
    ("ppk", "-1", "Pilih"),
    ("jenis", "Pengadaan Barang", "Pilih"),
    ("sumber_dana", "APBN", "Pilih"),
]


@pytest.mark.parametrize(("field", "typed", "message"), AT_ITS_FIELD)
def test_a_bad_value_gets_its_sentence_and_nothing_is_written(field, typed, message, budi):
    factories.contractor()
    answer = cast.signed_in(budi).post(NEW, filled(budi, **{field: typed}))
    page = read(answer)
    assert answer.status_code == 422
    place = page.select_one(f"[data-field={field}].is-bad")
    assert message.lower() in text_of(place.select_one(".field-error")).lower()
    assert place.select_one("[aria-invalid=true]")
    assert text_of(page.select_one(".errs")).startswith("Satu isian") or field in ("opd", "mulai")
    kept = page.select_one("#id_nomor_kontrak" if field != "nomor_kontrak" else "#id_nama_paket")
    assert kept["value"] in (filled(budi)["nomor_kontrak"], filled(budi)["nama_paket"])
    assert not Contract.objects.exists()


@pytest.mark.parametrize(("field", "typed", "message"), AT_ITS_FIELD)
def test_no_bad_value_is_a_fault_of_a_helper(field, typed, message, budi):
    client = cast.signed_in(budi)
    for address in HELPERS[1:]:
        answer = client.post(address, filled(budi, **{field: typed}) | {"tempelan_baru": typed})
        assert answer.status_code in (200, 422), address
    for address in ("/kontrak/baru/penyedia/", "/kontrak/baru/kelurahan/"):
        assert client.get(address, {"penyedia": typed[:2000], "kelurahan": typed[:2000]}).status_code == 200
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("4.500.000", "4500000"),
        ("4.500.000,50", "4500000.50"),
        ("Rp 4.500.000,-", "4500000"),
        ("-0", "0"),
        ("197819077.34", "197819077.34"),
        ("1.000.000.000.000.000", "1000000000000000"),
    ],
)
def test_an_amount_is_stored_as_it_is_meant(typed, stored, budi):
    assert cast.signed_in(budi).post(NEW, filled(budi, nilai_kontrak=typed)).status_code == 303
    assert Contract.objects.get().price == Decimal(stored)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("03/04/2025", date(2025, 4, 3)), ("2025-04-03", date(2025, 4, 3)), ("29/02/2024", date(2024, 2, 29))],
)
def test_a_date_is_day_first(typed, stored, budi):
    assert cast.signed_in(budi).post(NEW, filled(budi, tanggal_kontrak=typed, selesai=typed)).status_code == 303
    made = Contract.objects.get()
    assert made.signed_on == made.ends_on == stored, "an end on the first day is a contract of one day"


@pytest.mark.parametrize(("moment", "status"), [((16, 59), 422), ((17, 0), 303)])
def test_today_is_the_day_of_jakarta(moment, status, budi):
    with time_machine.travel(datetime(2026, 3, 2, *moment, tzinfo=UTC), tick=False):
        sent = filled(budi, tanggal_kontrak="03/03/2026", selesai="03/04/2026", tahun="2026")
        assert cast.signed_in(budi).post(NEW, sent).status_code == status


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "%s%n", "${jndi:ldap://x}", "<script>alert(1)</script>", '=HYPERLINK("x")']
)
def test_text_that_means_something_elsewhere_is_text_here(text, budi):
    client = cast.signed_in(budi)
    answer = client.post(NEW, filled(budi, nama_paket=text, nomor_kontrak=text))
    assert Contract.objects.get().title == text
    assert "<script>alert(1)" not in client.get(answer.url).content.decode()


def test_accents_are_composed_and_directions_dropped(budi):
    cast.signed_in(budi).post(
        NEW, filled(budi, nama_paket="Kafe\N{COMBINING ACUTE ACCENT} \N{RIGHT-TO-LEFT OVERRIDE}Uji")
    )
    assert Contract.objects.get().title == "Kafé Uji"


NO_DRAFT = ["", "x", "-1", "%00", "9" * 20, "00000000-0000-4000-8000-000000000000", "{" * 50, "\x00"]


@pytest.mark.parametrize("key", NO_DRAFT)
def test_a_draft_that_is_none_opens_an_empty_form(key, budi):
    page = read(cast.signed_in(budi).get(NEW, {"draf": key}))
    assert page.response.status_code == 200
    assert not page.select_one("#id_nama_paket").get("value")


@pytest.mark.parametrize("field", ["kunci", "versi", "tempelan", "bukan_ganda", "penyedia_id", "penyedia_baru", "aksi"])
@pytest.mark.parametrize(
    "value", ["x", "-1", "9" * 40, "\x00", "[1,2]", '{"nama_paket": 7}', "pakai-" + "9" * 30, "pakai-x"]
)
def test_what_no_person_types_is_no_fault(field, value, budi):
    client = cast.signed_in(budi)
    for address in HELPERS:
        answer = client.post(address, filled(budi, **{field: value}))
        assert answer.status_code in (200, 303, 422), address


def test_repeated_keys_count_once_and_unknown_ones_not_at_all(budi):
    sent = filled(budi) | {"nama_paket": ["Pertama", "Terakhir"], "status": "Batal", "uid": "x", "hps": "1"}
    assert cast.signed_in(budi).post(NEW, sent).status_code == 303
    made = Contract.objects.get()
    assert (made.title, made.status, made.hps) == ("Terakhir", "Berjalan", None)


@pytest.mark.parametrize("address", HELPERS)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"nama_paket": "x"}', "application/json"),
        (b"\xff\xfe\x00nama_paket=x", "application/x-www-form-urlencoded"),
        (b"nama_paket=%ed%a0%80&nilai_kontrak=%ff", "application/x-www-form-urlencoded"),
        (b"--x\r\nnot a part", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"&".join(b"a%d=1" % number for number in range(1200)), "application/x-www-form-urlencoded"),
        (b"_method=DELETE&aksi=simpan", "application/x-www-form-urlencoded"),
    ],
    ids=["json", "utf-16", "surrogates", "multipart", "no-boundary", "too-many", "override"],
)
def test_a_strange_body_is_refused_or_read_as_an_empty_form(address, body, kind, budi):
    client = cast.signed_in(budi)
    client.raise_request_exception = False
    assert client.post(address, body, content_type=kind).status_code in (200, 303, 400, 422)
    assert not Contract.objects.exists()


def test_a_form_without_its_token_writes_nothing(budi):
    client = Client(enforce_csrf_checks=True)
    client.force_login(budi)
    for address in HELPERS:
        assert client.post(address, filled(budi)).status_code == 403
    assert not Contract.objects.exists()
    assert not Draft.objects.exists()
