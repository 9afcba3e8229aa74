"""Who works on an invented contract, and how many its officer declared."""

from datetime import date, timedelta
from random import Random

from coverage.inventing.days import within
from coverage.inventing.people import Person
from coverage.inventing.works import Listing, Work

SMALLEST_CREW = 3
SILENT, NAMELESS = 0.05, 0.06
"""Shares of contracts without a declared headcount and without a roster (some lack both)."""


def staff(rng: Random, work: Work, strangers: list[Person], day: date) -> None:
    """Write the roster and the declared headcount of `work` into it, leaving out days after `day`.

    Some come from elsewhere (`strangers`), some leave early and are replaced, a few come back after a gap.
    """
    people = _crew(rng, work, strangers)
    listings: list[Listing] = []
    last = work.last_day
    for person in people:
        starts_on = work.first_day if rng.random() < 0.8 else within(rng, work.first_day, _by(work, 0.15))
        written_end = last if rng.random() < 0.15 else None
        listing = Listing(person, starts_on, written_end)
        listings.append(listing)
        if rng.random() < 0.08:
            listing.ends_on = within(rng, starts_on + timedelta(days=4), _by(work, 0.8))
            draw = rng.random()
            if draw < 0.12:
                listings.append(Listing(person, listing.ends_on + timedelta(days=rng.randint(5, 12))))
            elif draw < 0.6:
                stranger = rng.choice(strangers)
                if stranger not in [one.person for one in listings]:
                    listings.append(Listing(stranger, listing.ends_on + timedelta(days=rng.randint(1, 4))))
    silent, nameless = rng.random() < SILENT, rng.random() < NAMELESS
    both = rng.random() < 0.02
    work.declared = None if silent or both else max(0, len(people) + rng.choice([-1, 0, 0, 0, 0, 1, 1, 2, 3]))
    work.roster = [] if nameless or both else _known(work, listings, day)


def _crew(rng: Random, work: Work, strangers: list[Person]) -> list[Person]:
    company = work.company
    if company.consults:
        size = min(len(company.staff), rng.randint(SMALLEST_CREW, 6))
        people = rng.sample(company.staff, size) + rng.sample(company.crew, rng.randint(0, 2))
    else:
        wanted = 2 + round(5.6 * (work.price / 200_000_000) ** 0.42 * rng.uniform(0.7, 1.3))
        people = rng.sample(company.crew, max(SMALLEST_CREW, min(wanted, len(company.crew))))
        if rng.random() < 0.5:
            people.append(rng.choice(company.staff))
    for stranger in rng.sample(strangers, sum(rng.random() < 0.06 for _ in people)):
        if stranger not in people:
            people.append(stranger)
    return people


def _by(work: Work, share: float) -> date:
    return work.first_day + timedelta(days=round(share * (work.last_day - work.first_day).days))


def _known(work: Work, listings: list[Listing], day: date) -> list[Listing]:
    known = [one for one in listings if one.starts_on <= min(day, work.last_day)]
    for listing in known:
        if listing.ends_on and listing.ends_on > day:
            listing.ends_on = None
    return known
