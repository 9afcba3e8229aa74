from datetime import date

import pytest

from coverage.models import ContractStanding, HolidayOverride, Workday
from coverage.recomputing import sweep
from tests import factories

pytestmark = pytest.mark.django_db

FRIDAY = date(2025, 8, 15)


def due(contract, day=date(2025, 8, 20)):
    return ContractStanding.objects.on(day).get(pk=contract.pk).due_on


def test_an_override_moves_due_dates_with_the_next_sweep():
    """1 August to 22 August is the golden case; a further day off moves it by one working day, and back."""
    contract = factories.contract(signed_on=date(2025, 8, 1))
    sweep(date(2025, 8, 20))
    assert due(contract) == date(2025, 8, 22)
    override = HolidayOverride.objects.create(day=FRIDAY, working=False, name="Libur kota", source="SE uji")
    sweep(date(2025, 8, 20))
    assert not Workday.objects.get(day=FRIDAY).working
    assert due(contract) == date(2025, 8, 25)
    HolidayOverride.objects.filter(pk=override.pk).update(day=date(2025, 8, 16))
    sweep(date(2025, 8, 20))
    assert due(contract) == date(2025, 8, 22)
    HolidayOverride.objects.filter(pk=override.pk).update(day=FRIDAY)
    HolidayOverride.objects.all().delete()
    sweep(date(2025, 8, 20))
    assert due(contract) == date(2025, 8, 22)


def test_a_worked_sunday_brings_the_due_date_forward():
    contract = factories.contract(signed_on=date(2025, 8, 1))
    HolidayOverride.objects.create(day=date(2025, 8, 10), working=True, name="Hari kerja pengganti", source="SE uji")
    sweep(date(2025, 8, 20))
    assert due(contract) == date(2025, 8, 21)
