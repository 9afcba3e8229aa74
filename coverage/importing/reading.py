"""From files to tables: which file is what, and its rows as text, one after another and never all at once."""

import difflib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from coverage.importing.guarding import RETURNED, unguarded
from coverage.importing.isb import table_of_header, table_of_name
from coverage.importing.parser import Parser
from coverage.importing.report import shown
from coverage.importing.templates import BY_NAME, TEMPLATES, Template
from coverage.parsing.forms import CSV, JSON, XLSX
from coverage.parsing.refusal import Refused

ENOUGH_IN_COMMON = 0.6
"""The share of names in common from which on a header is meant to be that template's."""
MOST_WAITING = 16
"""Children that wait for the rows of their file to be asked for, while other files are looked at."""
OTHER_BOOKS = {".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".numbers"}


@dataclass(frozen=True)
class Held:
    """A file held in memory, as an upload is: `name` as its sender gave it, of which only the ending is believed."""

    name: str
    content: bytes = field(repr=False)

    @property
    def suffix(self):
        return PurePath(self.name).suffix

    @property
    def stem(self):
        return PurePath(self.name).stem

    def open(self, mode="rb"):
        """The content as a file that a child can be given, and that stands on no disk."""
        held = os.fdopen(os.memfd_create("upload"), "wb+")
        held.write(self.content)
        held.seek(0)
        return held


@dataclass
class Table:
    """A recognised file: `kind` is a Template or an IsbTable, `header` its column names in the order of the file.

    Columns that a returned file has behind its own (`status`, `alasan`) are no part of it.
    """

    file: Path | Held
    kind: object
    header: list[str] = field(default_factory=list)
    wanted: tuple[str, ...] = ()
    returned: bool = False
    parser: Parser | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def name(self):
        """The file's name, as a message may carry it."""
        return shown(self.file.name)

    @cached_property
    def form(self):
        """The form of the file, as its ending says it: CSV, JSON or XLSX."""
        return self.file.suffix.lower()

    def rows(self):
        """(row, cells by the file's order) for each row that is not wholly empty; the header is row 1, of JSON none.

        Empty cells beyond the header are left out: spreadsheets write them. Raises Refused where the text cannot be
        read on; `notes` are complete after the last row.
        """
        parser, self.parser = self.parser or Parser(self.file, self.wanted), None
        width, passed = len(self.header), len(RETURNED) if self.returned else 0
        for number, cells in parser.rows():
            yield number, self._cut(cells, width, passed)
        self.notes = parser.notes

    def wait(self):
        """End the child that has read the header; another one will read the rows when they are asked for."""
        if self.parser is not None:
            self.parser.close()
            self.parser = None

    def _cut(self, cells, width, passed):
        if len(cells) > width + passed and any(map(str.strip, cells[width + passed :])):
            while not cells[-1].strip():
                cells.pop()
            return cells
        if self.form == XLSX:  # a row there ends with its last cell
            cells += [""] * (width - len(cells))
        cells = cells[:width]
        return (
            [unguarded(cell) if cell[:1] == "'" else cell for cell in cells] if passed and self.form == CSV else cells
        )


def known_by_name(file):
    """Whether the file is called like a template or an ISB table."""
    stem = file.stem.lower()
    return stem in BY_NAME or table_of_name(stem) is not None


def recognise(file):
    """The Table in `file`, or None where it is neither a template nor an ISB table.

    Raises Refused where a file of that kind cannot be read at all.
    """
    form, stem = file.suffix.lower(), file.stem.lower()
    _refuse_other_books(form)
    if form not in (CSV, JSON, XLSX):
        return None
    wanted = (stem,) if stem in BY_NAME else tuple(BY_NAME)
    parser = Parser(file, wanted)
    kind = _kind(form, stem, parser)
    if kind is None:
        parser.close()
        return None
    return _table(file, kind, wanted, parser)


def open_as(template, file, meanwhile):
    """The Table in `file`, which is meant to be that `template` as CSV or XLSX, whatever it is called.

    `meanwhile` is called while the child that reads it gets ready. Raises Refused where it cannot be read at all.
    """
    form = file.suffix.lower()
    _refuse_other_books(form)
    if form not in (CSV, XLSX):
        raise Refused("hanya .xlsx dan .csv yang dibaca di sini")
    wanted = (template.name,)
    parser = Parser(file, wanted)
    meanwhile()
    return _table(file, template, wanted, parser)


def _refuse_other_books(form):
    if form in OTHER_BOOKS:
        raise Refused(f"berkas {form} tidak dibaca; simpan sebagai “Buku Kerja Excel (.xlsx)” atau “CSV UTF-8”")


def _table(file, kind, wanted, parser):
    header, returned = parser.header, False
    if isinstance(kind, Template) and tuple(header[-len(RETURNED) :]) == returned_names(kind):
        header, returned = header[: -len(RETURNED)], True
    return Table(file, kind, header, wanted, returned, parser)


def returned_names(template):
    """The names of the two columns that a returned file has behind those of the template."""
    taken = set(RETURNED) & set(template.names)
    return tuple(f"{name}_impor" if taken else name for name in RETURNED)


def _kind(form, stem, parser):
    """The Template or IsbTable that a file is by its name, its sheet or its header; or None."""
    isb = table_of_name(stem) or table_of_header(parser.header)
    if form == JSON:
        return isb
    kind = BY_NAME.get(stem) or BY_NAME.get(parser.sheet) or isb or _meant(parser.header)
    if form == XLSX and kind is not None and kind is isb:
        raise Refused("tabel ISB dibaca sebagai CSV atau JSON, seperti LKPP memberikannya")
    return kind


def _meant(header):
    """The template whose names most of `header` are, or None."""
    names = set(header)
    best = max(TEMPLATES, key=lambda one: len(names & set(one.names)) / len(names | set(one.names)))
    return best if len(names & set(best.names)) / len(names | set(best.names)) >= ENOUGH_IN_COMMON else None


def nearest(name, known):
    """The name of `known` that `name` probably means, or the empty string."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), "")
