"""What was found by attack, each once: versions and ids that are no numbers, files that are too large, purposes with a NIK."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cakupan.pages import id_in
from cakupan.uploads import LARGEST
from coverage.models import Disclosure, Registration, Upload
from tests import cast, factories
from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi))


@pytest.mark.parametrize("text", ["", "-1", "x", "1.0", "٤", "9" * 19, "9" * 5000, " 1", "\x00"])
def test_what_is_no_version_is_version_0(text):
    assert id_in(text) == 0
    assert id_in("42") == 42


@pytest.mark.parametrize("version", ["9" * 5000, "x", ""])
def test_a_version_that_is_none_verifies_nothing(version, sari, contract):
    registration = factories.registration(contract)
    path = reverse("registration_verify", args=[contract.uid, registration.pk])
    answer = cast.signed_in(sari).post(path, {"versi": version}, follow=True)
    assert "Isinya berubah" in texts(answer)
    registration.refresh_from_db()
    assert registration.verified_at is None


@pytest.mark.parametrize("number", ["9" * 5000, "٤", "-1", ""])
def test_to_take_a_provider_of_no_number_takes_none(number, budi, contract):
    factories.contractor("CV Maju Jaya")
    path = reverse("subcontract_new", args=[contract.uid])
    sent = {"pekerjaan": "Galian", "penyedia": "CV Maju Jayya", "aksi": f"pakai-{number}"}
    answer = cast.signed_in(budi).post(path, sent)
    assert answer.status_code == 422
    assert "CV Maju Jaya" in texts(answer), "the near-twin is still on offer"
    assert not contract.subcontracts.exists()


@pytest.mark.parametrize("chosen", ["9" * 5000, str(2**63), "x", "-1", "٤", "\x00", ""])
def test_what_is_no_appointment_confirms_none(chosen, fitri, budi):
    budi.officer.appointments.update(confirmed_at=None, confirmed_by=None)
    answer = cast.signed_in(fitri).post(reverse("appointment_confirm"), {"penunjukan": chosen}, follow=True)
    assert "0 penunjukan disahkan" in texts(answer)
    assert not budi.officer.appointments.filter(confirmed_at__isnull=False).exists()


def test_a_form_that_did_not_come_whole_takes_no_officer_away(fitri, budi):
    answer = cast.signed_in(fitri).post(reverse("user_officer", args=[budi.pk]), {"new_name": ""})
    assert answer.status_code == 422
    assert "tidak sampai" in texts(answer)
    budi.refresh_from_db()
    assert budi.officer


def huge(name):
    return SimpleUploadedFile(name, b"%PDF-" + bytes(LARGEST))


def test_a_proof_that_is_too_large_is_no_form_without_a_proof(budi, contract):
    sent = {"nomor_sertifikat": "SERT-1", "tanggal_daftar": "10/07/2025", "berkas": huge("bukti.pdf")}
    answer = cast.signed_in(budi).post(reverse("registration_new", args=[contract.uid]), sent)
    assert answer.status_code == 422
    assert "lebih besar daripada 10 MB" in texts(answer)
    assert not Registration.objects.exists()


def test_a_roster_that_is_too_large_is_called_so(budi, contract):
    sent = {"key": uuid.uuid4(), "berkas": huge("tenaga_kerja.csv")}
    answer = cast.signed_in(budi).post(reverse("roster_upload", args=[contract.uid]), sent)
    assert answer.status_code == 422
    assert "Paling besar 20 MB" in texts(answer)
    assert not Upload.objects.exists()


def test_the_purpose_of_a_filled_template_holds_no_nik(budi, contract):
    path = reverse("roster_filled", args=[contract.uid])
    nik = factories.invented_nik(1).reveal()
    for purpose in (
        f"Memeriksa {nik}",
        "x",
        "Pe\x00riksa ulang",
        "Periksa \N{CONSTRUCTION SIGN}\N{BUILDING CONSTRUCTION} ulang",
    ):
        assert cast.signed_in(budi).post(path, {"keperluan": purpose}).status_code == 422
    assert not Disclosure.objects.exists()
    assert cast.signed_in(budi).post(path, {"keperluan": "Pencocokan dengan mandor"}).status_code == 200
