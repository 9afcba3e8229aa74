"""An upload of any template but the roster before it is written: tried with the statements of an import, and rolled back.

The same rows and verdicts as a Preview of a roster gives, so that the page and the applying need not know which it is.
"""

from django.db import transaction

from coverage.importing.applying import apply
from coverage.importing.keeping import keep_by_hand
from coverage.importing.previewing import CHANGED, NEW, SAME, WRONG, Preview, Verdict, left_out, reasons_by_row
from coverage.importing.progress import SILENCE
from coverage.importing.report import Report
from coverage.querysets import importing
from coverage.querysets.import_outcome import newest_events, outcome_of
from coverage.querysets.import_preview import staged_lines


class Trial(Preview):
    """A Preview of a file that is meant to be `template`; it keeps other writers out until the transaction ends.

    `before` holds, once the verdicts were asked for, {row: {column: value before}} of the changed rows.
    """

    def __init__(self, template, file, day, packages=None):
        super().__init__(file, day, packages, template=template)
        self.before = {}

    def rows(self):
        """As those of a Preview; the register is locked first, for the trial writes before it is rolled back."""
        importing.lock()
        yield from super().rows()

    def verdicts(self):
        """A Verdict for each row that `rows()` gave, in their order; nothing where the file has `problems`."""
        if not self.readable or self.problems:
            return
        self.tell_planner()
        report = Report()
        self.by_hand = keep_by_hand([self.name], report)
        together = left_out(self.name, report, self.template)
        lines = staged_lines(self.template.name)
        found = self._try(report)
        doubts = reasons_by_row([*report.conflicts, *report.warnings])
        wrong = {**dict.fromkeys(self.wrong, ()), **together}
        for line in sorted({*lines, *wrong}):
            state, changes = WRONG, ()
            if line not in wrong:
                new, before = found.get(line, (False, {}))
                state = NEW if new else CHANGED if before else SAME
                changes = tuple(before) if state == CHANGED else ()
                self.before[line] = before
            reasons = tuple(together.get(line, ())), tuple(doubts.get(line, ()))
            yield Verdict(line, state, changes, *reasons, unmarks=line in report.unmarked)

    def _try(self, report):
        newest = newest_events(self.template.name)
        with transaction.atomic():
            apply([self.name], report, SILENCE, self.by_hand)
            found = outcome_of(self.template.name, newest)
            transaction.set_rollback(True)
        return found
