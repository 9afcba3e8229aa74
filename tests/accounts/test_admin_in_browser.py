import pytest

from coverage.models import HolidayOverride
from projects.models import Agency, Appointment, Officer
from tests import cast, factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/admin/",
    "/admin/coverage/",
    "/admin/accounts/user/?role=ppk",
    "/admin/accounts/user/add/",
    "/admin/projects/appointment/",
    "/admin/coverage/holidayoverride/add/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_administration(visit, scheme):
    visitor = visit(cast.make_fitri(), color_scheme=scheme)
    for path in PAGES:
        visitor.open(path)
        assert visitor.axe() == [], path


def test_the_administration_works_under_the_strict_policy(visit):
    """A person, their link, their appointment and a holiday, by mouse; nothing is reported or thrown."""
    fitri = cast.make_fitri()
    officer, agency = factories.officer("Dewi Anggraini, S.T."), factories.agency("Dinas Kesehatan")
    cast.appoint(officer, agency, confirmed=False)
    visitor = visit(fitri, viewport={"width": 1280, "height": 900})

    page = visitor.open("/admin/accounts/user/add/")
    page.fill("#id_email", "dewi@bogor.test")
    page.fill("#id_name", "Dewi Anggraini")
    page.select_option("#id_role", "ppk")
    visitor.click_and_wait("input[name=_save]")
    assert "Dewi Anggraini" in page.inner_text("#result_list")

    page.check("tr:has-text('Dewi Anggraini') input.action-select")
    page.select_option("select[name=action]", "make_links")
    visitor.click_and_wait("button[name=index]")
    link = page.input_value("input.tautan")
    assert link.startswith(visitor.address + "/sandi/baru/")

    visitor.open(f"/admin/projects/officer/{officer.pk}/change/")
    page.select_option("#id_user", label="Dewi Anggraini")
    visitor.click_and_wait("input[name=_save]")

    visitor.open("/admin/projects/appointment/")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "confirm")
    visitor.click_and_wait("button[name=index]")
    assert "1 penunjukan disahkan" in page.inner_text(".messagelist")
    assert Appointment.objects.get().confirmed_by == fitri

    visitor.open("/admin/coverage/holidayoverride/add/")
    page.click("#calendarlink0")
    page.click("#calendarbox0 td a >> nth=9")
    page.fill("#id_name", "Hari Jadi Bogor")
    page.fill("#id_source", "SE Wali Kota")
    visitor.click_and_wait("input[name=_save]")
    assert HolidayOverride.objects.count() == 1

    for path in PAGES:
        visitor.open(path)
    visitor.click_and_wait("#logout-form button")
    assert visitor.path == "/masuk/"
    assert visitor.faults == []
    assert Officer.objects.get(pk=officer.pk).user.name == "Dewi Anggraini"
    assert Agency.objects.count() == 1

    stranger = visit()
    page = stranger.open(link)
    page.fill("#id_password1", "kereta-kebun-raya-88")
    page.fill("#id_password2", "kereta-kebun-raya-88")
    stranger.click_and_wait("main button[type=submit]")
    assert stranger.path == "/sandi/baru/selesai/"
    assert stranger.faults == []
