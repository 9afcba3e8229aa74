"""Who counts, what a contract is worth on a day, and how a fraction becomes a percentage or a gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext

from coverage.rules.spans import amendment_order
from coverage.rules.tariff import EXACT, LEGAL_TARIFF, SliceLike, base

COUNTING_FUNDS = frozenset({"apbd", "apbdp"})
COUNTING_KINDS = frozenset(
    {
        "pekerjaan konstruksi",
        "jasa konsultansi perencanaan",
        "jasa konsultansi pengawasan",
        "konstruksi terintegrasi",
    }
)
NOT_COUNTING_METHOD = "swakelola"
VOID_STATUS = "batal"
ONE = Decimal(1)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Price:
    """A price that an amendment sets: the day and number of the amendment, and the price with PPN, None
    where it sets none.
    """

    signed_on: date
    number: str
    new_price: Decimal | None


def normal(text: str) -> str:
    """`text` as it is compared: trimmed, case ignored."""
    return text.strip().lower()


def counts(fund: str, kind: str, method: str, status: str) -> bool:
    """Whether a contract counts in the measures: the one function that decides, Swakelola and BLUD included.

    Source: Permenaker 44/2015 art. 2(2) (planning, execution, supervision); open question of law:
    docs/rules.md#counting.
    """
    return (
        normal(fund) in COUNTING_FUNDS
        and normal(kind) in COUNTING_KINDS
        and normal(method) != NOT_COUNTING_METHOD
        and normal(status) != VOID_STATUS
    )


def price_on(day: date, price: Decimal, amendments: Iterable[Price]) -> Decimal:
    """The price (with PPN) on `day`: that of the last amendment dated on or before it that sets one, else
    `price`.

    Source: docs/rules.md#value.
    """
    known = [one for one in amendments if one.signed_on <= day and one.new_price is not None]
    newest = max(known, key=lambda one: amendment_order(one.signed_on, one.number), default=None)
    return price if newest is None or newest.new_price is None else newest.new_price


def value_on(day: date, price: Decimal, ppn_percent: Decimal, amendments: Iterable[Price]) -> Decimal:
    """The value on `day` in rupiah without PPN, two decimals, half-up. Raises ValueError for a negative
    price or rate.

    Source: docs/rules.md#value.
    """
    return base(price_on(day, price, amendments), ppn_percent)


def value_band(value: Decimal, slices: Sequence[SliceLike] = LEGAL_TARIFF.slices) -> int:
    """The number of the slice, from 1, into which `value` (rupiah without PPN) falls; an upper end belongs
    to its slice.

    Raises ValueError for a negative value, LookupError where no slice reaches it.
    Source: docs/rules.md#measures.
    """
    if value < 0:
        raise ValueError("the value is negative")
    for number, one in enumerate(sorted(slices, key=lambda one: one.above), start=1):
        if one.up_to is None or value <= one.up_to:
            return number
    raise LookupError("no slice reaches the value")


def workforce(declared: int | None, listed: int) -> int | None:
    """The larger of declared and listed heads; None (unknown) where nothing is declared and nobody is listed.

    Source: docs/rules.md#people.
    """
    if declared is None:
        return listed or None
    return max(declared, listed)


def percent(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """The percentage, rounded half-up to one decimal; None where the denominator is 0.

    Source: docs/rules.md#measures.
    """
    if denominator == 0:
        return None
    with localcontext(EXACT):
        return (Decimal(numerator) * 100 / Decimal(denominator)).quantize(TENTH, ROUND_HALF_UP)


def gap(
    numerator: Decimal | int, denominator: Decimal | int, target_percent: Decimal | int, step: Decimal = ONE
) -> Decimal:
    """The smallest multiple of `step` that lifts the numerator to at least target × denominator; 0 where it
    is there.

    `step` is 1 for persons and packages and 0.01 for rupiah. The denominator stays as it is.
    Source: docs/rules.md#measures.
    """
    with localcontext(EXACT):
        missing = Decimal(target_percent) * Decimal(denominator) / 100 - Decimal(numerator)
        if missing <= 0:
            return Decimal(0)
        return (missing / step).to_integral_value(ROUND_CEILING) * step
