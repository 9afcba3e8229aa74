"""The city's working calendar in the database: national holidays and the city's own overrides."""

from datetime import date, timedelta
from functools import lru_cache

from coverage.calendar import is_working_day, working
from coverage.models import HolidayOverride, Workday

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2050, 12, 31)
"""Between these the database knows due dates: from the first year that an import takes without a warning, to the last
day that a page can be turned to (cakupan/pages.py).
"""


def overrides():
    """The city's own days: day to True (worked) or False (off)."""
    return dict(HolidayOverride.objects.values_list("day", "working"))


def is_working():
    """The question that coverage.rules.deadlines asks, answered for this city."""
    return working(overrides())


def rebuild_workdays():
    """Write the calendar from the library and the overrides, where it differs; the number of days that changed."""
    return Workday.objects.replace(_rows(tuple(sorted(overrides().items()))))


@lru_cache(maxsize=4)
def _rows(own):
    rows, number, changes = [], 0, dict(own)
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=offset)
        works = is_working_day(day, changes)
        number += works
        rows.append((day, works, number))
    return tuple(rows)
