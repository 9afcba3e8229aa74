"""Spans against sets of days; execution and protection against their wording."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.rules.spans import (
    Amendment,
    Certificate,
    Span,
    amendment_order,
    days,
    execution,
    holds,
    intersect,
    last_day,
    protection,
    span,
    subtract,
    union,
    unprotected,
)

START = date(2024, 2, 20)
day = st.integers(0, 40).map(lambda offset: START + timedelta(days=offset))
some_span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), day, day)
some_spans = st.lists(some_span, max_size=5)
maybe = st.none() | day
certificates = st.lists(st.builds(Certificate, maybe, maybe, maybe), max_size=4)


def as_days(spans):
    return {one.first + timedelta(days=n) for one in spans for n in range(one.days)}


def is_normal(spans):
    """In order, and a free day between each two."""
    return all(a.last + timedelta(days=1) < b.first for a, b in pairwise(spans))


@given(some_spans, some_spans)
def test_spans_are_sets_of_days(left, right):
    for found, expected in (
        (union(left), as_days(left)),
        (intersect(left, right), as_days(left) & as_days(right)),
        (subtract(left, right), as_days(left) - as_days(right)),
    ):
        assert as_days(found) == expected
        assert is_normal(found)
        assert days(found) == len(expected)


@given(some_spans, day)
def test_holds(spans, one):
    assert holds(spans, one) == (one in as_days(spans))


def test_a_span_of_one_day():
    assert Span(START, START).days == 1
    assert START in Span(START, START)
    assert "2024-02-20" not in Span(START, START)


def test_a_span_never_ends_before_it_begins():
    with pytest.raises(ValueError):
        Span(START, START - timedelta(days=1))
    assert span(START, START - timedelta(days=1)) is None
    assert span(None, START) is None


def test_the_last_day_of_time_joins_too():
    assert union([Span(START, date.max), Span(date.max, date.max)]) == (Span(START, date.max),)


def contract(**changed):
    plain = {
        "signed_on": date(2025, 7, 8),
        "starts_on": date(2025, 7, 10),
        "ends_on": date(2025, 9, 7),
        "actual_end_on": None,
        "amendments": (),
        "year": 2025,
    }
    return execution(**plain | changed)


def test_execution_by_paper():
    assert contract() == Span(date(2025, 7, 10), date(2025, 9, 7))


def test_execution_without_spmk_begins_on_the_contract_date():
    assert contract(starts_on=None).first == date(2025, 7, 8)


def test_execution_without_an_end_runs_to_the_end_of_the_year():
    assert contract(ends_on=None, year=2024) is None
    assert contract(ends_on=None).last == date(2025, 12, 31)


def test_the_actual_end_wins():
    amendment = Amendment(date(2025, 8, 1), "1", date(2025, 12, 1))
    assert contract(actual_end_on=date(2025, 8, 31), amendments=[amendment]).last == date(2025, 8, 31)


def test_the_newest_amendment_with_an_end_holds_for_every_day():
    amendments = [
        Amendment(date(2025, 8, 20), "10", date(2025, 9, 30)),
        Amendment(date(2025, 8, 20), "9", date(2025, 10, 31)),
        Amendment(date(2025, 9, 1), "11", None),
        Amendment(date(2025, 8, 1), "12", date(2025, 11, 30)),
    ]
    assert contract(amendments=amendments).last == date(2025, 9, 30)
    assert contract(amendments=reversed(amendments)).last == date(2025, 9, 30)


def test_a_contract_shortened_before_its_start_runs_on_no_day():
    assert contract(amendments=[Amendment(date(2025, 7, 9), "1", date(2025, 7, 9))]) is None


def test_amendments_of_one_day_follow_their_numbers():
    numbers = ["ADD/2", "10", "2", "ADD/1", "09", "9"]
    assert sorted(numbers, key=lambda number: amendment_order(START, number)) == [
        "2",
        "09",
        "9",
        "10",
        "ADD/1",
        "ADD/2",
    ]


def test_the_last_day_in_a_leap_year():
    assert last_day(None, None, (), 2024) == date(2024, 12, 31)
    assert days([Span(date(2024, 2, 28), date(2024, 3, 1))]) == 3


@given(certificates, maybe, day)
def test_protection_day_by_day(filed, paid_on, one):
    expected = (
        paid_on is not None
        and one >= paid_on
        and any(c.valid_from and c.valid_to and c.valid_from <= one <= c.valid_to for c in filed)
    )
    found = protection(filed, paid_on)
    assert holds(found, one) == expected
    assert is_normal(found)


def test_protection_in_the_words_of_the_definition():
    whole = Certificate(None, date(2025, 7, 10), date(2025, 9, 7))
    assert protection([whole], None) == ()
    assert protection([whole], date(2025, 7, 1)) == (Span(date(2025, 7, 10), date(2025, 9, 7)),)
    assert protection([whole], date(2025, 7, 18)) == (Span(date(2025, 7, 18), date(2025, 9, 7)),)
    assert protection([whole], date(2025, 9, 7)) == (Span(date(2025, 9, 7), date(2025, 9, 7)),)
    assert protection([whole], date(2025, 9, 8)) == ()
    assert protection([Certificate(None, date(2025, 7, 10), None)], date(2025, 7, 1)) == ()


def test_a_lengthened_contract_has_unprotected_days():
    running = Span(date(2025, 7, 10), date(2025, 9, 21))
    covered = (Span(date(2025, 7, 18), date(2025, 9, 7)),)
    assert unprotected(running, covered) == (
        Span(date(2025, 7, 10), date(2025, 7, 17)),
        Span(date(2025, 9, 8), date(2025, 9, 21)),
    )
    assert unprotected(None, covered) == ()
