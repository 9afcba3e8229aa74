"""The columns of a breakdown of the measures."""

import django_tables2 as tables
from django.utils.html import format_html

from cakupan import numbers
from cakupan.templatetags.figures import marked, num
from coverage.tables.compliance import meter


class RateColumn(tables.Column):
    """One of the four measures of a row: the percentage, its fraction, and a bar with the tick of the target."""

    def __init__(self, measure, header):
        super().__init__(
            accessor=f"figures__{measure}",
            verbose_name=header,
            order_by=(f"figures__{measure}__percent", "label"),
            attrs={"td": {"class": "c-measure", "data-l": header}, "th": {"class": "c-measure"}},
        )
        self.measure = measure
        self.first_sort = f"-{measure}"

    def render(self, value, record, table):
        write = numbers.short_rupiah if value.measure == "value" else numbers.count
        marks = {"passport": record.slug, "of": record.of}
        return format_html(
            '<div class="ratebar"><span><span class="strong">{}</span><span class="meta num">{} / {}</span></span>{}</div>',
            marked(value, "percent", numbers.percent(value.percent), **marks),
            marked(value, "numerator", write(value.numerator), **marks),
            marked(value, "denominator", write(value.denominator), **marks),
            meter(value.percent, table.target_of(value.measure)),
        )


class BreakdownTable(tables.Table):
    """One key of a breakdown a row, `city` beside it. `targets` as measuring.targets_on gives; `totals` are the sums."""

    label = tables.TemplateColumn(
        template_name="coverage/cells/_breakdown_label.html",
        order_by="label",
        attrs={"td": {"class": "c-name bare"}, "th": {"class": "c-name"}},
    )
    workers = RateColumn("workers", "Pekerja terlindungi")
    headcount = RateColumn("headcount", "Tenaga kerja terdaftar")
    packages = RateColumn("packages", "Paket")
    value = RateColumn("value", "Nilai")
    unknown = tables.Column(
        accessor="figures__unknown_contracts",
        verbose_name="Tanpa jumlah",
        attrs={"td": {"class": "r num c-n", "data-l": "Tanpa jumlah tenaga kerja"}, "th": {"class": "r"}},
    )
    row_header = "label"
    foot_template = "coverage/cells/_breakdown_foot.html"

    class Meta:
        attrs = {"class": "tbl-rincian"}
        empty_text = "Tidak ada kontrak yang berjalan pada hari itu."

    def __init__(self, rows, chosen, city, targets, totals):
        super().__init__(rows)
        self.columns["label"].column.verbose_name = chosen.title
        self.caption = f"Keempat ukuran menurut {chosen.title}"
        self.chosen, self.city, self.targets, self.totals = chosen, city, targets, totals
        self.twice = sum(row.figures.listed for row in rows) - totals[0].figures.listed
        self.unknown_own = sum(row.figures.unknown_contracts for row in rows if row.query)

    def target_of(self, measure):
        """The target of a measure in per cent, or None."""
        target = self.targets.get(measure)
        return target.percent if target else None

    def render_unknown(self, value, record):
        return num(value, "unknown", record.slug, record.of) if value else "–"

    def sums(self):
        """The rows of sums: the Row, its four cells with their headers, and its unknown contracts."""
        rates = [self.columns[measure].column for measure in ("workers", "headcount", "packages", "value")]
        for total in self.totals:
            cells = [(one.verbose_name, one.render(getattr(total.figures, one.measure), total, self)) for one in rates]
            yield total, cells, num(total.figures.unknown_contracts, "unknown", total.slug or "workers", total.of)
