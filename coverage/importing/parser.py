"""One file read by a child of its own: started confined, heard line by line, ended whatever happens.

The child (`coverage.parsing.child`) has the file on its standard input and nothing else: an empty environment, no
database, no key, limits of processor and memory. Only what the pipe and one batch hold is ever in this process.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from coverage.importing.typed import Typed
from coverage.parsing.child import OUT_OF_MEMORY
from coverage.parsing.confining import seconds_for
from coverage.parsing.refusal import Refused

ROOT = Path(__file__).resolve().parents[2]
START = "import sys; sys.path.insert(0, sys.argv[1]); from coverage.parsing.child import main; main(*sys.argv[2:])"
PATIENCE = 10
"""Seconds of waiting for one line, and as many again as three times the processor seconds that the file may cost."""
LONGEST_LINE = 16_000_000
PIECE = 1 << 16


class Parser:
    """A child that reads `file` (a Path or Held) as the form that its ending names; `wanted` are names of sheets.

    It is at work as soon as this stands. Raises OSError where the file cannot be opened. To be closed; `rows()` closes it
    at its end.
    """

    def __init__(self, file, wanted=()):
        with file.open("rb") as opened:
            self._seconds = seconds_for(os.fstat(opened.fileno()).st_size)
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", START, str(ROOT), file.suffix.lower(), ",".join(wanted)],
                stdin=opened,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
                start_new_session=True,
            )
        self.notes = []
        self._said = self._lines()

    @cached_property
    def _begun(self):
        """The first thing that the child says. Raises Refused with the reason where it is a refusal."""
        try:
            return next(self._said)
        except Refused:
            self.close()
            raise

    @property
    def header(self):
        """The names of the columns in their order; waits for the child. Raises Refused where there are none to be had."""
        return self._begun["header"]

    @property
    def sheet(self):
        """The name of the sheet of a workbook that was chosen, in lower case, else the empty string."""
        return self._begun.get("sheet", "")

    def rows(self):
        """(number, cells) of each row after the header that is not wholly empty; `notes` are complete after the last.

        Raises Refused where the file cannot be read to its end.
        """
        self._begun  # noqa: B018 a refusal is raised here where nobody has asked for the header
        try:
            for said in self._said:
                if isinstance(said, dict):
                    self.notes = said["end"]
                    return
                for number, cells in said:
                    yield number, [cell if isinstance(cell, str) else Typed(*cell) for cell in cells]
        finally:
            self.close()

    def close(self):
        """End the child, wherever it is."""
        if self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
        self._child.stdout.close()

    def __del__(self):
        if hasattr(self, "_child"):
            self.close()

    def _lines(self):
        """What the child says, line by line. Raises Refused where it refuses, or ends before it has said all."""
        pipe = self._child.stdout.fileno()
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        rest = []
        while True:
            if not poll.poll((PATIENCE + 3 * self._seconds) * 1000):
                raise Refused("membaca berkas ini terlalu lama")
            piece = os.read(pipe, PIECE)
            if not piece:
                raise Refused(self._how_it_ended())
            *whole, begun = piece.split(b"\n")
            for line in whole:
                said = json.loads(b"".join([*rest, line]))
                rest.clear()
                if isinstance(said, dict) and "refused" in said:
                    raise Refused(said["refused"], said["row"])
                yield said
            rest.append(begun)
            if sum(map(len, rest)) > LONGEST_LINE:
                raise Refused("baris berkas ini terlalu panjang")

    def _how_it_ended(self):
        code = self._child.wait()
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return f"membaca berkas ini memerlukan lebih dari {self._seconds} detik kerja; berkas ditolak"
        if code == OUT_OF_MEMORY:
            return "membaca berkas ini memerlukan memori melebihi batas; berkas ditolak"
        return "pembaca berkas ini berhenti di tengah jalan; berkas ditolak"
