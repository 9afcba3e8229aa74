import pytest

from coverage.models import HolidayOverride
from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/admin/",
    "/admin/coverage/",
    "/admin/coverage/holidayoverride/add/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_administration(visit, scheme):
    visitor = visit(cast.make_fitri(), color_scheme=scheme)
    for path in PAGES:
        visitor.open(path)
        assert visitor.axe() == [], path


def test_the_administration_works_under_the_strict_policy(visit):
    """A holiday, by mouse; nothing is reported or thrown."""
    visitor = visit(cast.make_fitri(), viewport={"width": 1280, "height": 900})
    page = visitor.page
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
