"""When a stop of the work and another provider can be recorded, and who carries the work out on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.rules.interruptions import change_refusal, in_force, provider_on, stop_refusal

TODAY = date(2025, 10, 31)
FIRST = date(2025, 7, 10)
STOPS = ((date(2025, 8, 1), date(2025, 8, 10)), (date(2025, 9, 20), None))


def day(month, number):
    return date(2025, month, number)


@pytest.mark.parametrize(
    ("first", "last", "more", "code"),
    [
        (day(8, 11), day(9, 19), {}, ""),
        (day(7, 10), day(7, 31), {}, ""),
        (day(7, 9), day(7, 31), {}, "before_the_work"),
        (day(8, 10), day(8, 12), {}, "overlaps"),
        (day(7, 20), day(8, 1), {}, "overlaps"),
        (day(7, 20), None, {}, "overlaps"),
        (day(9, 21), day(9, 22), {}, "overlaps"),
        (day(9, 10), day(9, 9), {}, "backwards"),
        (day(11, 1), None, {}, "first_ahead"),
        (day(9, 1), day(11, 1), {}, "last_ahead"),
        (day(9, 1), day(9, 5), {"actual_end_on": day(9, 5)}, ""),
        (day(9, 1), day(9, 6), {"actual_end_on": day(9, 5)}, "after_the_work"),
        (day(9, 6), None, {"actual_end_on": day(9, 5), "others": ()}, "after_the_work"),
        (day(9, 1), day(9, 5), {"status": "Batal"}, "void"),
    ],
)
def test_when_work_can_stand_still(first, last, more, code):
    usual = {"status": "Berjalan", "first_day": FIRST, "actual_end_on": None, "others": STOPS, "today": TODAY}
    assert stop_refusal(first, last, **usual | more) == code


CHANGES = ((day(8, 1), "B"), (day(9, 1), "C"))


@pytest.mark.parametrize(
    ("since", "firm", "more", "code"),
    [
        (day(7, 2), "D", {}, ""),
        (day(7, 1), "D", {}, "not_after_the_contract"),
        (day(7, 2), "A", {}, "same_firm"),
        (day(7, 2), "B", {}, "same_firm"),
        (day(7, 2), "C", {}, ""),
        (day(8, 1), "D", {}, "same_day"),
        (day(8, 15), "A", {}, ""),
        (day(8, 15), "B", {}, "same_firm"),
        (day(9, 2), "C", {}, "same_firm"),
        (day(9, 2), "A", {}, ""),
        (day(9, 2), None, {}, ""),
        (day(11, 1), "D", {}, "ahead"),
        (day(9, 6), "D", {"actual_end_on": day(9, 6)}, ""),
        (day(9, 7), "D", {"actual_end_on": day(9, 6)}, "after_the_work"),
        (day(9, 2), "D", {"status": "Batal"}, "void"),
    ],
)
def test_when_another_provider_can_take_over(since, firm, more, code):
    usual = {"status": "Berjalan", "signed_on": day(7, 1), "signed_by": "A", "actual_end_on": None}
    usual |= {"others": CHANGES, "today": TODAY}
    assert change_refusal(since, firm, **usual | more) == code


days = st.integers(0, 40).map(lambda number: FIRST + timedelta(number))


@given(
    first=days, length=st.none() | st.integers(0, 20), others=st.lists(st.tuples(days, st.integers(0, 9)), max_size=4)
)
def test_stops_overlap_where_they_share_a_day(first, length, others):
    last = None if length is None else first + timedelta(length)
    spans = [(begin, begin + timedelta(more)) for begin, more in others]
    asked = [FIRST + timedelta(number) for number in range(80)]
    shared = any(in_force(one, first, last) and any(in_force(one, *span) for span in spans) for one in asked)
    usual = {"status": "Berjalan", "first_day": FIRST, "actual_end_on": None, "today": FIRST + timedelta(90)}
    assert (stop_refusal(first, last, others=spans, **usual) == "overlaps") == shared


@given(asked=days, changes=st.dictionaries(days, st.sampled_from("BCD"), max_size=5))
def test_who_carries_the_work_out_day_by_day(asked, changes):
    expected, walked = "A", FIRST - timedelta(1)
    while walked < asked:
        walked += timedelta(1)
        expected = changes.get(walked, expected)
    assert provider_on(asked, "A", changes.items()) == expected
