"""An upload read row by row: what each says, what it would do and why it is wrong, counted and sealed for the page."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from tempfile import SpooledTemporaryFile

from contractors.sealing import seal_bytes, unseal_bytes
from coverage.importing.previewing import CHANGED, Preview
from coverage.importing.reading import Held
from coverage.importing.templates import BY_NAME
from coverage.importing.trying import Trial
from coverage.models import UploadRow
from coverage.querysets.import_before import before
from coverage.querysets.uploads import store_rows
from coverage.uploading.rights import ROSTER, packages_of

BATCH = 500
MOST_HELD = 4_000_000
"""Bytes of sealed rows that wait in memory for their verdicts; more wait on the disk."""


class TooManyRows(Exception):
    """The file has more rows than are read while somebody waits."""


@dataclass
class Judgement:
    """What an upload would do: rows by state, faults of the file as a whole, and a digest of every row's fate.

    With `problems` nothing of the file can be applied. Two judgements with one digest do the same to the register.
    `unmarked` is how many rows change what the branch has verified: for that a reason is asked.
    """

    counts: Counter = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    digest: str = ""
    unmarked: int = 0

    @property
    def good(self):
        """How many rows would be written, or stand there already."""
        return self.counts["new"] + self.counts["changed"] + self.counts["same"]


def preview_of(upload, content, day, user, *, look):
    """The Preview of an upload's content as `user` may bring and see it; after a `look` nothing can be written."""
    file, packages = Held(upload.file_name, content), packages_of(upload, user)
    if upload.template == ROSTER:
        return Preview(file, day, packages, agencies=None if user.sees_all else user.agency_ids, look=look)
    return Trial(BY_NAME[upload.template], file, day, packages=packages)


def judge(upload, preview, progress, most=None, store=False):
    """The Judgement of a preview; with `store` its rows are kept for the page. Call it inside a transaction.

    Raises TooManyRows after `most` rows.
    """
    found = Judgement()
    doubtful_alone = set()
    with SpooledTemporaryFile(MOST_HELD) as waiting:
        for rows in _batches(preview.rows()):
            progress.update(len(rows))
            found.counts["rows"] += len(rows)
            if most is not None and found.counts["rows"] > most:
                raise TooManyRows
            doubtful_alone.update(row.number for row in rows if row.warnings)
            if store:
                waiting.writelines(_row_line(upload, row) for row in rows)
        waiting.seek(0)
        progress.set_description_str("membandingkan dengan register")
        _weigh(upload, preview, found, doubtful_alone, waiting if store else None)
    found.problems, found.notices = [str(one) for one in preview.problems], [str(one) for one in preview.notices]
    return found


def _batches(rows):
    """The rows some hundred at a time, as lists."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _weigh(upload, preview, found, doubtful_alone, waiting):
    digest = hashlib.sha256()
    for verdicts in _batches(preview.verdicts()):
        was = _before(upload, preview, [one.number for one in verdicts if one.state == CHANGED])
        told = []
        for one in verdicts:
            doubtful = bool(one.warnings) or one.number in doubtful_alone
            found.counts[one.state] += 1
            found.counts["doubtful"] += doubtful
            changes = one.changes if one.state == CHANGED else ()
            old = {name: was[one.number][name] for name in changes if name in was.get(one.number, {})}
            found.unmarked += one.unmarks
            digest.update(repr((one.number, one.state, changes, old, one.unmarks)).encode())
            told.append((one, doubtful, _said(one, changes, old)))
        if waiting is not None:
            store_rows(BytesIO(b"".join(_stored_line(upload, waiting.readline(), *each) for each in told)))
    found.digest = digest.hexdigest()


def _before(upload, preview, lines):
    return before(lines) if upload.template == ROSTER else preview.before


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


_PLAINLY = json.JSONEncoder(default=_plain)
"""Made once: json.dumps would make one for each text."""
_NOTHING = "\\\\x"
"""No bytes, as COPY writes them: the verdict of a row about which there is nothing to say but its state."""
_SILENT = {"changes": [], "was": {}, "errors": [], "warnings": []}


def _record(upload, line, what):
    return f"{upload.uid} {what} {line}"


def _sealed(upload, line, what, said):
    return f"\\\\x{seal_bytes(_PLAINLY.encode(said).encode(), _record(upload, line, what)).hex()}"


def _reasons(reasons):
    return [[one.column, one.text, one.value] for one in reasons]


def _row_line(upload, row):
    said = {"cells": row.cells, "errors": _reasons(row.errors), "warnings": _reasons(row.warnings)}
    return f"{row.number}\t{_sealed(upload, row.number, 'row', said)}\n".encode()


def _said(one, changes, old):
    """What a verdict says beside the state of its row, or None."""
    if changes or one.errors or one.warnings:
        return {"changes": changes, "was": old, "errors": _reasons(one.errors), "warnings": _reasons(one.warnings)}
    return None


def _stored_line(upload, waited, one, doubtful, said):
    """A row as it is stored: the line that waited for its verdict, with the verdict of the same row."""
    number, written = waited.decode().split()
    if int(number) != one.number:
        raise ValueError("the rows of a preview and its verdicts are not in one order")
    verdict = _sealed(upload, number, "verdict", said) if said else _NOTHING
    return f"{upload.pk}\t{number}\t{one.state}\t{'t' if doubtful else 'f'}\t{written}\t{verdict}\n".encode()


def unsealed(upload, row: UploadRow):
    """What a stored row says: cells (texts in the order of the file), errors and warnings ([column, text, value] each),
    changes (columns) and was (their values before).
    """
    written = json.loads(unseal_bytes(row.written, _record(upload, row.line, "row")))
    verdict = _SILENT
    if row.verdict:
        verdict = json.loads(unseal_bytes(row.verdict, _record(upload, row.line, "verdict")))
    return {
        "cells": written["cells"],
        "errors": written["errors"] + verdict["errors"],
        "warnings": written["warnings"] + verdict["warnings"],
        "changes": verdict["changes"],
        "was": verdict["was"],
    }
