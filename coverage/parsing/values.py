"""What a cell of a workbook holds, as the text that the same cell has in a CSV of the same table.

A number is written with a decimal comma and no thousands, a day as 2025-12-31, a percentage with its sign. Excel keeps
15 digits of a number; what it does not show it does not mean, so 0.30000000000000004 is 0,3.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

NUMBER, TOO_LONG_NUMBER, DAY, ERROR, FORMULA = "number", "digits", "day", "error", "formula"
"""The kinds of a cell that is no text; each is sent as [kind, text]."""
MOST_DIGITS = 10**15
DAYS, PERCENT = "days", "percent"
LAST_SERIAL = 2_958_465
"""31 December 9999."""
NO_DAY = 60
"""Excel's 29 February 1900, which never was."""

_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_IDS = {9, 10}
_SPELT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def kind_of_format(number, code):
    """DAYS, PERCENT or None by the number of a format, or by its code where the workbook gives one."""
    if code is None:
        return DAYS if number in _DATE_IDS else PERCENT if number in _PERCENT_IDS else None
    bare = _SPELT.sub("", code)
    if bare.lower().startswith("general"):
        return None
    if re.search("[dmyhs]", bare, re.IGNORECASE):
        return DAYS
    return PERCENT if "%" in bare else None


def text_of(written):
    """A text as Excel meant it: control characters stand in it as `_x000A_`."""
    if "_x" not in written:
        return written
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    if re.search("[\ud800-\udbff][\udc00-\udfff]", plain):
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return plain


def number_of(written, kind, since_1904):
    """The cell, a text or [kind, text], of a number as it is stored, whose format is of the `kind`."""
    try:
        number = float(written)
    except ValueError:
        return [ERROR, "#NUM!"]
    if not -1e300 < number < 1e300:  # also where it is no number at all
        return [ERROR, "#NUM!"]
    if kind == DAYS and 0 <= number < LAST_SERIAL + 1:
        return [DAY, _day(number, since_1904)]
    if kind == PERCENT:
        return [NUMBER, _plain(Decimal(f"{number:.15g}") * 100) + "%"]
    if abs(number) >= MOST_DIGITS:
        return [TOO_LONG_NUMBER, _plain(Decimal(f"{number:.15g}"))]
    if number == int(number):
        return [NUMBER, str(int(number))]
    return [NUMBER, _plain(Decimal(f"{number:.15g}"))]


def _plain(number):
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")


def _day(number, since_1904):
    serial, seconds = divmod(round(number * 86_400), 86_400)
    if since_1904:
        written = _after(date(1904, 1, 1), serial)
    elif serial == NO_DAY:
        written = "1900-02-29"
    elif serial == 0:
        written = "1900-01-00"
    else:
        written = _after(date(1899, 12, 30 + (serial < NO_DAY)), serial)
    if not seconds:
        return written
    hours, rest = divmod(seconds, 3600)
    return f"{written} {hours:02}:{rest // 60:02}:{rest % 60:02}"


def _after(first, days):
    try:
        return (first + timedelta(days)).isoformat()
    except OverflowError:
        return "9999-99-99"


def day_of_text(written):
    """The cell of a day that is stored as a text, `2025-12-31T00:00:00`."""
    day, _, time = written.partition("T")
    return [DAY, day if not time.strip("0:.Z") else f"{day} {time}"]
