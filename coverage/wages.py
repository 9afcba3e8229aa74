"""By which path the contribution of a contract is reckoned, by wages or by value, and why, as a reader may know it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast, JSONObject

from cakupan.numbers import count, rate, rupiah
from coverage.models import WageRate
from coverage.rules.spans import span
from coverage.rules.wages import Place, WageSum, Why, by_wages, insured, path
from projects.models import Assignment

PERMANENT = "PKWTT"


@dataclass(frozen=True)
class Path:
    """How the contribution is reckoned: `people` are listed, `known` of them with a wage; `owed` by wages where it can be
    reckoned, else None. Whoever may not see wages (`told` is false) learns the path and no amount.
    """

    why: Why
    people: int
    known: int
    declared: int | None
    owed: WageSum | None
    rates: str
    told: bool

    @property
    def wages(self):
        """Whether the wages are the base."""
        return self.why is Why.WAGES and self.owed is not None

    @property
    def hidden(self):
        """Whether the wages are the base, and the reader may not know what they come to."""
        return self.wages and not self.told

    @property
    def name(self):
        return "Menurut upah" if self.wages else "Menurut nilai kontrak tanpa PPN"

    @property
    def reason(self):
        """Why this path, in a sentence."""
        if self.why is Why.NOBODY:
            return "Belum ada pekerja proyek yang tercatat namanya, jadi upahnya tidak diketahui."
        if self.why is Why.UNKNOWN:
            known = f"{count(self.known)} dari {count(self.people)} pekerja"
            return f"Upah diketahui untuk {known}, jadi jalur upah tidak dapat dipakai."
        if self.owed is None:
            return "Tarif upah pada tanggal kontrak tidak diketahui, jadi jalur upah tidak dapat dipakai."
        every = f"Upah semua {count(self.people)} pekerja yang tercatat diketahui"
        if self.why is Why.UNDECLARED:
            return f"{every}, tetapi jumlah pekerjanya belum dinyatakan PPK: daftarnya bisa belum lengkap."
        if self.why is Why.FEWER:
            return f"{every}, tetapi kurang dari {count(self.declared)} yang dinyatakan PPK: daftarnya belum lengkap."
        return f"{every}, dan jumlahnya tidak kurang dari {count(self.declared)} yang dinyatakan PPK."

    @property
    def reckoned(self):
        """What the wages come to, in a sentence; "" where nothing can be told to this reader."""
        if self.hidden:
            return (
                "Jumlahnya tampil bagi PPK instansinya dan BPJS saja; di sini tampil iuran menurut nilai kontrak, "
                "dan pembayaran tidak dibandingkan dengannya."
            )
        if self.owed is None or not self.told:
            return ""
        months = f"{count(self.owed.months)} bulan upah, {self.rates}"
        parts = f"JKK {rupiah(self.owed.jkk)}, JKM {rupiah(self.owed.jkm)}"
        return f"Menurut upah {rupiah(self.owed.total)} ({months}; {parts})."


def wage_facts():
    """For a queryset of contracts: who stands on each with which wage, as `path_of` reads them."""
    wage = Cast("wage", TextField())
    told = JSONObject(who="worker_id", first="starts_on", last="ends_on", work="employment", wage=wage)
    return ArraySubquery(Assignment.objects.filter(contract=OuterRef("pk")).order_by("pk").values_list(told))


def rate_facts():
    """For a queryset of contracts: the wage rate of each one's date, as `path_of` reads it."""
    parts = {name: Cast(f"{name}_percent", TextField()) for name in ("jkk", "jkm")}
    held = WageRate.objects.filter(valid_from__lte=OuterRef("signed_on")).order_by("-valid_from")
    return ArraySubquery(held.values_list(JSONObject(**parts))[:1])


def path_of(contract, day, told, *, last_day=None):
    """The Path of `contract` (of coverage.dossier.contracts_on) on `day`; `told`: whether the reader may see wages.

    With `last_day` as if the work ended then.
    """
    execution = span(contract.first_day, last_day or contract.last_day)
    places = insured([_place(**one) for one in contract.wage_facts], execution, day)
    people = {one.worker for one in places}
    bare = {one.worker for one in places if not one.wage}
    owed, rates = None, ""
    if places and not bare and contract.rate_facts:
        jkk, jkm = (Decimal(contract.rate_facts[0][name]) for name in ("jkk", "jkm"))
        owed = by_wages(places, execution, jkk, jkm)
        rates = f"JKK {rate(jkk)} dan JKM {rate(jkm)}"
    why = path(places, contract.declared)
    return Path(why, len(people), len(people - bare), contract.declared, owed, rates, told)


def _place(who, first, last, work, wage):
    return Place(
        worker=who,
        starts_on=date.fromisoformat(first),
        ends_on=date.fromisoformat(last) if last else None,
        permanent=work == PERMANENT,
        wage=None if wage is None else Decimal(wage),
    )
