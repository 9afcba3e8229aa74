"""The invented city: its contracts, people and papers, as rows of the six import templates."""

from collections.abc import Iterable
from datetime import date
from random import Random

from coverage.inventing.agencies import BUDI
from coverage.inventing.bpjs import insure
from coverage.inventing.budi import budis_works
from coverage.inventing.changes import change
from coverage.inventing.companies import companies
from coverage.inventing.participation import Participation
from coverage.inventing.people import Membership, People, Person
from coverage.inventing.rosters import staff
from coverage.inventing.season import Season
from coverage.inventing.works import Work

SEED = 3271


def invent(day: date, seed: int = SEED) -> list[Work]:
    """The contracts of the city as they stand on `day`, ordered by signing: those of last year and of this year, and
    a few of the year before that still ran. Nothing is dated after `day` but planned ends and due dates.
    """

    def rng(*names: object) -> Random:
        return Random("/".join(map(str, (seed, day.year, *names))))

    providers = companies(rng("companies"), People(rng("people"), day.year - 1))
    strangers = [person for company in providers if not company.consults for person in company.crew]
    works: list[Work] = []
    for year in (day.year - 2, day.year - 1, day.year):
        season = Season(rng("season", year), year, providers)
        works += season.across_the_year() if year == day.year - 2 else season.works()
    works = [work for work in works if work.signed_on <= day]
    for work in works:
        change(rng("change", work.code), work, day)
        staff(rng("roster", work.code), work, strangers, day)
        _spare_budi(rng("officer", work.code), work, day)
    works += budis_works(rng("budi"), day, providers)
    works.sort(key=lambda work: (work.signed_on, work.code))
    paid = Participation(rng("participation"), [work for work in works if work.counts], day).decide()
    for work in works:
        if not work.scripted:
            insure(rng("bpjs", work.code), work, paid.get(work), day)
    return works


def _spare_budi(rng: Random, work: Work, day: date) -> None:
    """What Budi has on his desk today is written in budi.py: here he keeps only what is over."""
    if work.officer == BUDI and work.last_day >= day:
        work.officer = rng.choice([one for one in work.agency.officers if one != BUDI])


def members(works: Iterable[Work]) -> list[tuple[Person, Membership]]:
    """Everybody in the rosters who has a membership of their own, with each membership, ordered by NIK and start."""
    people = {listing.person for work in works for listing in work.roster}
    found = [(person, membership) for person in people for membership in person.memberships]
    return sorted(found, key=lambda one: (one[0].nik, one[1].segment, one[1].starts_on))
