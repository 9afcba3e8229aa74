"""How a contract stands on a day, in the words of the pages: one status and one note; and values in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cakupan.numbers import amount, count, short_day
from coverage.rules.measures import COUNTING_FUNDS, normal

YEARS = frozenset({"year"})
"""Columns that hold a year: a number, and not a count."""


def said(value, column=""):
    """The value of a field, of the model's `column`, in words: "kosong" where there is none; days, amounts and counts as
    pages write them.
    """
    if value in (None, ""):
        return "kosong"
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return count(value) if isinstance(value, int) and column not in YEARS else str(value)


@dataclass(frozen=True)
class Status:
    """`tone` is good, warn, bad, quiet or acc and chooses colour and icon; the word says it alone."""

    tone: str
    icon: str
    word: str
    note: str = ""
    note_tone: str = "quiet"

    @property
    def text(self):
        return f"{self.word}, {self.note}" if self.note else self.word


def status_of(contract, day, people=None):
    """The status of a contract annotated by ContractStanding.on(day); `people` is its row of people_rows."""
    if not contract.counts:
        return Status("quiet", "circle-off", "Di luar hitungan", why_not_counted(contract))
    if contract.last_day < contract.first_day:
        return Status("warn", "alert-triangle", "Tidak berjalan", "tanggal selesai mendahului mulai")
    if day < contract.first_day:
        return Status("quiet", "clock", "Belum mulai", f"mulai {short_day(contract.first_day)}")
    if day > contract.last_day:
        return Status("quiet", "flag", "Sudah berakhir", short_day(contract.last_day))
    return _protected(contract, people) if contract.protected else _unprotected(contract, day)


def why_not_counted(contract):
    """Which text of the contract keeps it out of the measures."""
    if normal(contract.status) == "batal":
        return "kontrak batal"
    if normal(contract.method) == "swakelola":
        return "swakelola"
    if normal(contract.fund) not in COUNTING_FUNDS:
        return f"sumber dana {contract.fund.strip()}"
    return f"jenis {contract.kind.strip()}"


def _protected(contract, people):
    open_days = (contract.last_day - contract.protected_until).days
    if open_days > 0:
        return Status("good", "shield-check", "Terlindungi", f"{count(open_days)} hari akhir terbuka", "warn")
    if people and people["unknown"]:
        return Status("good", "shield-check", "Terlindungi", "pekerja belum diisi")
    return Status("good", "shield-check", "Terlindungi", f"sampai {short_day(contract.last_day)}")


def _unprotected(contract, day):
    if contract.registered_on and contract.paid_on:
        return Status("bad", "shield-off", "Tidak terlindungi", "dibayar, di luar masa sertifikat")
    if contract.registered_on:
        return Status("warn", "clock-dollar", "Belum dibayar", f"terdaftar {short_day(contract.registered_on)}")
    if contract.due_on is None:
        return Status("warn", "clock", "Belum mendaftar", "batas daftar di luar kalender")
    left = contract.working_days_left
    if day > contract.due_on:
        note = f"lewat {count(-left)} hari kerja" if left else f"batasnya {short_day(contract.due_on)}"
        return Status("bad", "alert-triangle", "Terlambat daftar", note, "bad")
    if day == contract.due_on:
        return Status("bad", "alert-triangle", "Batas daftar hari ini", "hari kerja ke-14", "bad")
    return Status("warn", "clock", "Belum mendaftar", f"sisa {count(left)} hari kerja")


def course_in_words(course, day):
    """The dates of a time line as one sentence, for those who do not see the drawing."""
    parts = [f"SPK {short_day(course.signed_on)}"]
    if course.duty and course.due_on:
        parts.append(f"batas daftar {short_day(course.due_on)}")
    if course.duty or course.registered_on:
        known = course.registered_on
        parts.append(f"terdaftar {short_day(known)}" if known else "belum terdaftar")
        parts.append(f"dibayar {short_day(course.paid_on)}" if course.paid_on else "belum dibayar")
    if course.certificate_ends_on:
        parts.append(f"sertifikat berakhir {short_day(course.certificate_ends_on)}")
    for first, last in course.stops:
        until = f"sampai {short_day(last)}" if last else "dan belum dilanjutkan"
        parts.append(f"berhenti sementara sejak {short_day(first)} {until}")
    parts += [f"dikerjakan {name} sejak {short_day(since)}" for since, name in course.providers]
    if course.execution:
        parts.append(f"pelaksanaan {short_day(course.first_day)} sampai {short_day(course.last_day)}")
    else:
        parts.append("tanggal selesai mendahului mulai")
    return f"{', '.join(parts)}; dilihat {short_day(day)}"
