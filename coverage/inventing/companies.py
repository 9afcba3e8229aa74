"""Invented providers and consultants, each with the people who usually work for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coverage.inventing.names import company_name
from coverage.inventing.people import Membership, People, Person

CONTRACTORS, CONSULTANTS = 250, 60
CRAFTS = (
    ("Tukang batu", 30),
    ("Kenek", 34),
    ("Tukang kayu", 12),
    ("Tukang besi", 10),
    ("Tukang cat", 5),
    ("Operator alat", 4),
    ("Tukang listrik", 3),
    ("Juru masak proyek", 2),
)
DAILY, PIECEWORK, FIXED_TERM, PERMANENT = "Harian lepas", "Borongan", "PKWT", "PKWTT"


@dataclass(eq=False)
class Company:
    """A provider; `care` is how it stands to BPJS (logit, 0 = as the city), `weight` its share of the contracts."""

    name: str
    npwp: str
    form: str
    consults: bool
    taxed: bool
    care: float
    weight: float
    staff: list[Person]
    crew: list[Person]


def companies(rng: Random, people: People) -> list[Company]:
    """The providers of the city, contractors first; no two have one name or one NPWP."""
    found: dict[str, Company] = {}
    while len(found) < CONTRACTORS + CONSULTANTS:
        company = _company(rng, people, consults=len(found) >= CONTRACTORS, serial=len(found) + 1)
        found.setdefault(company.name, company)
    return list(found.values())


def _company(rng: Random, people: People, consults: bool, serial: int) -> Company:
    form = "PT" if rng.random() < (0.5 if consults else 0.22) else "CV"
    weight = rng.lognormvariate(0, 0.6)
    if consults:
        staff = [_engineer(rng, people) for _ in range(rng.randint(5, 9) + round(3 * weight))]
        crew = [people.person("Surveyor", DAILY, women=0.1) for _ in range(rng.randint(2, 4))]
    else:
        staff = [_foreman(rng, people) for _ in range(1 + round(weight))]
        crew = [_craftsman(rng, people) for _ in range(rng.randint(9, 13) + round(8 * weight))]
    return Company(
        name=company_name(rng, form, consults),
        # no taxpayer number begins with 00: an invented one is never a real one
        npwp=f"000{rng.randint(0, 99):02}{serial:05}404000",
        form=form,
        consults=consults,
        taxed=form == "PT" or rng.random() < 0.9,
        care=rng.gauss(0, 0.7),
        weight=weight,
        staff=staff,
        crew=crew,
    )


def _craftsman(rng: Random, people: People) -> Person:
    job = rng.choices([name for name, _ in CRAFTS], [weight for _, weight in CRAFTS])[0]
    women = 0.9 if job == "Juru masak proyek" else 0.03
    employment = rng.choices([DAILY, PIECEWORK, FIXED_TERM], [66, 27, 7])[0]
    return people.person(job, employment, women)


def _foreman(rng: Random, people: People) -> Person:
    person = people.person(rng.choice(["Mandor", "Pelaksana lapangan"]), PERMANENT, women=0.08)
    return _insured(rng, person, people.year, share=0.7)


def _engineer(rng: Random, people: People) -> Person:
    job = rng.choice(["Tenaga ahli", "Pengawas lapangan", "Juru gambar", "Inspektur", "Administrasi"])
    person = people.person(job, rng.choice([FIXED_TERM, PERMANENT, PERMANENT]), women=0.35)
    return _insured(rng, person, people.year, share=0.75 if person.employment == PERMANENT else 0.25)


def _insured(rng: Random, person: Person, year: int, share: float) -> Person:
    if rng.random() < share:
        starts_on = date(year - rng.randint(2, 6), rng.randint(1, 12), 1)
        ends_on = None
        if rng.random() < 0.06:
            ends_on = date(year - 1, 1, 1) + timedelta(days=rng.randint(0, 700))
        person.memberships.append(Membership("PU", starts_on, ends_on))
    return person
