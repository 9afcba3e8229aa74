"""Files into the register: read, check, report, apply; the one way in, for the command and for the browser.

Everything happens in one transaction, and every error is found before anything is written. Rows go by COPY into
staging tables, so that memory does not grow with the file.
"""

from pathlib import Path

from django.db import transaction

from coverage.importing.applying import apply
from coverage.importing.checking import Lines, RowReader, check_header
from coverage.importing.isb import IsbTable
from coverage.importing.joining import Join, check_keys
from coverage.importing.reading import UnreadableFile, recognise
from coverage.importing.report import Report, shown
from coverage.importing.staging import check_staged
from coverage.querysets import importing as staging
from coverage.recomputing import wake

__all__ = ["Report", "find_tables", "import_files"]


def find_tables(paths, report):
    """The tables in files and folders, in order; what is none of them is an error, inside a folder a warning."""
    tables = []
    for path in map(Path, paths):
        named = not path.is_dir()
        for file in [path] if named else sorted(one for one in path.iterdir() if one.is_file()):
            try:
                table = recognise(file)
            except UnreadableFile as reason:
                report.refuse(shown(file.name), str(reason), reason.row)
                continue
            except OSError:
                report.refuse(shown(file.name), "tidak dapat dibuka")
                continue
            if table is not None:
                tables.append(table)
            elif named:
                report.refuse(shown(file.name), "bukan templat dan bukan tabel ISB")
            else:
                report.warn(shown(file.name), "bukan templat dan bukan tabel ISB; dilewati")
    return tables


def import_files(paths, day, dry_run=False, progress=None):
    """Import the files and folders `paths` as of today's `day`; the Report.

    Writes all or nothing: nothing where the report has errors or for a `dry_run`, whose tallies say what would change.
    `progress` is called with the number of rows read since the last call.
    """
    report = Report(dry_run=dry_run)
    tables = find_tables(paths, report)
    with transaction.atomic():
        staging.begin()
        _stage(tables, report, day, progress)
        check_staged(tables, report)
        if not report.errors:
            apply([table.name for table in tables], report)
        if report.errors or dry_run:
            transaction.set_rollback(True)
        elif report.changes:
            transaction.on_commit(wake, robust=True)
    return report


def _stage(tables, report, day, progress):
    join = Join(report)
    for number, table in enumerate(tables):
        if isinstance(table.kind, IsbTable):
            if check_keys(table, report):
                join.add(number, table, progress)
        elif check_header(table, report):
            reader = RowReader(table, number, report, day)
            staging.copy(table.kind.name, Lines(reader.lines(progress)))
    if join.parts:
        staging.copy("isb", Lines(list(join.lines())))
    staging.analyse()
