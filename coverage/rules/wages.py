"""The contribution by wages: when it holds instead of that by value, for which months, and what it comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from coverage.rules.spans import Span, intersect, span
from coverage.rules.tariff import wage_contribution


class Why(Enum):
    """What decides on the base: WAGES holds for the wages, everything else for the contract value."""

    WAGES = "wages"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    UNDECLARED = "undeclared"
    FEWER = "fewer"


@dataclass(frozen=True)
class Place:
    """One worker's days on a contract with the wage a month (rupiah), both as recorded; an empty last day is
    open. `permanent` staff (PKWTT) are insured as wage earners of their firm and not by the project.
    """

    worker: int
    starts_on: date
    ends_on: date | None
    permanent: bool
    wage: Decimal | None


@dataclass(frozen=True)
class WageSum:
    """What is owed by wages in whole rupiah, for `months` months of all workers together; jkk + jkm = total."""

    months: int
    jkk: int
    jkm: int

    @property
    def total(self) -> int:
        return self.jkk + self.jkm


def insured(places: Iterable[Place], execution: Span | None, day: date) -> tuple[Place, ...]:
    """Those of `places` whom the project insures as known on `day`: not permanent, with days in the execution,
    begun by that day. Before the execution its first day counts, after it its last.

    Source: docs/rules.md#wages (Permenaker 44/2015 art. 2(3)).
    """
    if execution is None:
        return ()
    known_on = min(max(day, execution.first), execution.last)
    return tuple(
        one
        for one in places
        if not one.permanent and one.starts_on <= known_on and (one.ends_on is None or one.ends_on >= execution.first)
    )


def most_at_once(places: Iterable[Place]) -> int:
    """How many of `places` share a day at most.

    Source: docs/rules.md#wages.
    """
    last = date.max
    edges = [edge for one in places for edge in ((one.starts_on, 0), (one.ends_on or last, 1))]
    most = now = 0
    for _, leaves in sorted(edges):
        now += -1 if leaves else 1
        most = max(most, now)
    return most


def path(places: Sequence[Place], declared: int | None) -> Why:
    """Whether the wages or the contract value are the base, of those who are `insured` and the headcount
    `declared` (None: never declared).

    The wages, where somebody is listed, everybody's is known (0 is not), and at some time as many stood on the
    list as are declared; a list that may lack people would make the contribution too small.
    Source: Permenaker 44/2015 art. 3(1)-(2); docs/rules.md#wages.
    """
    if not places:
        return Why.NOBODY
    if not all(one.wage for one in places):
        return Why.UNKNOWN
    if declared is None:
        return Why.UNDECLARED
    return Why.WAGES if most_at_once(places) >= declared else Why.FEWER


def by_wages(places: Iterable[Place], execution: Span, jkk_percent: Decimal, jkm_percent: Decimal) -> WageSum:
    """The contribution of `places` whose wages are known: for each worker every calendar month in which they have
    a day on the contract within its execution, whole and once, at the wage of their latest place in it.

    Each month of a worker is rounded as `wage_contribution` does. An open place ends with the execution.
    Source: PP 44/2015, construction services (monthly wage); whole months: docs/rules.md#wages.
    """
    wages: dict[tuple[int, int, int], Decimal] = {}
    for one in sorted(places, key=lambda one: one.starts_on):
        days = span(one.starts_on, one.ends_on or max(one.starts_on, execution.last))
        for part in intersect([days] if days else [], [execution]):
            for year, month in _months(part):
                wages[one.worker, year, month] = one.wage or Decimal(0)
    owed = {wage: wage_contribution(wage, jkk_percent, jkm_percent) for wage in set(wages.values())}
    return WageSum(
        months=len(wages),
        jkk=sum(owed[wage].jkk for wage in wages.values()),
        jkm=sum(owed[wage].jkm for wage in wages.values()),
    )


def _months(days: Span) -> Iterable[tuple[int, int]]:
    first, last = (one.year * 12 + one.month - 1 for one in (days.first, days.last))
    return [divmod(number, 12) for number in range(first, last + 1)]
