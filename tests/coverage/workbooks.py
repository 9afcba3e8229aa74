"""Reading a workbook as a program does that knows nothing of how it was written."""

import io
import re
import zipfile
from xml.etree import ElementTree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(content, cells="text"):
    """Every sheet as rows of texts; with `cells` "t" each cell is "s:text" or "n:number" as it is stored."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = _texts(book)
        names = sorted(name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
        return [_rows(book.read(name), shared, cells == "t") for name in names]


def _texts(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 our own file
    return ["".join(part.text or "" for part in one.iter(f"{SHEET}t")) for one in root.iter(f"{SHEET}si")]


def _rows(xml, shared, typed):
    rows = []
    for row in ElementTree.fromstring(xml).iter(f"{SHEET}row"):  # noqa: S314 our own file
        rows.append([])
        for cell in row.iter(f"{SHEET}c"):
            rows[-1] += [""] * (_place(cell.get("r")) - len(rows[-1]))
            kind = cell.get("t", "n")
            if kind == "inlineStr":
                text = "".join(part.text or "" for part in cell.iter(f"{SHEET}t"))
            else:
                text = cell.findtext(f"{SHEET}v") or ""
                text = shared[int(text)] if kind == "s" else text
            assert cell.find(f"{SHEET}f") is None, "a formula"
            rows[-1].append(f"{'n' if kind == 'n' else 's'}:{text}" if typed else text)
    return rows


def _place(address):
    """How many columns stand before the cell: 0 for "A7", 26 for "AA7"."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
