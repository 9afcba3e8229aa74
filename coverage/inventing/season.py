"""The contracts of a budget year: how many, when they are signed, for how much, for how long."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from coverage.inventing.agencies import AGENCIES, Agency
from coverage.inventing.companies import Company
from coverage.inventing.days import on_or_after, on_or_before
from coverage.inventing.works import CONSTRUCTION, DESIGN_AND_BUILD, PLANNING, SUPERVISION, Work
from projects.regions import KOTA_BOGOR, VILLAGE

CONTRACTS_A_YEAR = 1000
ACROSS_THE_YEAR = 52
"""Of them signed in autumn and running into the next year: early tenders and works of several years."""

MONTHS = (10, 38, 62, 78, 92, 118, 158, 172, 140, 84, 38, 10)
"""How the other contracts fall on the months in which they are signed."""

LAST_WORKING_DAY = (12, 29)
DIRECT_LIMIT, CONSULTANT_LIMIT = 400_000_000, 100_000_000
STREETS = (
    "Melati Cempaka Kenanga Mawar Anggrek Dahlia Flamboyan Kamboja Teratai Seruni Bougenvil Wijayakusuma Nusa_Indah "
    "Merpati Kutilang Cendrawasih Garuda Rajawali Kepodang Elang Jati Mahoni Meranti Damar Trembesi Angsana Rasamala"
).split()
VILLAGES = tuple((code, name) for code, name, level in KOTA_BOGOR if level == VILLAGE)
DIRECT, TENDER, SELECTION, OWN_WORK = "Pengadaan Langsung", "Tender", "Seleksi", "Swakelola"


class Season:
    """Invents the contracts of the budget year `year` for the providers `companies`."""

    def __init__(self, rng: Random, year: int, companies: list[Company]):
        self.rng, self.year = rng, year
        self.codes = rng.sample(range(10_000, 100_000), CONTRACTS_A_YEAR + ACROSS_THE_YEAR)
        self.contractors = [one for one in companies if not one.consults]
        self.large = [one for one in self.contractors if one.form == "PT"]
        self.consultants = [one for one in companies if one.consults]

    def works(self) -> list[Work]:
        """All contracts of the year, in the order of their signing."""
        ordinary = [self._ordinary() for _ in range(CONTRACTS_A_YEAR - ACROSS_THE_YEAR)]
        return self._numbered(ordinary + [self._across() for _ in range(ACROSS_THE_YEAR)])

    def across_the_year(self) -> list[Work]:
        """Only those signed in the last months of the year that run into the next one."""
        return self._numbered([self._across() for _ in range(ACROSS_THE_YEAR)])

    def _numbered(self, works: list[Work]) -> list[Work]:
        serial: Counter[str] = Counter()
        works.sort(key=lambda work: (work.signed_on, work.code))
        for work in works:
            short = work.agency.short
            serial[short] += 1
            paper = "SP" if work.method in (TENDER, SELECTION) else "SPK"
            work.number = f"602.1/{serial[short]:03}-{paper}/{short}/{self.year}"
        return works

    def _ordinary(self) -> Work:
        month = self.rng.choices(range(1, 13), MONTHS)[0]
        day = date(self.year, month, self.rng.randint(1, 28 if month < 12 else 8))
        signed_on = on_or_after(day) if day.month < 12 else on_or_before(day)
        kind = self.rng.choices([CONSTRUCTION, PLANNING, SUPERVISION, DESIGN_AND_BUILD], [765, 95, 135, 5])[0]
        tender = kind == DESIGN_AND_BUILD or self.rng.random() < 0.1
        shortest, longest = {PLANNING: (25, 60), SUPERVISION: (50, 150)}.get(kind, (40, 120))
        if tender:
            shortest, longest = shortest + 40, longest + 70
        starts_on = self._start(signed_on)
        ends_on = starts_on + timedelta(days=self.rng.randrange(shortest, longest + 1, 5) - 1)
        if ends_on > date(self.year, *LAST_WORKING_DAY):
            ends_on = date(self.year, 12, self.rng.choice([10, 12, 14, 15, 17, 18, 20, 21, 22, 23, 24, 28, 29]))
        if (ends_on - starts_on).days < 14:
            ends_on = min(starts_on + timedelta(days=20), date(self.year, 12, 30))
        return self._work(kind, tender, signed_on, starts_on, ends_on)

    def _across(self) -> Work:
        signed_on = on_or_after(date(self.year, self.rng.choice([9, 10, 10, 11, 11, 11, 12]), self.rng.randint(1, 12)))
        starts_on = self._start(signed_on)
        ends_on = date(self.year + 1, 1, 15) + timedelta(days=self.rng.randint(0, 130))
        kind = self.rng.choices([CONSTRUCTION, SUPERVISION], [78, 22])[0]
        return self._work(kind, kind == CONSTRUCTION, signed_on, starts_on, ends_on)

    def _start(self, signed_on: date) -> date:
        return on_or_after(signed_on + timedelta(days=self.rng.choice([0, 0, 1, 2, 3, 5, 7])))

    def _work(self, kind: str, tender: bool, signed_on: date, starts_on: date, ends_on: date) -> Work:
        rng = self.rng
        consults = kind in (PLANNING, SUPERVISION)
        agency = rng.choices(AGENCIES, [one.share for one in AGENCIES])[0]
        choice = self.consultants if consults else self.large if tender else self.contractors
        company = rng.choices(choice, [one.weight for one in choice])[0]
        village, title = self._place_and_title(agency, kind)
        return Work(
            code=f"{self.year % 100}{self.codes.pop()}",
            year=self.year,
            agency=agency,
            officer=rng.choice(agency.officers),
            kind=kind,
            method=self._method(consults, tender),
            fund=self._fund(agency, signed_on),
            title=title,
            signed_on=signed_on,
            starts_on=starts_on,
            ends_on=ends_on,
            price=self._price(consults, tender),
            ppn=rng.choice(["11", "11", "11", ""]) if company.taxed else "0",
            company=company,
            village=village,
            care=agency.care + company.care + (0.7 if tender else 0),
            rup=f"{rng.randint(51, 69)}{rng.randint(0, 999_999):06}",
        )

    def _method(self, consults: bool, tender: bool) -> str:
        if tender:
            return SELECTION if consults else TENDER
        return OWN_WORK if self.rng.random() < 0.02 else DIRECT

    def _fund(self, agency: Agency, signed_on: date) -> str:
        draw = self.rng.random()
        if draw < agency.blud:
            return "BLUD"
        if draw > 0.985:
            return "APBN"
        return "APBDP" if signed_on.month >= 10 and self.rng.random() < 0.45 else "APBD"

    def _price(self, consults: bool, tender: bool) -> int:
        rng = self.rng
        if tender:
            price = min(18e9, max(CONSULTANT_LIMIT if consults else DIRECT_LIMIT, rng.lognormvariate(20.7, 0.8)))
            price = price / 8 + CONSULTANT_LIMIT if consults else price
        elif consults:
            price = min(CONSULTANT_LIMIT - 250_000, max(12e6, rng.lognormvariate(17.6, 0.5)))
        elif rng.random() < 0.55:
            price = rng.uniform(140e6, 199.6e6)
        else:
            price = min(DIRECT_LIMIT - 1_000_000, max(35e6, rng.lognormvariate(18.9, 0.6)))
        return round(price / 500) * 500 + rng.choice([0, 0, 0, 137, 250, 388])

    def _place_and_title(self, agency: Agency, kind: str) -> tuple[str, str]:
        rng = self.rng
        code, name = rng.choice([one for one in VILLAGES if one[0].startswith(agency.district)])
        title = rng.choice(agency.works).format(
            street=rng.choice(STREETS).replace("_", " "),
            village=name,
            rt=f"{rng.randint(1, 9):02}",
            rw=f"{rng.randint(1, 14):02}",
            n=rng.randint(1, 5),
        )
        before = {PLANNING: "Perencanaan ", SUPERVISION: "Pengawasan ", DESIGN_AND_BUILD: "Rancang Bangun "}
        return (code if rng.random() < 0.97 else ""), before.get(kind, "") + title
