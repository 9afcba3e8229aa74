"""The working calendar in the database."""

from datetime import date, timedelta

import pytest

from coverage.calendar import working
from coverage.models import HolidayOverride, Workday
from coverage.workdays import FIRST_DAY, LAST_DAY, rebuild_workdays

pytestmark = pytest.mark.django_db


def test_the_calendar_of_the_migrations_is_that_of_the_library():
    assert rebuild_workdays() == 0
    rows = list(Workday.objects.order_by("day").values_list("day", "working", "number"))
    assert [row[0] for row in rows] == [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    is_working, number = working(), 0
    for day, works, counted in rows:
        number += is_working(day)
        assert (works, counted) == (is_working(day), number), day


def test_a_day_that_went_wrong_or_missing_is_written_again():
    Workday.objects.filter(day=date(2025, 7, 8)).update(number=1)
    assert rebuild_workdays() == 1
    Workday.objects.filter(day=date(2025, 7, 9)).delete()
    assert rebuild_workdays() == 1
    assert rebuild_workdays() == 0


def test_an_override_shifts_every_later_day():
    HolidayOverride.objects.create(day=date(2050, 12, 28), working=False, name="Uji", source="Uji")
    assert rebuild_workdays() == 4
    HolidayOverride.objects.all().delete()
    assert rebuild_workdays() == 4
