"""The columns of the compliance table and the text of its cells."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html

from cakupan import numbers
from cakupan.templatetags.figures import num
from cakupan.templatetags.links import address
from coverage.passports import row_passport
from coverage.tables.compliance_heads import column_passports, counts_in_words, with_rows
from coverage.tables.rates import counted, fraction, linked, meter, order_in_words, percentage


class OwnerColumn(tables.Column):
    """The agency, officer or provider, and the passport of the row."""

    def __init__(self):
        super().__init__(accessor="label", order_by="label", attrs={"td": {"class": "c-own"}, "th": {"class": "c-own"}})

    def render(self, value, record, table):
        url = table.url(record, "contracts")
        name = linked(url, value, "title") if url else format_html('<span class="title">{}</span>', value)
        note = table.note(record)
        below = format_html('<span class="meta">{}</span>', note) if note else ""
        return format_html('<div class="own"><span>{}{}</span>{}</div>', name, below, table.passport_of(record))


class CountColumn(tables.Column):
    """How many contracts: `name` of the counts, `short` its label on a phone.

    `part` is (name, words) of what stands below the number.
    """

    def __init__(self, name, label, short, tone="", part=None):
        css = {"class": "r num c-n", "data-l": short}
        super().__init__(accessor=f"counts__{name}", verbose_name=label, attrs={"td": css, "th": {"class": "r c-n"}})
        self.name, self.tone, self.part, self.first_sort = name, tone, part, ""

    def render(self, value, record, table):
        text = num(value, self.name, *table.marks_of_count(record, self.name))
        number = counted(value, table.url(record, self.name), self.tone, text)
        some = getattr(record.counts, self.part[0]) if self.part else 0
        if not some:
            return number
        marked = num(some, self.part[0], *table.marks_of_count(record, self.name))
        words = format_html("{} {}", marked, self.part[1])
        part = linked(table.url(record, self.part[0]), words)
        return format_html('<span>{}<span class="meta">{}</span></span>', number, part)


class RateColumn(tables.Column):
    """A percentage over its fraction: the numerator leads to the protected contracts, the denominator to all."""

    def __init__(self, measure, label, short, td="r num c-r", th="r c-r"):
        attrs = {"td": {"class": td, "data-l": short}, "th": {"class": th}}
        super().__init__(accessor=f"figures__{measure}", verbose_name=label, order_by=f"shares__{measure}", attrs=attrs)

    def render(self, value, record, table):
        of, passport = table.marks(record)
        pair = fraction(value, of, passport, table.url(record, "protected"), table.url(record, "contracts"))
        return format_html(
            '<span><span class="strong">{}</span><span class="meta">{}</span></span>',
            percentage(value, of, passport),
            pair,
        )


class MeterColumn(RateColumn):
    """The headline rate with its meter: persons are counted once in a row, so both sides lead to all its contracts."""

    def __init__(self, measure, label):
        super().__init__(measure, label, "", "c-w bare", "c-w")

    def render(self, value, record, table):
        of, passport = table.marks(record)
        every = table.url(record, "contracts")
        return format_html(
            '<div class="ratebar"><span><span class="strong">{}</span><span class="meta num">{}</span></span>{}</div>',
            percentage(value, of, passport),
            linked(every, fraction(value, of, passport)),
            meter(value.percent, table.target),
        )


class ComplianceTable(tables.Table):
    """One agency, officer or provider a row, the worst first; the line of all of them stands above.

    `compliance` is what it shows (coverage.compliance.Compliance), `verdict` the headline against its target, `text`
    the search as typed, `now` the moment of the passports.
    """

    owner = OwnerColumn()
    workers = MeterColumn("workers", "Kepesertaan pekerja")
    headcount = RateColumn("headcount", "Tenaga kerja terdaftar", "TK terdaftar")
    packages = RateColumn("packages", "Paket", "Paket")
    value = RateColumn("value", "Nilai", "Nilai")
    contracts = CountColumn("contracts", "Kontrak berjalan", "Berjalan")
    in_time = CountColumn("in_time", "Daftar tepat waktu", "Tepat waktu")
    late = CountColumn("late", "Daftar terlambat", "Terlambat", "warn")
    not_yet = CountColumn("not_yet", "Belum daftar", "Belum daftar", "bad", part=("overdue", "lewat batas"))
    unpaid = CountColumn("unpaid", "Termin 1 belum dibayar", "Termin 1 belum", "bad")
    unknown = CountColumn(
        "unknown", "Pekerja tak diketahui", "Tak diketahui", "warn", part=("undeclared", "tanpa rencana")
    )

    row_header = "owner"

    class Meta:
        attrs = {"class": "tbl-comply"}
        pinned_row_attrs = {"class": "total"}

    def __init__(self, compliance, *, request, verdict, text, now):
        self.compliance, self.request, self.verdict, self.text, self.now = compliance, request, verdict, text, now
        super().__init__(compliance.rows)
        scope = compliance.total.name if compliance.narrowed else ""
        passports = column_passports(compliance.total, verdict, now, scope)
        passports["contracts"] = with_rows(passports["contracts"], compliance)
        for name, column in self.columns.items():
            column.column.passport = passports.get(name)
            column.column.first_sort = f"-{name}" if isinstance(column.column, CountColumn) else ""
        self.columns["owner"].column.verbose_name = compliance.by.title
        self.caption = f"Kepatuhan menurut {compliance.by.title} per {numbers.day(compliance.total.figures.on)}"

    @property
    def order_in_words(self):
        """How the rows are sorted: "Paket, naik"."""
        return order_in_words(self, "kepesertaan pekerja terendah dahulu")

    @property
    def target(self):
        return self.verdict.target.percent if self.verdict.target else None

    def get_top_pinned_data(self):
        return [self.compliance.total]

    def url(self, record, number):
        """The address of the Kontrak list behind a number of a row, empty where the reader may not open it."""
        query = self.compliance.query(record, number)
        return "" if query is None else address(self.request, "contract_list", **query)

    def marks(self, record):
        """Whose figures a row shows, and the slug of the passport that defends them ('' for that of the column)."""
        if record is self.compliance.total:
            return ("opd-anda" if self.compliance.narrowed else "kota"), ""
        return f"{self.compliance.by.slug}:{record.slug}", f"{self.compliance.by.slug}-{record.slug}"

    def marks_of_count(self, record, column):
        """The slug of the passport that defends a count of a row, and whose it is."""
        of, slug = self.marks(record)
        return slug or f"kolom-{column}", of

    def passport_of(self, record):
        """The "i" of a row; the line of all has those of the columns."""
        if record is self.compliance.total:
            return ""
        slug = self.marks(record)[1]
        counts = counts_in_words(record.counts)
        passport = row_passport(record.figures, record.label, self.now, slug=slug, more=counts)
        return render_to_string("parts/_passport.html", {"passport": passport})

    def note(self, record):
        """What stands below the name of a row."""
        if record is self.compliance.total:
            owners = num(self.compliance.owners, "owners", "kolom-contracts", self.marks(record)[0])
            return format_html("{} {} dengan kontrak berjalan", owners, self.compliance.by.title)
        return f"NPWP {record.npwp}" if record.npwp else ""
