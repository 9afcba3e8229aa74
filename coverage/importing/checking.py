"""Rows of a table into staged lines: every cell read, every refusal and doubt said, one row at a time."""

import re
from dataclasses import dataclass

from contractors.nik import NIK
from coverage.importing import doubts
from coverage.importing.cells import Unreadable, clean
from coverage.importing.reading import nearest
from coverage.importing.report import shown, shown_of_a_person
from coverage.importing.typed import Typed, refuse_unfit
from coverage.parsing.refusal import Refused

MOST_SEEN = 500
"""Cells of a column whose meaning is remembered: most columns of a roster say the same few things again and again."""
_NOTHING = "\\N"
_NOTHING_OF_A_NIK = f"{_NOTHING}\t{_NOTHING}\t{_NOTHING}"
_ESCAPED = re.compile(r"[\\\t\n\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_fields(value):
    """A value as fields of COPY's text format: a NIK gives its index, its sealed and its masked form."""
    if isinstance(value, str):
        return value.translate(_ESCAPES) if _ESCAPED.search(value) else value
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, NIK):
        return f"\\\\x{value.index().hex()}\t\\\\x{value.seal().hex()}\t{value}"
    return str(value)


def looked_fields(value):
    """The same for a look, after which nothing is written: a NIK gives no sealed form."""
    if isinstance(value, NIK):
        return f"\\\\x{value.index().hex()}\t{_NOTHING}\t{value}"
    return copy_fields(value)


def copy_line(*values):
    """One line of COPY's text format."""
    return ("\t".join(map(copy_fields, values)) + "\n").encode()


class Lines:
    """COPY text as a file to read from, made while PostgreSQL asks for it."""

    def __init__(self, lines):
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size=-1):
        while len(self._rest) < size and (line := next(self._lines, None)) is not None:
            self._rest += line
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def check_header(table, report):
    """Whether the header of a template is complete and known; errors name the nearest column.

    Where a file about people has lost its header its first row holds a person: what is like no column is not shown.
    """
    names = table.kind.names
    before = len(report.errors)
    for name in dict.fromkeys(table.header):
        if table.header.count(name) > 1:
            column = name if name in names else _heading(name, "", table)
            report.refuse_file(table.name, "judul kolom ini berulang", 1, column)
    missing = [name for name in names if name not in table.header]
    for name in table.header:
        if name not in names:
            meant = nearest(name, missing or names)
            reason = "kolom tidak dikenal" if name else "judul kolom kosong"
            reason += f"; maksudnya {meant}?" if meant else ""
            report.refuse_file(table.name, reason, 1, _heading(name, meant, table))
    for name in missing:
        report.refuse_file(table.name, "kolom tidak ada", 1, name)
    return len(report.errors) == before


def _heading(name, meant, table):
    """An unknown heading as a message may carry it; in a file about people by its place, unless it is like a column."""
    if table.kind.personal and not (meant and name.replace("_", "").replace(" ", "").isalpha()):
        return f"ke-{table.header.index(name) + 1}"
    return shown(name)


@dataclass(slots=True)
class CheckedRow:
    """A row as it was read: `values` by column (None where refused, all of them empty of meaning then) and COPY's `line`.

    `line` is None where the row has not as many cells as the header: such a row cannot even be staged.
    """

    number: int
    cells: list[str]
    values: dict
    bad: bool
    line: bytes | None


class RowReader:
    """Reads the rows of one template file; `number` is the file's number in this import.

    Where `packages` is given, a row of another package is refused, alike whether that one exists or not. For a `look`
    the rows are staged without sealed numbers: enough for every check, too little to be written.
    `stopped` tells whether the file could not be read to its end.
    """

    def __init__(self, table, number, report, day, packages=None, *, look=False):
        self.table = table
        self.number = number
        self.report = report
        self.day = day
        self.packages = packages
        self.fields = looked_fields if look else copy_fields
        self.stopped = False
        self.columns = [(column, table.header.index(column.name), {}) for column in table.kind.columns]
        self.doubt = doubts.BY_TEMPLATE[table.kind.name]

    def rows(self, progress):
        """Every row that is not wholly empty as a CheckedRow; what is wrong or doubtful in it goes to the report."""
        width = len(self.table.header)
        try:
            for row, cells in self.table.rows():
                progress.update(1)
                if len(cells) == width:
                    values, fields, bad = self.read(row, cells)
                    yield CheckedRow(row, cells, values, bad, self.staged(row, fields, bad))
                else:
                    self.report.refuse_file(self.table.name, f"{len(cells)} sel, seharusnya {width}", row)
                    yield CheckedRow(row, cells, {}, True, None)
        except Refused as stopped:
            self.stopped = True
            self.report.refuse_file(self.table.name, str(stopped), stopped.row)
        for note in self.table.notes:
            self.report.warn(self.table.name, note)

    def lines(self, progress):
        """COPY lines of every row, those with an error marked bad and left with their key alone."""
        return (checked.line for checked in self.rows(progress) if checked.line is not None)

    def read(self, row, cells):
        """(values by column, the same as fields of COPY, whether the row is refused); None for a refused cell."""
        values, fields, bad = {}, [], False
        for column, position, seen in self.columns:
            written = cells[position]
            said = seen.get(written) if written.__class__ is str else None
            if said is None:
                try:
                    said = self.cell(row, column, written, seen)
                except Unreadable as reason:
                    said, bad = (None, None), True
                    self.refuse(row, column.name, written, reason)
            values[column.name], field = said
            fields.append(field)
        if self.packages is not None and values["kode_paket"] not in {None, *self.packages}:
            bad = True
            self.refuse(row, "kode_paket", values["kode_paket"], "bukan paket yang dibuka di halaman ini")
        return values, fields, bad or self.doubts(row, values)

    def cell(self, row, column, written, seen):
        """(what a cell says, the same as fields of COPY), remembered in `seen` where nothing is to be noted of it."""
        value, notes = self.meaning(column, written)
        for note in notes:
            self.report.warn(self.table.name, note, row, column.name, self.show(column.name, written))
        said = value, self.fields(value)
        if not notes and column.name != "nik" and written.__class__ is str and len(seen) < MOST_SEEN:
            seen[written] = said
        return said

    def meaning(self, column, written):
        """(what a cell says, what looks wrong in it)."""
        notes = []
        if written and written.__class__ is Typed:
            refuse_unfit(written, column.holds)
        text = clean(written, notes) if written else ""
        if text:
            return column.parse(text, notes), notes
        if column.required:
            raise Unreadable("wajib diisi")
        return column.empty, notes

    def show(self, column, written):
        return shown_of_a_person(column, written) if self.table.kind.personal else shown(written)

    def refuse(self, row, column, written, reason):
        readings = getattr(reason, "readings", "")
        readings = f"; dapat dibaca {readings}" if readings and not self.table.kind.personal else ""
        self.report.refuse(self.table.name, f"{reason}{readings}", row, column, self.show(column, written))

    def doubts(self, row, values):
        """Whether the row as a whole is refused; what is only doubtful becomes a warning."""
        refused = False
        for refusal, column, reason in self.doubt(values, self.day):
            if refusal:
                refused = True
                self.report.refuse(self.table.name, reason, row, column)
            else:
                self.report.warn(self.table.name, reason, row, column)
        return refused

    def staged(self, row, fields, bad):
        if bad:
            fields = [
                field if column.key and field is not None else _NOTHING_OF_A_NIK if column.name == "nik" else _NOTHING
                for (column, *_), field in zip(self.columns, fields, strict=True)
            ]
        return "\t".join([str(self.number), str(row), "t" if bad else "f", *fields]).encode() + b"\n"
