"""The child: the file on its standard input, what it read of it in lines of JSON on its standard output.

First the header, then batches of rows, at the end what is to be told of the file as a whole; or a refusal, whenever one
is found. A cell is a text, or [kind, text] where a workbook says that it holds something else.
"""

import contextlib
import io
import json
import os
import sys

from coverage.parsing.confining import confine, seconds_for
from coverage.parsing.forms import CSV, JSON, XLSX, check_form
from coverage.parsing.refusal import Refused

MOST_IN_A_BATCH = 200
LARGEST_BATCH = 200_000
"""Characters after which a batch is sent, whatever its rows."""
LONGEST_CELL = 32_767
"""Characters of a cell, as Excel has it; of a longer one only the beginning and the length are sent."""
LONGEST_ROW = 1_000_000
MOST_COLUMNS = 400
LONG = "long"
BEGINNING = 240
OUT_OF_MEMORY = 3


def main(form, wanted):
    """Read the file on standard input as `form`; of a workbook the sheet called one of `wanted`, with commas between."""
    reader = _reader_of(form)
    file = io.FileIO(0, closefd=False)
    size = os.fstat(0).st_size
    confine(seconds_for(size))
    try:
        _tell(form, reader, io.BufferedReader(file), set(wanted.split(",")))
    except Refused as reason:
        say({"refused": str(reason), "row": reason.row})
    except MemoryError:
        with contextlib.suppress(MemoryError):
            say({"refused": "isinya memerlukan memori melebihi batas"})
        os._exit(OUT_OF_MEMORY)


def _reader_of(form):
    """What reads the form; all that it needs is loaded now, for later nothing can be opened."""
    if form == XLSX:
        from coverage.parsing.workbook import sheet_table

        "".encode("cp437")  # loads what names in a ZIP are written in
        return sheet_table
    if form == JSON:
        from coverage.parsing.objects import json_table

        "".encode("utf-8-sig")  # loads the codec
        return json_table
    from coverage.parsing.text import csv_table

    return csv_table


def _tell(form, reader, file, wanted):
    check_form(form, file)
    notes = []
    if form == JSON:
        header, rows = reader(file)
        say({"header": _checked_header(header)})
    elif form == CSV:
        header, rows = reader(file)
        say({"header": _checked_header(header)})
        rows = ((number, cells) for number, cells in rows if any(map(str.strip, cells)))
    else:
        header, sheet, rows = reader(file, wanted, notes)
        say({"header": _checked_header(header), "sheet": sheet})
    _tell_rows(rows)
    say({"end": notes})


def _checked_header(header):
    if len(header) > MOST_COLUMNS:
        raise Refused(f"lebih dari {MOST_COLUMNS} kolom", 1)
    return [name[:BEGINNING] for name in header]


def _tell_rows(rows):
    batch, size = [], 0
    try:
        for number, cells in rows:
            sent, length = _measured(cells)
            if length > LONGEST_ROW or len(sent) > MOST_COLUMNS:
                raise Refused("baris ini terlalu panjang; apakah ini tabelnya?", number)
            batch.append((number, sent))
            size += length
            if len(batch) == MOST_IN_A_BATCH or size > LARGEST_BATCH:
                say(batch)
                batch, size = [], 0
    finally:
        if batch:
            say(batch)


def _measured(cells):
    """(cells as they are sent, their length together)."""
    length = sum(map(len, cells))
    if length > LONGEST_CELL:
        cells = [_short(cell) for cell in cells]
        length = sum(map(len, cells))
    return cells, length


def _short(cell):
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        return [f"{LONG} {len(cell)}", cell[:BEGINNING]]
    return cell


def say(what):
    """Write one line; where nobody listens any more, end."""
    try:
        sys.stdout.write(json.dumps(what, separators=(",", ":")) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)
