"""The columns of the list of providers and the text of its cells."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html

from cakupan import numbers
from cakupan.templatetags.figures import num, told
from cakupan.templatetags.links import address
from coverage.passports import Part, row_passport
from coverage.passports_of_rows import provider_passport
from coverage.tables.compliance import RateColumn
from coverage.tables.contractor_heads import list_passports
from coverage.tables.rates import counted, fraction, linked, order_in_words, percentage
from coverage.tables.row_passports import button, shared_passport


def looks(css, label):
    """The classes of a column and its label on a phone."""
    return {
        "td": {"class": css, "data-l": label},
        "th": {"class": css.replace("num ", "")},
        "tf": {"class": css, "data-l": label},
    }


class CountColumn(tables.Column):
    """A number of a provider, its sum under the table."""

    def __init__(self, name, label, short, tone=""):
        super().__init__(label, accessor=name, attrs=looks("r num c-n", short))
        self.tone, self.first_sort = tone, f"-{name}"

    def render(self, value, record, bound_column):
        return counted(value, tone=self.tone, text=told_of(record, bound_column.name))

    def render_footer(self, table, bound_column):
        name = bound_column.name
        return num(getattr(table.sums, name), name, f"kolom-{name}", table.of)


def told_of(provider, name):
    """A number of a provider with its marks; rupiah for a glance."""
    value = getattr(provider, name)
    text = numbers.short_rupiah(value) if name == "value" else numbers.count(value)
    return told(value, text, name, f"penyedia-{provider.id}", f"penyedia:{provider.id}")


def sum_of_names(table):
    shown, known = (num(one, "providers", "kolom-contracts", table.of) for one in (len(table.data), table.known))
    return format_html("{} dari {} penyedia", shown, known)


def sum_of_values(table):
    return told(table.sums.value, numbers.short_rupiah(table.sums.value), "value", "kolom-value", table.of)


def sum_of_workers(table):
    rate = table.sums.workers
    pair = fraction(rate, table.of, "workers")
    return format_html('{}<span class="meta">{}</span>', percentage(rate, table.of, "workers"), pair)


class YearColumn(tables.Column):
    """The year and the passport of its row."""

    def render(self, value, record, table):
        return format_html('<div class="own"><span class="title">{}</span>{}</div>', value, table.passport_of(record))


class YearCountColumn(tables.Column):
    """How many contracts signed in the year."""

    def render(self, value, record, table, bound_column):
        of, slug = table.marks(record)
        return num(value, bound_column.name, slug, of)


class YearTable(tables.Table):
    """One year of a provider a row, newest first: the contracts signed in it, and the measures on one day of it."""

    row_header = "tahun"

    tahun = YearColumn("Tahun", accessor="figures__on__year", attrs=looks("c-own", ""))
    contracts = YearCountColumn("Kontrak tahun itu", attrs=looks("r num c-n", "Kontrak"))
    in_time = YearCountColumn("Daftar tepat waktu", attrs=looks("r num c-n", "Tepat waktu"))
    late = YearCountColumn("Daftar terlambat", attrs=looks("r num c-n", "Terlambat"))
    not_yet = YearCountColumn("Belum daftar", attrs=looks("r num c-n", "Belum daftar"))
    day = tables.Column("Ukuran per", accessor="figures__on", attrs=looks("r num c-n", "Per"))
    workers = RateColumn("workers", "Kepesertaan pekerja", "Pekerja")
    headcount = RateColumn("headcount", "Tenaga kerja terdaftar", "TK terdaftar")
    packages = RateColumn("packages", "Paket", "Paket")
    value = RateColumn("value", "Nilai", "Nilai")

    class Meta:
        attrs = {"class": "tbl-comply tbl-still"}
        orderable = False

    def __init__(self, provider, years, *, now):
        self.provider, self.now = provider, now
        super().__init__(years)
        self.caption = f"Cakupan {provider.name} menurut tahun"

    def url(self, record, number):
        """No list holds the contracts of one provider on another day than that of the page."""
        return ""

    def marks(self, record):
        year = record.figures.on.year
        return f"penyedia:{self.provider.id}:{year}", f"tahun-{year}"

    def passport_of(self, record):
        title = f"{self.provider.name}, {numbers.day(record.figures.on)}"
        year = record.figures.on.year
        signed = (
            Part(one.column.verbose_name, f"{numbers.count(getattr(record, name))} kontrak", f"bertanggal {year}")
            for name, one in self.columns.items()
            if isinstance(one.column, YearCountColumn)
        )
        passport = row_passport(record.figures, title, self.now, slug=self.marks(record)[1], more=signed)
        return render_to_string("parts/_passport.html", {"passport": passport})

    def render_day(self, value):
        return numbers.short_day(value)


class ContractorTable(tables.Table):
    """One provider a row, the worst first: contracts, how they were registered, value, people, findings.

    `known` is the number of providers in all, `sums` those of `providers` together (coverage.providers.Sums), `now` the
    moment of the passports.
    """

    row_header = "penyedia"
    rows_passport = None

    penyedia = tables.Column(
        "Penyedia", accessor="name", order_by=("name", "id"), footer=sum_of_names, attrs=looks("c-own", "")
    )
    contracts = CountColumn("contracts", "Kontrak", "Kontrak")
    in_time = CountColumn("in_time", "Daftar tepat waktu", "Tepat waktu")
    late = CountColumn("late", "Daftar terlambat", "Terlambat", "warn")
    not_yet = CountColumn("not_yet", "Belum daftar", "Belum daftar", "bad")
    value = tables.Column("Nilai", footer=sum_of_values, attrs=looks("r num c-r", "Nilai"))
    workers = tables.Column(
        "Terlindungi / pekerja",
        order_by="shares__workers",
        footer=sum_of_workers,
        attrs=looks("r num c-r", "Terlindungi"),
    )
    findings = CountColumn("findings", "Temuan", "Temuan", "warn")

    class Meta:
        attrs = {"class": "tbl-comply tbl-providers"}

    def __init__(self, providers, *, request, day, known, sums, now):
        self.request, self.day, self.known, self.sums, self.now = request, day, known, sums, now
        super().__init__(sorted(providers, key=lambda one: one.risk))
        self.of = "penyedia"  # not of the whole agency or city: a contract without a provider stands in no row
        self.whose = "penyedia tampil" if request.user.sees_all else "penyedia tampil, OPD Anda"
        self.caption = f"Penyedia per {numbers.day(day)}"
        for name, passport in list_passports(self).items():
            self.columns[name].column.passport = passport
        self.columns["value"].column.first_sort = "-value"

    @property
    def order_in_words(self):
        """How the rows are sorted: "Nilai, turun"."""
        return order_in_words(self, "terlambat dan lewat batas terbanyak dahulu")

    def render_penyedia(self, value, record):
        name = linked(address(self.request, "contractor_detail", record.id), value, "title")
        npwp = f"NPWP {record.npwp}" if record.npwp else "tanpa NPWP"
        kind = record.kind or "tanpa kontrak yang dapat Anda lihat"
        passport = provider_passport(record, day=self.day, computed_at=self.now)
        self.rows_passport = shared_passport(passport, "Angka satu penyedia")
        cell = '<div class="own"><span>{}<span class="meta"><span>{}</span><span>{}</span></span></span>{}</div>'
        return format_html(cell, name, npwp, kind, button(passport))

    def render_contracts(self, value, record):
        url = address(self.request, "contract_list", penyedia=record.id)
        number = counted(value, url, text=told_of(record, "contracts"))
        if not record.running:
            return number
        url = address(self.request, "contract_list", penyedia=record.id, berjalan="ya")
        running = linked(url, format_html("{} berjalan", told_of(record, "running")))
        return format_html('<span>{}<span class="meta">{}</span></span>', number, running)

    def render_value(self, value, record):
        return counted(value, text=told_of(record, "value"))

    def render_workers(self, value, record):
        marks = f"penyedia:{record.id}", f"penyedia-{record.id}"
        if not value.denominator:
            return format_html('<span class="q3">{}</span>', percentage(value, *marks))
        cell = '<span><span class="strong">{}</span><span class="meta">{}</span></span>'
        return format_html(cell, percentage(value, *marks), fraction(value, *marks))
