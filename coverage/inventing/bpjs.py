"""The papers of BPJS about an invented contract: certificates and instalments."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from coverage.calendar import is_working_day
from coverage.inventing.days import earlier, later, on_or_after, on_or_before
from coverage.inventing.works import Certificate, Instalment, Work
from coverage.rules.deadlines import registration_due
from coverage.rules.tariff import LEGAL_TARIFF, base, contribution, instalments

ONLY_FILED = 0.3
"""Share of those who never pay that have at least handed in the form."""


def total(work: Work) -> int:
    """The contribution of the contract in whole rupiah."""
    return contribution(base(Decimal(work.price), Decimal(work.ppn or "11")), LEGAL_TARIFF.slices).total


def insure(rng: Random, work: Work, paid_on: date | None, day: date) -> None:
    """Write registration and instalments of a contract that became a participant on `paid_on` (None = it did not)."""
    if paid_on is None:
        if rng.random() < ONLY_FILED:
            _only_file(rng, work, day)
        return
    filed_on = max(work.signed_on, earlier(paid_on, rng.choice([0, 0, 1, 1, 2, 3, 5])))
    certify(work, filed_on, day)
    instal(rng, work, paid_on, day, in_stages=rng.random() < (0.5 if work.price > 200_000_000 else 0.15))


def _only_file(rng: Random, work: Work, day: date) -> None:
    filed_on = later(work.signed_on, rng.choice([4, 7, 9, 11, 12, 13, 14, 18, 23]))
    if filed_on <= min(day, work.last_day):
        certify(work, filed_on, day)
        instal(rng, work, None, day, in_stages=rng.random() < 0.2)


def certify(work: Work, filed_on: date, day: date) -> None:
    """Write the certificate filed on `filed_on`, and the second one of an extension."""
    number = f"JK/{work.code}/{filed_on.year}"
    planned_end = work.ends_on or work.agreed_last_day
    first = Certificate(filed_on, number, work.first_day, max(planned_end, work.first_day))
    work.certificates = [first]
    if work.mirrored == "same":
        first.valid_to = work.agreed_last_day
    elif work.mirrored == "second" and work.agreed_last_day > first.valid_to:
        signed_on = next(one.signed_on for one in work.amendments if one.ends_on)
        filed_again = max(filed_on, later(signed_on, 3))
        begins = first.valid_to + timedelta(days=1)
        if filed_again <= day:
            work.certificates.append(Certificate(filed_again, f"{number}-A", begins, work.agreed_last_day))
        else:
            first.valid_to = work.agreed_last_day


def instal(rng: Random, work: Work, paid_on: date | None, day: date, in_stages: bool) -> None:
    """Write the instalments: the whole sum at once, or 50/25/25 with the later ones paid, late, or not at all."""
    due_on = registration_due(work.signed_on, is_working_day)
    owed = total(work)
    if not in_stages:
        short = rng.random() < 0.02
        work.instalments = [Instalment(1, owed - owed // 10 if short else owed, due_on, paid_on)]
        return
    first, second, third = instalments(owed)
    length = (work.agreed_last_day - work.first_day).days
    later_dues = (work.first_day + timedelta(days=length // 2), work.agreed_last_day - timedelta(days=7))
    work.instalments = [Instalment(1, first, due_on, paid_on)]
    for number, amount, planned in zip((2, 3), (second, third), later_dues, strict=True):
        due_on = max(due_on, on_or_before(planned))
        paid = None
        draw = rng.random()
        if paid_on and draw < 0.9:
            wait = rng.randint(-6, 0) if draw < 0.72 else rng.randint(2, 20)
            paid = on_or_after(max(paid_on, due_on + timedelta(days=wait)))
        work.instalments.append(Instalment(number, amount, due_on, paid if paid and paid <= day else None))
