"""Kontrak baru in a real browser, by keyboard alone: how long it takes, and that nothing is lost and nothing doubled."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from coverage.models import Draft, HeadcountDeclaration
from projects.models import Contract
from tests import cast, factories
from tests.coverage.test_paste import LINE
from tests.reference import refill
from tests.typist import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('cakupan-draf:')).length"
SAVE = ".form-bar .btn-main"


@pytest.fixture
def budi():
    refill()
    factories.contractor("CV Uji Karya Mandiri", npwp="0123456789012345")
    factories.contractor("PT Uji Lain")
    return cast.make_budi()


@pytest.fixture
def form(budi, visit):
    """Budi's open and empty form."""
    visitor = visit(budi)
    visitor.open("/kontrak/baru/")
    return visitor


def write_a_contract(typist):
    """Fill in the form from its first field to its last, as a person who has the SPK before them."""
    typist.fill("#id_nama_paket", "Rehabilitasi TPT Sungai Uji RW 09 Kel. Babakan Pasar")
    typist.fill("#id_nomor_kontrak", "602.1/10/SPK/RPT.10/DPUPR/2025")
    typist.fill("#id_kode_paket", "10390001000")
    typist.fill("#id_nilai_kontrak", "197819077,34")
    typist.fill("#id_tanggal_kontrak", "22/09/2025")
    typist.fill("#id_selesai", "05/11/2025")
    typist.pick("#id_penyedia", "karya ma", "CV Uji Karya Mandiri")
    typist.pick("#id_kelurahan", "babakan p", "Babakan Pasar")
    typist.fill("#id_rencana_tenaga_kerja", "18")


def test_a_first_contract_is_logged_in_a_minute_by_form(budi, visit):
    """From where a sign-in leads, by somebody who has never logged one and knows no short cut."""
    visitor = visit(budi)
    typist = Typist(visitor.open("/perlu-tindakan/"))
    typist.go_to(".skip").choose()
    typist.go_to("a[href='/kontrak/baru/']").choose()
    visitor.page.wait_for_url("**/kontrak/baru/")
    write_a_contract(typist)
    expect(visitor.page.locator("[data-live=iuran]")).to_have_text(re.compile("388.609"))
    typist.choose()
    visitor.page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    made = Contract.objects.get()
    assert (made.number, str(made.price), made.package_code) == (
        "602.1/10/SPK/RPT.10/DPUPR/2025", "197819077.34", "10390001000",
    )  # fmt: skip
    assert (made.contractor.npwp, made.village_code) == ("0123456789012345", "32.71.03.1008")
    assert HeadcountDeclaration.objects.get().headcount == 18
    assert not Draft.objects.of(budi).exists()
    assert typist.seconds <= 60, f"{typist.seconds:.1f} s"
    assert visitor.faults == []


