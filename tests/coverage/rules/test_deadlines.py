"""The clocks, against golden days and against stepping day by day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.calendar import is_working_day, working
from coverage.rules.deadlines import (
    WIB,
    accident_report_due,
    change_due,
    change_to_report,
    registration_due,
    working_days_after,
    working_days_between,
)

days = st.dates(date(2023, 12, 1), date(2027, 3, 1))
off = st.sets(st.dates(date(2023, 12, 1), date(2027, 6, 1)), max_size=60)
GOLDEN = [
    (date(2025, 7, 8), date(2025, 7, 28)),
    (date(2025, 8, 1), date(2025, 8, 22)),
    (date(2025, 12, 15), date(2026, 1, 7)),
]


@pytest.mark.parametrize(("signed_on", "due_on"), GOLDEN)
def test_registration_is_due_on_the_fourteenth_working_day(signed_on, due_on):
    assert registration_due(signed_on, working()) == due_on


@pytest.mark.parametrize(
    ("signed_on", "due_on"),
    [(date(2025, 8, 1), date(2025, 8, 21)), (date(2025, 12, 15), date(2026, 1, 6))],
)
def test_where_cuti_bersama_is_worked_the_clock_ends_earlier(signed_on, due_on):
    assert registration_due(signed_on, working(joint_leave_is_off=False)) == due_on


def test_a_change_is_due_after_seven_working_days_or_as_set():
    assert change_due(date(2025, 7, 8), working()) == date(2025, 7, 17)
    assert change_due(date(2025, 7, 8), working(), working_days=30) == date(2025, 8, 20)


@given(days, st.integers(0, 30), off)
def test_working_days_after_equals_stepping(day, n, free):
    def is_working(one):
        return is_working_day(one) and one not in free

    counted, step = 0, day
    while counted < n:
        step += timedelta(days=1)
        counted += is_working(step)
    found = working_days_after(day, n, is_working)
    assert found == step
    assert working_days_between(day, found, is_working) == n


@given(days, days)
def test_working_days_between_equals_counting(first, last):
    step, counted = first, 0
    while step < last:
        step += timedelta(days=1)
        counted += is_working_day(step)
    assert working_days_between(first, last, working()) == counted


def test_day_zero_is_the_day_itself_even_a_sunday():
    assert working_days_after(date(2025, 7, 6), 0, working()) == date(2025, 7, 6)
    assert working_days_after(date(2025, 7, 6), 1, working()) == date(2025, 7, 7)


def test_nonsense_is_refused():
    with pytest.raises(ValueError):
        working_days_after(date(2025, 7, 6), -1, working())
    with pytest.raises(ValueError):
        working_days_after(date(2025, 7, 6), 1, lambda day: False)


def test_an_accident_is_reported_within_48_hours_in_jakarta_time():
    assert accident_report_due(datetime(2025, 7, 4, 23, 30, tzinfo=WIB)) == datetime(2025, 7, 6, 23, 30, tzinfo=WIB)
    due = accident_report_due(datetime(2025, 12, 30, 20, 0, tzinfo=UTC))
    assert (due.isoformat(), due.tzname()) == ("2026-01-02T03:00:00+07:00", "WIB")
    elsewhere = datetime(2025, 7, 4, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    assert accident_report_due(elsewhere) - elsewhere == timedelta(hours=48)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError):
        accident_report_due(datetime(2025, 7, 4, 12, 0))  # noqa: DTZ001 that is the point


@pytest.mark.parametrize(
    ("changed_on", "registered_on", "reported"),
    [
        (date(2025, 8, 2), date(2025, 8, 1), True),
        (date(2025, 8, 1), date(2025, 8, 1), False),
        (date(2025, 12, 1), date(2025, 8, 1), True),
        (date(2025, 12, 2), date(2025, 8, 1), False),
        (date(2025, 8, 2), None, False),
        (None, date(2025, 8, 1), False),
        (date(2025, 7, 15), date(2025, 7, 8), False),
        (date(2025, 7, 16), date(2025, 7, 8), True),
    ],
)
def test_which_changes_of_workers_are_reported(changed_on, registered_on, reported):
    """The work goes on from 15 July to 1 December."""
    assert change_to_report(changed_on, registered_on, date(2025, 7, 15), date(2025, 12, 1)) is reported
