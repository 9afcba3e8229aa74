"""From paths to tables: which file is what, and its rows as text, one after another and never all at once."""

import csv
import difflib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from coverage.importing.isb import table_of_header, table_of_name
from coverage.importing.report import shown
from coverage.importing.templates import BY_NAME, TEMPLATES

LONGEST_CELL = 4_000_000
LONGEST_LINE = 16_000_000
ENOUGH_IN_COMMON = 0.6
"""The share of names in common from which on a header is meant to be that template's."""

_OTHER_FORMS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"%PDF": "PDF",
    b"PK\x03\x04": "XLSX atau ZIP",
    b"\xd0\xcf\x11\xe0": "XLS lama atau berkas bersandi",
}


class UnreadableFile(ValueError):
    """Why a file as a whole cannot be read, in Indonesian; `row` is where reading stopped, if it had begun."""

    def __init__(self, reason, row=None):
        super().__init__(reason)
        self.row = row


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
        """The content as a file to read bytes from."""
        return io.BytesIO(self.content)


@dataclass
class Table:
    """A recognised file: `kind` is a Template or an IsbTable, `header` its column names in the order of the file."""

    path: Path | Held
    kind: object
    header: list[str] = field(default_factory=list)
    delimiter: str = ","

    @property
    def name(self):
        """The file's name, as a message may carry it."""
        return shown(self.path.name)

    def rows(self):
        """(row, cells by the file's order) for each row that is not wholly empty; the header is row 1.

        Empty cells beyond the header are left out: spreadsheets write them. Raises UnreadableFile where the text cannot
        be read on.
        """
        width = len(self.header)
        for number, cells in enumerate(_csv_rows(self.path, self.delimiter), start=1):
            if number > 1 and any(cell.strip() for cell in cells):
                yield number, cells if any(cell.strip() for cell in cells[width:]) else cells[:width]


@dataclass
class JsonTable(Table):
    """An ISB table in JSON, held whole: LKPP's tables have some thousand rows; the first object is row 1."""

    objects: list[dict] = field(default_factory=list)

    def rows(self):
        for number, row in enumerate(self.objects, start=1):
            yield number, [_json_text(row.get(name)) for name in self.header]


def _lines(path):
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LONGEST_LINE):
            number += 1
            if len(raw) == LONGEST_LINE:
                raise UnreadableFile("baris ini terlalu panjang; apakah ini berkas CSV?", number)
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            try:
                yield raw.decode("utf-8")
            except UnicodeDecodeError:
                raise UnreadableFile(
                    "bukan teks UTF-8 (mungkin Windows-1252); simpan ulang sebagai “CSV UTF-8”", number
                ) from None


def _csv_rows(path, delimiter):
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(path), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableFile(
                "tanda kutip tidak berpasangan atau sel terlalu panjang; sisa berkas tidak terbaca", number
            ) from None
        yield cells


def _refuse_other_forms(path):
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise UnreadableFile("berkas kosong (0 bita)")
    for sign, form in _OTHER_FORMS.items():
        if head.startswith(sign):
            raise UnreadableFile(f"isinya {form}; simpan ulang sebagai “CSV UTF-8”")
    if b"\x00" in head:
        raise UnreadableFile("bukan teks UTF-8 (berisi NUL; mungkin UTF-16); simpan ulang sebagai “CSV UTF-8”")


def _header(path):
    """The header of a CSV file and its delimiter: the one that gives more names; empty ones at its end are left out."""
    found, last = [], None
    for delimiter in ",;":
        try:
            cells = next(_csv_rows(path, delimiter), [])
        except UnreadableFile as reason:
            last = reason
        else:
            names = [cell.strip().lower() for cell in cells]
            while names and not names[-1]:
                names.pop()
            found.append((names, delimiter))
    if not found:
        raise last
    return max(found, key=lambda pair: len(pair[0]))


def known_by_name(path):
    """Whether the file is called like a template or an ISB table."""
    stem = path.stem.lower()
    return stem in BY_NAME or table_of_name(stem) is not None


def recognise(path):
    """The Table in `path`, or None where it is neither a template nor an ISB table.

    Raises UnreadableFile where a file of that kind cannot be read at all.
    """
    if path.suffix.lower() == ".json":
        return _recognise_json(path)
    if path.suffix.lower() != ".csv":
        return None
    _refuse_other_forms(path)
    header, delimiter = _header(path)
    stem = path.stem.lower()
    kind = BY_NAME.get(stem) or table_of_name(stem) or table_of_header(header) or _meant(header)
    return kind and Table(path, kind, header, delimiter)


def open_as(template, file):
    """The Table in `file` (a Path or Held), which is meant to be that `template`, whatever it is called.

    Raises UnreadableFile where it cannot be read at all.
    """
    if file.suffix.lower() != ".csv":
        raise UnreadableFile("bukan berkas .csv")
    _refuse_other_forms(file)
    return Table(file, template, *_header(file))


def _meant(header):
    """The template whose names most of `header` are, or None."""
    names = set(header)
    best = max(TEMPLATES, key=lambda one: len(names & set(one.names)) / len(names | set(one.names)))
    return best if len(names & set(best.names)) / len(names | set(best.names)) >= ENOUGH_IN_COMMON else None


def _recognise_json(path):
    _refuse_other_forms(path)
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except UnicodeDecodeError:
        raise UnreadableFile("bukan teks UTF-8") from None
    except (ValueError, RecursionError):
        raise UnreadableFile("bukan JSON yang utuh") from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UnreadableFile("bukan daftar objek JSON [{…}]")
    header = list(dict.fromkeys(name for row in found for name in row))
    kind = table_of_name(path.stem.lower()) or table_of_header(header)
    return kind and JsonTable(path, kind, header, objects=found)


def _json_text(value):
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        return json.dumps(value)
    return value


def nearest(name, known):
    """The name of `known` that `name` probably means, or the empty string."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), "")
