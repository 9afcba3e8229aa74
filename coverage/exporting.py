"""The Kontrak list as a file: exactly what is shown, as XLSX or CSV, with what it answers written on top or beside it."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter

from cakupan import numbers
from coverage.models import ContractStanding
from coverage.rules import VERSION
from coverage.wording import Status

UNKNOWN = "tidak diketahui"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, full-width forms included."""

MOST_IN_A_CELL = 32_767


@dataclass(frozen=True)
class Row:
    """A contract of the list, its row of people_rows (None where it does not run or count), and its status."""

    contract: ContractStanding
    people: dict | None
    status: Status


@dataclass(frozen=True)
class Field:
    """One column of the file: `of(row)` gives a text, a day, a whole number, Decimal rupiah or None."""

    title: str
    of: Callable[[Row], object]
    width: int = 16


def _heads(name):
    return lambda row: row.people[name] if row.people else None


def _workforce(row):
    if not row.people:
        return None
    return UNKNOWN if row.people["unknown"] else row.people["listed"] + row.people["unlisted"]


FIELDS = {
    "status": [
        Field("Status", lambda row: row.status.word, 20),
        Field("Catatan status", lambda row: row.status.note, 30),
    ],
    "kontrak": [
        Field("Nama paket", lambda row: row.contract.title, 60),
        Field("Nomor kontrak", lambda row: row.contract.number, 36),
        Field("Kode paket", lambda row: row.contract.package_code),
        Field("Kode RUP", lambda row: row.contract.rup_code),
        Field("Tahun anggaran", lambda row: row.contract.year, 10),
        Field("OPD", lambda row: row.contract.agency.name, 36),
        Field("PPK", lambda row: row.contract.in_charge_name or "", 24),
        Field("Penyedia", lambda row: row.contract.contractor.name if row.contract.contractor else "", 32),
        Field("NPWP penyedia", lambda row: row.contract.contractor.npwp if row.contract.contractor else "", 18),
        Field("Jenis", lambda row: row.contract.kind, 28),
        Field("Metode", lambda row: row.contract.method, 20),
        Field("Sumber dana", lambda row: row.contract.fund, 12),
        Field("Status kontrak", lambda row: row.contract.status, 12),
    ],
    "waktu": [
        Field("Tanggal kontrak", lambda row: row.contract.signed_on, 12),
        Field("Mulai", lambda row: row.contract.first_day, 12),
        Field("Selesai", lambda row: row.contract.last_day, 12),
        Field("Batas daftar", lambda row: row.contract.due_on if row.contract.counts else None, 12),
        Field("Terdaftar", lambda row: row.contract.registered_on, 12),
        Field("Termin 1 dibayar", lambda row: row.contract.paid_on, 12),
    ],
    "pekerja": [
        Field("Pekerja tercakup", _heads("covered"), 10),
        Field("Pekerja", _workforce, 14),
        Field("Tanpa nama", _heads("unlisted"), 10),
    ],
    "nilai": [Field("Nilai tanpa PPN (Rp)", lambda row: row.contract.value, 20)],
}
"""The columns of the file for each column of the table."""


def fields(columns):
    """The columns of the file for the visible `columns` of the table, in their order."""
    return [field for column in columns for field in FIELDS[column]]


def head_of(listing, sums, computed_at):
    """What the file answers, as (label, text) pairs: filters, order, day, sums, rule version, moment."""
    chips = [f"{chip.label}: {chip.text}" for chip in listing.filter.chips()]
    return [
        ("Isi", "Daftar kontrak, Cakupan Kota Bogor"),
        ("Dilihat oleh", f"{listing.user.name} ({listing.user.get_role_display()})"),
        ("Keadaan per", numbers.day(listing.day)),
        ("Filter", "; ".join(chips) or "tanpa filter"),
        ("Urutan", listing.order_in_words),
        ("Kontrak", f"{numbers.count(sums.contracts)} dari {numbers.count(sums.all_contracts)}"),
        (
            "Terlindungi",
            f"{numbers.count(sums.packages.numerator)} dari {numbers.count(sums.packages.denominator)} berjalan",
        ),
        (
            "Pekerja tercakup",
            f"{numbers.count(sums.workers.numerator)} dari {numbers.count(sums.workers.denominator)}, tiap orang sekali; "
            f"{numbers.count(sums.unknown)} kontrak tidak diketahui",
        ),
        ("Nilai tanpa PPN", numbers.rupiah(sums.worth)),
        ("Definisi", "docs/rules.md; halaman Aturan"),
        ("Aturan", f"versi {VERSION}"),
        ("Dihitung", numbers.moment(computed_at)),
    ]


def harmless(text):
    """A text that no spreadsheet takes for a formula: an apostrophe stands before a sign that would begin one."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def as_csv(head, columns, rows):
    """The whole file as bytes: UTF-8 with BOM, semicolons, 1.234.567,89 and dd/mm/yyyy, as Excel in Indonesia reads it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([label, harmless(said)] for label, said in head)
    writer.writerow([])
    writer.writerow([field.title for field in columns])
    writer.writerows([_written(field.of(row)) for field in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    return str(value) if isinstance(value, int) else harmless(value)


def as_xlsx(head, columns, rows, title="Kontrak"):
    """The whole file as bytes: the sheet `title`, and the sheet Keterangan with `head`; texts stay texts."""
    file = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        looks = SheetLooks(book)
        sheet = book.add_worksheet(title)
        for at, field in enumerate(columns):
            sheet.set_column(at, at, field.width)
            sheet.write_string(0, at, field.title, looks.bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for at, field in enumerate(columns):
                looks.write(sheet, line, at, field.of(row))
        notes = book.add_worksheet("Keterangan")
        notes.set_column(0, 0, 20)
        notes.set_column(1, 1, 80)
        for line, (label, said) in enumerate(head):
            notes.write_string(line, 0, label, looks.bold)
            notes.write_string(line, 1, said[:MOST_IN_A_CELL])
    return file.getvalue()


class SheetLooks:
    """The formats of a workbook, and how a value becomes a cell."""

    def __init__(self, book):
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.rupiah = book.add_format({"num_format": "#,##0.00"})
        self.whole = book.add_format({"num_format": "0"})

    def write(self, sheet, line, at, value):
        if value is None or value == "":
            return
        if isinstance(value, date):
            if value.year < 1900:  # Excel knows no earlier day
                sheet.write_string(line, at, _written(value))
            else:
                sheet.write_datetime(line, at, value, self.day)
        elif isinstance(value, Decimal):
            sheet.write_number(line, at, value, self.rupiah)
        elif isinstance(value, int):
            sheet.write_number(line, at, value, self.whole)
        else:
            sheet.write_string(line, at, value[:MOST_IN_A_CELL])
