"""What is unusual about a person on site: age, wage, and a NIK that tells another birth than the roster."""

from datetime import MAXYEAR, date
from decimal import Decimal

GROWN_UP = 18
OLD = 75
MINIMUM_WAGE = Decimal(5_126_898)
"""UMK Kota Bogor 2025 in rupiah a month. Source: docs/rules.md#crew."""
UNUSUAL_WAGES = 10
"""From this many minimum wages on, and below that part of one, a wage a month is worth a question."""


def birthday(born_on: date, years: int) -> date:
    """The day on which somebody born on `born_on` turns `years`; of 29 February, 1 March in a year without one.

    The last day that there is where the calendar ends before.
    Source: docs/rules.md#crew.
    """
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1) if born_on.year + years <= MAXYEAR else date.max


def under_age(born_on: date | None, day: date) -> bool:
    """Whether somebody born on `born_on` is under 18 on `day`; False where the birth date is unknown.

    Source: docs/rules.md#crew.
    """
    return born_on is not None and day < birthday(born_on, GROWN_UP)


def over_age(born_on: date | None, day: date) -> bool:
    """Whether somebody born on `born_on` is older than 75 on `day`: an age worth a question, nothing more.

    Source: docs/rules.md#crew.
    """
    return born_on is not None and day >= birthday(born_on, OLD + 1)


def unusual_wage(wage: Decimal | None) -> bool:
    """Whether a wage a month is more than ten times the minimum wage, or less than a tenth of it, as a wage a day is.

    Source: docs/rules.md#crew.
    """
    return wage is not None and not MINIMUM_WAGE / UNUSUAL_WAGES <= wage <= UNUSUAL_WAGES * MINIMUM_WAGE
