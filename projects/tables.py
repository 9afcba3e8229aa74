"""The columns of the lists of people and appointments, and the text of their cells."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts import second_factor
from accounts.querysets import SILENT_DAYS
from cakupan import numbers
from projects.wording import confirmation, day_of, days_of, kind_of, status

PER_PAGE = 50


def _looks(css, label):
    return {"td": {"class": css, "data-l": label}, "th": {"class": css}}


class UserTable(tables.Table):
    """One person a row; rows carry `officer.held`, the appointments of `day` (AppointmentQuerySet.held_on)."""

    row_header = "nama"
    caption = "Pengguna"
    empty_text = "Tidak ada pengguna yang cocok."

    nama = tables.Column("Nama", accessor="name", order_by=("name", "pk"), attrs=_looks("c-own", ""))
    peran = tables.Column("Peran", accessor="get_role_display", order_by=("role", "name"), attrs=_looks("", "Peran"))
    opd = tables.Column("OPD hari ini", empty_values=(), orderable=False, attrs=_looks("", "OPD"))
    masuk = tables.Column(
        "Terakhir masuk", accessor="last_login", empty_values=(), attrs=_looks("c-seen", "Terakhir masuk")
    )
    langkah = tables.Column(
        "Dua langkah", accessor="second_factor_at", empty_values=(), attrs=_looks("c-factor", "Dua langkah")
    )
    akun = tables.Column("Akun", accessor="is_active", orderable=False, attrs=_looks("c-status", "Akun"))

    class Meta:
        attrs = {"class": "tbl-pengguna"}
        order_by = "nama"

    def __init__(self, data, *, day):
        super().__init__(data)
        self.day = day

    def render_nama(self, value, record):
        url = reverse("user_detail", args=[record.pk])
        return format_html('<a class="title" href="{}">{}</a><span class="meta">{}</span>', url, value, record.email)

    def render_opd(self, record):
        if record.sees_all:
            return format_html('<span class="q3">{}</span>', "seluruh kota")
        held = getattr(getattr(record, "officer", None), "held", ())
        if not held:
            return status("warn", "alert-triangle", "Belum ada penunjukan")
        lines = ((f"{one.agency} ({kind_of(one)})" if one.acting else str(one.agency),) for one in held)
        return format_html_join("", "<div>{}</div>", lines)

    def render_masuk(self, value, record):
        if value is None:
            return status("warn", "clock", "Belum pernah", f"dibuat {numbers.short_day(day_of(record.joined_at))}")
        seen = day_of(value)
        if (self.day - seen).days >= SILENT_DAYS:
            return status("warn", "clock", numbers.short_day(seen), f"lebih dari {SILENT_DAYS} hari")
        return numbers.short_day(seen)

    def render_langkah(self, value, record):
        if value:
            return status("good", "circle-check", "Aktif")
        if second_factor.lacks(record):
            return status("warn", "circle-off", "Belum aktif")
        return format_html('<span class="q3">{}</span>', "belum aktif")

    def render_akun(self, value):
        return status("good", "circle-check", "Boleh masuk") if value else status("quiet", "circle-off", "Ditutup")


class AppointmentTable(tables.Table):
    """One appointment a row, with a box to tick; `day` says which hold today."""

    row_header = "ppk"
    caption = "Penunjukan PPK"
    empty_text = "Tidak ada penunjukan yang cocok."

    pilih = tables.TemplateColumn(
        template_name="projects/_tick.html", verbose_name="Pilih", orderable=False, attrs=_looks("c-tick", "Pilih")
    )
    ppk = tables.Column("PPK", accessor="officer__name", order_by=("officer__name", "pk"), attrs=_looks("c-own", ""))
    opd = tables.Column("OPD", accessor="agency__name", order_by=("agency__name", "pk"), attrs=_looks("", "OPD"))
    sebagai = tables.Column("Sebagai", accessor="acting", order_by=("acting", "pk"), attrs=_looks("", "Sebagai"))
    masa = tables.Column("Masa", accessor="pk", order_by=("starts_on", "pk"), attrs=_looks("", "Masa"))
    sah = tables.Column(
        "Pengesahan", empty_values=(), order_by=("confirmed_at", "pk"), attrs=_looks("c-status", "Pengesahan")
    )

    class Meta:
        attrs = {"class": "tbl-penunjukan"}
        order_by = "ppk"

    def __init__(self, data, *, day):
        super().__init__(data)
        self.day = day

    def render_ppk(self, value, record):
        url = reverse("appointment_change", args=[record.pk])
        user = record.officer.user
        owner = f"pengguna {user.name}" if user else "belum punya pengguna"
        return format_html('<a class="title" href="{}">{}</a><span class="meta">{}</span>', url, value, owner)

    def render_sebagai(self, record):
        return kind_of(record)

    def render_masa(self, record):
        return days_of(record)

    def render_sah(self, record):
        return confirmation(record, self.day)
