"""The figures of the city, of a breakdown or of some contracts, on any day: the Python face of coverage_figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage.models import Target, UCJStatement
from coverage.querysets.figures import figure_rows
from coverage.rules.measures import gap, percent

SMALL = 30
"""Below this many persons or packages a percentage jumps with every single one: pages say so."""


@dataclass(frozen=True)
class Rate:
    """One measure on one day: counts are integers, `value` is rupiah with two decimals."""

    measure: str
    numerator: int | Decimal
    denominator: int | Decimal

    @property
    def percent(self):
        """Per cent with one decimal, half-up; None where nothing is counted ("tidak ada")."""
        return percent(self.numerator, self.denominator)

    def gap(self, target):
        """What is still missing to `target` per cent: persons, packages or rupiah; 0 once it is reached."""
        return gap(self.numerator, self.denominator, target)

    @property
    def is_small(self):
        """Whether so few persons or packages are counted that the percentage says little; never for rupiah."""
        return self.measure != "value" and 0 < self.denominator < SMALL

    @property
    def missing(self):
        """What is counted and not covered."""
        return self.denominator - self.numerator


@dataclass(frozen=True)
class Figures:
    """The four measures of construction on `on` for one key of a breakdown ('' for the city)."""

    on: date
    key: str
    workers: Rate
    headcount: Rate
    packages: Rate
    value: Rate
    listed: int
    unlisted: int
    unknown_contracts: int

    @property
    def rates(self):
        return (self.workers, self.headcount, self.packages, self.value)

    @property
    def named_uncovered(self):
        """Persons on a roster that day whom nothing covers."""
        return self.listed - self.workers.numerator


def figures_from(row):
    """The Figures in a row with the columns of coverage_figures."""
    rates = {
        name: Rate(name, row[f"{name}_numerator"], row[f"{name}_denominator"])
        for name in ("workers", "headcount", "packages", "value")
    }
    return Figures(
        on=row["day"],
        key=row["key"],
        listed=row["listed"],
        unlisted=row["unlisted"],
        unknown_contracts=row["unknown"],
        **rates,
    )


def figures_on(day, among=None):
    """The figures of the whole city on `day`, or of the contracts whose ids are `among`."""
    return figures_from(figure_rows(day, day, "city", among)[0])


def breakdown_on(day, by, among=None):
    """The figures on `day` for each key of `by` (see BREAKDOWNS in querysets), as a dict of key to Figures."""
    return {row["key"]: figures_from(row) for row in figure_rows(day, day, by, among)}


def series(first, last, among=None):
    """The figures of every day from `first` to `last`, both included, in order."""
    return [figures_from(row) for row in figure_rows(first, last, "city", among)]


def newest_ucj(day):
    """The newest UCJ statement of or before the month of `day`, or None: never derived from the other measures."""
    return UCJStatement.objects.filter(month__lte=day).first()


def targets_on(day):
    """The target of each measure for the year of `day`, else its newest earlier one; measures without one are absent."""
    found = {}
    for target in Target.objects.filter(year__lte=day.year).order_by("year"):
        found[target.measure] = target
    return found


def as_json(figures, ucj=None):
    """The figures of a day as the commands print them: rupiah as strings, counts as integers."""

    def pair(numerator, denominator):
        return {"numerator": numerator, "denominator": denominator}

    measures = {
        "packages": pair(figures.packages.numerator, figures.packages.denominator),
        "value": pair(f"{figures.value.numerator:.2f}", f"{figures.value.denominator:.2f}"),
        "headcount": pair(figures.headcount.numerator, figures.headcount.denominator),
        "workers": pair(figures.workers.numerator, figures.workers.denominator),
    }
    if ucj is not None:
        measures["ucj"] = pair(ucj.participants, ucj.employed)
    return {"on": figures.on.isoformat(), "measures": measures, "unknown_contracts": figures.unknown_contracts}
