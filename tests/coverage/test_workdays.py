"""The working calendar in the database."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st

from cakupan import pages
from coverage.calendar import working
from coverage.importing.cells import FIRST_USUAL_YEAR
from coverage.models import ContractStanding, HolidayOverride, Workday
from coverage.rules.deadlines import registration_due
from coverage.workdays import FIRST_DAY, LAST_DAY, rebuild_workdays
from tests import factories

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


def test_the_calendar_holds_every_usual_date_and_every_day_of_a_page():
    assert date(FIRST_USUAL_YEAR, 1, 1) == FIRST_DAY < pages.FIRST_DAY
    assert LAST_DAY == pages.LAST_DAY


@given(st.lists(st.dates(FIRST_DAY, date(2050, 11, 30)), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_the_due_date_of_a_contract_of_any_year_is_that_of_the_rule(signed):
    contracts = {factories.contract(signed_on=day).pk: day for day in signed}
    standing = ContractStanding.objects.on(date(2025, 9, 8)).filter(pk__in=contracts)
    due = dict(standing.values_list("pk", "due_on"))
    assert due == {pk: registration_due(day, working()) for pk, day in contracts.items()}


def test_a_contract_of_the_last_century_is_late():
    old = factories.contract(signed_on=date(1999, 12, 15))
    assert "registration_late" in old.findings.filter(day=date(2025, 9, 8)).values_list("code", flat=True)


def test_the_migration_writes_the_calendar_with_the_overrides_of_a_city_that_runs():
    migration = import_module("coverage.migrations.0007_calendar_from_1900")
    HolidayOverride.objects.create(day=date(2025, 8, 15), working=False, name="Uji", source="Uji")
    migration.calendar_from(migration.FIRST_DAY_BEFORE)(apps, None)
    assert Workday.objects.earliest("day").day == date(2000, 1, 1)
    migration.calendar_from(migration.FIRST_DAY)(apps, None)
    assert rebuild_workdays() == 0
