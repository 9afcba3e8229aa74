"""The course of a contract as one drawing for row, list and detail: where each day lies on an axis, in per cent.

Plain values in, plain values out; `templates/parts/_timeline.html` draws them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coverage.rules.spans import Span, intersect, span, subtract, union

DAY = timedelta(days=1)
LONGEST_AXIS = timedelta(days=3 * 366)
"""A date that is years away (a slip of the pen) must not squeeze all other rows of a table to a dot."""
MOST_TICKS = 8
LAST_NAME = 92
"""Per cent of the axis after which a month is marked and not named."""

STEPS = (1, 2, 3, 6, 12, 24, 60, 120)

PROTECTED, WAITING, OPEN, AHEAD = "cov", "wait", "gap", "run"
"""The kinds of days: protected; not yet, within the deadline; unprotected; not come yet, or outside any duty."""


@dataclass(frozen=True)
class Course:
    """The dates of one contract as known on a day, empty ones None; `duty` is False where it does not count.

    `protected` are (first, last) pairs; `certificate_ends_on` is the latest last day of its certificates;
    `amendments` are (day, number) pairs, `stops` the (first, last) days of stops, the last None while it lasts,
    `providers` the (day, name) pairs of those who took the work over: told beside the drawing, in no colour of it.
    """

    signed_on: date
    first_day: date
    last_day: date
    due_on: date | None = None
    registered_on: date | None = None
    paid_on: date | None = None
    certificate_ends_on: date | None = None
    protected: Sequence[tuple[date, date]] = ()
    amendments: Sequence[tuple[date, str]] = ()
    stops: Sequence[tuple[date, date | None]] = ()
    providers: Sequence[tuple[date, str]] = ()
    duty: bool = True

    @property
    def execution(self):
        """The span on which the contract runs, or None."""
        return span(self.first_day, self.last_day)

    @property
    def edges(self):
        """The first and the last day that a drawing of this contract shows."""
        seen = [self.signed_on, self.first_day, self.last_day, self.registered_on, self.paid_on]
        known = [day for day in seen if day]
        return min(known), max(known)

    def registered_late(self, day):
        """Whether the due date has been missed on `day`."""
        if not self.duty or self.due_on is None:
            return False
        return (self.registered_on or day) > self.due_on


@dataclass(frozen=True)
class Tick:
    """The first day of a month; `named` where its name has room before the end of the axis."""

    day: date
    x: str
    year: bool
    named: bool = True


@dataclass(frozen=True)
class Axis:
    """The days from `first` to `last`, both included, laid out from 0 to 100 per cent."""

    first: date
    last: date
    ticks: tuple[Tick, ...] = field(default=(), compare=False)

    def at(self, day):
        """Where `day` begins, in per cent; less than 0 or more than 100 outside the axis."""
        return 100 * (day - self.first).days / ((self.last - self.first).days + 1)

    def x(self, day):
        """Where `day` begins as an SVG length, or None outside the axis."""
        return _percent(self.at(day)) if self.first <= day and (day - self.last).days <= 1 else None

    def stretch(self, first, last):
        """(x, width) of the days from `first` to `last` inside the axis, or None."""
        seen = span(max(first, self.first), min(last, self.last))
        if seen is None:
            return None
        return _percent(self.at(seen.first)), _percent(100 * seen.days / ((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Piece:
    kind: str
    first: date
    last: date
    x: str
    width: str

    @property
    def hatch(self):
        """The id of the pattern over a stretch without protection."""
        return "hz" if self.kind == WAITING else "h"

    @property
    def days(self):
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Mark:
    """`kind` is signed, due, registered, paid, amended, stopped, resumed, passed (to another provider), certificate or end;
    `late` where it came or is too late.
    """

    kind: str
    day: date
    x: str | None
    late: bool = False
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    today: str | None

    def mark(self, kind):
        """The first mark of that kind, or None."""
        return next((mark for mark in self.marks if mark.kind == kind), None)

    def shown(self):
        """The marks inside the axis."""
        return [mark for mark in self.marks if mark.x is not None]


def course_of(contract, protected, **more):
    """The dates of a contract annotated by ContractStanding.on(day), as the time line draws them."""
    return Course(
        signed_on=contract.signed_on,
        first_day=contract.first_day,
        last_day=contract.last_day,
        due_on=contract.due_on,
        registered_on=contract.registered_on,
        paid_on=contract.paid_on,
        protected=protected if contract.paid_on else (),
        duty=contract.counts,
        **more,
    )


def axis_of(courses: Iterable[Course], day, margin=0):
    """The axis that holds all `courses`, widened by `margin` of its length; around `day` where they lie years apart."""
    edges = [course.edges for course in courses]
    first = min((one for one, _ in edges), default=day)
    last = max((one for _, one in edges), default=day)
    if last - first > LONGEST_AXIS:
        centre = min(max(day, first), last)
        half = LONGEST_AXIS / 2
        first, last = max(first, centre - half), min(last, centre + half)
    extra = max(DAY, (last - first) * margin) if margin else timedelta(0)
    first, last = _moved(first, -extra), _moved(last, extra)
    axis = Axis(first, last)
    return Axis(first, last, _ticks(axis))


def draw(course: Course, day, axis: Axis):
    """How `course` looks on `day`: coloured stretches of its execution, its marks, and where `day` lies."""
    pieces = []
    for kind, days in _coloured(course, day):
        for one in days:
            stretch = axis.stretch(one.first, one.last)
            if stretch:
                pieces.append(Piece(kind, one.first, one.last, *stretch))
    pieces.sort(key=lambda piece: piece.first)
    return Drawing(tuple(pieces), tuple(_marks(course, day, axis)), axis.x(day))


def _coloured(course, day):
    execution = course.execution
    if execution is None:
        return
    running = (execution,)
    protected = intersect(running, union(Span(*one) for one in course.protected))
    bare = subtract(running, protected)
    past = span(execution.first, min(day, execution.last))
    future = span(max(_moved(day, DAY), execution.first), execution.last)
    yield PROTECTED, protected
    if not course.duty:
        yield AHEAD, bare
        return
    so_far = intersect(bare, (past,)) if past else ()
    within = span(execution.first, course.due_on) if course.due_on else None
    yield WAITING, intersect(so_far, (within,)) if within else ()
    yield OPEN, subtract(so_far, (within,)) if within else so_far
    ahead = intersect(bare, (future,)) if future else ()
    # Once something is paid we know which days stay open; before that the future is not lost yet.
    yield OPEN if course.protected else AHEAD, ahead


def _marks(course, day, axis):
    late = course.registered_late(day)
    yield Mark("signed", course.signed_on, axis.x(course.signed_on))
    if course.duty and course.due_on:
        yield Mark("due", course.due_on, axis.x(course.due_on), late)
    for kind, when in (("registered", course.registered_on), ("paid", course.paid_on)):
        if when:
            yield Mark(kind, when, axis.x(when), late and kind == "registered")
    for when, number in course.amendments:
        yield Mark("amended", when, axis.x(when), text=number)
    for first, last in course.stops:
        yield Mark("stopped", first, axis.x(first))
        if last:
            yield Mark("resumed", _moved(last, DAY), axis.x(_moved(last, DAY)))
    for when, name in course.providers:
        yield Mark("passed", when, axis.x(when), text=name)
    ends_on = course.certificate_ends_on
    if ends_on:
        yield Mark("certificate", ends_on, axis.x(_moved(ends_on, DAY)), ends_on < course.last_day)
    if course.execution:
        yield Mark("end", course.last_day, axis.x(_moved(course.last_day, DAY)))


def _ticks(axis):
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    step = next((one for one in STEPS if months / one <= MOST_TICKS), STEPS[-1])
    ticks = []
    first = axis.first.year * 12 + axis.first.month - 1
    for number in range(first - first % step, first + months, step):
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1) if 1 <= year <= 9999 else None
        x = axis.x(day) if day else None
        if x:
            ticks.append(Tick(day, x, year=month == 0 and months > 12, named=axis.at(day) <= LAST_NAME))
    return tuple(ticks)


def _moved(day, by):
    try:
        return day + by
    except OverflowError:
        return day


def _percent(number):
    return f"{number:.2f}%"
