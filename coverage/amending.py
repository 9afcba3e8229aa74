"""An amendment beside what stood before: price, end, contribution owed, certificate; and the act of recording it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage.locking import divergence, locked
from coverage.models import TariffSlice
from coverage.querysets.papers import papers_of
from coverage.restating import write
from coverage.rules.amendments import exceeds_limit, rise_percent
from coverage.rules.measures import percent
from coverage.rules.spans import agreed_last_day, amendment_order, last_day
from coverage.rules.tariff import base, contribution
from coverage.wages import Path
from projects.models import Amendment, Contract
from projects.turns import by_hand


@dataclass(frozen=True)
class Beside:
    """What an amendment changes. Money in rupiah, contributions whole; None where nothing is known.

    `owed_before` and `owed` are the totals by the `path` that holds for the reader, `by_value` what the price gives, `paid`
    what was paid so far; `certified_to` is the last day of the latest certificate and `open_days` how many days of work
    lie after it.
    """

    price_before: Decimal
    price: Decimal
    rise: Decimal | None
    too_high: bool
    end_before: date | None
    end: date | None
    owed_before: int | None
    owed: int | None
    by_value: int | None
    path: Path
    paid: Decimal
    certified_to: date | None

    @property
    def difference(self):
        """What the amendment adds to the contribution; negative where it is refunded."""
        return None if self.owed is None else self.owed - self.owed_before

    @property
    def still(self):
        """What is still to be paid in all."""
        return None if self.owed is None else self.owed - self.paid

    @property
    def open_days(self):
        """Days of work after the certificate; None without an end or a certificate."""
        if self.end is None or self.certified_to is None:
            return None
        return max((self.end - self.certified_to).days, 0)


def others_of(contract, but=None):
    """The amendments of `contract` without `but`, in their order."""
    rows = Amendment.objects.filter(contract=contract).exclude(pk=but.pk if but else None)
    return sorted(rows, key=lambda one: amendment_order(one.signed_on, one.number))


def beside(contract, others, typed, path_at):
    """The Beside of an amendment with the columns `typed` (values may be None) and the other amendments of `contract`.

    `path_at(last_day=…)` gives the wages.Path that holds for the reader where the work ends on that day.
    """
    mine = Amendment(**typed)
    ordered = sorted([*others, mine], key=lambda one: amendment_order(one.signed_on, one.number))
    prices = [one.new_price for one in ordered[: ordered.index(mine)] if one.new_price is not None]
    last = [one.new_price for one in ordered if one.new_price is not None]
    without = [one.new_price for one in others if one.new_price is not None]
    before = prices[-1] if prices else contract.price
    price = before if mine.new_price is None else mine.new_price
    _, certificates, instalments = papers_of(contract.pk)
    rise = rise_percent(contract.price, price)
    ends = [last_day(contract.actual_end_on, contract.ends_on, some, contract.year) for some in (others, ordered)]
    paths = [path_at(last_day=end) for end in ends]
    by_value = [_by_value(contract, some[-1] if some else contract.price) for some in (without, last)]
    owed = [one.owed.total if one.wages and one.told else value for one, value in zip(paths, by_value, strict=True)]
    return Beside(
        price_before=before,
        price=price,
        rise=None if rise is None else percent(rise, 100),
        too_high=exceeds_limit(contract.price, price),
        end_before=agreed_last_day(contract.ends_on, ordered[: ordered.index(mine)]),
        end=contract.actual_end_on or agreed_last_day(contract.ends_on, ordered),
        owed_before=owed[0],
        owed=owed[1],
        by_value=by_value[1],
        path=paths[1],
        paid=sum((one.amount for one in instalments if one.paid_on and one.amount is not None), Decimal(0)),
        certified_to=max((one.valid_to for one in certificates if one.valid_from and one.valid_to), default=None),
    )


def _by_value(contract, price):
    try:
        rates = TariffSlice.objects.holding(contract.signed_on)
    except LookupError:
        return None
    return contribution(base(price, contract.ppn_percent), rates).total


@by_hand()
def add(contract, form, today):
    """Record a new amendment; (the Amendment or None, its Restatement or None).

    The same amendment sent twice is recorded once: the second one finds the first.
    """
    form.contract = row = Contract.objects.select_for_update().get(pk=contract.pk)
    form.others = others_of(row)
    if not form.is_valid() or form.twin:
        return form.twin, None
    made, said = Amendment(contract=row, **form.columns), form.cleaned_data
    found = write(row, today, made.save, reason=said["uraian"], seen=said["dilihat"])
    if found:
        form.ask_why(found)
    return None if found else made, found


@by_hand()
def correct(amendment, form, today):
    """Correct a recorded amendment; (the Amendment or None, its Restatement or None, the Divergence or None)."""
    row = Contract.objects.select_for_update().get(pk=amendment.contract_id)
    form.contract, form.others = row, others_of(row, amendment)
    mine = locked(amendment, form)
    if mine is None or not form.is_valid():
        return None, None, None
    said = form.cleaned_data
    other = divergence(mine, said["versi"] or 0, form.columns, form.labels)
    if other:
        form.diverged(other, mine)
        return None, None, other

    def change():
        for column, value in form.columns.items():
            setattr(mine, column, value)
        mine.save()

    found = write(row, today, change, reason=said["alasan"], seen=said["dilihat"])
    if found:
        form.ask_why(found)
    return None if found else mine, found, None
