"""The columns of the Kontrak list."""

import django_tables2 as tables
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django_tables2.rows import BoundRows

from cakupan import numbers
from cakupan.templatetags.figures import marked, told
from coverage.models import ContractStanding
from coverage.passports_of_rows import contract_passport, heads_rate
from coverage.tables.row_passports import button, shared_passport
from coverage.timeline import axis_of, course_of, draw
from coverage.wording import course_in_words, status_of

NEVER_HIDDEN = "kontrak"
PER_PAGE = 50
LINES_REACH = 200
"""Pixels that the lines of the time line go down, past the foot of the highest row, which cuts them."""

SUMMED = ("waktu", "pekerja", "nilai")


class KnownPaginator(Paginator):
    """A paginator that was told how many rows there are, and does not count them again."""

    def __init__(self, *args, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count


class TimelineColumn(tables.Column):
    """A column whose head carries the axis that all its rows share."""

    drawn_head = ""

    @property
    def header(self):
        return self.drawn_head


def _looks(css, label):
    return {"td": {"class": css, "data-l": label}, "th": {"class": css}}


class ContractTable(tables.Table):
    """One contract a row: how it stands, what it is, when, how many people, how much.

    Rows are ContractStanding.objects.on(day).by_risk(day); `furnish` tells the page's rows what was asked apart.
    """

    row_header = "kontrak"
    rows_passport = None
    foot_template = "coverage/_contract_sums.html"

    status = tables.Column(
        "Status", empty_values=(), attrs=_looks("c-status", "Status"), order_by=("risk", "due_on", "package_code")
    )
    kontrak = tables.TemplateColumn(
        template_name="coverage/cells/_title.html",
        verbose_name="Kontrak",
        attrs=_looks("c-title", "Kontrak"),
        order_by=("title", "package_code"),
    )
    waktu = TimelineColumn(
        "Waktu", empty_values=(), attrs=_looks("c-time", "Waktu"), order_by=("signed_on", "package_code")
    )
    pekerja = tables.Column(
        "Tercakup / pekerja", empty_values=(), attrs=_looks("c-people r", "Pekerja tercakup"), orderable=False
    )
    nilai = tables.Column(
        "Nilai (Rp)", accessor="value", attrs=_looks("c-val r num", "Nilai (Rp)"), order_by=("value", "package_code")
    )

    class Meta:
        model = ContractStanding
        fields = ()
        sequence = ("status", "kontrak", "waktu", "pekerja", "nilai")
        order_by = "status"
        attrs = {"class": "tbl-kontrak"}

    def show(self, page, records):
        """Show `records`, the contracts of `page` (of a KnownPaginator) in their order."""
        self.data._length = page.paginator.count  # counted already, with the sums
        self.paginator = page.paginator
        self.page = Page(BoundRows(records, table=self), page.number, page.paginator)

    def furnish(self, day, people, protected, computed_at):
        """Give the rows of this page their heads (contract id to row of people_rows) and protected days, and one axis.

        `computed_at` is the moment that the passports of the rows name.
        """
        self.day = day
        courses = []
        for number, row in enumerate(self.page.object_list, start=1):
            one = row.record
            one.people = people.get(one.pk)
            one.status_here = status_of(one, day, one.people)
            one.course = course_of(one, protected.get(one.pk, ()))
            courses.append(one.course)
            slug = f"kontrak-{number}"
            one.passport = contract_passport(
                one, one.people, one.status_here, day=day, computed_at=computed_at, slug=slug
            )
            one.opener = button(one.passport)
            self.rows_passport = shared_passport(one.passport, "Angka satu kontrak")
        self.axis = axis_of(courses, day)
        context = {"axis": self.axis, "today": self.axis.x(day)}
        self.columns["waktu"].column.drawn_head = mark_safe(  # noqa: S308 our own template
            render_to_string("coverage/cells/_axis.html", context)
        )

    @property
    def lead_columns(self):
        """How many columns stand before the first one that has a sum."""
        return next((at for at, name in enumerate(self.shown) if name in SUMMED), len(self.shown))

    @property
    def foot_columns(self):
        """The columns with a sum, as shown."""
        return self.shown[self.lead_columns :]

    @property
    def shown(self):
        """The names of the visible columns, in their order."""
        return [column.name for column in self.columns.itervisible()]

    def render_status(self, record):
        context = {"status": record.status_here, "passport": record.passport.slug}
        return render_to_string("parts/_status.html", context)

    def render_waktu(self, record):
        drawing = draw(record.course, self.day, self.axis)
        words = course_in_words(record.course, self.day)
        context = {"drawing": drawing, "axis": self.axis, "words": words, "reach": LINES_REACH}
        return render_to_string("parts/_timeline.html", context)

    def render_pekerja(self, record):
        if not record.people:
            return format_html(
                '<span class="q3">{}</span>', "di luar hitungan" if not record.counts else "tidak berjalan"
            )
        rate, nameless = heads_rate(record.people), record.people["unlisted"]
        if rate is None:
            return format_html('<span class="strong">{}</span>', "tidak diketahui")
        of, slug = f"kontrak:{record.uid}", record.passport.slug
        marks = told(nameless, numbers.count(nameless), "unlisted", slug, of)
        note = format_html('<span class="meta">{} tanpa nama</span>', marks) if nameless else ""
        covered, workforce = (
            marked(rate, part, numbers.count(getattr(rate, part)), passport=slug, of=of)
            for part in ("numerator", "denominator")
        )
        return format_html('<span class="part-of">{}<span>/{}</span></span>{}', covered, workforce, note)

    def render_nilai(self, value, record):
        whole = numbers.count(value.quantize(1))
        return told(value, whole, "contract_value", record.passport.slug, f"kontrak:{record.uid}")
