"""Who hands over to whom, from which day."""

from datetime import timedelta

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import DayField
from coverage.forms.guarded import GuardedForm
from coverage.forms.ticks import TickedField
from projects.models import Officer

AHEAD = timedelta(days=366)


class HandoverForm(GuardedForm):
    """`user` bounds who may give and who is offered as successor; `daftar` names the list that
    was shown, `pilih` what is ticked of it.
    """

    versi = None
    dari = forms.ModelChoiceField(Officer.objects.none(), label="PPK yang menyerahkan")
    kepada = forms.ModelChoiceField(Officer.objects.none(), label="PPK penerima")
    sejak = DayField(
        FIRST_DAY, LAST_DAY, label="Mulai tanggal", help_text="Sejak tanggal ini PPK penerima yang bertugas."
    )
    pilih = TickedField()
    daftar = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    field_order = ["dari", "kepada", "sejak", "alasan"]

    def __init__(self, *args, user, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["dari"].queryset = Officer.objects.handed_over_by(user)
        self.fields["kepada"].queryset = Officer.objects.visible_to(user)
        for name in ("dari", "kepada"):
            self.fields[name].empty_label, self.fields[name].widget.attrs["class"] = "pilih PPK", "form-select"

    def clean_sejak(self):
        since = self.cleaned_data["sejak"]
        if since > self.today + AHEAD:
            raise forms.ValidationError("Lebih dari setahun di muka; catat bila sudah dekat.")
        return since

    def clean(self):
        said = super().clean()
        if said.get("dari") and said.get("dari") == said.get("kepada"):
            self.add_error("kepada", "Penerimanya sama dengan yang menyerahkan; pilih PPK lain.")
        return said


class HandoverWithdrawalForm(GuardedForm):
    """Why a hand-over is taken back, and for which contracts (`pilih`); `daftar` names the list that was shown."""

    versi = None
    pilih = TickedField()
    daftar = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["alasan"].required = True
        self.fields["alasan"].help_text = "Tersimpan di riwayat setiap kontraknya."

    def has_changed(self):
        """Say that the list is no longer the one that was shown."""
        self.retype({"dilihat": ""})
        self.add_error(
            None, "Serah terima ini berubah sejak Anda membukanya. Periksa daftarnya, lalu tarik sekali lagi."
        )
