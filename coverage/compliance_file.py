"""The compliance table as a file: the rows that are shown, in their order, each side of a rate in a column of its own."""

from cakupan import numbers
from coverage.exporting import Field
from coverage.passports import MEASURES
from coverage.rules import VERSION

COUNTS = (
    ("Kontrak berjalan", "contracts"),
    ("Terdaftar tepat waktu", "in_time"),
    ("Terdaftar terlambat", "late"),
    ("Belum mendaftar", "not_yet"),
    ("Belum mendaftar, lewat batas", "overdue"),
    ("Termin 1 belum dibayar", "unpaid"),
    ("Pekerja tak diketahui", "unknown"),
    ("Tanpa rencana tenaga kerja", "undeclared"),
)


def _count(name):
    return lambda row: getattr(row.counts, name)


def _side(measure, side):
    return lambda row: getattr(getattr(row.figures, measure), side)


def fields(by):
    """The columns of the file for the way `by` (coverage.compliance.By)."""
    found = [Field(by.title, lambda row: row.label, 44)]
    if by.owner == "provider":
        found.append(Field("NPWP", lambda row: row.npwp, 18))
    for measure, one in MEASURES.items():
        unit = "Rp" if measure == "value" else one.unit
        found += [
            Field(f"{one.title} (%)", _side(measure, "percent"), 12),
            Field(f"{one.title}, pembilang ({unit})", _side(measure, "numerator"), 18),
            Field(f"{one.title}, penyebut ({unit})", _side(measure, "denominator"), 18),
        ]
    return found + [Field(title, _count(name), 12) for title, name in COUNTS]


def head_of(table, user):
    """What the file answers, as (label, text) pairs; `table` is a ComplianceTable, sorted as shown."""
    found = table.compliance
    return [
        ("Isi", f"Kepatuhan menurut {found.by.title}, Cakupan Kota Bogor"),
        ("Dilihat oleh", f"{user.name} ({user.get_role_display()})"),
        ("Keadaan per", numbers.day(found.total.figures.on)),
        ("Dihitung dari", found.total.name),
        ("Cari", table.text or "tanpa pencarian"),
        ("Urutan", table.order_in_words),
        ("Baris", f"{numbers.count(len(found.rows))} dari {numbers.count(found.known)}, sesudah satu baris jumlah"),
        ("Pekerja", "seorang pekerja dapat ada di dua baris; di baris jumlah dihitung sekali"),
        ("Definisi", "docs/rules.md; halaman Aturan"),
        ("Aturan", f"versi {VERSION}"),
        ("Dihitung", numbers.moment(table.now)),
    ]
