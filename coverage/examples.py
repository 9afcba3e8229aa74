"""The rules worked out on what a reader typed: a contribution from a price, a due date from a contract date."""

from dataclasses import dataclass
from datetime import date

from coverage.calendar import holiday_name, working
from coverage.rules.deadlines import registration_due
from coverage.rules.tariff import Contribution, SliceRow, base, by_slice, contribution
from coverage.workdays import overrides


@dataclass(frozen=True)
class ContributionExample:
    """A contribution with the slices that it is made of, in rupiah."""

    owed: Contribution
    rows: tuple[SliceRow, ...]


@dataclass(frozen=True)
class DeadlineExample:
    """The registration clock of one contract date, and the days of rest that it passes over, by name.

    `worked_on` is the due date if cuti bersama were worked; `differs` says whether that matters.
    """

    signed_on: date
    due_on: date
    worked_on: date
    rests: tuple[tuple[date, str], ...]

    @property
    def differs(self):
        return self.due_on != self.worked_on


def contribution_example(price, ppn_percent, slices):
    """What a contract of `price` with PPN owes by `slices`; see coverage.rules.tariff for errors."""
    value = base(price, ppn_percent)
    return ContributionExample(contribution(value, slices), by_slice(value, slices))


def deadline_example(signed_on):
    """The due date of a contract signed on `signed_on` by the city's calendar, and by one that works cuti bersama."""
    own = overrides()
    due_on = registration_due(signed_on, working(own))
    days = (date.fromordinal(number) for number in range(signed_on.toordinal() + 1, due_on.toordinal() + 1))
    return DeadlineExample(
        signed_on=signed_on,
        due_on=due_on,
        worked_on=registration_due(signed_on, working(own, joint_leave_is_off=False)),
        rests=tuple((day, holiday_name(day)) for day in days if holiday_name(day)),
    )
