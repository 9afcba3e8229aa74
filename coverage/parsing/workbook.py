"""A workbook in XLSX: which of its sheets is the table, and what its texts and formats mean."""

from coverage.parsing.container import open_workbook, part, pieces
from coverage.parsing.marks import Elements, Listener, hear, listen
from coverage.parsing.refusal import Refused
from coverage.parsing.sheet import MOST_TOLD, sheet_rows
from coverage.parsing.text import header_of
from coverage.parsing.values import kind_of_format, text_of

LOST = "berkas XLSX ini rusak (bagiannya tidak lengkap); simpan ulang dari Excel"
MOST_FORMATS = 65_000


def sheet_table(file, wanted, notes):
    """(header, sheet, rows) of the sheet that is called one of `wanted` (texts), else of the only visible one.

    A row is (number, cells); a cell is a text or [kind, text], see coverage.parsing.values. `notes` get what is to be
    told of the workbook; those of the sheet come when its last row was read.
    """
    zipped = open_workbook(file)
    book = Workbook(zipped)
    name, path = book.choose(wanted, notes)
    if any(entry.startswith(("xl/externalLinks/", "xl/connections")) for entry in zipped.namelist()):
        notes.append("tautan ke berkas atau sumber lain di dalam buku kerja ini diabaikan")
    rows = sheet_rows(book, pieces(zipped, path), notes)
    first = next(rows, None)
    if first is None:
        raise Refused(f"lembar “{name}” kosong")
    if first[0] > 1:
        raise Refused(f"baris pertama lembar “{name}” kosong; judul kolom harus di baris 1", 1)
    header = header_of([cell if isinstance(cell, str) else cell[1] for cell in first[1]])
    if "" in header:
        for _ in rows:  # the sheet tells at its end whether merged cells are the reason
            pass
    return header, name.strip().casefold(), rows


class Texts(Listener):
    """Hears the shared texts of a workbook."""

    def __init__(self):
        self.found = []
        self._pieces = []
        self._listening = False
        self._silent = 0

    def begin(self, name, attributes):
        if name == "t":
            self._listening = not self._silent
        elif name == "si":
            self._pieces.clear()
        elif name == "rPh":
            self._silent += 1

    def text(self, piece):
        if self._listening:
            self._pieces.append(piece)

    def end(self, name):
        if name == "t":
            self._listening = False
        elif name == "si":
            self.found.append(text_of("".join(self._pieces)))
        elif name == "rPh":
            self._silent -= 1


class Workbook:
    """What the cells of all sheets share."""

    def __init__(self, zipped):
        self._zipped = zipped
        self._names = set(zipped.namelist())
        said = hear(Elements("workbookPr", "sheet"), part(zipped, "xl/workbook.xml")).found
        self._sheets = [attributes for name, attributes in said if name == "sheet"]
        properties = next((attributes for name, attributes in said if name == "workbookPr"), {})
        self.since_1904 = properties.get("date1904") in ("1", "true")
        self._formats = self._read_formats()
        self._texts = self._read_texts()

    def kind(self, style):
        """The kind of the format of a cell's style, a text or None."""
        return self._formats[int(style)] if _names_one(style, self._formats) else None

    def text(self, written, row):
        """The shared text with that number."""
        if not _names_one(written.strip(), self._texts):
            raise Refused(LOST, row)
        return self._texts[int(written)]

    def choose(self, wanted, notes):
        """(name, path) of the sheet that is the table; the others are named in `notes`."""
        if not self._sheets:
            raise Refused(LOST)
        visible = [one for one in self._sheets if one.get("state", "visible") == "visible"]
        named = [one for one in self._sheets if _plain(one) in wanted]
        chosen = named or visible
        if len(chosen) > 1:
            names = _names(chosen)
            if named:
                raise Refused(f"lebih dari satu lembar bernama templat ({names}); satu berkas untuk satu tabel")
            raise Refused(
                f"ada beberapa lembar ({names}); beri nama templat pada lembar yang dimaksud: {_one_of(wanted)}"
            )
        if not chosen or chosen[0] not in visible:
            raise Refused("lembar tabelnya tersembunyi; tampilkan dahulu (Unhide), lalu unggah lagi")
        others = [one for one in self._sheets if one is not chosen[0]]
        if others:
            notes.append(f"lembar lain tidak dibaca: {_names(others)}")
        return chosen[0].get("name", ""), self._path(chosen[0])

    def _path(self, sheet):
        links = hear(Elements("Relationship"), part(self._zipped, "xl/_rels/workbook.xml.rels")).found
        target = next((one.get("Target", "") for _, one in links if one.get("Id") == sheet.get("id")), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path not in self._names or "worksheet" not in path:
            raise Refused(LOST)
        return path

    def _read_formats(self):
        said = hear(Formats(), part(self._zipped, "xl/styles.xml"))
        kinds = {number: kind_of_format(number, said.codes.get(number)) for number in set(said.used)}
        return [kinds[number] for number in said.used]

    def _read_texts(self):
        texts = Texts()
        if "xl/sharedStrings.xml" in self._names:
            for _ in listen(texts, pieces(self._zipped, "xl/sharedStrings.xml")):
                pass
        return texts.found


class Formats(Listener):
    """Hears the styles: `codes` by number, and the number of the format of each style that cells name."""

    def __init__(self):
        self.codes = {}
        self.used = []
        self._of_cells = False

    def begin(self, name, attributes):
        if name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.used.append(_whole(attributes.get("numFmtId")))
            if len(self.used) > MOST_FORMATS:
                raise Refused("format sel di buku kerja ini terlalu banyak; salin tabelnya ke buku kerja baru")
        elif name == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:255]

    def end(self, name):
        if name == "cellXfs":
            self._of_cells = False

    def text(self, piece):
        """Styles have no text."""


def _names_one(written, rows):
    """Whether `written`, a text or None, is the number of one of the `rows`; -1 is none."""
    digits = written is not None and written.isascii() and written.isdigit() and len(written) < 10
    return digits and int(written) < len(rows)


def _whole(written):
    try:
        return int(written or 0)
    except ValueError:
        return 0


def _plain(sheet):
    return sheet.get("name", "").strip().casefold()


def _names(sheets):
    told = ", ".join(f"“{one.get('name', '')[:31]}”" for one in sheets[:MOST_TOLD])
    return told if len(sheets) <= MOST_TOLD else f"{told}, …"


def _one_of(wanted):
    return ", ".join(sorted(wanted))
