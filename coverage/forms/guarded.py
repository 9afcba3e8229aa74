"""What every form about a stored row carries: the version that it read, the reason, and which figures were shown."""

from datetime import date
from decimal import Decimal

from django import forms

from cakupan.numbers import amount
from coverage.forms.fields import CellField
from coverage.importing import cells

WHY = "Perubahan ini menggeser angka yang sudah lewat; isi alasannya."
GONE = "Catatan ini baru saja ditarik kembali oleh orang lain. Salin dari sini yang masih diperlukan."
MISSING = "Catatan ini sementara itu ditarik kembali. Simpan sekali lagi bila memang hendak dicatat lagi."
LOOK = "Periksa angka yang bergeser, lalu simpan sekali lagi."


def as_typed(value):
    """A stored value as a person would type it: 31/12/2025, 1.234.567,89; the key of a related row; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return amount(value) if isinstance(value, Decimal) else str(getattr(value, "pk", value))


class GuardedForm(forms.Form):
    """`versi` is of coverage.locking, `dilihat` the digest of coverage.restating; `COLUMNS` maps fields to columns."""

    COLUMNS: dict[str, str] = {}

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

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "alasan" in self.fields:
            self.fields["alasan"].expected = True

    def retype(self, values):
        """Let the form show `values` (name to text) where it is drawn again; what else was typed stays."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    def ask_why(self, restatement):
        """Say that figures of days gone by move: a reason is missing, or they have not been looked at yet."""
        self.retype({"dilihat": restatement.digest})
        self.add_error("alasan", LOOK if self.cleaned_data["alasan"] else WHY)

    def gone(self):
        """Say that somebody took the row back while the form was on its way."""
        self.is_valid()
        self.add_error(None, GONE)

    def diverged(self, divergence, row):
        """Say that somebody else was quicker; the next attempt knows what they wrote.

        Fields that were typed anew stay as they were typed; the others show what stands in `row` now.
        """
        theirs = {one.name for one in divergence.fields if not one.touched}
        now = {name: as_typed(getattr(row, column)) for name, column in self.COLUMNS.items() if column in theirs}
        self.retype({**now, "versi": divergence.version, "dilihat": ""})
        self.add_error(None, "Isian ini berubah sejak Anda membukanya. Bandingkan di bawah, lalu simpan sekali lagi.")

    def is_missing(self, version):
        """Say that the row which was read has been taken back meanwhile; the next attempt knows it."""
        self.retype({"versi": version, "dilihat": ""})
        self.add_error(None, MISSING)

    @property
    def columns(self):
        """The columns that the form fills, with their values."""
        return {column: self.cleaned_data[name] for name, column in self.COLUMNS.items()}

    @property
    def labels(self):
        """The labels of the fields by column."""
        return {column: self.fields[name].label for name, column in self.COLUMNS.items()}
