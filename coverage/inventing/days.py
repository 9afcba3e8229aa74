"""Working days around a day, for the dates of invented papers."""

from datetime import date, timedelta
from random import Random

from coverage.calendar import is_working_day

ONE_DAY = timedelta(days=1)


def on_or_after(day: date) -> date:
    """The first working day from `day` on, `day` included."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def on_or_before(day: date) -> date:
    """The last working day up to `day`, `day` included."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def later(day: date, n: int) -> date:
    """The n-th working day after `day`; for n = 0 `day` itself."""
    for _ in range(n):
        day = on_or_after(day + ONE_DAY)
    return day


def earlier(day: date, n: int) -> date:
    """The n-th working day before `day`; for n = 0 `day` itself."""
    for _ in range(n):
        day = on_or_before(day - ONE_DAY)
    return day


def within(rng: Random, first: date, last: date) -> date:
    """Any day from `first` to `last`, both included; `first` where `last` lies before it."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
