"""Forms about the documents of a contract."""

from django import forms
from django.core.exceptions import ValidationError

from coverage.filing import LARGEST
from coverage.forms.withdrawal import WithdrawalForm
from coverage.paper_forms import form_of

TOO_LARGE = "Berkas ini lebih besar daripada 10 MB. Perkecil, atau pindai dengan mutu lebih rendah."


class FileField(forms.FileField):
    """A document as it may be filed; its kind is read from its bytes by the form."""

    def __init__(self, **options):
        look = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "class": "form-control"})
        told = {"label": "Berkas bukti", "help_text": "PDF, JPEG, atau PNG sampai 10 MB.", "widget": look}
        super().__init__(allow_empty_file=True, **told | options)

    def clean(self, data, initial=None):
        uploaded = super().clean(data, initial)
        if uploaded:
            if uploaded.size > LARGEST:
                raise ValidationError(TOO_LARGE)
            form_of(uploaded.read())
            uploaded.seek(0)
        return uploaded


class DocumentForm(forms.Form):
    """A file for one place; `places` are those that the reader may fill. Cleaned: `tempat` (Place), `berkas`."""

    tempat = forms.CharField(widget=forms.HiddenInput, max_length=40)
    berkas = FileField(label="Berkas", error_messages={"required": "Pilih berkasnya dahulu."})

    def __init__(self, places, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.too_large = too_large

    def clean_tempat(self):
        try:
            return self.places[self.cleaned_data["tempat"]]
        except KeyError:
            raise ValidationError("Tempat berkas ini tidak ada pada kontrak ini. Muat ulang halaman.") from None

    def _clean_fields(self):
        super()._clean_fields()
        if self.too_large:
            self._errors.pop("berkas", None)
            self.add_error("berkas", TOO_LARGE)


class DocumentWithdrawalForm(WithdrawalForm):
    """Why a document leaves its place."""

    dilihat = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["alasan"].help_text = "Misalnya: berkas kontrak lain, pindaian tidak terbaca. Tersimpan di riwayat."
