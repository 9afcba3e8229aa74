"""Days of pasted lines, with the name of their month."""

from datetime import date

import pytest

from coverage.importing.cells import Unreadable
from coverage.pasting.days import pasted_day


@pytest.mark.parametrize(
    ("written", "month"),
    [("22 September 2025", 9), ("22 Sep 2025", 9), ("22  sept. 2025", 9), ("22 Mei 2025", 5), ("22 Maret 2025", 3)],
)
def test_a_day_with_the_name_of_its_month_is_read(written, month):
    assert pasted_day(written, []) == date(2025, month, 22)


@pytest.mark.parametrize("written", ["22 Se 2025", "31 September 2025", "22 Bulan 2025", "September 2025", "22 M 2025"])
def test_what_names_no_day_is_not_read(written):
    with pytest.raises(Unreadable):
        pasted_day(written, [])
