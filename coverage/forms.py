"""What people type into pages, read as the importer reads the cells of a file."""

from django import forms
from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.importing import cells


class CellField(forms.CharField):
    """Text that one of the parsers of coverage/importing/cells.py reads; its refusals become messages at the field."""

    def __init__(self, parse, **options):
        super().__init__(max_length=100, **options)
        self.parse = parse
        self.widget.attrs["class"] = "form-control"

    def to_python(self, value):
        try:
            return super().to_python(cells.clean(value or "", []))
        except cells.Unreadable as error:
            raise ValidationError(_sentence(error)) from None

    def clean(self, value):
        written = super().clean(value)
        try:
            return self.parse(written, [])
        except cells.Unreadable as error:
            raise ValidationError(_sentence(error)) from None


def _sentence(error):
    """The reason of a refusal as a sentence, with both readings where it is ambiguous."""
    reason = str(error)
    readings = f" Bisa berarti {error.readings}." if error.readings else ""
    return f"{reason[0].upper()}{reason[1:]}.{readings}"


class ContributionForm(forms.Form):
    """A contract price with PPN, for the worked example of the tariff."""

    nilai = CellField(cells.rupiah, label="Nilai kontrak dengan PPN (Rp)")
    ppn = CellField(cells.percent, label="PPN (%)")

    def clean_ppn(self):
        percent = self.cleaned_data["ppn"]
        if percent > 100:
            raise ValidationError("PPN paling banyak 100 persen.")
        return percent


class DeadlineForm(forms.Form):
    """A contract date, for the worked example of the registration clock."""

    kontrak = CellField(cells.day, label="Tanggal kontrak atau SPK", widget=forms.DateInput(attrs={"type": "date"}))

    def clean_kontrak(self):
        signed_on = self.cleaned_data["kontrak"]
        if not FIRST_DAY <= signed_on <= LAST_DAY:
            raise ValidationError("Tanggal harus antara 2000 dan 2050.")
        return signed_on
