"""Providers as a reader may know them on a day: their contracts, how they register, whom they employ."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField

from coverage.compliance import share
from coverage.measuring import Figures, Rate, breakdown_on, figures_from, figures_on
from coverage.querysets.contractors import provider_findings, provider_rows, year_rows
from projects.models import Contract

MOST_YEARS = 8
KINDS = {"penyedia": "Penyedia", "konsultan": "Konsultan"}
"""What a provider is by its contracts, as the list's address names it."""


@dataclass(frozen=True)
class Provider:
    """One provider: `contracts` are all that the reader may see, `due` the counting ones signed by the day.

    Of these `in_time`, `late` and `not_yet` say how they were registered; `overdue` is part of `not_yet`. `days_late`
    is the mean of working days after the due date over the late ones, None without any. `carriers` says how many of
    the contracts carry each finding.
    """

    id: int
    name: str
    npwp: str
    nib: str
    merged_into_id: int | None
    merged_into: str | None
    variants: list | None
    same_name: list | None
    same_npwp: list | None
    contract_ids: list
    consults: bool
    builds: bool
    contracts: int
    running: int
    due: int
    late: int
    not_yet: int
    overdue: int
    days_late: Decimal | None
    first_day: date | None
    value: Decimal
    carriers: dict
    workers: Rate

    @property
    def findings(self):
        return sum(self.carriers.values())

    @property
    def in_time(self):
        return self.due - self.late - self.not_yet

    @property
    def namesakes(self):
        """(id, NPWP) of each other provider of the same name."""
        pairs = zip(self.same_name or [], self.same_npwp or [], strict=True)
        return [(pk, npwp) for pk, npwp in pairs if pk != self.id]

    @property
    def shares(self):
        """The exact fraction of the rate of workers, for sorting."""
        return {"workers": share(self.workers)}

    @property
    def kind(self):
        """What its contracts make it; empty without contracts."""
        words = [word for word, is_so in (("Penyedia", self.builds), ("Konsultan", self.consults)) if is_so]
        return " dan ".join(words).capitalize()

    @property
    def risk(self):
        """Sorts the worst first: most contracts late or overdue, then the lowest rate of workers, then the name."""
        return -self.overdue - self.late, share(self.workers), self.name.lower(), self.id


@dataclass(frozen=True)
class Year:
    """One year of a provider: the contracts signed in it, and the measures on the day `figures.on` of it."""

    figures: Figures
    contracts: int
    late: int
    not_yet: int

    @property
    def in_time(self):
        return self.contracts - self.late - self.not_yet


@dataclass(frozen=True)
class Sums:
    """What the providers of a list have together; every person of theirs counts once."""

    contracts: int
    running: int
    in_time: int
    late: int
    not_yet: int
    value: Decimal
    findings: int
    workers: Rate


def seen_by(user):
    """The ids of the contracts that figures about providers are counted from; None for the whole city."""
    return None if user.sees_all else list(Contract.objects.visible_to(user).values_list("pk", flat=True))


def seen_of(user, pk):
    """The ids of the contracts of one provider that `user` may see."""
    return list(Contract.objects.visible_to(user).filter(contractor_id=pk).values_list("pk", flat=True))


def providers_on(day, among=None, words=(), kind=""):
    """Every provider whose name or NPWP holds the `words`, by name, counted from the contracts `among` on `day`."""
    workers = {key: figures.workers for key, figures in breakdown_on(day, "provider", among).items()}
    carriers = provider_findings(day, among)
    return [_provider(row, workers, carriers) for row in provider_rows(day, among, words, kind)]


def provider_on(day, pk, among):
    """One provider as `providers_on` gives it, or None; `among` are the ids of its contracts that count here."""
    rows = provider_rows(day, among, only=pk) if pk <= BigIntegerField.MAX_BIGINT else []
    if not rows:
        return None
    return _provider(rows[0], {str(pk): figures_on(day, among).workers}, provider_findings(day, among))


def sums_on(day, providers):
    """The sums of `providers`, their workers each once."""
    among = [contract for one in providers for contract in one.contract_ids]

    def total(name):
        return sum(getattr(one, name) for one in providers)

    return Sums(
        *(total(name) for name in ("contracts", "running", "in_time", "late", "not_yet", "value", "findings")),
        workers=figures_on(day, among).workers,
    )


def years_on(day, provider):
    """The years of a provider from its first contract (at most eight), newest first: each on the day of the year of `day`."""
    begun = provider.first_day or day
    first = min(max(begun.year, day.year - MOST_YEARS + 1), day.year)
    days = [_same_day(day, year) for year in range(first, day.year + 1)]
    rows = year_rows(days, day, provider.contract_ids)
    return [Year(figures_from(row), row["contracts"], row["late"], row["not_yet"]) for row in rows]


def _same_day(day, year):
    """The same day of another year; 28 February for a leap day that the year does not have."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _provider(row, workers, carriers):
    key = row["id"]
    return Provider(
        **row | {"contract_ids": row["contract_ids"] or []},
        carriers=carriers.get(key, {}),
        workers=workers.get(str(key), Rate("workers", 0, 0)),
    )
