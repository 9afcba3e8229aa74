"""The findings of a city on a day, decided one contract after another. Part of the oracle."""

from datetime import timedelta
from fractions import Fraction

from tests.oracle_tables import amount, day_of, holds, same, text

FINDINGS = (
    "registration_late",
    "due_soon",
    "instalment_1_unpaid",
    "instalment_overdue",
    "headcount_missing",
    "roster_missing",
    "certificate_ends_before_work",
    "end_date_missing",
    "value_above_hps",
    "past_end_not_closed",
    "pkwtt_without_pu",
)
TOMORROW = timedelta(days=1)


def registration_due(city, code, is_working):
    """The 14th working day after the contract date."""
    day, counted = day_of(city.contracts[code], "tanggal_kontrak"), 0
    while counted < 14:
        day += TOMORROW
        if is_working(day):
            counted += 1
    return day


def filed_on(certificate):
    return day_of(certificate, "tanggal_daftar") or day_of(certificate, "berlaku_dari")


def registered_on(city, code, day):
    """The earliest registration of or before `day`, or None."""
    dates = [filed_on(row) for row in city.certificates[code]]
    known = [filed for filed in dates if filed and filed <= day]
    return min(known) if known else None


def findings(city, day, is_working):
    """{finding: {kode_paket, …}} of the counting contracts dated `day` or before."""
    found = {finding: set() for finding in FINDINGS}
    for code, row in city.contracts.items():
        if city.counts(code) and day_of(row, "tanggal_kontrak") <= day:
            for finding in findings_of(city, code, day, is_working):
                found[finding].add(code)
    return found


def findings_of(city, code, day, is_working):  # noqa: PLR0912 one rule after another, as they are written
    row = city.contracts[code]
    due = registration_due(city, code, is_working)
    registered = registered_on(city, code, day)
    if registered and registered > due:
        yield "registration_late"
    if not registered and day > due:
        yield "registration_late"
    if not registered and day <= due:
        ahead, step = 0, day
        while step < due:
            step += TOMORROW
            ahead += 1 if is_working(step) else 0
        if ahead <= 5:
            yield "due_soon"
    paid = city.paid_on(code, 1)
    if registered and (paid is None or paid > day):
        yield "instalment_1_unpaid"
    for payment in city.payments[code]:
        due_on, paid_on = day_of(payment, "jatuh_tempo"), day_of(payment, "tanggal_bayar")
        if due_on and due_on < day and (paid_on is None or paid_on > day):
            yield "instalment_overdue"
    if city.declared(code, day) is None:
        yield "headcount_missing"
    listed = city.listed(code, day)
    if city.runs(code, day) and not listed:
        yield "roster_missing"
    ends = []
    for certificate in city.certificates[code]:
        filed, last = filed_on(certificate), day_of(certificate, "berlaku_sampai")
        if last and not (filed and filed > day):
            ends.append(last)
    if ends and max(ends) < city.last_day(code):
        yield "certificate_ends_before_work"
    actual = day_of(row, "tanggal_selesai_nyata")
    agreed = [one for one in city.amendments[code] if day_of(one, "selesai_baru")]
    if not actual and not agreed and not day_of(row, "selesai"):
        yield "end_date_missing"
    if code in city.hps and amount(row, "nilai_kontrak") > Fraction(city.hps[code]):
        yield "value_above_hps"
    if city.last_day(code) < day and same(text(row, "status"), "Berjalan") and not actual:
        yield "past_end_not_closed"
    for assignment in city.assignments[code]:
        nik = text(assignment, "nik")
        permanent = holds(assignment, day) and nik in listed and same(text(assignment, "status_kerja"), "PKWTT")
        if permanent and not city.is_member(nik, day):
            yield "pkwtt_without_pu"
