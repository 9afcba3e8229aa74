"""CSV: UTF-8 with or without BOM, comma or semicolon; its records, one after another."""

import csv

from coverage.parsing.refusal import Refused

LONGEST_CELL = 4_000_000
LONGEST_LINE = 16_000_000


def csv_table(file):
    """(header, rows) of a CSV: the delimiter that gives more names; a row is (number, cells), header = 1.

    Names are in lower case, without outer space, empty ones at the end left out.
    """
    found, last = [], None
    for delimiter in ",;":
        file.seek(0)
        try:
            names = header_of(next(_records(file, delimiter), []))
        except Refused as reason:
            last = reason
        else:
            found.append((names, delimiter))
    if not found:
        raise last
    names, delimiter = max(found, key=lambda pair: len(pair[0]))
    file.seek(0)
    rows = enumerate(_records(file, delimiter), start=1)
    next(rows, None)
    return names, rows


def header_of(cells):
    """Names of columns from the first row's cells."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _lines(file):
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) == LONGEST_LINE:
            raise Refused("baris ini terlalu panjang; apakah ini berkas CSV?", number)
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("bukan teks UTF-8 (mungkin Windows-1252); simpan ulang sebagai “CSV UTF-8”", number) from None


def _records(file, delimiter):
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused(
                "tanda kutip tidak berpasangan atau sel terlalu panjang; sisa berkas tidak terbaca", number
            ) from None
        yield cells
