"""The worked examples of Aturan: a price, and a contract date."""

from django import forms
from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField
from coverage.importing import cells


class ContributionForm(forms.Form):
    """A contract price with PPN, for the worked example of the tariff."""

    nilai = CellField(cells.rupiah, strict=True, label="Nilai kontrak dengan PPN (Rp)")
    ppn = CellField(cells.percent, strict=True, label="PPN (%)")

    def clean_ppn(self):
        percent = self.cleaned_data["ppn"]
        if percent > 100:
            raise ValidationError("PPN paling banyak 100 persen.")
        return percent


class DeadlineForm(forms.Form):
    """A contract date, for the worked example of the registration clock."""

    kontrak = CellField(
        cells.day, strict=True, label="Tanggal kontrak atau SPK", widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_kontrak(self):
        signed_on = self.cleaned_data["kontrak"]
        if not FIRST_DAY <= signed_on <= LAST_DAY:
            raise ValidationError("Tanggal harus antara 2000 dan 2050.")
        return signed_on
