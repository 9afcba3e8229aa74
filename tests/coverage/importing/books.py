"""Workbooks for tests, written by a library as people's programs write them, and by hand where those refuse to."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import xlsxwriter

from coverage.importing.templates import BY_NAME


def book(*sheets, date_1904=False, **options):
    """A workbook as bytes; a sheet is (name, rows) with cells of str, int, float, Decimal, bool, date or None."""
    file = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(file, {**settings, "date_1904": date_1904, **options}) as written:
        for name, rows in sheets:
            sheet = written.add_worksheet(name)
            for line, row in enumerate(rows):
                for at, cell in enumerate(row):
                    _write(sheet, line, at, cell)
    return file.getvalue()


def _write(sheet, line, at, cell):
    if isinstance(cell, str):
        if cell:
            sheet.write_string(line, at, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(line, at, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(line, at, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, at, cell)


def template_book(name, rows, header=None, sheet=None, **options):
    """The template `name` as a workbook; rows are mappings as for a CSV, their cells of any kind."""
    names = header or BY_NAME[name].names
    return book((sheet or name, [names, *([row.get(one, "") for one in names] for row in rows)]), **options)


def changed(content, part, *replacements):
    """The workbook with bytes of one part replaced, each pattern once; parts that it has not are added whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
    if part not in parts:
        parts[part] = replacements[0]
        replacements = ()
    for pattern, by in replacements:
        parts[part], times = re.subn(pattern, lambda _, by=by: by, parts[part], count=1)
        assert times == 1, pattern
    return packed(parts)


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A ZIP of {name: bytes}."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as new:
        for name, said in parts.items():
            new.writestr(name, said)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
