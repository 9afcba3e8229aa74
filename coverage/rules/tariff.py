"""The contribution of a construction project: base, slices, instalments, wages and amendments, in rupiah."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Protocol, TypeVar

CENT = Decimal("0.01")
RUPIAH = Decimal("1")
EXACT = Context(prec=80)
"""Wide enough that no sum or product of this module is rounded before we say so."""


class SliceLike(Protocol):
    """What the arithmetic needs of a slice; a row of the database will do."""

    @property
    def above(self) -> Decimal: ...
    @property
    def up_to(self) -> Decimal | None: ...
    @property
    def jkk_percent(self) -> Decimal: ...
    @property
    def jkm_percent(self) -> Decimal: ...


class Dated(Protocol):
    """Anything that holds from a day on."""

    @property
    def valid_from(self) -> date: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Slice:
    """The part of a contract value over `above` and up to `up_to` (included; None = no upper end), with its
    rates in percent.
    """

    above: Decimal
    up_to: Decimal | None
    jkk_percent: Decimal
    jkm_percent: Decimal


@dataclass(frozen=True)
class Tariff:
    """The slices that hold from `valid_from` on, and the paper that says so."""

    valid_from: date
    slices: tuple[Slice, ...]
    source: str


@dataclass(frozen=True)
class WageRate:
    """The rates in percent of a known monthly wage that hold from `valid_from` on."""

    valid_from: date
    jkk_percent: Decimal
    jkm_percent: Decimal
    source: str


@dataclass(frozen=True)
class SliceRow:
    """One line of the breakdown: the part of the value that falls into a slice, and its exact (unrounded)
    JKK and JKM.
    """

    above: Decimal
    up_to: Decimal | None
    jkk_percent: Decimal
    jkm_percent: Decimal
    part: Decimal
    jkk: Decimal
    jkm: Decimal

    @property
    def percent(self) -> Decimal:
        return EXACT.add(self.jkk_percent, self.jkm_percent)

    @property
    def total(self) -> Decimal:
        return EXACT.add(self.jkk, self.jkm)


@dataclass(frozen=True)
class Contribution:
    """What is owed: `base` in rupiah with two decimals, everything else in whole rupiah; jkk + jkm = total =
    sum(instalments).
    """

    base: Decimal
    jkk: int
    jkm: int
    total: int
    instalments: tuple[int, int, int]


@dataclass(frozen=True)
class WageContribution:
    """What is owed for one worker and one month whose wage is known, in whole rupiah; jkk + jkm = total."""

    wage: Decimal
    jkk: int
    jkm: int
    total: int


@dataclass(frozen=True)
class Difference:
    """What an amendment adds, in whole rupiah; negative where the value fell and the branch owes a refund."""

    jkk: int
    jkm: int
    total: int


def _slice(above: str, up_to: str | None, jkk: str, jkm: str) -> Slice:
    return Slice(Decimal(above), None if up_to is None else Decimal(up_to), Decimal(jkk), Decimal(jkm))


LEGAL_TARIFF = Tariff(
    valid_from=date(2015, 7, 1),
    slices=(
        _slice("0", "100000000", "0.21", "0.03"),
        _slice("100000000", "500000000", "0.17", "0.02"),
        _slice("500000000", "1000000000", "0.13", "0.02"),
        _slice("1000000000", "5000000000", "0.11", "0.01"),
        _slice("5000000000", None, "0.09", "0.01"),
    ),
    source="PP 44/2015 (jasa konstruksi, pasal 53 dst.); lapisan JKM: PP 49/2020 pasal 12 ayat (2)",
)
LEGAL_WAGE_RATE = WageRate(
    valid_from=date(2015, 7, 1),
    jkk_percent=Decimal("1.74"),
    jkm_percent=Decimal("0.30"),
    source="PP 44/2015 (jasa konstruksi); JKM 0,30 %: PP 49/2020 pasal 12 ayat (1)",
)
LEGAL_TARIFFS: tuple[Tariff, ...] = (LEGAL_TARIFF,)
LEGAL_WAGE_RATES: tuple[WageRate, ...] = (LEGAL_WAGE_RATE,)


def rates_on(day: date, dated: Iterable[D]) -> tuple[D, ...]:
    """All rows with the newest `valid_from` on or before `day`, in the order given: one tariff, or its
    slices row by row.

    Raises LookupError where no rate holds that day; a missing rate is never Rp 0.
    Source: docs/rules.md#tariff, a contract keeps the rates of its contract date.
    """
    known = [row for row in dated if row.valid_from <= day]
    if not known:
        raise LookupError(f"no rate holds on {day.isoformat()}")
    newest = max(row.valid_from for row in known)
    return tuple(row for row in known if row.valid_from == newest)


def base(price: Decimal, ppn_percent: Decimal) -> Decimal:
    """`price` (with PPN) without PPN: price ÷ (1 + ppn_percent/100), rupiah, rounded half-up to two decimals.

    Raises ValueError for a price or a rate that is negative or not a number.
    Source: Permenaker 44/2015 art. 3(2) (base = contract value); "excluding PPN": BPJS assessment letter.
    """
    _refuse_negative(price, "price")
    _refuse_negative(ppn_percent, "PPN")
    with localcontext(EXACT):
        return (price * 100 / (100 + ppn_percent)).quantize(CENT, ROUND_HALF_UP)


def by_slice(value: Decimal, slices: Iterable[SliceLike]) -> tuple[SliceRow, ...]:
    """The breakdown of `value` (rupiah without PPN): one row a slice, from the lowest, also where nothing
    falls into it.

    An upper end belongs to the slice that it closes. Raises ValueError for a negative value, and for slices
    that do not start at 0, leave a gap, overlap, or end below `value`.
    Source: PP 49/2020 art. 12(2) ("amount of the slice before + rate × (value − its lower end)").
    """
    _refuse_negative(value, "value")
    rows: list[SliceRow] = []
    reached: Decimal | None = Decimal(0)
    with localcontext(EXACT):
        for rate in sorted(slices, key=lambda one: one.above):
            if reached is None or rate.above != reached:
                raise ValueError("the slices leave a gap or overlap")
            part = max(Decimal(0), (value if rate.up_to is None else min(value, rate.up_to)) - rate.above)
            rows.append(
                SliceRow(
                    above=rate.above,
                    up_to=rate.up_to,
                    jkk_percent=rate.jkk_percent,
                    jkm_percent=rate.jkm_percent,
                    part=part,
                    jkk=part * rate.jkk_percent / 100,
                    jkm=part * rate.jkm_percent / 100,
                )
            )
            reached = rate.up_to
    if not rows or (reached is not None and reached < value):
        raise ValueError("the slices end below the value")
    return tuple(rows)


def contribution(value: Decimal, slices: Iterable[SliceLike]) -> Contribution:
    """The contribution in whole rupiah when wages are unknown: each slice of `value` (without PPN) at its
    own rate.

    `total` is rounded half-up once; `jkm` is what `total` leaves after `jkk`, so that the parts always add
    up. Raises ValueError as `by_slice` does.
    Source: PP 44/2015, construction services; PP 49/2020 art. 12(2); rounding as in docs/rules.md#tariff.
    """
    rows = by_slice(value, slices)
    with localcontext(EXACT):
        exact_jkk = sum((row.jkk for row in rows), Decimal(0))
        exact_jkm = sum((row.jkm for row in rows), Decimal(0))
        total = _whole(exact_jkk + exact_jkm)
    jkk = _whole(exact_jkk)
    return Contribution(base=value, jkk=jkk, jkm=total - jkk, total=total, instalments=instalments(total))


def instalments(total: int) -> tuple[int, int, int]:
    """`total` (whole rupiah) in three: 50 % half-up, 25 % half-up, and the remainder. Raises ValueError for
    a negative total.

    Source: BPJS Ketenagakerjaan, "cara membayar iuran" (50/25/25, all before the end of execution).
    """
    if total < 0:
        raise ValueError("the total is negative")
    first = _whole(Decimal(total) / 2)
    second = _whole(Decimal(total) / 4)
    return first, second, total - first - second


def wage_contribution(monthly_wage: Decimal, jkk_percent: Decimal, jkm_percent: Decimal) -> WageContribution:
    """The contribution of one worker for one month whose wage (rupiah) is known; rounded as `contribution`
    is.

    Raises ValueError for a negative wage or rate.
    Source: PP 44/2015, construction services; PP 49/2020 art. 12(1) (JKM 0.30 %).
    """
    for amount, name in ((monthly_wage, "wage"), (jkk_percent, "JKK rate"), (jkm_percent, "JKM rate")):
        _refuse_negative(amount, name)
    with localcontext(EXACT):
        exact_jkk = monthly_wage * jkk_percent / 100
        total = _whole(exact_jkk + monthly_wage * jkm_percent / 100)
    jkk = _whole(exact_jkk)
    return WageContribution(wage=monthly_wage, jkk=jkk, jkm=total - jkk, total=total)


def amendment_difference(old_value: Decimal, new_value: Decimal, slices: Sequence[SliceLike]) -> Difference:
    """What an amendment owes: the contribution at `new_value` less that at `old_value` (both without PPN),
    whole rupiah.

    Negative where the value fell. `slices` are those of the contract date. Raises ValueError as `by_slice`
    does.
    Source: principle from practice (docs/rules.md#amendment); surplus refunded: BPJS branch manual.
    """
    old, new = contribution(old_value, slices), contribution(new_value, slices)
    return Difference(jkk=new.jkk - old.jkk, jkm=new.jkm - old.jkm, total=new.total - old.total)


def _whole(amount: Decimal) -> int:
    with localcontext(EXACT):
        return int(amount.quantize(RUPIAH, ROUND_HALF_UP))


def _refuse_negative(amount: Decimal, name: str) -> None:
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"the {name} is negative or not a number")
