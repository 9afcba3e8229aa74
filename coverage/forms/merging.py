"""Which provider another one is: chosen by name or NPWP, with a reason."""

from django import forms

from coverage.forms.fields import CellField, NPWPField
from coverage.forms.guarded import GuardedForm
from coverage.forms.providers import FindsProvider
from coverage.importing import cells


class MergeForm(FindsProvider, GuardedForm):
    """The provider into which `variant` is merged: `contractor`, recorded already and not the variant itself."""

    penyedia = CellField(
        cells.text(200), longest=200, strict=True, empty="", required=False, label="Sebenarnya penyedia"
    )
    npwp_penyedia = NPWPField()
    penyedia_id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    penyedia_baru = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, variant, **options):
        super().__init__(*args, **options)
        self.variant = variant
        self.fields["alasan"].required = True
        self.fields["alasan"].help_text = "Mengapa keduanya satu penyedia; tersimpan di riwayat."
        self.fields["penyedia"].expected = True

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if "penyedia" in said and "npwp_penyedia" in said:
            said["penyedia_baru"] = ""
            self._find_contractor(said["penyedia"], said["npwp_penyedia"])
        into = self.contractor
        if into is None:
            if not self.has_error("penyedia") and not self.has_error("npwp_penyedia"):
                self.add_error("penyedia", "Penyedia itu belum tercatat.")
        elif into == self.variant:
            self.add_error("penyedia", "Ini penyedia yang sama.")
        elif self.variant.npwp and not into.npwp:
            self.add_error("penyedia", "Yang ber-NPWP adalah induknya; gabungkan dari halaman penyedia tanpa NPWP itu.")
        elif self.variant.npwp and self.variant.npwp != into.npwp:
            self.add_error("penyedia", "NPWP-nya berbeda. Aturan: tiap NPWP adalah penyedia tersendiri.")
        return said
