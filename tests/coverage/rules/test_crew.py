from datetime import date
from decimal import Decimal

import pytest

from coverage.rules.crew import MINIMUM_WAGE, birthday, over_age, under_age, unusual_wage


@pytest.mark.parametrize(
    ("born_on", "day", "young", "old"),
    [
        (date(2007, 8, 1), date(2025, 7, 31), True, False),
        (date(2007, 8, 1), date(2025, 8, 1), False, False),
        (date(2008, 2, 29), date(2026, 2, 28), True, False),
        (date(2008, 2, 29), date(2026, 3, 1), False, False),
        (date(1950, 1, 1), date(2025, 12, 31), False, False),
        (date(1950, 1, 1), date(2026, 1, 1), False, True),
        (None, date(2026, 1, 1), False, False),
    ],
)
def test_under_eighteen_and_over_seventy_five(born_on, day, young, old):
    assert (under_age(born_on, day), over_age(born_on, day)) == (young, old)


def test_a_birthday_of_a_leap_day():
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("wage", "unusual"),
    [
        (None, False),
        (Decimal(0), True),
        (Decimal(1), True),
        (MINIMUM_WAGE / 10 - 1, True),
        (MINIMUM_WAGE / 10, False),
        (MINIMUM_WAGE * 10, False),
        (MINIMUM_WAGE * 10 + 1, True),
    ],
)
def test_a_wage_worth_a_question(wage, unusual):
    assert unusual_wage(wage) is unusual
