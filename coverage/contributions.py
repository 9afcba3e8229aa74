"""What a contract owes to BPJS and what was paid, on a day: slices, instalments, amendments, the balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cakupan.numbers import rupiah, short_day
from coverage.rules.tariff import SliceRow, amendment_difference, base, by_slice, contribution
from coverage.rules.tariff import instalments as instalments_of
from coverage.wording import Status

TOLERANCE = 1
"""Rupiah: what rounding may make of an amount."""

SHARES = (50, 25, 25)
BY_WAGES = Status("quiet", "help-circle", "Dihitung menurut upah", "jumlahnya tersamar")


@dataclass(frozen=True)
class Step:
    """What an amendment adds to the contribution, in whole rupiah (negative: to be refunded)."""

    number: str
    signed_on: date
    new_base: Decimal
    difference: int
    known: bool


@dataclass(frozen=True)
class Line:
    """One instalment: what it should be, what was recorded, how it stands. `owed` is None beyond the third."""

    number: int
    share: int | None
    owed: int | None
    amount: Decimal | None
    receipt: str
    status: Status
    fact: object = None
    """The stored Instalment, or None."""
    at_once: bool = False
    """Whether the first instalment was the whole sum, and holds this one."""
    difference: Decimal | None = None
    """What amendments added, where this is the instalment in which it is still to be paid."""

    @property
    def held(self):
        """What it is, or will be by the rule."""
        return (0 if self.at_once else self.owed or 0) if self.amount is None else self.amount


@dataclass(frozen=True)
class Sheet:
    """The whole reckoning; money in whole rupiah, `base` with two decimals; `paid` leaves out amounts not recorded.

    `slices`, `jkk`, `jkm`, `total`, `steps` and `by_value` follow from the contract value; `lines` and `owed` from the
    `path` that holds for the reader.
    """

    base: Decimal
    slices: Sequence[SliceRow]
    jkk: int
    jkm: int
    total: int
    steps: Sequence[Step]
    lines: Sequence[Line]
    by_value: int
    owed: int
    path: object
    """The wages.Path."""
    paid: Decimal
    unraised: Decimal
    """What amendments added and no instalment, recorded or to come by the rule, holds; 0 where the wages are the base."""
    verdict: Status
    valid_from: date
    source: str


def reckon(contract, amendments, instalments, rates, day, *, path):
    """The contribution of `contract` on `day` at the `rates` (slices) of its contract date, by its `path` (wages.Path).

    `amendments` and `instalments` are model rows in order; what is dated after `day` is not known yet.
    """
    first = base(contract.price, contract.ppn_percent)
    whole = contribution(first, rates)
    steps = list(_steps(contract, first, amendments, rates, day))
    by_value = whole.total + sum(step.difference for step in steps if step.known)
    by_wages = path.owed.total if path.wages and path.told else None
    owed = by_value if by_wages is None else by_wages
    set_at = whole.total if by_wages is None else by_wages
    known = [one for one in instalments if one.paid_on and one.paid_on <= day]
    paid = sum((one.amount for one in known if one.amount is not None), Decimal(0))
    lines = list(_lines(set_at, instalments, day, compared=not path.hidden))
    unraised = Decimal(0) if path.wages else _unraised(by_value, whole.total, lines)
    return Sheet(
        base=first,
        slices=by_slice(first, rates),
        jkk=whole.jkk,
        jkm=whole.jkm,
        total=whole.total,
        steps=steps,
        lines=[*lines, *_difference(unraised, lines)],
        by_value=by_value,
        owed=owed,
        path=path,
        paid=paid,
        unraised=unraised,
        verdict=BY_WAGES if path.hidden else _verdict(owed, paid, known),
        valid_from=rates[0].valid_from,
        source=rates[0].source,
    )


def _steps(contract, first, amendments, rates, day):
    before = first
    for one in amendments:
        if one.new_price is not None:
            after = base(one.new_price, contract.ppn_percent)
            difference = amendment_difference(before, after, rates).total
            yield Step(one.number, one.signed_on, after, difference, one.signed_on <= day)
            before = after


def _lines(total, instalments, day, *, compared):
    recorded, shares = {one.number: one for one in instalments}, instalments_of(total)
    first = recorded.get(1)
    at_once = _is_paid(first, day) and first.amount is not None and abs(first.amount - total) <= TOLERANCE
    at_once = compared and at_once and total > shares[0] + TOLERANCE
    for number in sorted({1, 2, 3} | recorded.keys()):
        one = recorded.get(number)
        owed = shares[number - 1] if 1 <= number <= 3 else None
        yield Line(
            number=number,
            share=SHARES[number - 1] if owed is not None else None,
            owed=owed,
            amount=one.amount if one else None,
            receipt=one.receipt if one else "",
            status=_state(one, owed, day, at_once, compared=compared, first=number == 1),
            fact=one,
            at_once=at_once and number > 1,
        )


def _unraised(owed, total, lines):
    """What the instalments lack of `owed`, at most what amendments added to the `total` at first. An instalment that is
    not recorded, or without an amount, is taken to come by the rule.
    """
    held = sum((one.held for one in lines), Decimal(0))
    lacking = min(owed - total, owed - held)
    return lacking if lacking > TOLERANCE else Decimal(0)


def _difference(unraised, lines):
    """The line of the instalment in which the difference of amendments is still to be paid."""
    if unraised:
        status = Status("warn", "alert-circle", "Belum disetor", f"selisih adendum {rupiah(unraised)}", "warn")
        number = lines[-1].number + 1
        yield Line(number, share=None, owed=None, amount=None, receipt="", status=status, difference=unraised)


def _is_paid(one, day):
    return one is not None and one.paid_on is not None and one.paid_on <= day


def _state(one, owed, day, at_once, *, compared, first):
    if _is_paid(one, day):
        note, tone = _compared(one, owed, at_once) if compared else ("", "quiet")
        return Status("good", "circle-check", f"Dibayar {short_day(one.paid_on)}", note, tone)
    if at_once and one is None:
        return Status("good", "circle-check", "Termasuk pembayaran sekaligus")
    if one is not None and one.due_on:
        if one.due_on < day:
            return Status("bad", "alert-triangle", "Lewat jatuh tempo", short_day(one.due_on), "bad")
        return Status("warn", "calendar-due", f"Jatuh tempo {short_day(one.due_on)}", "belum dibayar")
    until = "pada batas mendaftar" if first else "sebelum pelaksanaan berakhir"
    return Status("quiet", "clock", "Belum dibayar", until if owed is not None else "")


def _compared(one, owed, at_once):
    if one.amount is None:
        return "jumlahnya tidak tercatat", "warn"
    if at_once and one.number == 1:
        return "seluruh iuran sekaligus", "quiet"
    if owed is None:
        return "", "quiet"
    said, tone = held_against(owed, one.amount)
    return ("sesuai", "quiet") if tone == "good" else (said, tone)


def held_against(usual, amount):
    """How an amount stands beside the rule, as words and tone: ("kurang Rp 5.000", "bad"); None where neither is known."""
    if usual is None or amount is None:
        return None
    difference = amount - usual
    if abs(difference) <= TOLERANCE:
        return "sesuai aturan", "good"
    return (f"lebih {rupiah(difference)}", "warn") if difference > 0 else (f"kurang {rupiah(-difference)}", "bad")


def _verdict(owed, paid, known):
    unnamed = [str(one.number) for one in known if one.amount is None]
    if unnamed:
        return Status("quiet", "help-circle", "Tidak diketahui", f"jumlah termin {', '.join(unnamed)} tidak tercatat")
    if not known:
        return Status("warn", "clock", "Belum ada pembayaran")
    difference = paid - owed
    if abs(difference) <= TOLERANCE:
        return Status("good", "circle-check", "Lunas")
    if difference > 0:
        return Status("warn", "alert-circle", f"Lebih bayar {rupiah(difference)}")
    return Status("warn", "alert-circle", f"Masih terutang {rupiah(-difference)}")
