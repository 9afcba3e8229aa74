"""The compliance table of a day: the running contracts of each agency, officer or provider, and how they stand."""

from dataclasses import dataclass, fields
from fractions import Fraction

from coverage.breakdowns import EMPTY_LABEL
from coverage.filters import EMPTY
from coverage.measuring import Figures, breakdown_on, figures_on
from coverage.querysets.compliance import answered_by, compliance_counts
from coverage.rules import findings

LISTS = {
    "contracts": {},
    "protected": {"lindung": "ya"},
    "in_time": {"daftar": "tepat"},
    "late": {"daftar": "terlambat"},
    "not_yet": {"daftar": "belum"},
    "overdue": {"daftar": "belum", "temuan": findings.REGISTRATION_LATE},
    "unpaid": {"temuan": findings.INSTALMENT_1_UNPAID},
    "unknown": {"hitung": "tak-diketahui"},
    "undeclared": {"temuan": findings.HEADCOUNT_MISSING},
}
"""What narrows the Kontrak list to the contracts that a number of the table counts, beside the row's own key."""


@dataclass(frozen=True)
class By:
    """One way to line up the table: `slug` in its URL, `owner` as breakdowns name it, the Kontrak list's `parameter`."""

    slug: str
    owner: str
    title: str
    parameter: str


BYS = (
    By("opd", "agency", "OPD", "opd"),
    By("ppk", "officer", "PPK", "ppk"),
    By("penyedia", "provider", "Penyedia", "penyedia"),
)


def by_slug(slug):
    """The way that the URL names; by agency where it names none that exists."""
    return next((one for one in BYS if one.slug == slug), BYS[0])


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
    def label(self):
        return self.name or EMPTY_LABEL

    @property
    def slug(self):
        """The row's key as pages write it."""
        return "kosong" if self.key is None else str(self.key)

    @property
    def shares(self):
        """The exact fraction of each measure, for sorting."""
        return {rate.measure: share(rate) for rate in self.figures.rates}

    @property
    def risk(self):
        """Sorts the worst first: the lowest rate of workers, of packages where nobody is known; then most overdue."""
        rate = self.figures.workers if self.figures.workers.denominator else self.figures.packages
        return share(rate), -self.counts.overdue, self.name


@dataclass(frozen=True)
class Compliance:
    """The rows that were asked for, the worst first, how many there are in all (`known`), how many of these have a
    name (`owners`), and the line of all of them together.

    `among` are the ids of the contracts that were counted, None for the whole city.
    """

    by: By
    rows: list
    known: int
    owners: int
    total: Row
    among: list | None
    user: object

    @property
    def narrowed(self):
        """Whether only the reader's own agencies were counted."""
        return self.among is not None

    def query(self, row, number):
        """The keys of the Kontrak list that adds up to a `number` (see LISTS) of `row`.

        None where the reader may not open that list: the totals of the city and of foreign agencies, for a PPK.
        """
        if not (self.user.sees_all or self.narrowed or (row is not self.total and row.key in self.user.agency_ids)):
            return None
        own = {} if row is self.total else {self.by.parameter: row.key or EMPTY}
        return {**own, "berjalan": "ya", **LISTS[number]}


def share(rate):
    """The exact fraction of a rate, or 2, which is more than any, where there is nothing to divide by."""
    return Fraction(rate.numerator) / Fraction(rate.denominator) if rate.denominator else Fraction(2)


def compliance_on(day, by, user, words=()):
    """The compliance table on `day` with a row for each owner of the way `by`, as `user` may see it."""
    found, among = answered_by(user, by.owner, day)
    figures = breakdown_on(day, by.owner, among)
    rows, every, known, owners = [], Counts(), 0, 0
    for one in compliance_counts(found, by.owner, day, words):
        measured = figures.get("" if one["key"] is None else str(one["key"]))
        if measured is None:  # signed or voided between the two statements
            continue
        known += 1
        owners += one["key"] is not None
        counts = Counts(**{part.name: one[part.name] for part in fields(Counts)})
        every += counts
        if one["hits"]:
            rows.append(Row(one["key"], one["name"] or "", one["npwp"] or "", counts, measured))
    whose = "Kota Bogor" if among is None else "OPD Anda"
    total = Row(None, whose, "", every, figures_on(day, among))
    return Compliance(by, sorted(rows, key=lambda row: row.risk), known, owners, total, among, user)
