"""Variants of a provider's name become one record: after a look, with a reason, by procurement, and for later files."""

from datetime import date

import pytest
from django.urls import reverse

from contractors.models import Contractor
from coverage.models import Handwritten
from projects.models import Contract, Subcontract
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.importing.files import Folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def firms():
    right = factories.contractor("CV Karya Utama", npwp="0123456789012345")
    variant = factories.contractor("CV. KARYA UTAMA")
    contract = factories.contract(contractor=variant)
    Subcontract.objects.create(
        contract=factories.contract(contractor="PT Besi Kujang"), contractor=variant, work="Baja"
    )
    return right, variant, contract


def merge(user, variant):
    return Form(user, "contractor_merge", variant.pk)


def merged(user, variant, right):
    form = merge(user, variant)
    assert form.send(penyedia=right.name, npwp_penyedia=right.npwp, alasan="Ejaan lain").status_code == 422
    assert "1 kontrak" in form.text
    assert "1 subkontrak" in form.text
    return form.send()


def test_contracts_move_after_a_look_and_the_variant_keeps_its_history(ani, firms):
    right, variant, contract = firms
    assert merged(ani, variant, right).status_code == 303
    contract.refresh_from_db()
    variant.refresh_from_db()
    assert (contract.contractor, variant.merged_into) == (right, right)
    assert Subcontract.objects.get().contractor == right
    event = contract.recorded_events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["reason"] == "Ejaan lain"
    assert variant.recorded_events.count() == 2
    client = cast.signed_in(ani)
    assert "sudah digabung ke" in client.get(reverse("contractor_detail", args=[variant.pk])).content.decode()
    assert "Juga tercatat sebagai" in client.get(reverse("contractor_detail", args=[right.pk])).content.decode()
    assert variant not in Contractor.objects.near("CV Karya Utama")


def test_nothing_moves_before_the_look(ani, firms):
    right, variant, _ = firms
    merge(ani, variant).send(penyedia=right.name, npwp_penyedia=right.npwp, alasan="Ejaan lain")
    assert Contract.objects.filter(contractor=variant).count() == 1


def test_what_came_in_between_is_looked_at_again(ani, firms):
    right, variant, _ = firms
    form = merge(ani, variant)
    form.send(penyedia=right.name, npwp_penyedia=right.npwp, alasan="Ejaan lain")
    factories.contract(contractor=variant)
    assert form.send().status_code == 422
    assert "2 kontrak" in form.text


def test_sent_twice_it_is_done_once(ani, firms):
    right, variant, contract = firms
    form = merge(ani, variant)
    form.send(penyedia=right.name, npwp_penyedia=right.npwp, alasan="Ejaan lain")
    assert form.send().status_code == 303
    assert form.send().status_code in (303, 404)
    assert contract.recorded_events.filter(pgh_label="update").count() == 1


def test_a_later_file_with_the_variant_means_the_other(ani, firms, tmp_path):
    right, variant, contract = firms
    merged(ani, variant, right)
    files = Folder(tmp_path, date(2025, 9, 30))
    named = {"npwp_penyedia": "", "nama_penyedia": variant.name}
    files.put("kontrak", {"kode_paket": contract.package_code, **named}, {"kode_paket": "BARU", **named})
    report = files.bring()
    assert not report.errors
    assert set(Contract.objects.exclude(contractor__name="PT Besi Kujang").values_list("contractor", flat=True)) == {
        right.pk
    }
    assert not report.conflicts
    assert not Handwritten.objects.filter(field="contractor_id").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"penyedia": "", "alasan": "x"}, "Pilih penyedia"),
        ({"penyedia": "PT Entah Berantah Jauh", "alasan": "x"}, "belum tercatat"),
        ({"penyedia": "CV. KARYA UTAMA", "alasan": "x"}, "penyedia yang sama"),
        ({"npwp_penyedia": "0123456789012345", "penyedia": "CV Karya Utama"}, "wajib|Bidang ini"),
    ],
)
def test_bad_input_is_refused(ani, firms, typed, words):
    form = merge(ani, firms[1])
    assert form.send(**typed).status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert not Contractor.objects.filter(merged_into__isnull=False).exists()


def test_two_npwp_are_two_providers(ani, firms):
    other = factories.contractor("CV Karya Utama Lain", npwp="9" * 15 + "1")
    form = merge(ani, other)
    assert form.send(penyedia=firms[0].name, npwp_penyedia=firms[0].npwp, alasan="x").status_code == 422
    assert "tiap NPWP adalah penyedia tersendiri" in form.text
    form = merge(ani, firms[0])
    assert form.send(penyedia="CV. KARYA UTAMA", npwp_penyedia="", alasan="x").status_code == 422
    assert "Yang ber-NPWP adalah induknya" in form.text


def test_only_procurement_merges(budi, sari, eko, fitri, firms):
    for user in (budi, sari, eko, fitri):
        client, path = cast.signed_in(user), reverse("contractor_merge", args=[firms[1].pk])
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
        page = client.get(reverse("contractor_detail", args=[firms[1].pk]))
        assert "Gabungkan" not in page.content.decode()
