"""When invented contracts become participants, so that the city's rate climbs as it should.

Day after day the contracts that are ready pay their first instalment, the willing ones first, until the rate reaches
the course of that day; the rest stay unprotected. What is then missing or too much by a few persons, single workers
make up by a membership of their own (BPU), which they begin or give up.
"""

import math
from datetime import date, timedelta
from random import Random

from coverage.calendar import is_working_day
from coverage.inventing.census import ONE_DAY, Census
from coverage.inventing.days import later
from coverage.inventing.people import Membership, Person
from coverage.inventing.works import Work

FROM, TO = 0.378, 0.4945
"""The rate on 1 January of last year, and on the day for which the city is invented."""

PATIENCE = timedelta(days=75)
"""Who has not paid so long after being ready never pays."""

WORTHWHILE = timedelta(days=7)
"""With fewer days to go nobody registers any more."""

BPU = "BPU"
SLACK = 0.006
"""So far, as a share of the persons, may the rate be off its course before single workers make up for it."""

SHORTEST_MEMBERSHIP = timedelta(days=60)
LAST_DAYS = timedelta(days=7)
"""Before the day of the invention nothing may be off: so the city ends where it should."""


def course(on: date, day: date) -> float:
    """The rate that the invented city should have on `on`: from FROM to TO, not in a straight line."""
    begin = date(day.year - 1, 1, 1)
    done = min(1.0, max(0.0, (on - begin).days / max(1, (day - begin).days)))
    waves = 0.006 * math.sin(17 * done) + 0.003 * math.sin(41 * done + 1)
    return FROM + (TO - FROM) * done**0.9 + waves * (1 - done) * min(1.0, done * 8)


def _crosses(work: Work, on: date) -> bool:
    return work.last_day.year > on.year


class Participation:
    """Decides the payment days of `works` (all counting, rosters written) up to `day`."""

    def __init__(self, rng: Random, works: list[Work], day: date):
        self.rng, self.day = rng, day
        self.begins_on = min(work.first_day for work in works)
        self.census = Census(works, self.begins_on)
        self.ready: dict[date, list[Work]] = {}
        self.ready_on: dict[Work, date] = {}
        self.score: dict[Work, float] = {}
        self.waiting: list[Work] = []
        self.independent: list[tuple[Person, Membership]] = []
        for work in works:
            self._prepare(work)

    def _prepare(self, work: Work) -> None:
        if work.paid_on:
            self.census.protect(work, work.paid_on, work.protected_until)
        if work.scripted:
            return
        late = self.rng.random() < 0.22
        after = self.rng.randint(15, 32) if late else self.rng.randint(3, 14)
        self.ready_on[work] = ready_on = max(later(work.signed_on, after), work.first_day)
        self.ready.setdefault(ready_on, []).append(work)
        self.score[work] = work.care + self.rng.gauss(0, 1.1)

    def decide(self) -> dict[Work, date]:
        """The payment day of each contract that pays; memberships are written into the persons."""
        paid: dict[Work, date] = {}
        on = self.begins_on
        while on <= self.day:
            self.census.advance(on)
            self.waiting += self.ready.pop(on, [])
            if is_working_day(on):
                for work in self._pay(on):
                    paid[work] = on
                self.census.advance(on)
            self._adjust(on)
            self.census.advance(on)
            on += ONE_DAY
        return paid

    def _pay(self, on: date) -> list[Work]:
        self.waiting = [
            work for work in self.waiting if work.last_day >= on + WORTHWHILE and on <= self.ready_on[work] + PATIENCE
        ]
        self.waiting.sort(key=lambda work: self.score[work], reverse=True)
        payers = self._settle([work for work in self.waiting if _crosses(work, on)], self._gap_of_crossing(on), on)
        gap = self._gap(on) - sum(len(self.census.uncovered(work)) for work in payers)
        payers += self._settle([work for work in self.waiting if not _crosses(work, on)], gap, on)
        self.waiting = [work for work in self.waiting if work not in payers]
        return payers

    def _settle(self, works: list[Work], gap: float, on: date) -> list[Work]:
        payers = []
        for work in works:
            gain = len(self.census.uncovered(work))
            if gain and gain < 1.4 * gap:
                gap -= gain
                payers.append(work)
                self.census.protect(work, on, work.protected_until)
        return payers

    def _gap(self, on: date) -> float:
        """How many more persons should be covered; negative where too many are."""
        return course(on, self.day) * (self.census.people + self.census.unlisted) - self.census.covered

    def _gap_of_crossing(self, on: date) -> float:
        """The same for the contracts that run into the next year: they alone are the city in January."""
        covered = places = 0
        for work, people in self.census.present.items():
            if _crosses(work, on):
                covered += len(people) - len(self.census.uncovered(work))
                places += max(work.declared or 0, len(people))
        return course(on, self.day) * places - covered

    def _adjust(self, on: date) -> None:
        gap = self._gap(on)
        exact = self.day - on < LAST_DAYS
        count = int(abs(gap)) if exact else math.ceil((abs(gap) - SLACK * self.census.people) / 2)
        if count <= 0:
            return
        if gap > 0:
            open_people = sorted(
                {person for work in self.census.present for person in self.census.uncovered(work)},
                key=lambda person: person.nik,
            )
            for person in self.rng.sample(open_people, min(count, len(open_people))):
                self._enrol(person, on)
            return
        for person, membership in self._unneeded(on, ONE_DAY if exact else SHORTEST_MEMBERSHIP)[:count]:
            membership.ends_on = on - ONE_DAY
            self.census.resign(person, membership.ends_on)
            self.independent.remove((person, membership))

    def _enrol(self, person: Person, on: date) -> None:
        membership = Membership(BPU, on)
        person.memberships.append(membership)
        self.independent.append((person, membership))
        self.census.enrol(person, on, None)

    def _unneeded(self, on: date, at_least: timedelta) -> list[tuple[Person, Membership]]:
        """The independent members of `at_least` so long whom nothing else covers on `on`, the oldest first."""
        census = self.census
        return [
            (person, membership)
            for person, membership in self.independent
            if census.listings[person] and not census.shields[person] and membership.starts_on <= on - at_least
        ]
