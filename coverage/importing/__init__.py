"""Files into the register: read, check, report, apply; the one way in, for the command and for the browser.

Everything happens in one transaction, and every error is found before anything is written. Rows go by COPY into
staging tables, so that memory does not grow with the file.
"""

from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, transaction

from accounts.history import by_import
from coverage.importing.applying import apply
from coverage.importing.checking import Lines, RowReader, check_header
from coverage.importing.isb import IsbTable
from coverage.importing.joining import Join, check_keys
from coverage.importing.keeping import keep_by_hand
from coverage.importing.previewing import Preview, WrongRows, left_out
from coverage.importing.progress import SILENCE
from coverage.importing.reading import MOST_WAITING, Held, known_by_name, recognise
from coverage.importing.report import Report, shown
from coverage.importing.staging import check_staged, choose_rows
from coverage.parsing.refusal import Refused
from coverage.querysets import importing
from coverage.recomputing import wake

__all__ = ["Held", "Preview", "Report", "find_tables", "import_files", "import_roster"]


def find_tables(paths, report):
    """The tables in files and folders, in order; what is none of them is an error, inside a folder a warning."""
    tables = []
    for path in map(Path, paths):
        if not path.exists():
            report.refuse(shown(path.name), "berkas atau folder ini tidak ada")
            continue
        named = not path.is_dir()
        for file in [path] if named else sorted(one for one in path.iterdir() if one.is_file()):
            reason, row = "bukan templat dan bukan tabel ISB", None
            try:
                table = recognise(file)
            except Refused as unreadable:
                table, reason, row = None, str(unreadable), unreadable.row
            except OSError:
                table, reason = None, "tidak dapat dibuka"
            if table is not None:
                tables.append(table)
                if len(tables) > MOST_WAITING:
                    table.wait()
            elif named or known_by_name(file):
                report.refuse_file(shown(file.name), reason, row)
            else:
                report.warn(shown(file.name), f"{reason}; dilewati", row)
    if not tables and not report.errors:
        report.refuse("impor", "tidak ada templat dan tidak ada tabel ISB di sini")
    return tables


def import_files(paths, day, dry_run=False, progress=SILENCE):
    """Import the files and folders `paths` as of today's `day`; the Report.

    Writes all or nothing: nothing where the report has errors or for a `dry_run`, whose tallies say what would change.
    `progress` hears update(rows read since the last call) and set_description_str(step), as a tqdm bar does.
    """
    report = Report(dry_run=dry_run)
    tables = find_tables(paths, report)
    with by_import(), _all_or_nothing(report):
        _import(tables, report, day, progress)
    return report


def import_roster(file, day, packages=None, *, good_only=False, dry_run=False, progress=SILENCE):
    """Import one uploaded roster (a Held or a Path) as of today's `day`; the Report.

    What coverage.importing.previewing.Preview shows, done: all rows or none, or with `good_only` those rows that are
    not wrong (`left_out` then tells of the others; a file with problems of its own is refused as a whole all the same).
    Everything is read and checked anew, under the lock: the register may have moved since the preview. Of the errors
    of rows the first thousand are kept, for the verdicts of a Preview have them all.
    """
    report = Report(dry_run=dry_run)
    with _all_or_nothing(report):
        importing.begin()
        preview = Preview(file, day, packages)
        wrong = WrongRows(preview.name)
        progress.set_description_str(preview.name)
        for row in preview.rows():
            progress.update(1)
            wrong.add(row.number, row.errors)
            for one in row.warnings:
                report.warn(preview.name, one.text, row.number, one.column, one.value)
        preview.tell_planner()
        by_hand = keep_by_hand([preview.name], report)
        for number, reasons in left_out(preview.name, report).items():
            wrong.add(number, reasons)
        if good_only:
            report.left_out, report.left_out_rows = wrong.kept, len(wrong.numbers)
        report.errors += preview.problems if good_only else [*preview.problems, *wrong.kept]
        report.warnings += preview.notices
        if not report.errors:
            apply([preview.name], report, progress, by_hand)
    return report


@contextmanager
def _all_or_nothing(report):
    try:
        with transaction.atomic():
            yield
            importing.done()
            if report.errors or report.dry_run:
                transaction.set_rollback(True)
            elif report.changes:
                importing.analyse_register()
                transaction.on_commit(wake, robust=True)
    except DatabaseError as error:
        # Its text may quote a row, and a row holds persons: only the code of the error is told.
        state = getattr(error.__cause__, "pgcode", None) or type(error).__name__
        report.refuse("basis data", f"menolak atau tidak menjawab ({state}); tidak ada yang ditulis")


def _import(tables, report, day, progress):
    names = [table.name for table in tables]
    importing.begin()
    _stage(tables, report, day, progress)
    choose_rows(names, report)
    by_hand = keep_by_hand(names, report)
    check_staged(names, report)
    if not report.errors:
        apply(names, report, progress, by_hand)


def _stage(tables, report, day, progress):
    join = Join(report)
    for number, table in enumerate(tables):
        progress.set_description_str(table.name)
        if isinstance(table.kind, IsbTable):
            if check_keys(table, report):
                join.add(number, table, progress)
        elif check_header(table, report):
            reader = RowReader(table, number, report, day)
            importing.copy(table.kind.name, Lines(reader.lines(progress)))
    if join.parts:
        importing.copy("isb", Lines(list(join.lines())))
    importing.analyse()
