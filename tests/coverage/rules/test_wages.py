"""The contribution by wages against one that walks through the days, and what decides between wages and value."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.rules.spans import Span
from coverage.rules.wages import Place, Why, by_wages, insured, most_at_once, path

JKK, JKM = Decimal("1.74"), Decimal("0.30")
FIRST = date(2025, 1, 25)
DAYS = st.integers(0, 150).map(lambda number: FIRST + timedelta(days=number))
WAGES = st.none() | st.integers(0, 2 * 10**9).map(lambda cents: Decimal(cents) / 100)
LENGTHS = st.none() | st.integers(0, 90)
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))


def place(worker=1, starts_on=date(2025, 1, 1), ends_on=None, permanent=False, wage=Decimal(4_500_000)):
    return Place(worker, starts_on, ends_on, permanent, wage)


def apart(written):
    """The places written as (worker, first day, days after it or None, permanent, wage), those of one worker apart from
    each other, as the database keeps them.
    """
    found = []
    for worker, first, more, permanent, wage in written:
        one = place(worker, first, None if more is None else first + timedelta(days=more), permanent, wage)
        others = [other for other in found if other.worker == worker]
        if not any(stands(other, one.starts_on) or stands(one, other.starts_on) for other in others):
            found.append(one)
    return tuple(found)


ROSTERS = st.lists(st.tuples(st.integers(1, 4), DAYS, LENGTHS, st.booleans(), WAGES), max_size=8).map(apart)
EXECUTIONS = st.tuples(DAYS, DAYS).map(lambda days: Span(min(days), max(days)))


def walked(execution):
    return [execution.first + timedelta(days=number) for number in range(execution.days)]


def stands(one, day):
    return one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)


def half_up(exact):
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@settings(deadline=None)
@given(ROSTERS, EXECUTIONS)
def test_every_month_with_a_day_in_it_once(roster, execution):
    paid = {}
    for day in walked(execution):
        for one in roster:
            if stands(one, day):
                paid[one.worker, day.strftime("%Y-%m")] = one.wage or Decimal(0)
    found = by_wages(roster, execution, JKK, JKM)
    assert found.months == len(paid)
    assert found.total == sum(half_up(wage * Decimal("0.0204")) for wage in paid.values())
    assert found.jkk == sum(half_up(wage * Decimal("0.0174")) for wage in paid.values())


@settings(deadline=None)
@given(ROSTERS, EXECUTIONS, DAYS)
def test_whom_the_project_insures_as_known_that_day(roster, execution, day):
    known_on = sorted((execution.first, day, execution.last))[1]
    wanted = [
        one
        for one in roster
        if not one.permanent and any(stands(one, other) for other in walked(execution) if other <= known_on)
    ]
    assert list(insured(roster, execution, day)) == wanted
    assert insured(roster, None, day) == ()


@settings(deadline=None)
@given(ROSTERS)
def test_most_at_once_by_walking(roster):
    days = walked(Span(FIRST, FIRST + timedelta(days=160)))
    assert most_at_once(roster) == max(sum(stands(one, day) for one in roster) for day in days)


def test_a_wage_of_half_a_year():
    found = by_wages([place(starts_on=date(2025, 7, 31))], YEAR, JKK, JKM)
    assert (found.months, found.jkk, found.jkm, found.total) == (6, 469_800, 81_000, 550_800)


@pytest.mark.parametrize(
    ("places", "declared", "why"),
    [
        ([], 0, Why.NOBODY),
        ([place()], 1, Why.WAGES),
        ([place()], 0, Why.WAGES),
        ([place()], None, Why.UNDECLARED),
        ([place()], 2, Why.FEWER),
        ([place(), place(2)], 2, Why.WAGES),
        ([place(ends_on=date(2025, 2, 1)), place(2, date(2025, 2, 2))], 2, Why.FEWER),
        ([place(ends_on=date(2025, 2, 1)), place(2, date(2025, 2, 1))], 2, Why.WAGES),
        ([place(), place(2, wage=None)], 1, Why.UNKNOWN),
        ([place(), place(2, wage=Decimal(0))], 1, Why.UNKNOWN),
    ],
)
def test_which_base_holds(places, declared, why):
    assert path(places, declared) is why
