"""Tables of a template as files to be filled in or mended: the roster as it stands, the wrong rows with their reasons.

What is written comes back unchanged: reading such a file gives the same cells, and passes the columns `status` and
`alasan` over. A NIK is text, in XLSX by its format and in CSV behind an apostrophe; nothing begins a formula.
These files hold NIKs in clear: who may have one, and what is noted of it, stands in docs/uploads.md.
"""

import csv
import io
from datetime import date
from decimal import Decimal

import xlsxwriter

from coverage.importing.guarding import guarded
from coverage.importing.reading import returned_names
from coverage.parsing.forms import CSV, XLSX

MOST_IN_A_CELL = 32_767
STORED = "tersimpan"
"""The status of a row that stands in the register as it is."""
WIDTHS = {"nama": 32, "nik": 20, "kode_paket": 18, "jabatan": 20, "status_kerja": 16, "alasan": 80}
USUAL_WIDTH = 14


def returned_file(form, template, header, rows, told):
    """A file of `template` with the cells of `rows` as they were written, and (status, reason) of each row behind them.

    `form` is ".csv" or ".xlsx"; `header` are the column names in the order of the cells, as Preview.header and
    PreviewRow.cells give them; `told` has a pair of texts for each row, else ValueError. Cells that a row has beyond its
    header, and what stands in a cell beyond 32,767 characters, are named by their reason and not given back.
    """
    names = [*header, *returned_names(template)]
    filled = ([*_filled(row, len(header)), *both] for row, both in zip(rows, told, strict=True))
    return _file(form, template, names, filled)


def template_file(form, template, rows=(), sheets=()):
    """An empty file of `template`, or one filled in with `rows`: values in the order of template.names.

    A value is a str, date, Decimal, int or None. `sheets` are further ones of a workbook, (name, rows of texts) each,
    such as directions; they are not read when the file comes back. A filled-in CSV has the columns of a returned one, so
    that the apostrophes in it are taken out again when it comes back.
    """
    texts = [[_text(value) for value in row] for row in rows]
    if form == CSV and texts:
        return returned_file(form, template, template.names, texts, [(STORED, "")] * len(texts))
    return _file(form, template, template.names, texts, sheets)


def _filled(row, width):
    """The cells of a row, none more and none less than the header has, and none that no file can hold."""
    cells = [*row[:width], *[""] * (width - len(row))]
    return [
        cell if cell.isascii() else cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for cell in cells
    ]


def _text(value):
    """A value as the reader of a template takes it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
    return str(value)


def _file(form, template, names, rows, sheets=()):
    if form == CSV:
        return _csv(names, rows)
    if form == XLSX:
        return _xlsx([(template.name, [names], rows), *((name, [], texts) for name, texts in sheets)])
    raise ValueError("a template is written as .csv or .xlsx")


def _csv(names, rows):
    """UTF-8 with BOM and semicolons, as Excel in Indonesia opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheets):
    """Every cell as text, also in the columns of numbers: what is typed over keeps its digits."""
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        for name, heads, rows in sheets:
            sheet = book.add_worksheet(name)
            for head in heads:
                for at, title in enumerate(head):
                    sheet.set_column(at, at, WIDTHS.get(title, USUAL_WIDTH), text)
                    sheet.write_string(0, at, title, bold)
                sheet.freeze_panes(1, 0)
            for line, row in enumerate(rows, start=len(heads)):
                for at, cell in enumerate(row):
                    if cell:
                        sheet.write_string(line, at, cell[:MOST_IN_A_CELL], text)
    return file.getvalue()
