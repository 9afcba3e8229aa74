"""The forms about a contract in a browser: two tabs, keyboard, narrow and dark, without a fault."""

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Amendment, Contract, Subcontract
from tests import cast, factories
from tests.reference import refill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PAGES = ("ubah/", "status/", "adendum/baru/", "jumlah-pekerja/", "subkontrak/baru/")
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (360, "dark")]


@pytest.fixture
def contract():
    refill()
    budi = cast.make_budi()
    made = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name, number="602/1/SPK")
    factories.amendment(made, "1", new_ends_on="2026-01-31", reason="Hujan")
    Subcontract.objects.create(contract=made, contractor=factories.contractor("PT Besi Kujang"), work="Baja")
    made.budi = budi
    return made


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_form_is_readable_whatever_the_window(visit, contract, width, scheme):
    visitor = visit(contract.budi, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for part in ("", *PAGES):
        visitor.open(f"/kontrak/{contract.uid}/{part}")
        assert visitor.axe() == [], part
        assert visitor.scrolls_sideways() <= 0, part
    assert visitor.faults == []


def test_what_corrects_merges_and_takes_back_is_readable_too(visit, contract):
    factories.protected(contract)
    listed = factories.assignment(contract, factories.worker(1, "Asep"))
    places = [
        reverse("subcontract_edit", args=[contract.uid, Subcontract.objects.get().pk]),
        reverse("contractor_merge", args=[contract.contractor_id]),
        reverse("amendment_edit", args=[contract.uid, contract.amendments.get().pk]),
        reverse("amendment_withdraw", args=[contract.uid, contract.amendments.get().pk]),
        reverse("assignment_withdraw", args=[contract.uid, listed.pk]),
        reverse("registration_withdraw", args=[contract.uid, contract.registrations.get().pk]),
        reverse("instalment_withdraw", args=[contract.uid, contract.instalments.get().pk]),
    ]
    visitor = visit(cast.make_ani(), viewport={"width": 360, "height": 800}, color_scheme="dark")
    for place in places:
        visitor.open(place)
        assert visitor.axe() == [], place
        assert visitor.scrolls_sideways() <= 0, place
    assert visitor.faults == []


def test_errors_and_past_figures_are_readable_too(visit, contract):
    visitor = visit(contract.budi, viewport={"width": 390, "height": 900}, color_scheme="dark")
    page = visitor.open(f"/kontrak/{contract.uid}/ubah/")
    page.fill("#id_nilai_kontrak", "222000000")
    visitor.click_and_wait("text=Simpan perubahan")
    assert page.is_visible("text=Perubahan ini menggeser angka yang sudah lewat")
    assert visitor.axe() == []
    assert visitor.scrolls_sideways() <= 0
    page.fill("#id_alasan", "Salah ketik")
    visitor.click_and_wait("text=Simpan perubahan")
    assert visitor.path == f"/kontrak/{contract.uid}/"
    assert Contract.objects.get().price == 222_000_000


def test_an_amendment_is_compared_while_one_types(visit, contract):
    visitor = visit(contract.budi)
    page = visitor.open(f"/kontrak/{contract.uid}/adendum/baru/")
    page.fill("#id_nomor", "2")
    page.fill("#id_tanggal", "01/10/2025")
    page.fill("#id_nilai_baru", "133200000")
    page.wait_for_selector("#banding >> text=Naik lebih dari 10 %")
    assert "Masih terutang" in page.inner_text("#banding")
    assert not Amendment.objects.filter(number="2").exists()
    assert "csrf" not in "".join(page.evaluate("performance.getEntriesByType('resource').map(e => e.name)"))


def test_a_subcontract_is_recorded_once_by_a_double_click(visit, contract):
    visitor = visit(contract.budi)
    page = visitor.open(f"/kontrak/{contract.uid}/subkontrak/baru/")
    page.fill("#id_penyedia", "PT Besi Kujang")
    page.fill("#id_pekerjaan", "Pengecatan")
    page.dblclick("text=Catat subkontrak")
    page.wait_for_url(f"**/kontrak/{contract.uid}/#*")
    assert Subcontract.objects.filter(work="Pengecatan").count() == 1


def test_two_tabs_of_one_person_lose_nothing(visit, contract):
    visitor = visit(contract.budi)
    Contract.objects.update(
        signed_on=timezone.localdate(), starts_on=None, ends_on=None, year=timezone.localdate().year
    )
    first, second = visitor.page, visitor.context.new_page()
    for page in (first, second):
        page.goto(f"/kontrak/{contract.uid}/ubah/")
    first.fill("#id_nomor_kontrak", "602/2/SPK")
    with first.expect_navigation():
        first.keyboard.press("Enter")
    second.fill("#id_kode_rup", "12345678")
    with second.expect_navigation():
        second.keyboard.press("Enter")
    assert second.is_visible("text=Berubah sejak Anda membukanya")
    assert second.input_value("#id_nomor_kontrak") == "602/2/SPK"
    with second.expect_navigation():
        second.keyboard.press("Tab")
        second.click("text=Simpan perubahan")
    found = Contract.objects.get()
    assert (found.number, found.rup_code) == ("602/2/SPK", "12345678")


def test_the_menu_opens_and_closes_by_keyboard(visit, contract):
    visitor = visit(contract.budi)
    page = visitor.open(f"/kontrak/{contract.uid}/")
    page.focus("text=Tindakan lain")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visitor.path == f"/kontrak/{contract.uid}/adendum/baru/"
