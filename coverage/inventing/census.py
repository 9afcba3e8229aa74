"""Who is listed and who is covered while the invented days go by; the counterpart of the measure `workers`."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from coverage.inventing.people import Person
from coverage.inventing.works import Work

ONE_DAY = timedelta(days=1)


class Census:
    """The persons of the counting contracts `works`, from the day `begins_on` on; move it with `advance`."""

    def __init__(self, works: list[Work], begins_on: date):
        self.begins_on = begins_on
        self.present: dict[Work, set[Person]] = {}
        self.protected: set[Work] = set()
        self.listings: Counter[Person] = Counter()
        self.shields: Counter[Person] = Counter()
        self.members: Counter[Person] = Counter()
        self.people = self.covered = 0
        self.events = defaultdict(list)
        self.known_members: set[Person] = set()
        for work in works:
            self._expect(work)

    def _expect(self, work: Work) -> None:
        first, last = work.first_day, work.last_day
        if last < first:
            return
        self.events[first].append((self._open, work))
        self.events[last + ONE_DAY].append((self._close, work))
        for listing in work.roster:
            begins, ends = max(first, listing.starts_on), min(last, listing.ends_on or last)
            if begins <= ends:
                self.events[begins].append((self._join, work, listing.person))
                if ends < last:
                    self.events[ends + ONE_DAY].append((self._leave, work, listing.person))
            if listing.person not in self.known_members:
                self.known_members.add(listing.person)
                for membership in listing.person.memberships:
                    self.enrol(listing.person, membership.starts_on, membership.ends_on)

    def enrol(self, person: Person, starts_on: date, ends_on: date | None) -> None:
        """Expect a membership of the person's own."""
        if ends_on and ends_on < self.begins_on:
            return
        self.events[max(starts_on, self.begins_on)].append((self._member, person, 1))
        if ends_on:
            self.resign(person, ends_on)

    def resign(self, person: Person, ends_on: date) -> None:
        """Expect that the person's own membership ends with `ends_on`."""
        self.events[ends_on + ONE_DAY].append((self._member, person, -1))

    def protect(self, work: Work, first: date, last: date) -> None:
        """Expect that the contract is protected from `first` to `last`."""
        first = max(first, work.first_day)
        if first <= min(last, work.last_day):
            self.events[first].append((self._protect, work))
            if last < work.last_day:
                self.events[last + ONE_DAY].append((self._lapse, work))

    def advance(self, day: date) -> None:
        """Let everything happen that was expected for `day`, also what is expected now."""
        for do, *what in self.events.pop(day, ()):
            do(*what)

    @property
    def unlisted(self) -> int:
        """The places without a name of all running contracts."""
        return sum(max(0, (work.declared or 0) - len(people)) for work, people in self.present.items())

    def uncovered(self, work: Work) -> list[Person]:
        """Who is listed on the contract and not covered."""
        return [person for person in self.present.get(work, ()) if not self._is_covered(person)]

    def _is_covered(self, person: Person) -> bool:
        return self.listings[person] > 0 and (self.shields[person] > 0 or self.members[person] > 0)

    def _open(self, work: Work) -> None:
        self.present[work] = set()

    def _close(self, work: Work) -> None:
        for person in list(self.present[work]):
            self._leave(work, person)
        del self.present[work]
        self.protected.discard(work)

    def _join(self, work: Work, person: Person) -> None:
        self.present[work].add(person)
        self._change(person, self.listings, 1)
        if work in self.protected:
            self._change(person, self.shields, 1)

    def _leave(self, work: Work, person: Person) -> None:
        self.present[work].discard(person)
        self._change(person, self.listings, -1)
        if work in self.protected:
            self._change(person, self.shields, -1)

    def _protect(self, work: Work) -> None:
        self.protected.add(work)
        for person in self.present[work]:
            self._change(person, self.shields, 1)

    def _lapse(self, work: Work) -> None:
        self.protected.discard(work)
        for person in self.present[work]:
            self._change(person, self.shields, -1)

    def _member(self, person: Person, by: int) -> None:
        self._change(person, self.members, by)

    def _change(self, person: Person, counter: Counter, by: int) -> None:
        self.people -= self.listings[person] > 0
        self.covered -= self._is_covered(person)
        counter[person] += by
        self.people += self.listings[person] > 0
        self.covered += self._is_covered(person)
