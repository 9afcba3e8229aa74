"""What PPKs have left over, agency by agency, for the office that asks them about it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from cakupan.numbers import count
from coverage.breakdowns import names_of_keys
from coverage.measuring import breakdown_on
from coverage.passports import Passport, count_passport

BY = "agency"


@dataclass(frozen=True)
class LeftOver:
    """`open` of the `running` contracts of an agency are not protected; `url` leads to them in the list."""

    name: str
    open: int
    running: int
    url: str
    passport: Passport

    @property
    def when(self):
        """How many, as the line begins."""
        return f"{count(self.open)} dari {count(self.running)}"


def left_over_on(day, computed_at):
    """A LeftOver for each agency with running contracts that are not protected on `day`, the most of them first.

    The numbers are the city's measure `packages`, broken down by agency.
    """
    found = {key: figures.packages for key, figures in breakdown_on(day, BY).items()}
    open_at = {key: rate.denominator - rate.numerator for key, rate in found.items()}
    names = names_of_keys(BY, {key for key, number in open_at.items() if number})
    rows = [
        _left_over(key, name, open_at[key], found[key].denominator, day, computed_at) for key, name in names.items()
    ]
    return sorted(rows, key=lambda one: (-one.open, one.name))


def _left_over(key, name, number, running, day, computed_at):  # noqa: PLR0917 one row of a table
    passport = count_passport(
        f"tertinggal-{key}",
        f"Belum terlindungi: {name}",
        "Kontrak terhitung OPD ini yang berjalan hari itu dan tidak terlindungi.",
        number,
        day=day,
        computed_at=computed_at,
        of=(running, "kontrak berjalan OPD ini"),
    )
    asked = urlencode({"opd": key, "lindung": "tidak"})
    return LeftOver(name, number, running, f"{reverse('contract_list')}?{asked}", passport)
