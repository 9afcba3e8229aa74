"""Closed spans of days, and the two that matter: when a contract runs and when it is protected."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """The days from `first` to `last`, both included. Raises ValueError where `last` lies before `first`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a span ends before it begins")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Amendment:
    """The part of an amendment that dates and values need; both `new_*` may be empty. `number` is text, as
    on the paper.
    """

    signed_on: date
    number: str
    new_ends_on: date | None = None


@dataclass(frozen=True)
class Certificate:
    """A certificate of participation: the day its form was filed, its first and last day; any of them may be
    empty.
    """

    filed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def span(first: date | None, last: date | None) -> Span | None:
    """The span, or None where an edge is missing or the last day lies before the first."""
    return Span(first, last) if first is not None and last is not None and first <= last else None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The days of all `spans`, in order; spans that overlap or touch are joined."""
    joined: list[Span] = []
    for one in sorted(spans):
        if joined and one.first <= _next(joined[-1].last):
            joined[-1] = Span(joined[-1].first, max(joined[-1].last, one.last))
        else:
            joined.append(one)
    return tuple(joined)


def intersect(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The days that lie in both, in order."""
    others = tuple(right)
    pairs = (span(max(a.first, b.first), min(a.last, b.last)) for a in left for b in others)
    return union(one for one in pairs if one is not None)


def subtract(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The days of `left` that do not lie in `right`, in order."""
    rest = list(union(left))
    for hole in union(right):
        rest = [piece for one in rest for piece in _without(one, hole)]
    return tuple(rest)


def days(spans: Iterable[Span]) -> int:
    """How many different days the spans hold."""
    return sum(one.days for one in union(spans))


def holds(spans: Iterable[Span], day: date) -> bool:
    """Whether `day` lies in one of the spans."""
    return any(day in one for one in spans)


def amendment_order(signed_on: date, number: str) -> tuple[date, bool, int, str]:
    """The key by which amendments follow one another: date, then number; "9" before "10", numerals before
    other text.

    Source: docs/rules.md#execution.
    """
    text = number.strip()
    numeral = text.isascii() and text.isdigit()
    return signed_on, not numeral, int(text) if numeral else 0, text


def first_day(starts_on: date | None, signed_on: date) -> date:
    """The first day of execution: the SPMK's, else the contract date.

    Source: docs/rules.md#execution.
    """
    return signed_on if starts_on is None else starts_on


def agreed_last_day(ends_on: date | None, amendments: Iterable[Amendment]) -> date | None:
    """The last day by paper: that of the newest amendment that has one, whenever signed, else `ends_on`,
    else None.

    Source: docs/rules.md#execution.
    """
    dated = [one for one in amendments if one.new_ends_on is not None]
    if not dated:
        return ends_on
    return max(dated, key=lambda one: amendment_order(one.signed_on, one.number)).new_ends_on


def last_day(actual_end_on: date | None, ends_on: date | None, amendments: Iterable[Amendment], year: int) -> date:
    """The last day of execution: the actual end (BAST I or termination), else the agreed one, else 31
    December of `year`.

    Source: docs/rules.md#execution.
    """
    if actual_end_on is not None:
        return actual_end_on
    return agreed_last_day(ends_on, amendments) or date(year, 12, 31)


def execution(
    *,
    signed_on: date,
    starts_on: date | None,
    ends_on: date | None,
    actual_end_on: date | None,
    amendments: Iterable[Amendment],
    year: int,
) -> Span | None:
    """The days on which a contract runs, both edges included; None where its last day lies before its first.

    Source: docs/rules.md#execution.
    """
    return span(first_day(starts_on, signed_on), last_day(actual_end_on, ends_on, amendments, year))


def protection(certificates: Iterable[Certificate], instalment1_paid_on: date | None) -> tuple[Span, ...]:
    """The days that the certificates protect: each from the later of its first day and the payment of
    instalment 1 to its last.

    Nothing while instalment 1 is unpaid; a certificate without both dates, or one whose last day lies before
    that payment, protects no day. This is the one place to change when the city reads late registration
    otherwise.
    Source: Permenaker 44/2015 art. 3(4) (*peserta* only after payment); start when late:
    docs/rules.md#protection.
    """
    if instalment1_paid_on is None:
        return ()
    paid_on = instalment1_paid_on
    spans = (span(max(one.valid_from, paid_on), one.valid_to) for one in certificates if one.valid_from is not None)
    return union(one for one in spans if one is not None)


def unprotected(running: Span | None, protected: Iterable[Span]) -> tuple[Span, ...]:
    """The days on which a contract runs and is not protected.

    Source: docs/rules.md#protection.
    """
    return () if running is None else subtract((running,), protected)


def _next(day: date) -> date:
    return day if day == date.max else day + DAY


def _without(one: Span, hole: Span) -> Iterator[Span]:
    if hole.last < one.first or one.last < hole.first:
        yield one
        return
    if one.first < hole.first:
        yield Span(one.first, hole.first - DAY)
    if hole.last < one.last:
        yield Span(hole.last + DAY, one.last)
