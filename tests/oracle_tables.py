"""The import templates as text: reading them, and what a cell says. Part of the oracle."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

TEMPLATES = ("kontrak", "adendum", "tenaga_kerja", "pendaftaran", "pembayaran", "kepesertaan")


def read(folder):
    """The six templates in `folder` as {name: [row, …]}; a missing file is an empty table."""
    tables = {}
    for name in TEMPLATES:
        path = Path(folder) / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                tables[name] = list(csv.DictReader(file))
        else:
            tables[name] = []
    return tables


def text(row, column):
    return (row.get(column) or "").strip()


def day_of(row, column):
    """The day in a cell, or None where it is empty."""
    return parsed(text(row, column))


@cache
def parsed(written):
    if not written:
        return None
    if "/" in written:
        day, month, year = written.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(written)


def amount(row, column):
    written = text(row, column)
    return Fraction(written) if written else None


def half_up(number, decimals):
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


def money(fraction):
    """An exact number of sen as Decimal with two decimals."""
    sen = fraction * 100
    assert sen.denominator == 1
    return Decimal(int(sen)).scaleb(-2)


def holds(row, day):
    """Whether the days of an assignment or a membership hold `day`; an empty end is open."""
    last = day_of(row, "selesai")
    return day_of(row, "mulai") <= day and (last is None or day <= last)


def grouped(rows):
    """The rows by kode_paket."""
    groups = defaultdict(list)
    for row in rows:
        groups[text(row, "kode_paket")].append(row)
    return groups


def same(left, right):
    return left.strip().lower() == right.strip().lower()


def npwp_of(contract):
    """The NPWP as it is kept: 15 or 16 digits, however they are set off, as 16; everything else stays as typed."""
    npwp = text(contract, "npwp_penyedia")
    digits = "".join(sign for sign in npwp if sign not in " .-")
    return digits.zfill(16) if len(digits) in (15, 16) and digits.isdigit() else npwp


def by_date_then_number(amendment):
    number = text(amendment, "nomor")
    if number.isdigit():
        return (day_of(amendment, "tanggal"), 0, int(number), number)
    return (day_of(amendment, "tanggal"), 1, 0, number)
