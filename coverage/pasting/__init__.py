"""Lines copied from SPSE, an ISB table or a sheet: what each says of a contract, and what of it could not be read."""

from coverage.pasting.filling import Pasted, read_lines
from coverage.pasting.rows import MOST_LINES, UnreadablePaste

__all__ = ["MOST_LINES", "Pasted", "UnreadablePaste", "read_lines"]
