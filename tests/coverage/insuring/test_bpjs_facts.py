"""Registrations and payments by hand: what is taken, refused, verified, and what becomes of the mark."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coverage.changes import changes_of
from coverage.models import Document, Instalment, Registration
from tests import cast, factories
from tests.coverage.test_documents import PDF, folder, kept  # noqa: F401
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FACTS = {
    "tanggal_daftar": "10/07/2025",
    "nomor_proyek": "P-1",
    "nomor_sertifikat": "SERT-1",
    "berlaku_dari": "01/07/2025",
    "berlaku_sampai": "31/12/2025",
    "jumlah": "12",
    "iuran": "224.000",
}
PAID = {"jumlah": "112.000", "tanggal_bayar": "11/07/2025", "nomor_bukti": "TRX-1", "jatuh_tempo": ""}


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), price=Decimal(111_000_000))


def path(contract, name="registration_new", *args):
    return reverse(name, args=[contract.uid, *args])


def send(reader, address, data, **more):
    return cast.signed_in(reader).post(address, data | more)


def errors(answer):
    """{id of a field: what is wrong with it} of a refused form."""
    assert answer.status_code == 422
    return {one["id"].removeprefix("id_").removesuffix("_error"): one.get_text(strip=True)
            for one in read(answer).select(".field-error")}  # fmt: skip


def version(fact):
    return fact.recorded_events.latest("pgh_id").pgh_id


def test_a_registration_is_recorded_once_with_its_proof(budi, contract):
    proof = SimpleUploadedFile("sertifikat.pdf", PDF)
    answer = send(budi, path(contract), FACTS, berkas=proof)
    assert answer.status_code == 303
    assert answer.url == reverse("contract_detail", args=[contract.uid]) + "#h-se"
    made = Registration.objects.get()
    assert (made.project_number, made.certificate_number, made.registered_on) == ("P-1", "SERT-1", date(2025, 7, 10))
    assert (made.valid_from, made.valid_to, made.headcount) == (date(2025, 7, 1), date(2025, 12, 31), 12)
    assert (made.contribution, made.entered_by, made.verified_at) == (Decimal(224_000), budi, None)
    assert Document.objects.get().registration == made
    assert send(budi, path(contract), FACTS).status_code == 303
    assert Registration.objects.count() == 1


def test_what_is_known_stands_in_the_form(budi, contract):
    factories.declaration(contract, 7)
    page = read(cast.signed_in(budi).get(path(contract)))
    shown = {one["name"]: one.get("value", "") for one in page.select("form.form input[name]")}
    assert (shown["berlaku_dari"], shown["berlaku_sampai"], shown["jumlah"]) == ("01/07/2025", "31/12/2025", "7")
    assert shown["iuran"] == "240.000"
    assert shown["tanggal_daftar"] == ""
    page = read(cast.signed_in(budi).get(path(contract, "instalment", 1)))
    assert page.select_one("[name=jumlah]")["value"] == "120.000"


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("tanggal_daftar", "", "tidak boleh kosong"),
        ("tanggal_daftar", f"{TODAY + timedelta(days=1):%d/%m/%Y}", "Sesudah hari ini"),
        ("tanggal_daftar", "31/04/2025", ""),
        ("berlaku_sampai", "30/06/2025", "Mendahului"),
        ("berlaku_sampai", "", "Isi kedua tanggal"),
        ("jumlah", "-1", ""),
        ("jumlah", "１２", ""),
        ("iuran", "1,234,567", "Bisa berarti"),
        ("iuran", "NaN", ""),
        ("nomor_sertifikat", "x" * 101, ""),
        ("nomor_proyek", "a\x00b", ""),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(budi, contract, field, written, said):
    answer = send(budi, path(contract), FACTS | {field: written})
    found = errors(answer)
    assert set(found) == {field}
    assert said in found[field]
    assert read(answer).select_one(f"[name={field}]")["aria-invalid"] == "true"
    assert not Registration.objects.exists()


def test_another_certificate_of_the_same_number_is_refused(budi, contract):
    send(budi, path(contract), FACTS)
    assert "sudah tercatat" in errors(send(budi, path(contract), FACTS | {"jumlah": "13"}))["nomor_sertifikat"]


def test_a_payment_is_recorded_once_and_makes_the_contract_protected(budi, contract):
    send(budi, path(contract), FACTS)
    address = path(contract, "instalment", 1)
    for _ in range(2):
        assert send(budi, address, PAID, berkas=SimpleUploadedFile("bukti.pdf", PDF)).status_code in (303, 422)
    paid = Instalment.objects.get()
    assert (paid.number, paid.amount, paid.paid_on, paid.receipt) == (1, 112_000, date(2025, 7, 11), "TRX-1")
    assert Document.objects.get().instalment == paid
    detail = texts(cast.signed_in(budi).get(reverse("contract_detail", args=[contract.uid]), {"pada": "2025-08-01"}))
    assert "Terlindungi" in detail
    assert "kurang Rp 8.000" in detail


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("120.000", "Sesuai aturan"),
        ("120.001", "Sesuai aturan"),
        ("119.998", "Kurang Rp 2"),
        ("120.002", "Lebih Rp 2"),
        ("240.000", "Seluruh iuran sekaligus"),
    ],
)
def test_the_difference_to_the_rule_is_said_to_the_rupiah(budi, contract, amount, said):
    answer = send(budi, path(contract, "instalment", 1), PAID | {"jumlah": amount, "tanggal_bayar": ""})
    assert said in texts(answer)


def test_payments_that_cannot_be_are_refused(budi, contract):
    address = path(contract, "instalment", 1)
    other = factories.contract(agency="Dinas Lain")
    factories.instalment(other, receipt="TRX-9")
    assert "kontrak lain" in errors(send(budi, address, PAID | {"nomor_bukti": "TRX-9"}))["nomor_bukti"]
    assert "tanggal bayarnya" in errors(send(budi, address, PAID | {"tanggal_bayar": ""}))["tanggal_bayar"]
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    assert "Sesudah hari ini" in errors(send(budi, address, PAID | {"tanggal_bayar": tomorrow}))["tanggal_bayar"]
    bad = SimpleUploadedFile("bukti.pdf", b"bukan")
    assert "bukan PDF" in errors(send(budi, address, PAID, berkas=bad))["berkas"]
    assert not Instalment.objects.filter(contract=contract).exists()
    assert not Document.objects.exists()
    for number in (0, 4, 99):
        assert send(budi, path(contract, "instalment", number), PAID).status_code == 404


def test_correcting_asks_why_where_past_figures_move(budi, contract):
    send(budi, path(contract), FACTS)
    send(budi, path(contract, "instalment", 1), PAID)
    factories.declaration(contract, 5)
    fact = Instalment.objects.get()
    address = path(contract, "instalment", 1)
    wrong = PAID | {"tanggal_bayar": "20/07/2025", "versi": version(fact)}
    answer = send(budi, address, wrong)
    assert answer.status_code == 422
    page = read(answer)
    assert "menggeser angka yang sudah lewat" in page.get_text()
    digest = page.select_one("[name=dilihat]")["value"]
    assert Instalment.objects.get().paid_on == date(2025, 7, 11)
    assert send(budi, address, wrong, alasan="Salah ketik", dilihat=digest).status_code == 303
    assert Instalment.objects.get().paid_on == date(2025, 7, 20)
    assert changes_of(contract)[0].reason in {"Salah ketik", "pencatatan pertama", ""}
    assert "Salah ketik" in {one.reason for one in changes_of(contract)}


def test_what_somebody_else_changed_is_shown_and_nothing_is_lost(budi, ani, contract):
    send(budi, path(contract), FACTS)
    fact = Registration.objects.get()
    address, read_as = path(contract, "registration_edit", fact.pk), version(fact)
    assert send(ani, address, FACTS | {"jumlah": "15", "versi": read_as}).status_code == 303
    answer = send(budi, address, FACTS | {"iuran": "250.000", "versi": read_as})
    assert answer.status_code == 422
    page = read(answer)
    assert "Ani Rahmawati" in page.select_one("#beda").get_text()
    assert page.select_one("[name=jumlah]")["value"] == "15"
    assert page.select_one("[name=iuran]")["value"] == "250.000"
    assert Registration.objects.get().contribution == Decimal(224_000)


def verify(reader, contract, fact):
    name, key = ("instalment_verify", fact.number) if isinstance(fact, Instalment) else ("registration_verify", fact.pk)
    return send(reader, path(contract, name, key), {"versi": version(fact)})


def test_sari_verifies_what_others_entered_and_never_her_own(budi, sari, contract):
    send(budi, path(contract), FACTS)
    send(sari, path(contract, "instalment", 1), PAID)
    registration, paid = Registration.objects.get(), Instalment.objects.get()
    assert verify(sari, contract, paid).status_code == 404
    page = read(cast.signed_in(sari).get(reverse("contract_detail", args=[contract.uid])))
    assert "petugas lain yang memverifikasi" in page.select_one(".tbl-dues").get_text(), "why there is no button"
    assert len(page.select("form[action$='/verifikasi/']")) == 1
    assert verify(sari, contract, registration).status_code == 303
    registration.refresh_from_db()
    assert registration.verified_by == sari
    detail = cast.signed_in(budi).get(reverse("contract_detail", args=[contract.uid]))
    assert f"diverifikasi {sari.name}" in texts(detail)
    assert verify(sari, contract, registration).status_code == 404
    other = cast.person("Rina Cabang", "bpjs")
    assert verify(other, contract, paid).status_code == 303
    assert Instalment.objects.get().verified_by == other


def test_nobody_else_verifies(contract, budi):
    send(budi, path(contract), FACTS)
    fact = Registration.objects.get()
    for reader in (budi, cast.make_ani(), cast.make_eko(), cast.make_fitri(), cast.make_citra()):
        assert verify(reader, contract, fact).status_code == 404
    assert User.objects.filter(role="bpjs").count() == 0


def test_an_unpaid_instalment_and_one_that_changed_are_not_verified(budi, sari, contract):
    send(budi, path(contract, "instalment", 2), PAID | {"tanggal_bayar": "", "nomor_bukti": ""})
    fact = Instalment.objects.get()
    assert verify(sari, contract, fact).status_code == 404
    Instalment.objects.update(paid_on=date(2025, 8, 1))
    address = path(contract, "instalment_verify", 2)
    answer = cast.signed_in(sari).post(address, {"versi": "0"}, follow=True)
    assert "berubah sejak halaman dibuka" in texts(answer)
    assert Instalment.objects.get().verified_at is None


def test_a_verified_fact_that_changes_needs_a_reason_and_loses_its_mark(budi, sari, contract):
    send(budi, path(contract), FACTS)
    fact = Registration.objects.get()
    verify(sari, contract, fact)
    address = path(contract, "registration_edit", fact.pk)
    changed = FACTS | {"jumlah": "20", "versi": version(fact)}
    assert "Sudah diverifikasi" in errors(send(budi, address, changed))["alasan"]
    assert Registration.objects.get().verified_at is not None
    assert send(budi, address, changed, alasan="Jumlah pada sertifikat 20").status_code == 303
    fact.refresh_from_db()
    assert (fact.headcount, fact.verified_by, fact.verified_at) == (20, None, None)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Registration, {"valid_to": date(2025, 11, 30)}),
        (Registration, {"headcount": 99}),
        (Instalment, {"amount": 1}),
        (Instalment, {"receipt": "X"}),
    ],
)
def test_the_mark_goes_whoever_changes_the_fact(budi, sari, contract, model, change):
    send(budi, path(contract), FACTS)
    send(budi, path(contract, "instalment", 1), PAID)
    for fact in (Registration.objects.get(), Instalment.objects.get()):
        verify(sari, contract, fact)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE coverage_instalment SET number = number")
        cursor.execute("UPDATE coverage_registration SET contract_id = contract_id")
    assert model.objects.get().verified_by == sari
    model.objects.update(**change)
    assert model.objects.get().verified_at is None
    other = Instalment if model is Registration else Registration
    assert other.objects.get().verified_by == sari


def test_foreign_facts_are_as_if_missing(budi, citra, contract):
    send(budi, path(contract), FACTS)
    foreign = factories.contract(agency=cast.agency_of(citra))
    fact = Registration.objects.get()
    assert send(citra, path(contract, "registration_edit", fact.pk), FACTS).status_code == 404
    assert send(citra, path(foreign, "registration_edit", fact.pk), FACTS).status_code == 404
    assert send(budi, path(foreign, "instalment", 1), PAID).status_code == 404
