import pytest

from accounts.models import User
from projects.models import Appointment
from tests import cast, factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_people(visit, width, scheme):
    fitri, budi = cast.make_fitri(), cast.make_budi()
    cast.appoint(factories.officer("PPK Impor"), factories.agency("Dinas Kesehatan"), confirmed=False)
    served = Appointment.objects.confirmed().get()
    visitor = visit(fitri, viewport={"width": width, "height": 800}, color_scheme=scheme)
    of_budi = ("", "ubah/", "ppk/", "penunjukan/")
    for path in ("", "baru/", "penunjukan/", f"penunjukan/{served.pk}/", *(f"{budi.pk}/{rest}" for rest in of_budi)):
        page = visitor.open(f"/pengguna/{path}")
        assert page.locator("h1").count() == 1, path
        assert visitor.axe() == [], path
        assert visitor.scrolls_sideways() == 0, path
    assert visitor.faults == []


def test_a_person_an_officer_an_appointment_and_a_link_by_keyboard_alone(visit):
    fitri = cast.make_fitri()
    officer, agency = factories.officer("Dewi Anggraini, S.T."), factories.agency("Dinas Kesehatan")
    waiting = cast.appoint(officer, agency, confirmed=False)
    visitor = visit(fitri, viewport={"width": 1280, "height": 900})

    def enter():
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def to(name, role="link"):
        page.get_by_role(role, name=name, exact=False).first.focus()

    page = visitor.open("/pengguna/")
    to("Pengguna baru")
    enter()
    page.focus("#id_name")
    page.keyboard.type("Dewi Anggraini")
    page.keyboard.press("Tab")
    page.keyboard.type("dewi@bogor.test")
    page.keyboard.press("Tab")
    page.keyboard.type("PPK")
    page.keyboard.press("Tab")
    enter()
    dewi = User.objects.get(email="dewi@bogor.test")
    assert visitor.path == f"/pengguna/{dewi.pk}/"
    to("Hubungkan")
    enter()
    page.focus("#id_officer")
    page.keyboard.type("Dewi")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    enter()
    to("Sahkan di Dinas Kesehatan", "button")
    enter()
    assert visitor.path == f"/pengguna/{dewi.pk}/"
    assert "1 penunjukan disahkan" in page.inner_text(".notes")
    waiting.refresh_from_db()
    assert waiting.confirmed_by == fitri
    to("Buat tautan", "button")
    enter()
    assert page.input_value("#tautan").startswith(visitor.address)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    to("Salin", "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#tautan")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    to("Tersalin", "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Tertanda, salin sendiri")
    assert visitor.axe() == []
    assert visitor.faults == []


def test_the_list_narrows_while_one_types(visit):
    cast.make_budi()
    visitor = visit(cast.make_fitri(), viewport={"width": 1280, "height": 900})
    page = visitor.open("/pengguna/")
    page.fill("main input[type=search]", "budi")
    page.wait_for_selector("text=1 dari")
    assert "cari=budi" in page.url
    assert visitor.faults == []
