"""Errors that only many rows together show: found by SQL in the staging tables and in the register."""

from coverage.importing.report import shown
from coverage.querysets import importing


def choose_rows(names, report, template=None):
    """Of rows of one key in the files `names` keep the one that counts; the same key twice in a file is an error.

    Where all are of one `template`, its name spares looking through the tables of the others.
    """
    for file, line, first, key in importing.found(importing.same_key(template)):
        report.refuse(names[file], f"baris ganda: {key} sama dengan baris {first}", line, other_row=first)
    if len(names) > 1:
        _tell_what_two_files_have(names, report)


def check_staged(names, report):
    """Add the errors of unknown packages and overlapping days in the files `names`, with both rows.

    Where a file could not be read to its end, packages may be unknown for that alone, and are not told.
    """
    unknown = () if report.incomplete else importing.found(importing.UNKNOWN_PACKAGE)
    for file, line, code in unknown:
        report.refuse(names[file], "paket tidak ada di berkas ini maupun di register", line, "kode_paket", shown(code))
    for file, line, nik, other_file, other_line in importing.found(importing.OVERLAPS):
        here = other_line if other_file == file else None
        other = "hari yang sudah tersimpan"
        if other_file is not None:
            other = f"baris {other_line}" + ("" if other_file == file else f" {names[other_file]}")
        reason = f"hari kerja pada kontrak ini bertumpuk dengan {other}"
        report.refuse(names[file], reason, line, "nik", nik, other_row=here)


def _tell_what_two_files_have(names, report):
    for file, line, by_file, by_line in importing.found(importing.BOTH_SOURCES):
        report.warn(
            names[file], f"paket ini juga di {names[by_file]} baris {by_line}; dari ISB hanya HPS dipakai", line
        )
    for file, line, by_file, by_line in importing.found(importing.REPLACED):
        report.warn(names[file], f"baris ini juga di {names[by_file]} baris {by_line}; yang dipakai baris itu", line)
