"""Invented workers: their NIK, names, KTP addresses, and who among them is a BPJS member on their own."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from coverage.inventing.names import FEMALE, MALE, person_name
from projects.regions import KOTA_BOGOR, VILLAGE

VILLAGES = tuple(code for code, _, level in KOTA_BOGOR if level == VILLAGE)
ELSEWHERE = (
    ("32.01", "320113", 60),
    ("32.02", "320207", 15),
    ("32.03", "320305", 12),
    ("32.76", "327602", 8),
    ("33.02", "330210", 5),
)
"""(region code of the KTP address, first six digits of a NIK, weight) of those who come from outside the city."""

FIRST_SERIAL = 9001
"""A NIK ends in a serial per kecamatan and birth date that never gets near 9,000: so no invented NIK is a real one."""

SERIALS = 999


@dataclass(eq=False)
class Membership:
    """A membership of a person's own: PU or BPU, from `starts_on` to `ends_on` (None = open)."""

    segment: str
    starts_on: date
    ends_on: date | None = None


@dataclass(eq=False)
class Person:
    """An invented worker; `domicile` is the region code of the KTP address."""

    nik: str
    name: str
    born_on: date
    sex: str
    domicile: str
    job: str
    employment: str
    kpj: str
    wage: int | None = None
    memberships: list[Membership] = field(default_factory=list)


class People:
    """Invents persons one after another, each with a NIK of their own."""

    def __init__(self, rng: Random, year: int):
        self.rng, self.year = rng, year
        self.niks: set[str] = set()
        self.count = 0

    def person(self, job: str, employment: str, women: float) -> Person:
        """A new person of 19 to 60 years; `women` is the share of women."""
        rng = self.rng
        self.count += 1
        sex = FEMALE if rng.random() < women else MALE
        born_on = date(self.year - rng.randint(20, 58), 1, 1) + timedelta(days=rng.randint(0, 364))
        domicile, region = self._home()
        return Person(
            nik=self._nik(region, born_on, sex),
            name=person_name(rng, sex),
            born_on=born_on,
            sex=sex,
            domicile=domicile,
            job=job,
            employment=employment,
            kpj=f"{self.year % 100:02}{self.count:09}",
            wage=rng.randrange(3_200_000, 6_100_000, 50_000) if rng.random() < 0.15 else None,
        )

    def _home(self) -> tuple[str, str]:
        if self.rng.random() < 0.82:
            village = self.rng.choice(VILLAGES)
            return village, village.replace(".", "")[:6]
        domicile, region, _ = self.rng.choices(ELSEWHERE, [weight for *_, weight in ELSEWHERE])[0]
        return domicile, region

    def _nik(self, region: str, born_on: date, sex: str) -> str:
        day = born_on.day + (40 if sex == FEMALE else 0)
        stem = f"{region}{day:02}{born_on.month:02}{born_on.year % 100:02}"
        turn = self.count  # the serials go round, so that masked numbers, of which four digits show, tell people apart
        while (nik := f"{stem}{FIRST_SERIAL + turn % SERIALS:04}") in self.niks:
            turn += 1
        self.niks.add(nik)
        return nik
