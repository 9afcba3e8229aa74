"""The compliance table of a day: the running contracts of each agency, officer or provider, and how they stand."""

from dataclasses import dataclass, fields
from fractions import Fraction

from coverage.measuring import Figures, breakdown_on, figures_on
from coverage.querysets.compliance import answered_by, compliance_counts


@dataclass(frozen=True)
class Counts:
    """Running contracts of a row: `contracts` = `in_time` + `late` + `not_yet`; `overdue` is part of `not_yet`.

    `unpaid` are registered without a payment of instalment 1, `unknown` have neither a declared headcount nor a name
    on the roster, `undeclared` no declared headcount.
    """

    contracts: int = 0
    in_time: int = 0
    late: int = 0
    not_yet: int = 0
    overdue: int = 0
    unpaid: int = 0
    unknown: int = 0
    undeclared: int = 0

    def __add__(self, other):
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class Row:
    """One line of the table; `key` is the id of the owner, None for contracts that name none ("belum diisi")."""

    key: int | None
    name: str
    npwp: str
    counts: Counts
    figures: Figures

    @property
    def risk(self):
        """Sorts the worst first: the lowest rate of workers, of packages where nobody is known; then most overdue."""
        rate = self.figures.workers if self.figures.workers.denominator else self.figures.packages
        return share(rate), -self.counts.overdue, self.name


@dataclass(frozen=True)
class Compliance:
    """The rows that were asked for, how many there are in all, and the line of all of them together.

    `among` are the ids of the contracts that were counted, None for the whole city.
    """

    by: str
    rows: list
    known: int
    total: Row
    among: list | None


def share(rate):
    """The exact fraction of a rate, or 2, which is more than any, where there is nothing to divide by."""
    return Fraction(rate.numerator) / Fraction(rate.denominator) if rate.denominator else Fraction(2)


def compliance_on(day, by, user, words=()):
    """The compliance table on `day` with a row for each of `by` (agency, officer, provider) as `user` may see it."""
    found, among = answered_by(user, by, day)
    figures = breakdown_on(day, by, among)
    rows, every, known = [], Counts(), 0
    for one in compliance_counts(found, by, day, words):
        measured = figures.get("" if one["key"] is None else str(one["key"]))
        if measured is None:  # signed or voided between the two statements
            continue
        known += 1
        counts = Counts(**{part.name: one[part.name] for part in fields(Counts)})
        every += counts
        if one["hits"]:
            rows.append(Row(one["key"], one["name"] or "", one["npwp"] or "", counts, measured))
    return Compliance(by, rows, known, Row(None, "", "", every, figures_on(day, among)), among)
