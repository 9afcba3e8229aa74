"""A sheet as rows of cells, one after another while it is inflated, and never all at once."""

import re

from coverage.parsing.marks import SPOILT, Listener, listen
from coverage.parsing.refusal import Refused
from coverage.parsing.values import ERROR, FORMULA, day_of_text, number_of, text_of

MOST_COLUMNS = 400
LAST_ROW = 1_048_576
WIDEST_GAP = 1_000
"""Empty rows in a table after which more is taken for something forgotten far below it."""
MOST_TOLD = 5

_ADDRESS = re.compile(r"\A\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


class SheetListener(Listener):
    """Hears a sheet; `rows` are (number, cells) of the rows heard since they were last taken."""

    def __init__(self, book):
        self.book = book
        self.rows = []
        self.row = 0
        self.hidden = []
        self.hidden_row = False
        self.formulas = 0
        self.merged = []
        self._cells = []
        self._at = 0
        self._kind = self._style = None
        self._formula = self._valued = self._listening = False
        self._silent = 0
        self._pieces = []

    def begin(self, name, attributes):
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._listening = not self._silent
            self._valued = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._silent += 1
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def text(self, piece):
        if self._listening:
            self._pieces.append(piece)

    def end(self, name):
        if name in ("v", "t"):
            self._listening = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._silent -= 1

    def _begin_row(self, attributes):
        try:
            number = int(attributes.get("r", self.row + 1))
        except ValueError:
            raise Refused(SPOILT, self.row) from None
        if not self.row < number <= LAST_ROW:
            raise Refused("urutan baris di dalam berkas XLSX ini rusak; simpan ulang dari Excel", self.row)
        self.row = number
        self.hidden_row = attributes.get("hidden") in ("1", "true")
        self._cells = []
        self._at = 0

    def _begin_cell(self, attributes):
        if (address := attributes.get("r")) is not None:
            column = column_of(address)
            if column < self._at:
                raise Refused("urutan sel di dalam berkas XLSX ini rusak; simpan ulang dari Excel", self.row)
            self._at = column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._formula = self._valued = False
        self._pieces.clear()

    def _end_cell(self):
        written = "".join(self._pieces)
        cell = self._cell(written) if self._valued or self._formula else ""
        if cell:
            if self._at >= MOST_COLUMNS:
                raise Refused(
                    f"ada isi jauh di kanan tabel (kolom ke-{self._at + 1}); hapus kolom di luar tabel", self.row
                )
            self._cells += [""] * (self._at - len(self._cells))
            self._cells.append(cell)
        self._at += 1

    def _cell(self, written):
        if self._formula:
            self.formulas += 1
            if not written:
                return [FORMULA, "rumus tanpa nilai"]
        kind = self._kind
        if kind == "s":
            return self.book.text(written, self.row)
        if kind in ("str", "inlineStr"):
            return text_of(written)
        if not written:
            return ""
        if kind == "n":
            return number_of(written, self.book.kind(self._style), self.book.since_1904)
        if kind == "b":
            return "TRUE" if written.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return day_of_text(written)
        return [ERROR, text_of(written)[:20]]

    def _end_row(self):
        if any(cell.strip() if isinstance(cell, str) else True for cell in self._cells):
            if self.hidden_row:
                self.hidden.append(self.row)
            self.rows.append((self.row, self._cells))


def sheet_rows(book, pieces, notes):
    """(number, cells) of each row with anything in it; what is to be told of the sheet is added to `notes` at its end."""
    heard = SheetListener(book)
    last = widest = 0
    for _ in listen(heard, pieces):
        for number, cells in heard.rows:
            if number - last > WIDEST_GAP:
                raise Refused(f"ada isi jauh di bawah tabel (baris {number}); hapus baris di luar tabel", last)
            last = number
            widest = max(widest, len(cells))
            yield number, cells
        heard.rows.clear()
    _refuse_merged(heard.merged, last, widest)
    if heard.hidden:
        notes.append(f"{len(heard.hidden)} baris tersembunyi ikut dibaca ({_some(heard.hidden)})")
    if heard.formulas:
        notes.append(f"{heard.formulas} sel berisi rumus; yang dipakai nilai yang tersimpan di dalamnya")


def _refuse_merged(ranges, last, widest):
    within = []
    for written in ranges:
        first, _, _ = written.partition(":")
        if (found := _ADDRESS.match(first)) and int(found[2]) <= last and column_of(first) < widest:
            within.append(written)
    if within:
        row = int(_ADDRESS.match(within[0].partition(":")[0])[2])
        raise Refused(
            f"ada sel yang digabung ({_some(within)}); pisahkan dahulu (Unmerge Cells), lalu unggah lagi", row
        )


def _some(things):
    told = ", ".join(map(str, things[:MOST_TOLD]))
    return told if len(things) <= MOST_TOLD else f"{told}, …"


def column_of(address):
    """How many columns stand before the cell: 0 for A7, 26 for AA7."""
    found = _ADDRESS.match(address)
    if found is None:
        raise Refused(SPOILT)
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
