"""The columns of the compliance table and the text of its cells."""

import django_tables2 as tables
from django.utils.html import format_html

from cakupan import numbers


def linked(url, text, css="", label=""):
    """`text` as a link where `url` leads somewhere, else as it is."""
    if not url:
        return text
    attributes = format_html(' class="{}"', css) if css else ""
    if label:
        attributes += format_html(' aria-label="{}"', label)
    return format_html('<a href="{}"{}>{}</a>', url, attributes, text)


class CountColumn(tables.Column):
    """How many contracts; the number leads to their list. `tone` colours what is not zero, `part` stands below."""

    def __init__(self, name, header, label, tone="", part=None, **options):
        css = {"class": "r num c-n", "data-l": label}
        super().__init__(
            accessor=f"counts.{name}",
            verbose_name=header,
            order_by=(f"-counts.{name}", "risk"),
            attrs={"td": css, "th": {"class": "r"}},
            **options,
        )
        self.name, self.tone, self.part = name, tone, part

    def render(self, value, record, table):
        css = f"sev sev-{self.tone}" if self.tone and value else ""
        number = linked(table.url(record, self.name) if value else "", numbers.count(value), css)
        if not self.part:
            return number
        name, words = self.part
        some = getattr(record.counts, name)
        below = linked(table.url(record, name), f"{numbers.count(some)} {words}") if some else ""
        return format_html('<span>{}<span class="meta">{}</span></span>', number, below)

    def value(self, value):
        return value


class RateColumn(tables.Column):
    """A percentage with its fraction: the numerator leads to the protected contracts, the denominator to all."""

    def __init__(self, measure, header, label, **options):
        css = {"class": "r num c-r", "data-l": label}
        super().__init__(
            accessor=f"figures.{measure}",
            verbose_name=header,
            order_by=(f"shares.{measure}", "risk"),
            attrs={"td": css, "th": {"class": "r"}},
            **options,
        )
        self.measure = measure

    def render(self, value, record, table):
        return format_html(
            '<span><span class="strong">{}</span><span class="meta">{}</span></span>',
            numbers.percent(value.percent),
            fraction(value, table.url(record, "protected"), table.url(record, "contracts")),
        )


class MeterColumn(RateColumn):
    """The headline rate with its meter and the tick of the target."""

    def __init__(self, measure, header, label, **options):
        super().__init__(measure, header, label, **options)
        self.attrs["td"] = {"class": "c-w bare"}
        self.attrs["th"] = {"class": "c-w"}

    def render(self, value, record, table):
        every = table.url(record, "contracts")
        return format_html(
            '<div class="ratebar"><span><span class="strong">{}</span><span class="meta num">{}</span></span>{}</div>',
            numbers.percent(value.percent),
            linked(every if value.denominator else "", fraction(value)),
            meter(value.percent, table.target),
        )


def fraction(rate, protected="", every=""):
    """The numerator over the denominator, each as a link; rupiah in short."""
    write = numbers.short_amount if rate.measure == "value" else numbers.count
    if not rate.denominator:
        return write(rate.denominator) if rate.measure == "value" else "0"
    return format_html("{}/{}", linked(protected, write(rate.numerator)), linked(every, write(rate.denominator)))


def meter(percent, target):
    """A bar of `percent` with a tick at `target`; nothing where there is no percentage."""
    if percent is None:
        return ""
    below = target is not None and percent < target
    tick = format_html('<line class="tgt" x1="{0}%" x2="{0}%" y1="-2" y2="8"/>', target) if target is not None else ""
    return format_html(
        '<svg class="meter" aria-hidden="true"><rect class="bg" width="100%" height="6"/>'
        '<rect class="{}" width="{}%" height="6"/>{}</svg>',
        "fg fg-low" if below else "fg",
        percent,
        tick,
    )
