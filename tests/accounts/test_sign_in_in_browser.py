import pytest
from django.core.cache import cache

from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/masuk/", "/sandi/lupa/", "/sandi/lupa/terkirim/", "/sandi/baru/1-salah/", "/sandi/baru/selesai/"]


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_before_the_sign_in(visit, width, scheme):
    visitor = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PAGES:
        page = visitor.open(path)
        assert page.locator("h1").count() == 1, path
        assert visitor.axe() == [], path
        assert visitor.scrolls_sideways() == 0, path
    assert visitor.faults == []


def test_signs_in_by_keyboard_alone(visit):
    budi = cast.make_budi(cast.PASSWORD)
    visitor = visit()
    page = visitor.open("/masuk/?next=/keluar/")
    page.focus("#id_login")
    page.keyboard.type(budi.email)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_attribute("#id_password", "type") == "text", "the password can be shown"
    page.keyboard.press("Tab")
    page.keyboard.type("salah sama sekali")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "tidak cocok" in page.inner_text("#id_password_error")
    page.fill("#id_password", cast.PASSWORD)
    visitor.click_and_wait("main button[type=submit]")
    assert visitor.path == "/keluar/"
    assert "Budi Santoso" in page.inner_text("main")
    assert visitor.axe() == []
    visitor.click_and_wait("main button[type=submit]")
    assert visitor.path == "/masuk/"
    assert visitor.faults == []


def test_after_signing_out_back_shows_no_page(visit):
    ani = cast.make_ani(cast.PASSWORD)
    visitor = visit(ani)
    page = visitor.open("/kontrak/")
    assert page.locator("h1").inner_text() == "Kontrak"
    page.click(".who summary")
    visitor.click_and_wait(".who form button[type=submit]")
    assert visitor.path == "/masuk/"
    page.go_back(wait_until="load")
    assert visitor.path.startswith("/masuk/")
    assert page.locator("h1").inner_text() == "Masuk"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_changes_a_password_by_keyboard_alone(visit, width, scheme):
    budi = cast.make_budi(cast.PASSWORD)
    visitor = visit(budi, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = visitor.open("/")
    page.focus(".who summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visitor.path == "/sandi/ganti/"
    assert visitor.axe() == []
    assert visitor.scrolls_sideways() == 0
    page.focus("#id_oldpassword")
    for text in ("salah sama sekali", "kereta-kebun-raya-88", "kereta-kebun-raya-88"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "bukan kata sandi Anda" in page.inner_text("#id_oldpassword_error")
    assert visitor.axe() == []
    assert visitor.faults == []
