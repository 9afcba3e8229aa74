"""The columns of the Kontrak list."""

import django_tables2 as tables

from coverage.models import ContractStanding


def column(css, label, **options):
    """A column whose cells carry a class for the screen and a label for the phone."""
    attrs = {"td": {"class": css, "data-l": label}, "th": {"class": css}}
    return tables.TemplateColumn(verbose_name=label, attrs=attrs, **options)


class ContractTable(tables.Table):
    """One contract a row: how it stands, what it is, when, how many people, how much."""

    status = column(
        "c-status", "Status", template_name="coverage/cells/_status.html", order_by=("risk", "due_on", "package_code")
    )
    kontrak = column(
        "c-title", "Kontrak", template_name="coverage/cells/_title.html", order_by=("title", "package_code")
    )
    waktu = column(
        "c-time", "Waktu", template_name="coverage/cells/_timeline.html", order_by=("signed_on", "package_code")
    )
    pekerja = column(
        "c-people r num", "Tercakup / pekerja", template_name="coverage/cells/_people.html", orderable=False
    )
    nilai = column(
        "c-val r num", "Nilai (Rp)", template_name="coverage/cells/_value.html", order_by=("value", "package_code")
    )

    class Meta:
        model = ContractStanding
        fields = ()
        sequence = ("status", "kontrak", "waktu", "pekerja", "nilai")
        order_by = "status"
        attrs = {"class": "tbl tbl-kontrak"}
