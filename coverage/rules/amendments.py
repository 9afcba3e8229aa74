"""What an amendment may say: when it can be signed, and how far it may raise the price."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from coverage.rules.spans import amendment_order
from coverage.rules.states import VOID
from coverage.rules.tariff import EXACT

RISE_LIMIT_PERCENT = 10
"""How far amendments may raise the first price; Perpres 46/2025 lets it go further in stated conditions."""


@dataclass(frozen=True)
class Signed:
    """The day and number of another amendment of the same contract."""

    signed_on: date
    number: str


def refusal(
    signed_on: date,
    number: str,
    *,
    contract_signed_on: date,
    actual_end_on: date | None,
    status: str,
    others: Iterable[Signed],
    today: date,
) -> str | None:
    """Why an amendment cannot be signed that day: "void", "future", "early", "ended" or "order"; None where it can.

    A void contract is not amended; an amendment follows the contract and precedes the end of its work; of two
    amendments with numerals the smaller number is signed first, or on the same day.
    Source: docs/rules.md#amendment.
    """
    if status == VOID:
        return "void"
    if signed_on > today:
        return "future"
    if signed_on < contract_signed_on:
        return "early"
    if actual_end_on is not None and signed_on > actual_end_on:
        return "ended"
    return "order" if any(_crosses(signed_on, number, one) for one in others) else None


def _crosses(signed_on: date, number: str, other: Signed) -> bool:
    mine, theirs = (amendment_order(date.min, text) for text in (number, other.number))
    both_numerals = not mine[1] and not theirs[1]
    return both_numerals and signed_on != other.signed_on and (mine < theirs) != (signed_on < other.signed_on)


def rise_percent(first_price: Decimal, new_price: Decimal) -> Decimal | None:
    """By how many per cent of the first price the new one is higher, exactly; negative where it fell, None from 0.

    Source: Perpres 16/2018 art. 54; docs/rules.md#amendment.
    """
    if first_price == 0:
        return None
    with localcontext(EXACT):
        return (new_price - first_price) * 100 / first_price


def exceeds_limit(first_price: Decimal, new_price: Decimal) -> bool:
    """Whether the price rose by more than the limit, which itself is still allowed.

    Source: Perpres 16/2018 art. 54 (ten per cent of the first price); docs/rules.md#amendment.
    """
    rise = rise_percent(first_price, new_price)
    return rise is not None and rise > RISE_LIMIT_PERCENT
