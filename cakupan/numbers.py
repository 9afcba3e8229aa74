"""How figures and days are written on screen and in files: 1.234.567,89 · 49,3 % · 30 September 2025."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.timezone import template_localtime

NONE = "tidak ada"
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
CENT = Decimal("0.01")
TENTH = Decimal("0.1")
SCALES = ((Decimal(10) ** 12, "triliun"), (Decimal(10) ** 9, "miliar"), (Decimal(10) ** 6, "juta"))


def _grouped(number, places):
    return f"{number:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", MINUS)


def count(number):
    """A whole number as 1.234.567; None as "tidak ada"."""
    return NONE if number is None else _grouped(Decimal(number), 0)


def amount(rupiah):
    """Rupiah without the word, with two decimals only where they are not zero: 1.564.000 or 5.981,98."""
    if rupiah is None:
        return NONE
    exact = Decimal(rupiah).quantize(CENT, ROUND_HALF_UP)
    return _grouped(exact, 0 if exact == exact.to_integral_value() else 2)


def rupiah(number):
    """Rupiah in full: Rp 1.564.000."""
    return NONE if number is None else f"Rp{NBSP}{amount(number)}"


def short_rupiah(number):
    """Rupiah for reading at a glance, one decimal: Rp 214,7 miliar; below a million in full."""
    if number is None:
        return NONE
    for scale, word in SCALES:
        if abs(number) >= scale:
            return f"Rp{NBSP}{_grouped((Decimal(number) / scale).quantize(TENTH, ROUND_HALF_UP), 1)}{NBSP}{word}"
    return rupiah(number)


def decimal(number):
    """A number with one decimal, half-up: 49,3; None as "tidak ada"."""
    return NONE if number is None else _grouped(Decimal(number).quantize(TENTH, ROUND_HALF_UP) + 0, 1)  # no −0,0


def percent(number):
    """A percentage with one decimal: 49,3 %; None (denominator 0) as "tidak ada"."""
    return NONE if number is None else f"{decimal(number)}{NBSP}%"


def rate(number):
    """A tariff in per cent with two decimals or as many as it has: 0,21 %, 1,74 %."""
    places = max(2, -Decimal(number).normalize().as_tuple().exponent)
    return f"{_grouped(Decimal(number), places)}{NBSP}%"


def target(number):
    """A target percentage, decimals only where it has some: 50 % or 52,5 %."""
    return (
        NONE if number is None else f"{_grouped(Decimal(number).normalize(), 0 if number == int(number) else 1)}{NBSP}%"
    )


def points(number):
    """A difference of two percentages with its sign: +2,5 poin, −0,3 poin, 0,0 poin."""
    if number is None:
        return NONE
    rounded = Decimal(number).quantize(TENTH, ROUND_HALF_UP)
    return f"{'+' if rounded > 0 else ''}{decimal(rounded)}{NBSP}poin"


def day(value):
    """A day as 30 September 2025; None as "tidak ada"."""
    return NONE if value is None else date_format(value, "j F Y")


def short_day(value):
    """A day as 30 Sep 2025; None as "tidak ada"."""
    return NONE if value is None else date_format(value, "j M Y")


def day_name(value):
    """A day with its weekday: Selasa, 30 September 2025."""
    return NONE if value is None else date_format(value, "l, j F Y")


def moment(value):
    """A moment in WIB as 30 September 2025, 05.12 WIB; None as "belum pernah"."""
    return "belum pernah" if value is None else f"{date_format(template_localtime(value), 'j F Y, H.i')}{NBSP}WIB"


def coordinate(number):
    """A number as SVG attributes want it, with a dot: 49.29."""
    return f"{float(number or 0):.2f}".rstrip("0").rstrip(".")
