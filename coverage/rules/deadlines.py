"""The clocks: working days for registration and changes, hours for accidents. Which days are working days
comes in.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

IsWorking = Callable[[date], bool]
"""Whether a day is a working day; weekends, holidays and local overrides are the caller's."""

WIB = timezone(timedelta(hours=7), "WIB")
REGISTRATION_WORKING_DAYS = 14
CHANGE_WORKING_DAYS = 7
ACCIDENT_HOURS = 48
SOON_WORKING_DAYS = 5
LONGEST_REST = 366
"""A calendar without one working day in a year is an error of the calendar, not a long holiday."""


def working_days_after(day: date, n: int, is_working: IsWorking) -> date:
    """The n-th working day after `day`; day 1 is the next working day, `day` itself never counts. n = 0
    gives `day`.

    Raises ValueError for a negative n, and for a calendar that knows no working day within a year.
    Source: docs/rules.md#working-days ("working day" is not defined in the articles read).
    """
    if n < 0:
        raise ValueError("the number of working days is negative")
    rest = 0
    while n > 0:
        day += timedelta(days=1)
        if is_working(day):
            n, rest = n - 1, 0
        else:
            rest += 1
            if rest > LONGEST_REST:
                raise ValueError("the calendar knows no working day within a year")
    return day


def working_days_between(first: date, last: date, is_working: IsWorking) -> int:
    """How many working days lie after `first` and up to `last`, `last` included; 0 where `last` is not later.

    The inverse of `working_days_after`: it gives n for the day that n working days lead to.
    Source: docs/rules.md#working-days.
    """
    days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
    return sum(1 for day in days if is_working(day))


def registration_due(signed_on: date, is_working: IsWorking, working_days: int = REGISTRATION_WORKING_DAYS) -> date:
    """The last day on which a contract signed on `signed_on` is registered in time.

    Source: Permenaker 44/2015 art. 3(3), now Permenaker 5/2021; Kemendagri letter 400.5.7/765/Keuda (payment
    too).
    """
    return working_days_after(signed_on, working_days, is_working)


def change_due(changed_on: date, is_working: IsWorking, working_days: int = CHANGE_WORKING_DAYS) -> date:
    """The last day on which a change of workers is reported in time; `working_days` is a setting (a BPJS
    guideline says 30).

    Source: Permenaker 44/2015 art. 4(1); PP 44/2015 art. 9(2)-(3).
    """
    return working_days_after(changed_on, working_days, is_working)


def change_to_report(changed_on: date | None, registered_on: date | None, first_day: date, last_day: date) -> bool:
    """Whether somebody who starts on, or is gone from, `changed_on` is a change of workers that must be reported.

    It is one after the contract was registered and after its `first_day` (the registration itself tells the workers with
    whom the work begins), up to its `last_day`: with the work all go.
    Source: Permenaker 44/2015 art. 4(1); PP 44/2015 art. 9(2)-(3).
    """
    if changed_on is None or registered_on is None:
        return False
    return max(registered_on, first_day) < changed_on <= last_day


def accident_report_due(moment: datetime) -> datetime:
    """2 × 24 hours after `moment` (the accident, or the doctor's letter for stage II), in WIB; hours, not
    working days.

    Raises ValueError for a moment without a time zone.
    Source: Permenaker 5/2021 arts. 8(1)-(3) and 19(1)-(3) as amended by Permenaker 1/2025.
    """
    if moment.utcoffset() is None:
        raise ValueError("the moment has no time zone")
    return (moment + timedelta(hours=ACCIDENT_HOURS)).astimezone(WIB)
