"""An apostrophe before what a spreadsheet would take for a formula or a number, and the way back.

A file that we give out as CSV comes back when its rows are mended; what it says must not have changed on the way.
"""

import re

RETURNED = ("status", "alasan")
"""The columns of a returned file behind its own."""
LONG_NUMBER = 12
"""Digits from which on a spreadsheet shows a number as 3,27E+15."""

_FORMULA = re.compile(r"'* *[=+\-@\t\r\n＝＋－＠]")
_DIGITS = re.compile(rf"'*(?:[0-9]{{{LONG_NUMBER},}}|0[0-9]+)\Z")


def guarded(text):
    """`text` as a cell of a CSV that no spreadsheet takes for anything but text."""
    return f"'{text}" if _FORMULA.match(text) or _DIGITS.match(text) else text


def unguarded(cell):
    """The text that `guarded` made this cell of; any other text as it is."""
    return cell[1:] if cell.startswith("'") and (_FORMULA.match(cell[1:]) or _DIGITS.match(cell[1:])) else cell
