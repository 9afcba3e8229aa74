"""The eleven running contracts of Budi Santosa, each in another state, so that his page shows what there is to do."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coverage.inventing.agencies import AGENCIES, BUDI, PUBLIC_WORKS
from coverage.inventing.bpjs import certify, instal, total
from coverage.inventing.companies import PERMANENT, Company
from coverage.inventing.days import earlier, later, on_or_before
from coverage.inventing.people import Person
from coverage.inventing.works import CONSTRUCTION, SUPERVISION, Amendment, Instalment, Listing, Work
from coverage.rules.tariff import instalments


@dataclass(frozen=True)
class State:
    """One contract: signed so many working days ago, ending in so many days, registered and paid (working days after
    signing; None = not), and what else is peculiar about it.
    """

    title: str
    village: str
    price: int
    signed: int
    ends: int
    filed: int | None = None
    paid: int | None = None
    kind: str = CONSTRUCTION
    in_stages: bool = False
    second_late: bool = False
    extended: bool = False
    nameless: bool = False
    silent: bool = False
    permanent: bool = False


STATES = (
    State("Peningkatan Jalan Melati Kel. Tajur", "32.71.02.1006", 192_450_000, 52, 21, 6, 8),
    State("Rehabilitasi Saluran Drainase Kenanga Kel. Empang", "32.71.01.1003", 148_900_500, 44, 12, 9, 11),
    State("Pembangunan Trotoar Flamboyan Segmen 2", "32.71.03.1006", 1_264_500_000, 61, 29, 8, 10, in_stages=True),
    State(
        "Pengawasan Peningkatan Jalan Melati Kel. Tajur", "32.71.02.1006", 48_750_000, 50, 22, 7, 7, kind=SUPERVISION
    ),
    State("Normalisasi Saluran Irigasi Damar Kel. Cipaku", "32.71.01.1016", 174_300_000, 24, 26),
    State("Pembangunan Tembok Penahan Tanah RT 03/RW 07 Kel. Katulampa", "32.71.02.1003", 189_720_000, 12, 33),
    State("Pemeliharaan Berkala Jalan Rajawali Kel. Cimahpar", "32.71.05.1008", 186_000_250, 21, 18, 9),
    State("Rehabilitasi Jembatan Angsana Kel. Situ Gede", "32.71.04.1006", 872_150_000, 66, 9, 7, 9, extended=True),
    State(
        "Peningkatan Jalan Cendrawasih Kel. Kencana",
        "32.71.06.1009",
        2_418_600_000,
        58,
        30,
        8,
        12,
        in_stages=True,
        second_late=True,
    ),
    State(
        "Rehabilitasi Saluran Drainase Seruni Kel. Gudang",
        "32.71.03.1001",
        121_480_000,
        3,
        27,
        silent=True,
        nameless=True,
    ),
    State("Pembangunan Trotoar Kepodang Segmen 1", "32.71.05.1001", 197_365_000, 40, 4, 19, 22, permanent=True),
)


def budis_works(rng: Random, day: date, providers: list[Company]) -> list[Work]:
    """Budi's eleven contracts that run on `day`."""
    works = []
    for serial, state in enumerate(STATES, start=1):
        suited = [one for one in providers if one.consults == (state.kind == SUPERVISION)]
        if state.permanent:
            suited = [one for one in suited if _uninsured(one)]
        works.append(_work(rng, day, state, serial, rng.choice(suited)))
    return works


def _work(rng: Random, day: date, state: State, serial: int, company: Company) -> Work:
    signed_on = earlier(day, state.signed)
    agency = next(one for one in AGENCIES if one.name == PUBLIC_WORKS)
    work = Work(
        code=f"{signed_on.year % 100}0{serial:04}",
        year=signed_on.year,
        agency=agency,
        officer=BUDI,
        kind=state.kind,
        method="Tender" if state.price > 400_000_000 else "Pengadaan Langsung",
        fund="APBD",
        title=state.title,
        number=f"602.1/{900 + serial}-SPK/{agency.short}/{signed_on.year}",
        signed_on=signed_on,
        starts_on=later(signed_on, rng.choice([0, 1, 2])),
        ends_on=day + timedelta(days=state.ends),
        price=state.price,
        ppn="11",
        company=company,
        village=state.village,
        care=0.0,
        rup=f"61{rng.randint(0, 999_999):06}",
        scripted=True,
    )
    if state.extended:
        longer = Amendment(1, earlier(day, 9), ends_on=work.ends_on, reason="Cuaca hujan")
        work.ends_on, work.amendments = day - timedelta(days=4), [longer]
    _staff(rng, work, state)
    if state.filed is not None:
        certify(work, later(signed_on, state.filed), day)
        paid_on = None if state.paid is None else later(signed_on, state.paid)
        instal(rng, work, paid_on, day, in_stages=False)
        if state.in_stages:
            _stage(work, day, state.second_late)
    return work


def _staff(rng: Random, work: Work, state: State) -> None:
    company = work.company
    crew = [one for one in company.crew + company.staff if one.employment != PERMANENT or one.memberships]
    people = rng.sample(crew, min(len(crew), 3 if company.consults else 6 + work.price // 250_000_000))
    if state.permanent:
        people.append(_uninsured(company)[0])
    if not state.nameless:
        work.roster = [Listing(person, work.first_day) for person in people]
    work.declared = None if state.silent else len(people) + len(work.title) % 2


def _uninsured(company: Company) -> list[Person]:
    return [one for one in company.staff if one.employment == PERMANENT and not one.memberships]


def _stage(work: Work, day: date, second_late: bool) -> None:
    """Three instalments: the second one due lately and unpaid, or due next week."""
    paid_on, owed = work.paid_on, total(work)
    due = on_or_before(day - timedelta(days=9)) if second_late else on_or_before(day + timedelta(days=8))
    dues = (work.instalments[0].due_on, due, on_or_before(work.agreed_last_day - timedelta(days=7)))
    work.instalments = [
        Instalment(number, amount, due_on, paid_on if number == 1 else None)
        for number, amount, due_on in zip((1, 2, 3), instalments(owed), dues, strict=True)
    ]
