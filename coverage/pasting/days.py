"""Days as people write them beside contracts: with the name of the month, or as LKPP's tables do."""

import re

from coverage.importing import cells
from coverage.importing.isb import source_day

MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
SPELT = re.compile(r"\A([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+([0-9]{4})\Z")


def pasted_day(written, notes):
    """The day of `22 September 2025` or `22 Sep 2025`, months in Indonesian; anything else as isb.source_day reads it."""
    if found := SPELT.match(written):
        months = [at for at, name in enumerate(MONTHS, 1) if name.startswith(found[2].casefold())]
        if not months:
            raise cells.Unreadable("nama bulan tidak dikenal")
        written = f"{found[1]}/{months[0]}/{found[3]}"
    return source_day(written, notes)
