"""An uploaded roster before anything is written: every row with what it says, what it would change and what is wrong.

The browser's half of the one door: the same reading, the same cells and the same words as `import_files`. How an
upload goes through it, and what is kept of it where and for how long, stands in docs/uploads.md.

    with transaction.atomic():                                  # the staging tables live in it
        preview = Preview(Held(name, content), day, packages={contract.package_code})
        for row in preview.rows(): ...                          # in the order of the file, some hundred at a time
        for verdict in preview.verdicts(): ...                  # one for each row, once all rows were read

    report = import_roster(Held(name, content), day, packages={…}, good_only=True)      # "Terapkan"
"""

from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from coverage.importing.checking import RowReader, check_header
from coverage.importing.keeping import keep_by_hand
from coverage.importing.progress import SILENCE
from coverage.importing.reading import open_as
from coverage.importing.report import MOST_WARNINGS, Problem, Report, shown
from coverage.importing.staging import check_staged, choose_rows
from coverage.importing.templates import TENAGA_KERJA
from coverage.importing.together import doubt_roster
from coverage.parsing.refusal import Refused
from coverage.querysets import import_preview, importing

MOST_ROWS = 100_000
BATCH = 500
NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused or doubtful: the column ("" for the row as a whole) and Indonesian words.

    Neither `text` nor `value` (the cell as a message may carry it) holds a name, a birth date or more than the last
    four digits of a NIK.
    """

    column: str
    text: str
    value: str = ""


@dataclass(slots=True)
class PreviewRow:
    """A row of the upload; `number` counts as the file does, its header being row 1.

    `cells` are the texts as written, in the order of `Preview.header`: they hold NIK and wage in clear, so they are
    never stored unsealed. `values` are what they mean, by column of the template (str, date, Decimal, NIK or None);
    None where there are `errors`.
    """

    number: int
    cells: tuple[str, ...] = field(repr=False)
    values: dict | None = field(repr=False)
    errors: tuple[Reason, ...]
    warnings: tuple[Reason, ...]


@dataclass(slots=True)
class Verdict:
    """What "Terapkan" would do with a row: `state` is NEW, CHANGED, SAME or WRONG; `changes` the columns of a CHANGED.

    `errors` and `warnings` are only those that other rows or the register give; the row's own came with its PreviewRow.
    `unmarks`: whether it changes what the branch has verified.
    """

    number: int
    state: str
    changes: tuple[str, ...]
    errors: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    unmarks: bool = False


class Preview:
    """Reads one uploaded roster (a Held or a Path) as of today's `day`; writes nothing, locks nothing.

    To be made and used inside one transaction: what it stages is gone at its end.

    `packages` are the codes that its rows may name, None for every one; `agencies` the ids of those whose contracts may
    be told of beside a row, None for all; `most_rows` how many rows it may have. What is staged for a `look` cannot be
    written.
    `problems` are the errors (coverage.importing.report.Problem) of the file as a whole: with one of them nothing of it
    can be applied, whatever its rows say; ask again after `rows()`, for reading may stop in the middle.
    `notices` are warnings about the file as a whole. `header` are its column names in their order. `by_hand` says, once
    the verdicts were asked for, whether the staged rows were led to what people wrote (coverage.importing.keeping).
    """

    def __init__(
        self, file, day, packages=None, most_rows=MOST_ROWS, *, template=TENAGA_KERJA, agencies=None, look=False
    ):
        self.name = shown(file.name)
        self.agencies = agencies
        self.template = template
        self.problems = []
        self.notices = []
        self.header = []
        self.most_rows = most_rows
        self.by_hand = False
        self._report = Report()
        self._reader = None
        self.wrong = []
        self._read = 0
        try:
            table = open_as(template, file, meanwhile=importing.stage)
        except Refused as unreadable:
            self._report.refuse_file(self.name, str(unreadable), unreadable.row)
        else:
            self.header = table.header
            if check_header(table, self._report):
                self._reader = RowReader(table, 0, self._report, day, packages, look=look)
        self._take_problems()

    @property
    def readable(self):
        """Whether the file has the header of its template, so that its rows can be read."""
        return self._reader is not None

    def rows(self):
        """Every row that is not wholly empty as a PreviewRow, in order; to be called once, inside a transaction."""
        if self._reader is None:
            return
        checked = self._reader.rows(SILENCE)
        while batch := list(islice(self._previewed(checked), BATCH)):
            self._read += len(batch)
            if self._read > self.most_rows:
                self._report.refuse_file(self.name, f"lebih dari {self.most_rows} baris; bagi menjadi beberapa berkas")
                break
            importing.copy(self.template.name, BytesIO(b"".join(line for _, line in batch if line is not None)))
            yield from (row for row, _ in batch)
        self._take_problems()

    def verdicts(self):
        """A Verdict for each row that `rows()` gave, in their order; nothing where the file has `problems`."""
        if self._reader is None or self.problems:
            return
        self.tell_planner()
        report = Report()
        self.by_hand = keep_by_hand([self.name], report)
        together = left_out(self.name, report)
        doubt_roster([self.name], report, self.agencies)
        doubts = reasons_by_row([*report.conflicts, *report.warnings])
        wrong = {**dict.fromkeys(self.wrong, ()), **together}
        states = ((line, state, tuple(changes)) for line, state, changes in importing.found(import_preview.OF_A_ROW))
        refused = ((line, WRONG, ()) for line in sorted(wrong))
        for line, state, changes in _merged(states, refused):
            yield Verdict(line, state, changes, tuple(together.get(line, ())), tuple(doubts.get(line, ())))

    def tell_planner(self):
        """Let the database look at what was staged, if that is so much that it is worth the look."""
        if self._read > importing.LARGE_IMPORT:
            importing.analyse()

    def _previewed(self, checked):
        """(PreviewRow, COPY line) of each row; its errors and warnings are taken out of the report."""
        for row in checked:
            errors, warnings = self._take(self._report.errors), self._take(self._report.warnings)
            if row.bad:
                self.wrong.append(row.number)
            values = None if row.bad else row.values
            yield PreviewRow(row.number, tuple(row.cells), values, errors, warnings), row.line

    def _take(self, problems):
        if not problems:
            return ()
        taken = tuple(Reason(one.column, one.reason, one.value) for one in problems)
        problems.clear()
        return taken

    def _take_problems(self):
        self.problems += self._report.errors
        self.notices += self._report.warnings
        self._report.errors.clear()
        self._report.warnings.clear()


class WrongRows:
    """The `numbers` of wrong rows of the file `name`, and of their errors the first thousand as Problems, `kept`."""

    def __init__(self, name):
        self.name = name
        self.numbers = set()
        self.kept = []

    def add(self, number, reasons):
        """Note the reasons of one row, if there are any."""
        if reasons:
            self.numbers.add(number)
            room = max(MOST_WARNINGS - len(self.kept), 0)
            self.kept += [Problem(self.name, number, one.column, one.value, one.text) for one in reasons[:room]]


def left_out(name, report, template=TENAGA_KERJA):
    """Take every staged row of a roster that is wrong beside others out of the staging table: {row: [Reason, …]}.

    Both rows of a pair go: which of two that contradict each other is right nobody here can know. What is left has no
    error: the rows are asked again until none is found.
    """
    wrong = defaultdict(list)
    import_preview.leave_out(template.name, ())
    while True:
        found = Report()
        choose_rows([name], found, template.name)
        check_staged([name], found)
        if not found.errors:
            report.warnings += found.warnings
            return dict(wrong)
        for line, reasons in reasons_by_row(found.errors).items():
            wrong[line] += reasons
        import_preview.leave_out(template.name, wrong)


def reasons_by_row(problems):
    """{row: [Reason, …]} of problems; a problem with another row of the same file is told to that one too."""
    by_row = defaultdict(list)
    for one in problems:
        by_row[one.row].append(Reason(one.column, one.reason, one.value))
        if one.other_row is not None:
            by_row[one.other_row].append(Reason(one.column, one.turned, one.value))
    return by_row


def _merged(states, refused):
    """Two ascending sequences of (row, …) as one."""
    waiting = next(refused, None)
    for one in states:
        while waiting is not None and waiting[0] < one[0]:
            yield waiting
            waiting = next(refused, None)
        yield one
    if waiting is not None:
        yield waiting
    yield from refused
