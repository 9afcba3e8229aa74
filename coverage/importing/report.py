"""What an import says: errors, warnings, what it changed; no value of a person stands in any of it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from contractors.nik import MASK

MOST_WARNINGS = 1_000
"""Warnings that are kept in full; the rest are counted."""
LONGEST_VALUE = 60
SHORTEST_NIK = 8
"""Of a number with fewer digits not even the last four are shown."""

_LONG_NUMBER = re.compile(r"[0-9](?:[ .\\-]?[0-9]){11,}[0-9]")


def shown(value):
    """A value as a message may carry it: on one line, short, and with every number that could be a NIK masked."""
    flat = "".join(sign if sign.isprintable() else " " for sign in value[: LONGEST_VALUE * 4])
    masked = _LONG_NUMBER.sub(lambda found: MASK + found[0][-4:], flat)
    return masked if len(masked) <= LONGEST_VALUE else masked[: LONGEST_VALUE - 1] + "…"


def shown_of_a_person(column, value):
    """A value of a file about people as a message may carry it: no name, no digit but the last four of a long number.

    A cell may have slipped into the wrong column, so the column does not decide what is secret.
    """
    if column == "nama":
        return ""
    if column == "kode_paket":
        return shown(value)
    digits = re.sub("[^0-9]", "", value[:100])
    if column == "nik":
        return MASK + digits[-4:] if len(digits) > SHORTEST_NIK else MASK
    return shown(re.sub(r"\d", "•", value[: LONGEST_VALUE * 4]))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about a file, a row of it (as the file counts, header = 1) or a cell.

    `other_row` is the row of the same file that the reason names, where two rows contradict each other.
    """

    file: str
    row: int | None
    column: str
    value: str
    reason: str
    other_row: int | None = None

    @property
    def turned(self):
        """The reason as the other row reads it."""
        return self.reason.replace(f"baris {self.other_row}", f"baris {self.row}")

    def __str__(self):
        where = self.file
        if self.row is not None:
            where += f" baris {self.row}"
        if self.column:
            where += f" kolom {self.column}"
        return f"{where}: {f'“{self.value}” ' if self.value else ''}{self.reason}"


@dataclass
class Tally:
    """Rows of one table of the register: new, changed, and the same as before."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class Report:
    """The outcome of an import; nothing was written where there are `errors` or where it was a `dry_run`.

    `conflicts` are cells that contradict what was corrected by hand and were not applied.
    `unmarked` are the rows that change what the branch has verified.
    `left_out_rows` are the rows that were left out because only the good rows were asked for, `left_out` their errors.
    """

    dry_run: bool = False
    errors: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    left_out_rows: int = 0
    warnings: list[Problem] = field(default_factory=list)
    cleared: list[Problem] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    more: Counter = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    unmarked: set[int] = field(default_factory=set)
    incomplete: bool = False

    def refuse_file(self, file, reason, row=None, column="", value=""):
        """Add an error that keeps a file, or the rest of it, from being read."""
        self.incomplete = True
        self.refuse(file, reason, row, column, value)

    def refuse(self, file, reason, row=None, column="", value="", *, other_row=None):
        """Add an error."""
        self.errors.append(Problem(file, row, column, value, reason, other_row))

    def warn(self, file, reason, row=None, column="", value=""):
        """Add a warning; after the first thousand only its reason is counted."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(Problem(file, row, column, value, reason))
        else:
            self.more[reason] += 1

    def unmark(self, file, row, reason):
        """Warn that a row changes what the branch has verified."""
        self.unmarked.add(row)
        self.warn(file, reason, row)

    def clear(self, file, row, column, whose):
        """Add a cell of `whose` row whose stored value an empty cell clears; after the first thousand it is counted."""
        if len(self.cleared) < MOST_WARNINGS:
            self.cleared.append(Problem(file, row, column, whose, "dikosongkan"))
        else:
            self.more["dikosongkan"] += 1

    def conflict(self, file, row, column, whose, reason):
        """Add a cell of `whose` row that is not applied, for a person corrected it; after the first thousand counted."""
        if len(self.conflicts) < MOST_WARNINGS:
            self.conflicts.append(Problem(file, row, column, whose, reason))
        else:
            self.more["bertentangan dengan yang dibetulkan dengan tangan"] += 1

    @property
    def changes(self):
        """How many rows of the register are new or changed."""
        return sum(tally.new + tally.changed for tally in self.tallies.values())
