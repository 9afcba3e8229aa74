"""The list of providers as a file: the rows that are shown, in their order, and what they answer."""

from cakupan import numbers
from coverage.exporting import Field
from coverage.rules import VERSION

FIELDS = (
    Field("Penyedia", lambda row: row.name, 44),
    Field("NPWP", lambda row: row.npwp, 18),
    Field("Jenis", lambda row: row.kind, 22),
    Field("Kontrak", lambda row: row.contracts, 10),
    Field("Berjalan", lambda row: row.running, 10),
    Field("Kontrak terhitung", lambda row: row.due, 12),
    Field("Terdaftar tepat waktu", lambda row: row.in_time, 12),
    Field("Terdaftar terlambat", lambda row: row.late, 12),
    Field("Belum mendaftar", lambda row: row.not_yet, 12),
    Field("Belum mendaftar, lewat batas", lambda row: row.overdue, 12),
    Field("Nilai tanpa PPN (Rp)", lambda row: row.value, 20),
    Field("Pekerja terlindungi", lambda row: row.workers.numerator, 12),
    Field("Pekerja", lambda row: row.workers.denominator, 12),
    Field("Temuan terbuka", lambda row: row.findings, 12),
)


def head_of(table, user, text, kind):
    """What the file answers, as (label, text) pairs; `table` is a ContractorTable, `text` and `kind` narrowed it."""
    sums = table.sums
    workers = f"{numbers.count(sums.workers.numerator)} dari {numbers.count(sums.workers.denominator)}"
    return [
        ("Isi", "Penyedia, Cakupan Kota Bogor"),
        ("Dilihat oleh", f"{user.name} ({user.get_role_display()})"),
        ("Keadaan per", numbers.day(table.day)),
        ("Dihitung dari", f"kontrak {table.whose}"),
        ("Cari", text or "tanpa pencarian"),
        ("Jenis", kind or "semua"),
        ("Urutan", table.order_in_words),
        ("Baris", f"{numbers.count(len(table.data))} dari {numbers.count(table.known)} penyedia"),
        ("Kontrak", numbers.count(sums.contracts)),
        ("Nilai tanpa PPN", numbers.rupiah(sums.value)),
        ("Pekerja terlindungi", f"{workers}, tiap orang sekali"),
        ("Definisi", "docs/rules.md; halaman Aturan"),
        ("Aturan", f"versi {VERSION}"),
        ("Dihitung", numbers.moment(table.now)),
    ]
