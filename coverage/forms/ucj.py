"""What the BPJS branch states of a month: active participants by segment, beside employed residents."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from coverage.forms.fields import CellField, CountField
from coverage.forms.guarded import GuardedForm
from coverage.importing import cells

MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
FIRST_YEAR = 1900


def month(written, notes):
    """The first day of a month written as 2025-09."""
    found = MONTH.match(written)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < FIRST_YEAR:
        raise cells.Unreadable("bukan bulan; tulis seperti 2025-09")
    return date(int(found[1]), int(found[2]), 1)


class UCJForm(GuardedForm):
    """A statement for a month; one that stands already is corrected by stating it again, with a reason."""

    COLUMNS = {
        "bulan": "month",
        "pu": "pu",
        "bpu": "bpu",
        "jakon": "jakon",
        "pmi": "pmi",
        "bekerja": "employed",
        "tahun_bekerja": "employed_year",
        "oleh": "stated_by",
        "sumber": "source",
    }
    field_order = [*COLUMNS, "alasan"]

    bulan = CellField(month, strict=True, label="Bulan", widget=forms.DateInput(attrs={"type": "month"}))
    pu = CountField(label="Penerima upah (PU)")
    bpu = CountField(label="Bukan penerima upah (BPU)")
    jakon = CountField(label="Jasa konstruksi (Jakon)")
    pmi = CountField(label="Pekerja migran (PMI)")
    bekerja = CountField(label="Penduduk bekerja (BPS)")
    tahun_bekerja = CellField(cells.year, strict=True, label="Tahun data BPS")
    oleh = CellField(cells.text(200), longest=200, strict=True, label="Dinyatakan oleh")
    sumber = CellField(cells.text(300), longest=300, strict=True, label="Surat atau sumber")

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["alasan"].help_text = "Wajib bila bulan itu sudah dinyatakan dengan angka lain."

    def clean_bulan(self):
        if self.cleaned_data["bulan"] > self.today:
            raise ValidationError("Bulan ini belum tiba.")
        return self.cleaned_data["bulan"]

    def clean_bekerja(self):
        if not self.cleaned_data["bekerja"]:
            raise ValidationError("Penduduk bekerja harus lebih dari 0.")
        return self.cleaned_data["bekerja"]
