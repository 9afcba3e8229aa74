"""On which days a worker is covered, edge by edge: the roster, the cover that was paid for and the work must hold the day."""

from datetime import date, timedelta

import pytest

from coverage.measuring import figures_on
from coverage.models import Membership
from tests import factories as make

pytestmark = pytest.mark.django_db
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
FIRST_LOOK, LAST_LOOK = date(2025, 7, 25), date(2025, 9, 10)


def on(day):
    return date(2025, 8, day)


def days(figure):
    """The days of the look on which `figure(Figures)` is not 0, as (first, last) of one unbroken run."""
    count = (LAST_LOOK - FIRST_LOOK).days + 1
    asked = [FIRST_LOOK + timedelta(days=at) for at in range(count)]
    found = [day for day in asked if figure(figures_on(day))]
    if not found:
        return None
    assert found == [found[0] + timedelta(days=at) for at in range(len(found))]
    return found[0], found[-1]


def covered():
    return days(lambda figures: figures.workers.numerator)


def working(listed=AUGUST, runs=AUGUST):
    contract = make.contract(signed_on=runs[0], starts_on=runs[0], ends_on=runs[1])
    make.assignment(contract, starts_on=listed[0], ends_on=listed[1])
    return contract


@pytest.mark.parametrize(
    ("listed", "certificate", "paid_on", "expected"),
    [
        (AUGUST, AUGUST, on(1), AUGUST),
        ((on(10), on(20)), AUGUST, on(1), (on(10), on(20))),
        (AUGUST, (on(12), on(18)), on(1), (on(12), on(18))),
        (AUGUST, (on(12), on(18)), on(14), (on(14), on(18))),
        (AUGUST, (on(12), on(18)), on(18), (on(18), on(18))),
        (AUGUST, (on(12), on(18)), on(19), None),
        (AUGUST, AUGUST, None, None),
        ((on(18), on(31)), (on(1), on(18)), on(1), (on(18), on(18))),
        ((on(19), on(31)), (on(1), on(18)), on(1), None),
        ((on(18), on(18)), (on(18), on(18)), on(18), (on(18), on(18))),
        ((date(2025, 7, 28), None), (date(2025, 7, 28), date(2025, 9, 5)), date(2025, 7, 28), AUGUST),
    ],
)
def test_by_the_contract(listed, certificate, paid_on, expected):
    contract = working(listed)
    make.registration(contract, registered_on=certificate[0], valid_to=certificate[1])
    make.instalment(contract, paid_on=paid_on)
    assert covered() == expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ((on(10), on(20)), (on(10), on(20))),
        ((on(31), None), (on(31), on(31))),
        ((date(2025, 7, 1), on(1)), (on(1), on(1))),
        ((date(2025, 7, 1), date(2025, 7, 31)), None),
        ((date(2025, 9, 1), None), None),
    ],
)
def test_by_a_membership_of_their_own(member, expected):
    worker = working().assignments.get().worker
    Membership.objects.create(worker=worker, segment="PU", starts_on=member[0], ends_on=member[1])
    assert covered() == expected


def test_nobody_is_counted_outside_the_work_or_the_roster():
    working(listed=(on(10), None))
    assert days(lambda figures: figures.workers.denominator) == (on(10), on(31))


def test_other_instalments_and_sums_protect_nothing_and_take_nothing_away():
    contract = working()
    make.registration(contract, registered_on=on(1), valid_to=on(31))
    make.instalment(contract, number=2, paid_on=on(1))
    assert covered() is None
    make.instalment(contract, number=1, paid_on=on(5), amount=1)
    assert covered() == (on(5), on(31))
