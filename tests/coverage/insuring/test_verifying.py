"""Four eyes: the branch verifies what others wrote, whichever way its own hand came into a fact."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from coverage.models import Instalment, Registration
from coverage.uploading.applying import Outcome, apply_or_queue
from coverage.uploading.receiving import receive
from tests import cast, factories
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.insuring.test_bpjs_facts import FACTS, PAID, errors, path, send, verify, version
from tests.coverage.uploading.rosters import DAY
from tests.pages import page_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def brought_by(user, template, **changes):
    """What a file of one row wrote that `user` brought and applied."""
    row = GOOD[template] | changes
    file = SimpleUploadedFile(f"{template}.csv", as_csv(template, [row]).encode())
    upload, _ = receive(file, user, key=uuid.uuid4(), template=template, contract=None, day=DAY)
    assert apply_or_queue(upload, user, DAY, good_only=False) == Outcome.APPLIED


def offered(reader, contract):
    """The addresses of the buttons to verify that the page of the contract offers."""
    page = page_of(reader, reverse("contract_detail", args=[contract.uid]))
    return {form["action"] for form in page.select('form[action$="/verifikasi/"]')}


@pytest.mark.parametrize(("template", "model"), [("pendaftaran", Registration), ("pembayaran", Instalment)])
def test_what_sari_brought_by_file_she_does_not_verify(template, model, sari, contract):
    brought_by(sari, template)
    fact = model.objects.get()
    assert verify(sari, contract, fact).status_code == 404
    assert offered(sari, contract) == set()
    other = cast.person("Rina Cabang", "bpjs")
    assert len(offered(other, contract)) == 1
    assert verify(other, contract, fact).status_code == 303
    assert model.objects.get().verified_by == other


def test_what_others_brought_by_file_she_verifies(ani, sari, contract):
    brought_by(ani, "pembayaran")
    assert verify(sari, contract, Instalment.objects.get()).status_code == 303


def test_what_she_entered_stays_her_own_when_somebody_else_mends_it(budi, sari, contract):
    send(sari, path(contract, "instalment", 1), PAID)
    fact = Instalment.objects.get()
    mended = PAID | {"nomor_bukti": "TRX-2", "versi": version(fact), "alasan": "Salah ketik"}
    assert send(budi, path(contract, "instalment", 1), mended).status_code == 303
    fact.refresh_from_db()
    assert fact.receipt == "TRX-2"
    assert verify(sari, contract, fact).status_code == 404
    assert offered(sari, contract) == set()


def test_what_she_mended_by_file_is_her_own_too(sari, contract):
    factories.instalment(contract, 1, amount=240_000)
    brought_by(sari, "pembayaran", nomor_bukti="B2")
    fact = Instalment.objects.get()
    assert fact.receipt == "B2"
    assert verify(sari, contract, fact).status_code == 404


def test_to_have_verified_is_not_to_have_entered(budi, sari, contract):
    send(budi, path(contract), FACTS)
    fact = Registration.objects.get()
    assert verify(sari, contract, fact).status_code == 303
    mended = FACTS | {"jumlah": "20", "versi": version(fact), "alasan": "Jumlah pada sertifikat 20"}
    assert send(budi, path(contract, "registration_edit", fact.pk), mended).status_code == 303
    assert len(offered(sari, contract)) == 1
    assert verify(sari, contract, fact).status_code == 303


def upload_of(user, template, *changes):
    """The Upload of a file that `user` has brought and not yet applied."""
    file = SimpleUploadedFile(f"{template}.csv", as_csv(template, [GOOD[template] | one for one in changes]).encode())
    return receive(file, user, key=uuid.uuid4(), template=template, contract=None, day=DAY)[0]


@pytest.mark.usefixtures("ani", "sari")
@pytest.mark.parametrize(
    ("template", "model", "change"),
    [("pendaftaran", Registration, {"iuran": "250000"}), ("pembayaran", Instalment, {"nomor_bukti": "B2"})],
)
def test_a_file_that_changes_what_was_verified_needs_a_reason_too(template, model, change, budi, contract):
    ani, sari = (User.objects.get(email=f"{name}@bogor.test") for name in ("ani", "sari"))
    brought_by(ani, template)
    verify(sari, contract, model.objects.get())
    assert upload_of(budi, template, {}).report["unmarked"] == 0
    found = upload_of(budi, template, change)
    client, address = cast.signed_in(budi), reverse("upload_apply", args=[found.uid])
    page = page_of(client, found.get_absolute_url())
    assert "verifikasinya gugur" in page.select_one(".c-why").get_text()
    assert "240.000" in page.select_one("main").get_text(), "an amount of a file has dots as any other"
    decision = page.select_one("form.form-bar")
    assert page.select_one("[name=alasan]")["form"] == decision["id"]
    assert decision.has_attr("novalidate"), "not to use the file asks for no reason"
    for missing in ({}, {"alasan": "  "}, {"alasan": "x" * 1001}):
        assert "alasan" in errors(client.post(address, missing))
        assert model.objects.get().verified_by == sari
    assert client.post(address, {"alasan": "Surat ralat cabang"}).status_code == 303
    fact = model.objects.get()
    assert (fact.verified_by, fact.verified_at) == (None, None)
    assert "Surat ralat cabang" in texts(client.get(reverse("contract_history", args=[contract.uid])))


def test_what_is_verified_while_the_file_waits_is_shown_anew_first(budi, ani, sari, contract):
    brought_by(ani, "pembayaran")
    found = upload_of(budi, "pembayaran", {"nomor_bukti": "B2"})
    assert verify(sari, contract, Instalment.objects.get()).status_code == 303
    assert apply_or_queue(found, budi, DAY, good_only=False) == Outcome.MOVED
    assert Instalment.objects.get().verified_by == sari
    found.refresh_from_db()
    assert apply_or_queue(found, budi, DAY, good_only=False) == Outcome.WITHOUT_REASON
