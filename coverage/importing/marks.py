"""Facts that the branch has verified and an import changes: they are verified no more, and whoever imports is told."""

from coverage.querysets.import_marks import gone, verified

LOST = "sudah diverifikasi BPJS; bila diubah, verifikasinya gugur"


class Marks:
    """The verified facts that staged rows are about, as they stand before the rows are written."""

    def __init__(self):
        self._rows = verified()

    def lost(self):
        """(file, row) of the rows that have changed a verified fact; to be asked after the writes."""
        return sorted(self._rows[one] for one in gone(self._rows))
