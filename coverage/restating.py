"""What a change does to figures of days gone by: computed before and after it, in one transaction, never guessed."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts.history import because
from coverage.breakdowns import BREAKDOWNS, EMPTY_LABEL, names_of_keys
from coverage.measuring import Rate, figures_on
from coverage.models import Measure
from coverage.querysets.figures import figure_rows
from coverage.querysets.restating import sharing_workers
from coverage.recomputing import SERIES_BEGINS, wake
from coverage.roster_changes import follow

MEASURES = ("workers", "headcount", "packages", "value")
PARTS = {
    "agency": "agency",
    "officer": "officer",
    "contractor": "provider",
    "kind": "kind",
    "village_code": "kecamatan",
}
"""Which breakdown a field of a contract decides on; its rows move even where the city's figures stand still."""
BY = {one.by: one.title for one in BREAKDOWNS}


@dataclass(frozen=True)
class Moved:
    """A measure of the city that moves on `days` days from `first` to `last`; most of all on `at`."""

    measure: str
    label: str
    days: int
    first: date
    last: date
    at: date
    before: Rate
    after: Rate


@dataclass(frozen=True)
class MovedRow:
    """A row of a breakdown that moves on `days` days from `first` to `last`."""

    of: str
    name: str
    days: int
    first: date
    last: date


@dataclass(frozen=True)
class Restatement:
    """Every stored figure of a day before today that a change moves; false where none moves."""

    moved: tuple[Moved, ...]
    unknown: tuple[date, ...]
    rows: tuple[MovedRow, ...]
    digest: str

    def __bool__(self):
        return bool(self.moved or self.unknown or self.rows)


def write(contract, today, change, *, reason="", seen="", parts=(), workers=()):
    """Run `change` in a transaction of its own; None once it is written, else the Restatement that kept it from it.

    A change that moves figures of days before `today` is written where it has a `reason` and its restatement was
    `seen` (the digest that a page showed); else everything is undone. `parts` are the fields of the contract that
    change and decide on a breakdown, `workers` the ids of people whom `change` brings to its roster: they may stand on
    other contracts. The reporting clocks of the contract follow. The caller holds the transaction and has locked the rows.
    """

    def change_all():
        change()
        follow([contract.pk])

    alone = [(PARTS[name], [contract.pk]) for name in parts if name in PARTS]
    asked = [("city", sharing_workers(contract.pk, workers)), *alone]
    return _written(asked, SERIES_BEGINS, today, change_all, reason=reason, seen=seen)


def write_by_officer(contract_ids, first, today, change, *, reason="", seen=""):
    """As `write`, for a `change` that moves nothing but rows by officer of these contracts, from the day `first` on."""
    return _written([("officer", contract_ids)], max(first, SERIES_BEGINS), today, change, reason=reason, seen=seen)


def _written(asked, first, today, change, *, reason, seen):
    point = transaction.savepoint()
    with because(reason):
        found = _compared(asked, first, today - timedelta(days=1), change)
    if found and (not reason or seen != found.digest):
        transaction.savepoint_rollback(point)
        return found
    transaction.savepoint_commit(point)
    transaction.on_commit(wake, robust=True)
    return None


def _compared(asked, first, last, change):
    def figures():
        return {by: _by_day(by, figure_rows(first, last, by, ids)) for by, ids in asked}

    before = figures()
    change()
    after = figures()
    differing = {
        by: {key for key in before[by].keys() | after[by].keys() if before[by].get(key) != after[by].get(key)}
        for by in before
    }
    days = sorted(day for _, day in differing.get("city", ()))
    moved = [_moved(one, days, before["city"], after["city"]) for one in MEASURES if days]
    unknown = [day for day in days if before["city"]["", day]["unknown"] != after["city"]["", day]["unknown"]]
    rows = [row for by in differing if by != "city" for row in _rows(by, differing[by])]
    told = [(by, key, sorted((after[by].get(key) or {}).items())) for by in differing for key in sorted(differing[by])]
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    return Restatement(tuple(one for one in moved if one), tuple(unknown), tuple(rows), digest)


def _by_day(by, rows):
    """Rows of figures by (key, day); where a row of a breakdown counts nothing that day, it is not there."""
    found = {(row["key"], row["day"]): {name: row[name] for name in row if name not in ("key", "day")} for row in rows}
    return {key: facts for key, facts in found.items() if by == "city" or any(facts.values())}


def _moved(measure, days, before, after):
    names = f"{measure}_numerator", f"{measure}_denominator"

    def shift(day):
        return tuple(after["", day][name] - before["", day][name] for name in names)

    found = [day for day in days if any(shift(day))]
    if not found:
        return None
    at = max(found, key=lambda day: (max(map(abs, shift(day))), day))
    rate = getattr(figures_on(at), measure)
    numerator, denominator = shift(at)
    was = Rate(measure, rate.numerator - numerator, rate.denominator - denominator)
    return Moved(measure, Measure(measure).label, len(found), found[0], found[-1], at, was, rate)


def _rows(by, keys):
    names = names_of_keys(by, {key for key, _ in keys})
    for key in sorted({key for key, _ in keys}):
        days = sorted(day for other, day in keys if other == key)
        yield MovedRow(BY[by], names.get(key, key) or EMPTY_LABEL, len(days), days[0], days[-1])
