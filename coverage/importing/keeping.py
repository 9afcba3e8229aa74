"""What people corrected by hand survives a file: kept where it repeats the old value, told where it says a third."""

from coverage.importing.report import shown
from coverage.querysets import import_kept, import_kept_cells, import_kept_people

PERSONAL = "berbeda dari yang dibetulkan dengan tangan; yang dibetulkan dipertahankan"
REASON = "berkas berkata “{}”, yang dibetulkan dengan tangan “{}”; yang dibetulkan dipertahankan"
EMPTY = "kosong"


def keep_by_hand(names, report):
    """Lead the staged rows of the files `names` to what was written by hand, and tell the report of third values.

    To be called once the rows to import are chosen and before they are checked together. Whether anything was written
    by hand at all: where nothing was, this is one look.
    """
    if import_kept.nothing_by_hand():
        return False
    import_kept.lead_to_hand((*import_kept_cells.ALL, *import_kept_people.ALL))
    for file, line, column, whose, personal, says, stands in import_kept.conflicts():
        reason = PERSONAL if personal else REASON.format(shown(says or EMPTY), shown(stands or EMPTY))
        report.conflict(names[file], line, column, shown(whose or ""), reason)
    if repeated := import_kept.kept():
        report.facts.append(f"{repeated} isian mengulang nilai lama; yang dibetulkan dengan tangan dipertahankan.")
    return True


def settle_by_hand():
    """Let the files rule again over the fields about which they agree with the hand by now."""
    import_kept.settle()
