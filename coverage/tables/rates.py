"""Cells that several tables share: counts and rates as links, a meter with the tick of its target."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.html import format_html

from cakupan import numbers
from cakupan.templatetags.figures import marked

NOTHING = format_html('<span class="q3">{}</span>', "0")


class RowPaginator(Paginator):
    """Counts the rows of a table without the line of sums that stands above each page."""

    @cached_property
    def count(self):
        return len(self.object_list.data)


def linked(url, text, css=""):
    """`text` as a link where `url` leads somewhere, else as it is."""
    if not url:
        return text
    return format_html('<a href="{}"{}>{}</a>', url, format_html(' class="{}"', css) if css else "", text)


def counted(number, url="", tone="", text=""):
    """A number of contracts that leads to their list; what is not zero in the colours of `tone` (bad, warn).

    `text` is the number with its marks, where it has some.
    """
    text = text or numbers.count(number)
    if not number:
        return format_html('<span class="q3">{}</span>', text)
    if url:
        return linked(url, text, f"sev sev-{tone}" if tone else "")
    return format_html('<span class="sev sev-{}">{}</span>', tone, text) if tone else text


def fraction(rate, of, passport, protected="", every=""):
    """The numerator over the denominator, each leading to its list; rupiah at a common scale."""
    if rate.measure == "value":
        texts = scaled(rate.numerator, rate.denominator)
    else:
        texts = (numbers.count(rate.numerator), numbers.count(rate.denominator))
    parts = zip(("numerator", "denominator"), texts, strict=True)
    top, bottom = (marked(rate, part, text, passport=passport, of=of) for part, text in parts)
    return format_html('{}<span class="q3">/</span>{}', linked(protected, top), linked(every, bottom))


def percentage(rate, of, passport):
    """The percentage with its marks."""
    return marked(rate, "percent", numbers.percent(rate.percent), passport=passport, of=of)


def scaled(numerator, denominator):
    """Two amounts of rupiah at the scale of the second, which alone names it: ("55,8", "77,9 miliar")."""
    for scale, word in numbers.SCALES:
        if denominator >= scale:
            texts = [
                numbers.decimal((Decimal(one) / scale).quantize(numbers.TENTH, ROUND_HALF_UP))
                for one in (numerator, denominator)
            ]
            return texts[0], f"{texts[1]} {word}"
    return numbers.amount(numerator), numbers.amount(denominator)


def meter(percent, target):
    """A bar of `percent` with a tick at `target`; nothing where there is no percentage."""
    if percent is None:
        return ""
    below = target is not None and percent < target
    tick = "" if target is None else format_html('<line class="tgt" x1="{0}%" x2="{0}%" y1="-2" y2="8"/>', target)
    return format_html(
        '<svg class="meter" aria-hidden="true"><rect class="bg" width="100%" height="6"/>'
        '<rect class="{}" width="{}%" height="6"/>{}</svg>',
        "fg-low" if below else "fg",
        percent,
        tick,
    )


def order_in_words(table, unsorted):
    """How the rows of a table are sorted: "Paket, naik"; `unsorted` where nobody asked for an order."""
    if not table.order_by:
        return unsorted
    named = [(table.columns[one.bare].header, "turun" if one.is_descending else "naik") for one in table.order_by]
    return "; ".join(f"{header}, {way}" for header, way in named)
