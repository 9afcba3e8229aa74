import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.links import make_link
from accounts.models import User
from tests import cast
from tests.accounts.codes import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_link_a_password_a_second_factor_and_both_steps(visit, settings, width, scheme):
    """Ani comes in by a link, is led to the second factor, and signs in with it afterwards; by keyboard."""
    settings.SECOND_FACTOR_REQUIRED = True
    ani = cast.make_ani()
    visitor = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)

    def looked_at():
        assert page.locator("h1").count() == 1, page.url
        assert visitor.axe() == [], page.url
        assert visitor.scrolls_sideways() == 0, page.url

    def enter():
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page = visitor.open(make_link(User.objects.get(pk=ani.pk), timezone.localtime())[0])
    looked_at()
    page.focus("main button[type=submit]")
    enter()
    assert visitor.path == "/sandi/tautan/"
    looked_at()
    page.focus("#id_password1")
    page.keyboard.type("kereta-kebun-raya-88")
    page.focus("#id_password2")
    page.keyboard.type("kereta-kebun-raya-88")
    enter()
    assert visitor.path == "/akun/verifikasi/aktifkan/"
    looked_at()
    assert page.locator(".qr svg path").bounding_box()["width"] > 150
    page.click(".fold summary")
    secret = page.inner_text(".secret")
    page.focus("#id_code")
    page.keyboard.type(code_of(secret))
    enter()
    looked_at()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="Sudah saya simpan").focus()
    enter()
    assert visitor.path == "/perlu-tindakan/"
    page.goto("/akun/verifikasi/")
    looked_at()

    other = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = other.open("/masuk/?next=/akun/verifikasi/")
    page.fill("#id_login", ani.email)
    page.fill("#id_password", "kereta-kebun-raya-88")
    page.focus("#id_password")
    enter()
    assert other.path == "/masuk/kode/"
    assert page.evaluate("document.activeElement.id") == "id_code"
    assert other.axe() == []
    page.keyboard.type(code_of(secret, ahead=1))
    enter()
    assert other.path == "/akun/verifikasi/"
    assert visitor.faults == other.faults == []
