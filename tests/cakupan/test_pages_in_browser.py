"""Every page as every reader in a real browser: axe in light and dark, the strict policy, 360 px, passports by keyboard."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from coverage.city import MEASURES
from coverage.models import Dataset, UCJStatement
from coverage.recomputing import recompute
from coverage.tables.row_passports import AS_SHOWN
from tests import cast, factories
from tests.reference import refill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = date(2025, 9, 30)
PASSPORT = "[popovertarget^=paspor-]:not([popovertargetaction])"


@pytest.fixture
def city():
    """Two agencies with contracts in every state that a page tells apart; the paths of all pages on it."""
    refill()
    works, schools = cast.make_budi(), cast.make_citra()
    mine, theirs = cast.agency_of(works), cast.agency_of(schools)
    good = factories.contract(
        agency=mine,
        title="Rehabilitasi Saluran Uji dengan Nama Paket yang Panjang Sekali Ruas I",
        number="602.1/10/KTR/Reh.Sal.Uji/DPUPR/2025",
        contractor="PT Bangun Sarana Karya Nusantara Perkasa Konstruksi",
        price=Decimal("8999859585.06"),
    )
    late = factories.contract(agency=theirs, contractor="CV Lain")
    waiting = factories.contract(agency=mine, signed_on=date(2025, 9, 22), starts_on=date(2025, 9, 22))
    unpaid = factories.contract(agency=theirs)
    factories.contract(agency=mine, status="Batal")
    for serial, one in enumerate((good, good, late, waiting, unpaid), start=1):
        factories.assignment(one, factories.worker(serial), one.starts_on)
    factories.declaration(good, 4)
    factories.protected(good, until=date(2025, 12, 1))
    factories.amendment(good, new_price=123_000_000)
    factories.registration(unpaid)
    factories.membership(factories.worker(3))
    Dataset.objects.create(invented=True, source="uji")
    UCJStatement.objects.create(
        month=date(2025, 9, 1), pu=300, bpu=100, jakon=80, pmi=10, employed=1000, employed_year=2023,
        stated_by="Cabang Uji", source="Surat 1",
    )  # fmt: skip
    recompute(date(2025, 12, 1))
    provider = reverse("contractor_detail", args=[good.contractor_id])
    pages = [
        reverse(name)
        for name in ("overview", "contract_list", "contractor_list", "measures", "persons", "rule_catalogue")
    ]
    pages += [f"{reverse('compliance')}?per={per}" for per in ("opd", "ppk", "penyedia")]
    return [*pages, provider, reverse("contract_detail", args=[good.uid])]


READERS = {
    "Ani": cast.make_ani,
    "Budi": lambda: User.objects.get(name__startswith="Budi"),
    "Sari": cast.make_sari,
    "Eko": cast.make_eko,
    "Fitri": cast.make_fitri,
}

THOROUGHLY = ("Ani", "Budi")
"""Who reads the whole city and who reads one agency; the others have the same pages under another navigation."""


PASSPORTS = """buttons => buttons.filter(button => button.checkVisibility()).map(button => {
  const passport = document.getElementById(button.getAttribute("popovertarget"));
  button.click();
  const told = {opened: passport.matches(":popover-open"), said: passport.innerText, code: passport.dataset.code};
  button.click();
  return {...told, closed: !passport.matches(":popover-open")};
})"""
"""What each passport that can be opened says, and whether its button opens and closes it."""


def open_every_passport(page):
    """Open each passport, the first and last by Enter, the headline by mouse, read it and close it; how many there were."""
    passports = page.eval_on_selector_all(PASSPORT, PASSPORTS)
    for passport in passports:
        sides = ("Pembilang", "Penyebut") if passport["code"] in MEASURES else ()
        for line in ("Arti", "Angka", *sides, "Hari", "Sumber", "Aturan", "Dihitung", "Sidik"):
            assert f"{line}\n" in passport["said"], f"{line} is missing in {passport['said']}"
        assert AS_SHOWN not in passport["said"], "a row's own numbers are not filled in"
        assert passport["opened"], passport["said"]
        assert passport["closed"], passport["said"]
    buttons = page.locator(PASSPORT).locator("visible=true")
    assert buttons.count() == len(passports)
    for button in (buttons.first, buttons.last):
        open_by_keyboard(page, button)
    if page.locator(".figure").count():  # the letters of the headline are tall; Playwright refuses what lies under them
        page.locator(".kick .ibtn").first.click(timeout=2000)
        page.keyboard.press("Escape")
    return len(passports)


def open_by_keyboard(page, button):
    """Open a passport by Enter, close it by Esc, be where one was."""
    passport = page.locator(f"#{button.get_attribute('popovertarget')}")
    button.focus()
    page.keyboard.press("Enter")
    assert passport.evaluate("node => node.matches(':popover-open')")
    page.keyboard.press("Escape")
    assert not passport.is_visible()
    assert button.evaluate("node => node === document.activeElement"), "the keyboard has lost its place"


def look_closely(visitor, path):
    """The dark page and its passports, on a phone and wide."""
    page = visitor.page
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-bs-theme=dark]")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert visitor.axe() == [], f"{path}, dark, {width} px"
        assert open_every_passport(page) > 0, f"{path}, {width} px"
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", READERS)
def test_every_page_as(name, city, visit):
    visitor = visit(
        READERS[name](), viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    for path in city:
        page = visitor.open(f"{path}{'&' if '?' in path else '?'}pada={DAY}")
        assert page.locator("h1").count() == 1, path
        assert "Semua data di sini karangan" in page.inner_text("body"), path
        assert visitor.axe() == [], f"{path}, light"
        for width in (1024, 820, 360):
            page.set_viewport_size({"width": width, "height": 800})
            assert visitor.scrolls_sideways() == 0, f"{path} at {width} px"
        if name in THOROUGHLY:
            look_closely(visitor, path)
        page.set_viewport_size({"width": 1280, "height": 900})
        assert visitor.faults == [], path


@pytest.mark.parametrize("path", ["/kontrak/", "/penyedia/"])
def test_a_click_on_a_number_opens_the_passport_of_its_row(path, city, visit):
    visitor = visit(cast.make_ani(), viewport={"width": 1280, "height": 1600})
    page = visitor.open(f"{path}?pada={DAY}")
    passport = page.locator("#paspor-baris")
    rows = page.locator("tbody tr")
    for at in range(rows.count()):
        page.locator("h1").click()
        number = rows.nth(at).locator("td data:not(a data)").last
        number.click()
        assert passport.locator(".pp-title").inner_text() == rows.nth(at).locator(".title").inner_text()
        opener = rows.nth(at).locator("[data-fills]")
        assert passport.locator("[data-print]").inner_text() == opener.get_attribute("data-print")
    rows.nth(0).locator("[data-fills]").evaluate("node => node.click()")
    assert passport.is_visible(), "the passport of one row gives way to that of another"
    assert passport.locator(".pp-title").inner_text() == rows.nth(0).locator(".title").inner_text()
    assert visitor.faults == []


def test_the_theme_stays_where_the_reader_put_it(city, visit):
    visitor = visit(cast.make_ani(), color_scheme="light")
    page = visitor.open("/")
    page.click("[data-theme-toggle]")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.emulate_media(color_scheme="dark")
    page.click("[data-theme-toggle]")
    assert page.get_attribute("html", "data-bs-theme") == "light"
    assert visitor.faults == []


def test_on_a_phone_menus_close_the_bar_stays_and_what_is_secondary_is_folded(city, visit):
    visitor = visit(cast.make_ani(), viewport={"width": 390, "height": 800})
    page = visitor.open("/")
    menu = page.locator(".tabbar details")
    page.click(".tabbar summary")
    assert menu.get_attribute("open") == ""
    assert visitor.axe() == []
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    page.click(".tabbar summary")
    page.click("h1")
    assert menu.get_attribute("open") is None
    page = visitor.open("/aturan/")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("[scrollY > 1000, document.querySelector('.bar').getBoundingClientRect().top]") == [True, 0]
    page = visitor.open(city[-1])
    folds = "[...document.querySelectorAll('details[data-phone-fold]')].map(one => one.open)"
    assert page.evaluate(folds) == [False] * 3
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_selector(".tbl-roster")
    assert page.evaluate(folds) == [True] * 3, "with room it stands open"


def test_the_day_picker_turns_the_page(city, visit):
    visitor = visit(cast.make_ani())
    page = visitor.open("/?pada=2025-09-30")
    page.fill("input[name=pada]", "2025-08-15")
    visitor.click_and_wait(".daypick button[type=submit]")
    assert page.url.endswith("?pada=2025-08-15")
    assert "15 Agustus 2025" in page.inner_text("h1")
    visitor.click_and_wait(".daypick a[aria-label^='Sehari sebelumnya']")
    assert "14 Agustus 2025" in page.inner_text("h1")
    visitor.click_and_wait("text=Hari ini")
    assert page.url.endswith("/") or page.url.endswith("/?")


def test_an_address_without_a_page(city, visit):
    visitor = visit(cast.make_ani())
    page = visitor.open("/tidak-ada/")
    assert "Tidak ada halaman di alamat ini" in page.inner_text("h1")
    assert visitor.axe() == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-bs-theme=dark]")
    assert visitor.axe() == []


def test_a_list_is_filtered_searched_and_sorted_by_keyboard(city, visit):
    visitor = visit(cast.make_ani(), viewport={"width": 1280, "height": 900})
    page = visitor.open(f"/kontrak/?pada={DAY}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.focus("#tampilan-2")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/kontrak/?berjalan=ya&pada={DAY}")
    page.wait_for_selector("#tampilan-2:focus")
    page.focus("#cari")
    page.keyboard.type("Saluran")
    page.keyboard.press("Enter")
    expect(page.locator("#daftar tbody tr")).to_have_count(1)
    assert set(parse_qs(urlsplit(page.url).query)) == {"cari", "berjalan", "pada"}
    page.focus("#urut-nilai")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort] #urut-nilai")
    page.wait_for_selector("#urut-nilai:focus")
    page.focus(".chip a")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(1)
    page.wait_for_selector("#daftar:focus")
    page.go_back()
    expect(page.locator(".chip")).to_have_count(2)
    assert page.locator("h1").count() == 1
    assert visitor.faults == []


def test_a_session_that_ended_leads_to_the_sign_in(city, visit):
    visitor = visit(cast.make_ani())
    page = visitor.open("/kontrak/")
    visitor.context.clear_cookies()
    page.click("#tampilan-2")
    page.wait_for_url("**/masuk/?next=/kontrak/*")
    assert page.locator("h1").all_inner_texts() == ["Masuk"]


@pytest.mark.parametrize("path", ["/", "/kontrak/", "/kepatuhan/", "/cakupan/", "/penyedia/", "/cakupan/orang/"])
def test_paper_holds_the_whole_width(path, city, visit):
    visitor = visit(cast.make_ani(), viewport={"width": 1280, "height": 900})
    page = visitor.open(f"{path}?pada={DAY}")
    across = page.evaluate("!!document.querySelector('.tbl-comply, .tbl-rincian, .tbl-kontrak')")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1030 if across else 686, "height": 900})  # A4 less its margins
    assert visitor.scrolls_sideways() == 0
