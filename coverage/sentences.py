"""What the page of one contract says in whole sentences: how it stands, why, and what each finding means here."""

from cakupan.numbers import count, rupiah, short_day
from cakupan.numbers import day as long_day
from coverage.rules import findings
from coverage.rules.spans import Span, days, intersect, span, subtract, union
from coverage.wording import Status, why_not_counted


def open_days(course, day):
    """(days without protection, days of execution) up to `day`, or None before the first day."""
    past = span(course.first_day, min(day, course.last_day))
    if past is None:
        return None
    protected = intersect((past,), union(Span(*one) for one in course.protected))
    return days(subtract((past,), protected)), past.days


def stand_of(contract, day):
    """One sentence with its tone and icon: how the contract stands on `day`."""
    on = long_day(day)
    if not contract.counts:
        return Status("quiet", "circle-off", f"Di luar hitungan ukuran kota: {why_not_counted(contract)}")
    if contract.last_day < contract.first_day:
        return Status(
            "warn", "alert-triangle", "Tidak berjalan pada hari apa pun: tanggal selesai mendahului tanggal mulai"
        )
    if day < contract.first_day:
        return Status("quiet", "clock", f"Belum mulai; pekerjaan dijadwalkan mulai {long_day(contract.first_day)}")
    if day > contract.last_day:
        return Status("quiet", "flag", f"Sudah berakhir pada {long_day(contract.last_day)}")
    return _protected(contract, on) if contract.protected else _unprotected(contract, day, on)


def _protected(contract, on):
    left = (contract.last_day - contract.protected_until).days
    if left > 0:
        words = f"Terlindungi pada {on}, tetapi {count(left)} hari terakhir pekerjaan belum dijamin"
        return Status("warn", "shield-half", words)
    return Status("good", "shield-check", f"Terlindungi pada {on}, sampai pekerjaan selesai")


def _unprotected(contract, day, on):
    if contract.registered_on and contract.paid_on:
        return Status(
            "bad", "shield-off", f"Tidak terlindungi pada {on}: sudah dibayar, tetapi di luar masa sertifikat"
        )
    if contract.registered_on:
        return Status("warn", "clock-dollar", f"Belum terlindungi pada {on}: terdaftar, tetapi termin 1 belum dibayar")
    if contract.due_on is None:
        return Status("warn", "clock", f"Belum mendaftar pada {on}; batasnya di luar kalender kerja")
    left = contract.working_days_left
    if day > contract.due_on:
        return Status(
            "bad",
            "alert-triangle",
            f"Tidak terlindungi pada {on}: belum mendaftar, lewat {_working_days(-left)} dari batasnya",
        )
    rest = f"masih {count(left)} hari kerja sampai batasnya" if left else "hari itu batasnya"
    return Status("warn", "clock", f"Belum terlindungi pada {on}: belum mendaftar, {rest}")


def _working_days(number):
    """So many working days; the weekend after a due date has none."""
    return f"{count(number)} hari kerja" if number else "kurang dari satu hari kerja"


def why_of(contract, course, sheet, day):
    """The facts behind the sentence, as sentences."""
    if not contract.counts:
        return ["Kontrak ini tercatat dan tidak masuk ukuran mana pun; alasannya ada pada halaman Aturan."]
    said = []
    if contract.last_day < contract.first_day:
        return [
            f"Mulai {long_day(contract.first_day)}, selesai {long_day(contract.last_day)}: periksa kedua tanggalnya."
        ]
    ended = course.certificate_ends_on
    if ended and ended < contract.last_day and contract.paid_on:
        said.append(f"Sertifikat berakhir {long_day(ended)}, pekerjaan berakhir {long_day(contract.last_day)}.")
    bare, past = open_days(course, day) or (0, 0)
    if bare:
        said.append(f"{count(bare)} dari {count(past)} hari pelaksanaan sampai hari itu tanpa perlindungan.")
    elif past:
        said.append(f"Semua {count(past)} hari pelaksanaan sampai hari itu terlindungi.")
    if not contract.registered_on and contract.due_on:
        said.append(
            f"Batas mendaftar {long_day(contract.due_on)}, hari kerja ke-14 sejak SPK {long_day(contract.signed_on)}."
        )
    for step in sheet.steps if sheet else ():
        if step.known and step.difference:
            word = "menambah" if step.difference > 0 else "mengurangi"
            told = f"dendum {step.number} {word} iuran {rupiah(abs(step.difference))}"
            by_wages = f"Menurut nilai kontrak a{told}; yang berlaku menurut upah."
            said.append(by_wages if sheet.path.wages else f"A{told}.")
    return said


def note_of(code, contract, course, instalments, day):
    """What a finding means for this contract: its dates and amounts, or an empty text."""
    if code == findings.REGISTRATION_LATE:
        if contract.registered_on:
            end = f"terdaftar {long_day(contract.registered_on)}: terlambat {_working_days(contract.working_days_late)}"
        else:
            end = f"belum terdaftar: lewat {_working_days(-contract.working_days_left)}"
        return f"SPK {long_day(contract.signed_on)}, batas {long_day(contract.due_on)}, {end}."
    if code == findings.DUE_SOON:
        left = contract.working_days_left
        return f"Batasnya {long_day(contract.due_on)}, {f'{count(left)} hari kerja lagi' if left else 'hari itu juga'}."
    if code == findings.INSTALMENT_1_UNPAID:
        return f"Terdaftar {long_day(contract.registered_on)}."
    if code == findings.INSTALMENT_OVERDUE:
        late = [
            one for one in instalments if one.due_on and one.due_on < day and not (one.paid_on and one.paid_on <= day)
        ]
        said = ", ".join(f"termin {one.number} jatuh tempo {short_day(one.due_on)}" for one in late)
        return f"T{said[1:]}."
    if code == findings.CERTIFICATE_ENDS_BEFORE_WORK:
        gap = (contract.last_day - course.certificate_ends_on).days
        return (
            f"Sertifikat sampai {long_day(course.certificate_ends_on)}, pekerjaan sampai {long_day(contract.last_day)}: "
            f"{count(gap)} hari."
        )
    if code == findings.END_DATE_MISSING:
        return f"Dihitung sampai {long_day(contract.last_day)}."
    if code == findings.VALUE_ABOVE_HPS:
        return f"Kontrak {rupiah(contract.price)}, HPS {rupiah(contract.hps)}."
    if code == findings.PAST_END_NOT_CLOSED:
        return f"Hari terakhirnya {long_day(contract.last_day)}."
    return ""
