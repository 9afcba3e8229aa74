"""What every form about a stored row carries: the version that it read, the reason, and which figures were shown."""

from django import forms

from coverage.forms.fields import CellField
from coverage.importing import cells

WHY = "Perubahan ini menggeser angka yang sudah lewat; isi alasannya."
LOOK = "Periksa angka yang bergeser, lalu simpan sekali lagi."


class GuardedForm(forms.Form):
    """`versi` is of coverage.locking, `dilihat` the digest of coverage.restating."""

    alasan = CellField(
        cells.text(1000),
        longest=1000,
        empty="",
        label="Alasan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila perubahan menggeser angka yang sudah lewat; tersimpan di riwayat.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    dilihat = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def retype(self, values):
        """Let the form show `values` (name to text) where it is drawn again; what else was typed stays."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    def ask_why(self, restatement):
        """Say that figures of days gone by move: a reason is missing, or they have not been looked at yet."""
        self.retype({"dilihat": restatement.digest})
        self.add_error("alasan", LOOK if self.cleaned_data["alasan"] else WHY)

    def diverged(self, divergence):
        """Say that somebody else was quicker; the next attempt knows what they wrote."""
        self.retype({"versi": divergence.version, "dilihat": ""})
        self.add_error(None, "Kontrak ini berubah sejak Anda membukanya. Bandingkan di bawah, lalu simpan sekali lagi.")