def test_a_first_contract_is_logged_in_twenty_seconds_by_paste(budi, visit):
    visitor = visit(budi, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open("/perlu-tindakan/")
    page.evaluate("text => navigator.clipboard.writeText(text)", LINE + "\tCV Uji Karya Mandiri")
    typist = Typist(page)
    typist.go_to(".skip").choose()
    typist.go_to("a[href='/kontrak/baru/']").choose()
    page.wait_for_url("**/kontrak/baru/")
    typist.go_to("#tempel").choose("Control+V")
    expect(page.locator(".paste-said")).to_contain_text("10 isian terisi dari tempelan")
    expect(page.locator("#id_rencana_tenaga_kerja")).to_be_focused()
    typist.write("18")
    typist.choose()
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    made = Contract.objects.get()
    assert (made.package_code, made.contractor.name) == ("10390001000", "CV Uji Karya Mandiri")
    assert (str(made.ends_on), made.village_code) == ("2025-11-05", "32.71.03.1008")
    assert typist.seconds <= 20, f"{typist.seconds:.1f} s"
    assert visitor.faults == []


def test_what_is_typed_is_kept_and_offered_on_return(form, budi):
    page, held = form.page, []
    page.route("**/kontrak/baru/", lambda route, _: held.append(route), times=1)
    page.fill("#id_nama_paket", "Paket")
    page.click(SAVE)  # on its way, and refused in the end, while the draft is kept
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    held[0].continue_()
    expect(page.locator(".errs")).to_be_focused()
    with page.expect_response("**/draf/"):
        page.fill("#id_nama_paket", "Paket yang Ditinggal")
    assert Draft.objects.get().data["nama_paket"] == "Paket yang Ditinggal"
    assert page.evaluate(KEPT) == 0
    page.goto("/kontrak/baru/")
    page.get_by_role("link", name="Lanjutkan Paket yang Ditinggal").click()
    expect(page.locator("#id_nama_paket")).to_have_value("Paket yang Ditinggal")


def test_while_the_network_is_gone_the_browser_keeps_it_and_sends_it_later(form, budi):
    page = form.page
    form.context.set_offline(True)
    write_texts(page)
    expect(page.locator("#draf-keadaan")).to_contain_text("Jaringan terputus")
    assert page.evaluate(KEPT) == 1
    page.click(SAVE)
    expect(page.locator("#draf-keadaan")).to_contain_text("kontrak belum tersimpan")
    assert not Contract.objects.exists()
    assert not Draft.objects.exists()
    form.context.set_offline(False)
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan", timeout=15_000)
    assert page.evaluate(KEPT) == 0
    assert Draft.objects.get().data["nama_paket"] == "Paket Uji Jaringan"
    page.click(SAVE)
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    assert Contract.objects.count() == 1


def write_texts(page):
    """Everything that a contract needs, put into the fields at once."""
    page.fill("#id_nama_paket", "Paket Uji Jaringan")
    page.fill("#id_nomor_kontrak", "602/7/SPK/2025")
    page.fill("#id_nilai_kontrak", "100.000.000")
    page.fill("#id_tanggal_kontrak", "22/09/2025")
    page.fill("#id_penyedia", "PT Uji Lain")


def test_a_session_that_ends_costs_no_letter(form, budi):
    page = form.page
    write_texts(page)
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    Session.objects.all().delete()
    page.fill("#id_nama_paket", "Paket Uji Sesudah Sesi Habis")
    page.click(SAVE)
    expect(page.locator("#belum-terkirim")).to_contain_text("Sesi Anda sudah berakhir")
    expect(page.locator("#id_nama_paket")).to_have_value("Paket Uji Sesudah Sesi Habis")
    assert "draf" in page.url
    form.sign_in(budi)
    page.goto(f"/kontrak/baru/?draf={Draft.objects.get().pk}")
    expect(page.locator("#id_nama_paket")).to_have_value("Paket Uji Sesudah Sesi Habis")
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    page.wait_for_function(f"() => {KEPT} === 0")
    page.click(SAVE)
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    assert Contract.objects.get().title == "Paket Uji Sesudah Sesi Habis"


def test_a_double_click_and_the_back_button_make_one_contract(form, budi):
    page = form.page
    write_texts(page)
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    page.dblclick(SAVE)
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    assert Contract.objects.count() == 1
    page.go_back()
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    assert Contract.objects.count() == 1


def test_two_windows_on_one_draft_keep_both_texts(form, budi):
    first = form.page
    first.fill("#id_nama_paket", "Paket Uji")
    expect(first.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    second = form.context.new_page()
    second.goto(first.url)
    second.fill("#id_nama_paket", "Paket Uji, jendela kedua")
    expect(second.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    first.fill("#id_nama_paket", "Paket Uji, jendela pertama")
    expect(first.locator("#draf-keadaan")).to_contain_text("disimpan terpisah")
    kept = {draft.data["nama_paket"] for draft in Draft.objects.of(budi)}
    assert kept == {"Paket Uji, jendela pertama", "Paket Uji, jendela kedua"}


def test_signing_out_leaves_nothing_in_the_browser(form, budi):
    page = form.page
    form.context.set_offline(True)
    page.fill("#id_nama_paket", "Paket Uji Rahasia")
    expect(page.locator("#draf-keadaan")).to_contain_text("Jaringan terputus")
    form.context.set_offline(False)
    page.click(".who > summary")
    page.click("[data-sign-out] button")
    page.wait_for_url("**/masuk/**")
    page.wait_for_function(f"() => {KEPT} === 0")
    assert Draft.objects.get().data["nama_paket"] == "Paket Uji Rahasia"


OTHERS = "cakupan-draf:0:00000000-0000-0000-0000-000000000000"


def left_unsent(form, title):
    """What `title` says stays in the browser: typed without a network, on a page that was left."""
    page = form.page
    form.context.set_offline(True)
    page.fill("#id_nama_paket", title)
    expect(page.locator("#draf-keadaan")).to_contain_text("Jaringan terputus")
    page.goto("about:blank")
    form.context.set_offline(False)


def sign_out(page):
    page.click(".who > summary")
    page.click("[data-sign-out] button")


def test_signing_out_elsewhere_sends_ones_own_draft_and_leaves_those_of_others(form, budi):
    left_unsent(form, "Paket Uji Tertinggal")
    page = form.open("/kontrak/")
    page.evaluate("name => localStorage.setItem(name, '{}')", OTHERS)
    assert page.evaluate(KEPT) == 2
    sign_out(page)
    page.wait_for_url("**/masuk/**")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('cakupan-draf:'))") == [OTHERS]
    draft = Draft.objects.get()
    assert (draft.user, draft.data["nama_paket"]) == (budi, "Paket Uji Tertinggal")


def test_signing_out_keeps_what_cannot_be_sent_and_offers_it_on_return(form, budi):
    left_unsent(form, "Paket Uji Tertahan")
    page = form.open("/kontrak/")
    page.route("**/kontrak/baru/draf/", lambda route: route.abort())
    sign_out(page)
    expect(page.locator("#belum-terkirim")).to_contain_text("Belum keluar")
    assert page.evaluate(KEPT) == 1
    page.click("[data-sign-out] button")
    page.wait_for_url("**/masuk/**")
    assert page.evaluate(KEPT) == 1
    page.unroute("**/kontrak/baru/draf/")
    form.sign_in(budi)
    page.goto("/kontrak/baru/")
    expect(page.locator("#id_nama_paket")).to_have_value("Paket Uji Tertahan")
    page.wait_for_function(f"() => {KEPT} === 0")
    assert Draft.objects.get().data["nama_paket"] == "Paket Uji Tertahan"


def test_what_stayed_in_a_browser_is_its_writers_alone(form, budi):
    page = form.page
    form.context.set_offline(True)
    page.fill("#id_nama_paket", "Paket Uji Milik Budi")
    expect(page.locator("#draf-keadaan")).to_contain_text("Jaringan terputus")
    page.goto("about:blank")
    form.context.set_offline(False)
    ani = cast.make_ani()
    form.sign_in(ani)
    page.goto("/kontrak/baru/")
    page.wait_for_load_state("networkidle")
    assert "Kontrak baru" in page.inner_text("h1")
    assert "Milik Budi" not in page.content()
    assert page.evaluate(KEPT) == 1
    assert not Draft.objects.of(ani).exists()
    form.sign_in(budi)
    page.goto("/kontrak/baru/")
    expect(page.locator("#id_nama_paket")).to_have_value("Paket Uji Milik Budi")
    page.wait_for_function(f"() => {KEPT} === 0")
    assert Draft.objects.get().user == budi


def test_a_form_outlives_its_token(form, budi):
    """Signing in anew in another window changes the token of every form that is open."""
    page = form.page
    write_texts(page)
    form.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": form.address}])
    page.fill("#id_nama_paket", "Paket Uji Sesudah Masuk Lagi")
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
    page.click(SAVE)
    page.wait_for_url(re.compile("/kontrak/[0-9a-f-]{36}/"))
    assert Contract.objects.get().title == "Paket Uji Sesudah Masuk Lagi"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_fit_for_everybody(scheme, budi, visit):
    visitor = visit(budi, viewport={"width": 360, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = visitor.open("/kontrak/baru/")
    assert visitor.axe() == []
    page.fill("#id_penyedia", "Uji Karya Mandri")
    page.fill("#id_nilai_kontrak", "4,500,000")
    page.locator(SAVE).click()
    expect(page.locator(".errs")).to_be_focused()
    expect(page.locator(".twin")).to_contain_text("CV Uji Karya Mandiri")
    assert visitor.axe() == []
    assert visitor.scrolls_sideways() <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    assert visitor.axe() == []
    assert visitor.scrolls_sideways() <= 0
    assert [fault for fault in visitor.faults if "422" not in fault] == []
    expect(page.locator("#draf-keadaan")).to_contain_text("Draf tersimpan")
