"""How a contract stands on a day, in the words of the pages: one status and one note."""

from dataclasses import dataclass

from django.utils.formats import date_format


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


def short_day(day):
    """A day as "5 Nov"."""
    return date_format(day, "j M")


def status_of(contract, day):
    """The status of a contract annotated by ContractStanding.on(day)."""
    if not contract.counts:
        return Status("quiet", "circle-off", "Di luar hitungan", why_not_counted(contract))
    if contract.last_day < contract.first_day:
        return Status("warn", "alert-triangle", "Tidak berjalan", "tanggal selesai mendahului mulai")
    if day < contract.first_day:
        return Status("quiet", "clock", "Belum mulai", f"mulai {date_format(contract.first_day, 'j M Y')}")
    if day > contract.last_day:
        return Status("quiet", "flag", "Sudah berakhir", date_format(contract.last_day, "j M Y"))
    return _protected(contract) if contract.protected else _unprotected(contract, day)


def why_not_counted(contract):
    """Which text of the contract keeps it out of the measures."""
    if contract.status == contract.Status.VOID:
        return "kontrak batal"
    if contract.method.strip().lower() == "swakelola":
        return "swakelola"
    if contract.fund.strip().lower() not in ("apbd", "apbdp"):
        return f"sumber dana {contract.fund}"
    return f"jenis {contract.kind}"


def _protected(contract):
    open_days = (contract.last_day - contract.protected_until).days
    if open_days > 0:
        return Status("good", "shield-check", "Terlindungi", f"{open_days} hari akhir terbuka", "warn")
    if contract.declared is None and not contract.listed:
        return Status("good", "shield-check", "Terlindungi", "pekerja belum diisi")
    return Status("good", "shield-check", "Terlindungi", f"sampai {short_day(contract.last_day)}")


def _unprotected(contract, day):
    if contract.registered_on and contract.paid_on:
        return Status("bad", "shield-off", "Tidak terlindungi", "sudah dibayar, sertifikat tidak memuat hari ini")
    if contract.registered_on:
        return Status("warn", "clock-dollar", "Belum dibayar", f"terdaftar {short_day(contract.registered_on)}")
    left = contract.working_days_left
    if left is None:
        return Status("warn", "clock", "Belum mendaftar", "batas daftar di luar kalender")
    if day > contract.due_on:
        return Status("bad", "alert-triangle", "Terlambat daftar", f"lewat {-left} hari kerja")
    if left == 0:
        return Status("bad", "alert-triangle", "Batas daftar hari ini", "hari kerja ke-14")
    return Status("warn", "clock", "Belum mendaftar", f"sisa {left} hari kerja")
