"""Forms about the documents of a contract."""

from django import forms
from django.core.exceptions import ValidationError

from coverage.filing import LARGEST, form_of


class DocumentForm(forms.Form):
    """A file for one place; `places` are those that the reader may fill. Cleaned: `tempat` (Place), `berkas`."""

    tempat = forms.CharField(widget=forms.HiddenInput, max_length=40)
    berkas = forms.FileField(
        label="Berkas",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkasnya dahulu."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, places, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.too_large = too_large

    def clean_tempat(self):
        try:
            return self.places[self.cleaned_data["tempat"]]
        except KeyError:
            raise ValidationError("Tempat berkas ini tidak ada pada kontrak ini. Muat ulang halaman.") from None

    def clean_berkas(self):
        uploaded = self.cleaned_data["berkas"]
        if uploaded.size > LARGEST:
            raise ValidationError(TOO_LARGE)
        form_of(uploaded.read())
        uploaded.seek(0)
        return uploaded

    def _clean_fields(self):
        super()._clean_fields()
        if self.too_large:
            self._errors.pop("berkas", None)
            self.add_error("berkas", TOO_LARGE)


TOO_LARGE = "Berkas ini lebih besar daripada 10 MB. Perkecil, atau pindai dengan mutu lebih rendah."


class WithdrawalForm(forms.Form):
    """Why a document leaves its place."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Misalnya: berkas kontrak lain, pindaian tidak terbaca. Alasan tercatat dalam riwayat.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
