"""The record of a provider: its name, NPWP and NIB."""

from contractors.models import Contractor
from coverage.forms.fields import CellField, NPWPField
from coverage.forms.guarded import GuardedForm
from coverage.importing import cells


class FirmForm(GuardedForm):
    """Corrections of `firm`. An NPWP once recorded stays: by it files know the provider, and another one is another."""

    COLUMNS = {"nama": "name", "npwp": "npwp", "nib": "nib"}

    nama = CellField(cells.text(200), longest=200, strict=True, label="Nama")
    npwp = NPWPField(help_text="16 angka; bentuk lama 15 angka diberi 0 di depan.")
    nib = CellField(
        cells.nib, longest=20, strict=True, empty="", required=False, label="NIB", help_text="13 angka, dari OSS."
    )

    def __init__(self, *args, firm, **options):
        super().__init__(*args, **options)
        self.firm = firm
        self.fields["alasan"].help_text, self.fields["alasan"].expected = "Tersimpan di riwayat.", False

    def clean_npwp(self):
        said, stored = self.cleaned_data["npwp"], self.firm.npwp
        if stored and said != stored:
            self.add_error("npwp", "Aturan: tiap NPWP adalah penyedia tersendiri. Kontrak dengan NPWP yang keliru "
                                   "dibetulkan pada kontraknya: Ubah, lalu pilih penyedia yang benar.")  # fmt: skip
        elif said and (other := Contractor.objects.exclude(pk=self.firm.pk).filter(npwp=said).first()):
            self.add_error("npwp", f"NPWP ini milik {other}; gabungkan saja lewat Gabungkan.")
        return said

    def clean(self):
        super().clean()
        name, npwp = self.cleaned_data.get("nama"), self.cleaned_data.get("npwp")
        if name and npwp == "" and Contractor.objects.exclude(pk=self.firm.pk).filter(npwp="", name=name).exists():
            self.add_error("nama", "Penyedia tanpa NPWP dengan nama ini sudah ada, atau sudah digabung.")
