"""The findings of one counting contract on one day, each decided from plain values. Facts dated after the
day do not exist yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage.rules.deadlines import SOON_WORKING_DAYS, IsWorking, registration_due, working_days_between
from coverage.rules.spans import Amendment, Certificate, Span, agreed_last_day, execution, last_day

REGISTRATION_LATE = "registration_late"
DUE_SOON = "due_soon"
INSTALMENT_1_UNPAID = "instalment_1_unpaid"
INSTALMENT_OVERDUE = "instalment_overdue"
HEADCOUNT_MISSING = "headcount_missing"
ROSTER_MISSING = "roster_missing"
CERTIFICATE_ENDS_BEFORE_WORK = "certificate_ends_before_work"
END_DATE_MISSING = "end_date_missing"
VALUE_ABOVE_HPS = "value_above_hps"
PAST_END_NOT_CLOSED = "past_end_not_closed"
PKWTT_WITHOUT_PU = "pkwtt_without_pu"

CODES = (
    REGISTRATION_LATE,
    DUE_SOON,
    INSTALMENT_1_UNPAID,
    INSTALMENT_OVERDUE,
    HEADCOUNT_MISSING,
    ROSTER_MISSING,
    CERTIFICATE_ENDS_BEFORE_WORK,
    END_DATE_MISSING,
    VALUE_ABOVE_HPS,
    PAST_END_NOT_CLOSED,
    PKWTT_WITHOUT_PU,
)


@dataclass(frozen=True)
class Payment:
    """One instalment: its number from 1, the day it is due and the day it was paid; both may be empty."""

    number: int
    due_on: date | None = None
    paid_on: date | None = None

    def paid(self, day: date) -> bool:
        """Whether it was paid on or before `day`."""
        return self.paid_on is not None and self.paid_on <= day


@dataclass(frozen=True)
class ListedWorker:
    """One worker listed on the contract on the day: whether as PKWTT, and whether with an own membership (PU
    or BPU) that day.
    """

    pkwtt: bool
    has_membership: bool


@dataclass(frozen=True)
class Standing:
    """What is known of one counting contract on `day`; `listed` are the workers of that day while the
    contract runs.
    """

    day: date
    signed_on: date
    year: int
    price: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    actual_end_on: date | None = None
    is_open: bool = True
    hps: Decimal | None = None
    declared: int | None = None
    amendments: tuple[Amendment, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    payments: tuple[Payment, ...] = ()
    listed: tuple[ListedWorker, ...] = ()

    @property
    def last_day(self) -> date:
        return last_day(self.actual_end_on, self.ends_on, self.amendments, self.year)

    @property
    def execution(self) -> Span | None:
        return execution(
            signed_on=self.signed_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            actual_end_on=self.actual_end_on,
            amendments=self.amendments,
            year=self.year,
        )


def filed_on(certificate: Certificate) -> date | None:
    """The day on which a certificate's form was filed; its first day where that is empty; None where both
    are.

    Source: docs/rules.md#findings.
    """
    return certificate.valid_from if certificate.filed_on is None else certificate.filed_on


def registered_on(certificates: Iterable[Certificate], day: date) -> date | None:
    """The earliest day on or before `day` on which the contract was registered; None where it was not.

    Source: Permenaker 44/2015 art. 3(3); docs/rules.md#findings.
    """
    dates = (filed_on(one) for one in certificates)
    return min((one for one in dates if one is not None and one <= day), default=None)


def registration_late(registered: date | None, due_on: date, day: date) -> bool:
    """Whether the contract was registered after its due date, or was not by `day`, which lies after it.

    Source: Permenaker 44/2015 art. 3(3), now Permenaker 5/2021.
    """
    return (day if registered is None else registered) > due_on


def due_soon(registered: date | None, due_on: date, day: date, is_working: IsWorking) -> bool:
    """Whether the contract is not registered and its due date is `day` or at most five working days later.

    Source: Permenaker 44/2015 art. 3(3); the five days are the city's reminder, docs/rules.md#findings.
    """
    if registered is not None or due_on < day:
        return False
    return working_days_between(day, due_on, is_working) <= SOON_WORKING_DAYS


def instalment_1_unpaid(registered: date | None, payments: Iterable[Payment], day: date) -> bool:
    """Whether the contract is registered and no instalment 1 was paid by `day`, a missing row included.

    Source: Permenaker 44/2015 art. 3(4).
    """
    return registered is not None and not any(one.number == 1 and one.paid(day) for one in payments)


def instalment_overdue(payments: Iterable[Payment], day: date) -> bool:
    """Whether an instalment was due before `day` and is unpaid on it.

    Source: BPJS Ketenagakerjaan, "cara membayar iuran"; due dates as set by the branch.
    """
    return any(one.due_on is not None and one.due_on < day and not one.paid(day) for one in payments)


def certificate_ends_before_work(certificates: Iterable[Certificate], work_ends_on: date, day: date) -> bool:
    """Whether the latest last day of the certificates known on `day` lies before the last day of execution.

    A certificate filed after `day` does not exist yet; without any last day there is nothing to compare.
    Source: BPJS branch manual (changes of time are reported with the amendment); docs/rules.md#protection.
    """
    known = [one for one in certificates if (filed_on(one) or day) <= day]
    latest = max((one.valid_to for one in known if one.valid_to is not None), default=None)
    return latest is not None and latest < work_ends_on


def end_date_missing(actual_end_on: date | None, ends_on: date | None, amendments: Iterable[Amendment]) -> bool:
    """Whether no paper says when the contract ends, so that 31 December of its year stands in.

    Source: docs/rules.md#execution.
    """
    return actual_end_on is None and agreed_last_day(ends_on, amendments) is None


def value_above_hps(price: Decimal, hps: Decimal | None) -> bool:
    """Whether the contract price (with PPN) lies above the owner's estimate, where that is known.

    Source: Perpres 16/2018 as amended (HPS as the upper limit of offers).
    """
    return hps is not None and price > hps


def past_end_not_closed(work_ends_on: date, is_open: bool, actual_end_on: date | None, day: date) -> bool:
    """Whether the last day lies before `day`, the status still says Berjalan and no actual end was recorded.

    Source: docs/rules.md#findings.
    """
    return work_ends_on < day and is_open and actual_end_on is None


def pkwtt_without_pu(listed: Iterable[ListedWorker]) -> bool:
    """Whether someone is listed as permanent staff (PKWTT) without a membership of their own.

    Source: Perpres 109/2013 art. 6 (permanent staff belong under PU).
    """
    return any(one.pkwtt and not one.has_membership for one in listed)


def found(standing: Standing, is_working: IsWorking) -> frozenset[str]:
    """The codes of all findings that hold; none for a contract dated after the day.

    Source: docs/rules.md#findings.
    """
    day = standing.day
    if standing.signed_on > day:
        return frozenset()
    due_on = registration_due(standing.signed_on, is_working)
    registered = registered_on(standing.certificates, day)
    running = standing.execution is not None and day in standing.execution
    listed = standing.listed if running else ()
    decided = {
        REGISTRATION_LATE: registration_late(registered, due_on, day),
        DUE_SOON: due_soon(registered, due_on, day, is_working),
        INSTALMENT_1_UNPAID: instalment_1_unpaid(registered, standing.payments, day),
        INSTALMENT_OVERDUE: instalment_overdue(standing.payments, day),
        HEADCOUNT_MISSING: standing.declared is None,
        ROSTER_MISSING: running and not listed,
        CERTIFICATE_ENDS_BEFORE_WORK: certificate_ends_before_work(standing.certificates, standing.last_day, day),
        END_DATE_MISSING: end_date_missing(standing.actual_end_on, standing.ends_on, standing.amendments),
        VALUE_ABOVE_HPS: value_above_hps(standing.price, standing.hps),
        PAST_END_NOT_CLOSED: past_end_not_closed(standing.last_day, standing.is_open, standing.actual_end_on, day),
        PKWTT_WITHOUT_PU: pkwtt_without_pu(listed),
    }
    return frozenset(code for code, holds in decided.items() if holds)
