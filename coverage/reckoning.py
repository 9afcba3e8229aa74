"""What the system answers while a contract is typed: PPN, contribution, due date, usual headcount; and its twins."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage.examples import ContributionExample, contribution_example
from coverage.models import TariffSlice
from coverage.querysets.headcounts import quartiles_of
from coverage.rules.deadlines import registration_due, working_days_between
from coverage.rules.tariff import base, rates_on
from coverage.workdays import is_working
from projects.models import Contract

FEWEST = 5
"""Below this many contracts a range says nothing, and could tell of a single contract of somebody else."""


@dataclass(frozen=True)
class Usual:
    """The usual headcount of contracts of a kind in a band of values; quartiles only where `enough` contracts tell."""

    kind: str
    above: Decimal
    up_to: Decimal | None
    contracts: int
    lower: int | None
    middle: int | None
    upper: int | None

    @property
    def enough(self):
        return self.contracts >= FEWEST


@dataclass(frozen=True)
class Reckoning:
    """What follows from the fields that could be read; None or empty where they do not suffice."""

    base: Decimal | None = None
    ppn: Decimal | None = None
    owed: ContributionExample | None = None
    no_rate_on: date | None = None
    due_on: date | None = None
    days_left: int = 0
    days_over: int = 0
    compared: bool = False
    usual: Usual | None = None
    notes: tuple[str, ...] = ()


def duplicates_of(said, contractor, user, ask=list):
    """At most five contracts that `user` sees and that `said`, the cleaned values of a ContractForm, may be a copy of;
    `ask` is how they are looked up (coverage/querysets/asking.py).
    """
    asked = (said.get("nomor_kontrak"), said.get("tahun"), contractor, said.get("nilai_kontrak"))
    alike = Contract.objects.visible_to(user).alike(*asked, said.get("tanggal_kontrak"))
    return ask(alike.select_related("contractor")[:5])


def reckon_draft(said, today):
    """The Reckoning of `said`, the cleaned values of a ContractForm, as far as they go."""
    found = {}
    price, percent, signed_on = said.get("nilai_kontrak"), said.get("ppn_persen"), said.get("tanggal_kontrak")
    if price is not None and percent is not None:
        found |= {"base": base(price, percent)}
        found |= {"ppn": price - found["base"]} | _owed(price, percent, signed_on or today)
        found["usual"] = _usual(said.get("jenis"), found["owed"])
    if signed_on:
        found |= _due(signed_on, today)
    return Reckoning(**found, compared=bool(said.get("nomor_kontrak")), notes=tuple(_notes(said)))


def _owed(price, percent, signed_on):
    try:
        rates = rates_on(signed_on, list(TariffSlice.objects.all()))
    except LookupError:
        return {"owed": None, "no_rate_on": signed_on}
    return {"owed": contribution_example(price, percent, rates)}


def _due(signed_on, today):
    works = is_working()
    due_on = registration_due(signed_on, works)
    return {
        "due_on": due_on,
        "days_left": working_days_between(today, due_on, works),
        "days_over": working_days_between(due_on, today, works),
    }


def _usual(kind, owed):
    """The usual headcount in the slice of the tariff in which the value ends."""
    if not kind or owed is None:
        return None
    band = max((row for row in owed.rows if row.part > 0), key=lambda row: row.above, default=owed.rows[0])
    return Usual(kind, band.above, band.up_to, **quartiles_of(kind, band.above, band.up_to))


def _notes(said):
    first, last = said.get("mulai") or said.get("tanggal_kontrak"), said.get("selesai")
    if said.get("metode", "").strip().lower() == "swakelola":
        yield "Swakelola dicatat, tetapi tidak masuk hitungan cakupan."
    if said.get("sumber_dana") == "BLUD":
        yield "Kontrak BLUD dicatat, tetapi tidak masuk hitungan cakupan."
    if first and last and last.year > first.year:
        yield f"Tahun jamak: berjalan {first.year}–{last.year}, dihitung pada setiap harinya."
    if first and said.get("selesai", False) is None:
        yield f"Tanpa tanggal selesai, kontrak dianggap berakhir 31 Desember {said.get('tahun') or first.year}."
    signed_on, year = said.get("tanggal_kontrak"), said.get("tahun")
    if signed_on and year and signed_on.year != year:
        yield f"Tanggal SPK di luar tahun anggaran {year}."
    if said.get("nilai_kontrak") == 0:
        yield "Nilainya nol."
