"""The peak memory of an import of 100,000 roster rows against that of 10,000."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.sides import line
from tests.coverage.importing import rosters

SMALL, LARGE = 10_000, 100_000


def ratios():
    """Whether the bar is kept."""
    yield line("peak memory of an import, 100,000 roster rows / 10,000", peak(LARGE), peak(SMALL), 1.3)


def peak(rows):
    """The peak memory of a dry run in a process of its own, in kB."""
    with TemporaryDirectory() as name:
        rosters.write(Path(name), rows)
        code, _, said, kilobytes = rosters.in_a_process(name, "--dry-run")
        assert code == 0, said
        return kilobytes
