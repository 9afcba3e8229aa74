"""The record of a provider corrected by the procurement office; files that know its old name still mean it."""

from datetime import date

import pytest
from django.urls import reverse

from contractors.models import Contractor
from projects.models import Contract
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.importing.files import Folder

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)
NPWP = "0123456789012345"


def edit(user, firm):
    return Form(user, "contractor_edit", firm.pk)


def detail(user, firm):
    return cast.signed_in(user).get(reverse("contractor_detail", args=[firm.pk])).content.decode()


def named_in_a_file(folder, contract, name, npwp=""):
    """The report of a file that names the provider of a contract."""
    files = Folder(folder, D)
    files.put("kontrak", {"kode_paket": contract.package_code, "nama_penyedia": name, "npwp_penyedia": npwp})
    return files.bring()


def test_nib_and_a_missing_npwp_are_filled_in_with_a_reason(ani):
    firm = factories.contractor("CV Tanpa Nomor")
    assert edit(ani, firm).send(npwp="012345678901234", nib="9120001234567", alasan="Dari OSS").status_code == 303
    firm.refresh_from_db()
    assert (firm.name, firm.npwp, firm.nib) == ("CV Tanpa Nomor", "0012345678901234", "9120001234567")
    event = firm.recorded_events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["reason"] == "Dari OSS"
    text = detail(ani, firm)
    assert "NIB 9120001234567" in text
    assert "Juga tercatat sebagai" not in text


@pytest.mark.parametrize("change", [{"npwp": NPWP}, {"nama": "CV Nama Betul"}, {"npwp": NPWP, "nama": "CV Nama Betul"}])
def test_a_file_with_the_old_name_still_means_the_provider(ani, tmp_path, change):
    firm = factories.contractor("CV Nama Lama")
    contract = factories.contract(contractor=firm)
    assert edit(ani, firm).send(**change).status_code == 303
    assert not named_in_a_file(tmp_path, contract, "CV Nama Lama").errors
    assert Contract.objects.get().contractor == firm
    assert Contractor.objects.unmerged().count() == 1


def test_a_name_beside_an_npwp_changes_alone(ani, tmp_path):
    firm = factories.contractor("CV Nama Lama", npwp=NPWP)
    contract = factories.contract(contractor=firm)
    assert edit(ani, firm).send(nama="CV Nama Betul").status_code == 303
    report = named_in_a_file(tmp_path, contract, "CV Nama Lama", NPWP)
    assert not report.errors
    assert Contractor.objects.get().name == "CV Nama Betul"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"npwp": ""}, "tiap NPWP adalah penyedia tersendiri"),
        ({"npwp": "9" * 16}, "tiap NPWP adalah penyedia tersendiri"),
        ({"npwp": "12"}, "16 angka"),
        ({"nib": "912000123456"}, "NIB terdiri dari 13 angka"),
        ({"nib": "91200012345678"}, "NIB terdiri dari 13 angka"),
        ({"nama": ""}, "kosong"),
        ({"nama": "x" * 201}, "paling banyak 200"),
    ],
)
def test_bad_input_is_refused_at_its_field(ani, typed, words):
    firm = factories.contractor("CV Uji", npwp=NPWP)
    form = edit(ani, firm)
    assert form.send(**typed).status_code == 422
    assert words in form.text
    firm.refresh_from_db()
    assert (firm.name, firm.npwp, firm.nib) == ("CV Uji", NPWP, "")


def test_what_is_another_providers_is_named(ani):
    factories.contractor("CV Pemilik", npwp=NPWP)
    factories.contractor("CV Kembar")
    firm = factories.contractor("CV Uji")
    form = edit(ani, firm)
    assert form.send(npwp=NPWP).status_code == 422
    assert "NPWP ini milik CV Pemilik" in form.text
    form = edit(ani, firm)
    assert form.send(nama="CV Kembar").status_code == 422
    assert "sudah ada" in form.text


def test_only_procurement_corrects_and_never_a_variant(ani, budi, sari, eko, fitri):
    firm = factories.contractor("CV Uji")
    for user in (budi, sari, eko, fitri):
        client, path = cast.signed_in(user), reverse("contractor_edit", args=[firm.pk])
        assert client.get(path).status_code == client.post(path).status_code == 404
        assert path not in detail(user, firm)
    assert reverse("contractor_edit", args=[firm.pk]) in detail(ani, firm)
    variant = Contractor.objects.create(name="CV. UJI", merged_into=firm)
    assert cast.signed_in(ani).get(reverse("contractor_edit", args=[variant.pk])).status_code == 404
