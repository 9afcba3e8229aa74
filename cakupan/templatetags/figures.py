"""{% load figures %}{% fig rate "numerator" %}: one side of a figure, as people read it and as programs find it.

Every figure of a page goes through this tag: `data-measure`, `data-part` and `data-of` say what it is, `value` is exact,
and `data-passport` names the passport on the same page (templates/parts/_passport.html) that defends it.
"""

from django import template
from django.utils.html import format_html

from cakupan import numbers

register = template.Library()
CITY = "kota"
"""Whose figure it is, where nothing else is said."""


def shown(rate, part, short=False):
    """`part` of a rate ("numerator", "denominator", "missing" or "percent") in words: 3.556, Rp 1,2 miliar, 49,3 %."""
    number = getattr(rate, part)
    if part == "percent":
        return numbers.percent(number)
    if rate.measure == "value":
        return numbers.short_rupiah(number) if short else numbers.rupiah(number)
    return numbers.count(number)


def sized(text):
    """A percentage with its sign in a smaller size; other texts as they are."""
    number, space, sign = text.partition(numbers.NBSP)
    return format_html('{}<span class="u">{}%</span>', number, space) if sign == "%" else text


@register.simple_tag
def fig(rate, part, *, passport="", of=CITY, short=False, big=False):
    """`part` of `rate` (coverage.measuring.Rate) with the marks described above.

    `passport` is the slug of its passport (the measure's code where it is not given), `of` whose figure it is ("kota",
    "opd-anda", or a row's key such as "opd:3"), `short` writes rupiah for a glance, `big` sets the per cent sign small.
    """
    text = shown(rate, part, short)
    return marked(rate, part, sized(text) if big else text, passport=passport, of=of)


def marked(rate, part, text, *, passport="", of=CITY):
    """`text` for `part` of `rate`, with the marks of `fig`: for cells that write a figure in their own way."""
    number = getattr(rate, part)
    return format_html(
        '<data class="fig" value="{}" data-measure="{}" data-part="{}" data-of="{}" data-passport="{}">{}</data>',
        "" if number is None else number,
        rate.measure,
        part,
        of,
        passport or rate.measure,
        text,
    )


@register.simple_tag
def num(number, name, passport, of=CITY):
    """A count that is no side of a rate: what it is called, whose it is, and the passport that defends it."""
    return told(number, numbers.count(number), name, passport, of)


@register.simple_tag
def told(number, text, name, passport, of=CITY):
    """A number that is no side of a rate in words of its own (points, rupiah, a gap), marked as `num` marks a count."""
    mark = '<data class="fig" value="{}" data-measure="{}" data-of="{}" data-passport="{}">{}</data>'
    return format_html(mark, number, name, of, passport, text)


@register.simple_tag
def gap(verdict, of=CITY):
    """What a coverage.verdicts.Verdict says, its gap marked as a number of the measure's passport."""
    if not verdict.gap:
        return verdict.text
    before, amount, after = verdict.text.partition(verdict.amount)
    return format_html("{}{}{}", before, told(verdict.gap, amount, "gap", verdict.rate.measure, of), after)
