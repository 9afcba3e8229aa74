"""A form in a real browser whose session or network is gone: what was typed stays, and is written once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from coverage.models import HeadcountDeclaration
from tests import cast, factories
from tests.reference import refill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEND = ".form-bar .btn-main"
NOTE = "#belum-terkirim"


@pytest.fixture
def budi():
    refill()
    return cast.make_budi(cast.PASSWORD)


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), ends_on=timezone.localdate() + timedelta(days=30))


@pytest.fixture
def form(budi, contract, visit):
    """Budi's form on how many work there, with 17 typed."""
    visitor = visit(budi)
    visitor.open(reverse("headcount_declare", args=[contract.uid])).fill("#id_jumlah", "17")
    return visitor


def test_signing_in_again_in_another_tab_and_one_press_save_what_was_typed(form, contract, budi):
    page = form.page
    Session.objects.all().delete()
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Isian Anda belum terkirim")
    assert "17" not in page.inner_text("main")
    with form.context.expect_page() as opened:
        page.click("a[target=_blank]")
    second = opened.value
    second.fill("#id_login", budi.email)
    second.fill("#id_password", cast.PASSWORD)
    second.click("button[type=submit]")
    expect(second.locator("h1")).to_have_text("Anda sudah masuk")
    second.close()
    page.click("button[type=submit]")
    page.wait_for_url(f"**/kontrak/{contract.uid}/#h-tk")
    assert HeadcountDeclaration.objects.get().headcount == 17


def test_whoever_signs_in_instead_sends_nothing_of_it(form, contract):
    page = form.page
    Session.objects.all().delete()
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Isian Anda belum terkirim")
    form.sign_in(cast.make_ani())
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_have_text("Formulir ini milik akun lain")
    assert not HeadcountDeclaration.objects.exists()


def test_a_form_outlives_its_token(form, contract):
    form.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": form.address}])
    form.click_and_wait(SEND)
    assert HeadcountDeclaration.objects.get().headcount == 17


def test_a_lost_network_leaves_the_page_and_what_was_typed(form, contract):
    page = form.page
    form.context.set_offline(True)
    page.click(SEND)
    expect(page.locator(NOTE)).to_contain_text("Jaringan terputus; isian tetap di halaman ini")
    expect(page.locator("#id_jumlah")).to_have_value("17")
    assert form.axe() == []
    form.context.set_offline(False)
    expect(page.locator(NOTE)).to_be_empty()
    page.click(SEND)
    page.wait_for_url(f"**/kontrak/{contract.uid}/#h-tk")
    assert HeadcountDeclaration.objects.get().headcount == 17


def test_a_double_click_and_the_back_button_write_once(form, contract):
    page = form.page
    page.dblclick(SEND)
    page.wait_for_url(f"**/kontrak/{contract.uid}/#h-tk")
    page.go_back()
    page.wait_for_selector("#id_jumlah")
    page.fill("#id_jumlah", "17")
    page.click(SEND)
    page.wait_for_url(f"**/kontrak/{contract.uid}/#h-tk")
    assert HeadcountDeclaration.objects.get().headcount == 17


def test_a_lookup_leaves_the_form_where_it_is(contract, budi, visit):
    visitor = visit(budi)
    page = visitor.open(reverse("assignment_new", args=[contract.uid]))
    page.fill("#id_nama", "Tukang Uji")
    Session.objects.all().delete()
    page.fill("#id_nik", "3271")
    expect(page.locator(NOTE)).to_contain_text("masuk lagi di tab baru")
    expect(page.locator("#id_nama")).to_have_value("Tukang Uji")
    visitor.sign_in(budi)
    page.fill("#id_nik", "32710")
    expect(page.locator(NOTE)).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_held_page_is_fit_for_everybody(scheme, contract, budi, visit):
    visitor = visit(budi, viewport={"width": 360, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = visitor.open(reverse("upload_new"))
    page.set_input_files("input[type=file]", {"name": "kontrak.csv", "mimeType": "text/csv", "buffer": b"a;b"})
    Session.objects.all().delete()
    page.click("main .btn-main")
    expect(page.locator("h1")).to_have_text("Isian Anda belum terkirim")
    assert "kontrak.csv" in page.inner_text("main")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert visitor.axe() == []
        assert visitor.scrolls_sideways() <= 0
    assert [fault for fault in visitor.faults if "403" not in fault] == []
