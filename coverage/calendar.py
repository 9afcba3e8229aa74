"""The working calendar: weekends, national holidays and cuti bersama of the `holidays` library, and the
city's overrides.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

NATIONAL = "public"
JOINT_LEAVE = "government"
SATURDAY = 5
NO_OVERRIDES: Mapping[date, bool] = MappingProxyType({})


@lru_cache(maxsize=256)
def _year(year: int, joint_leave: bool) -> Mapping[date, str]:
    categories = (NATIONAL, JOINT_LEAVE) if joint_leave else (NATIONAL,)
    return MappingProxyType(dict(holidays.ID(years=year, categories=categories, language="id")))


def holiday_name(day: date, joint_leave_is_off: bool = True) -> str:
    """The Indonesian name of the holiday or cuti bersama on `day`; "" where it is none. Weekends have no
    name.
    """
    return _year(day.year, joint_leave_is_off).get(day, "")


def is_working_day(day: date, overrides: Mapping[date, bool] = NO_OVERRIDES, joint_leave_is_off: bool = True) -> bool:
    """Whether `day` is a working day: an override decides alone, else Monday to Friday without a holiday.

    `overrides` maps a day to True (worked) or False (off). Cuti bersama is off unless `joint_leave_is_off`
    is False.
    """
    if day in overrides:
        return overrides[day]
    return day.weekday() < SATURDAY and not holiday_name(day, joint_leave_is_off)


def working(overrides: Mapping[date, bool] = NO_OVERRIDES, joint_leave_is_off: bool = True) -> Callable[[date], bool]:
    """The question that `coverage.rules.deadlines` asks, for any day of any year."""
    return lambda day: is_working_day(day, overrides, joint_leave_is_off)
