"""A stop of the work, and another provider, as a person types them."""

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField, DayField, NPWPField
from coverage.forms.guarded import GuardedForm
from coverage.forms.providers import FindsProvider
from coverage.importing import cells
from coverage.rules import interruptions
from coverage.rules.spans import first_day

VOIDNESS = "Kontrak batal dianggap tidak pernah ada. Aturan: batal berarti batal sejak awal."
STOPS = {
    "void": ("mulai", VOIDNESS),
    "first_ahead": ("mulai", "Sesudah hari ini. Aturan: penghentian dicatat setelah terjadi."),
    "last_ahead": ("sampai", "Sesudah hari ini. Aturan: kelanjutan dicatat setelah terjadi; kosongkan dahulu."),
    "backwards": ("sampai", "Mendahului hari pertama berhenti."),
    "before_the_work": ("mulai", "Mendahului mulai pelaksanaan. Aturan: yang berhenti adalah pekerjaan yang berjalan."),
    "after_the_work": ("mulai", "Sesudah pelaksanaan berakhir. Aturan: yang berhenti adalah pekerjaan yang berjalan."),
    "overlaps": ("mulai", "Harinya bertumpuk dengan penghentian lain pada kontrak ini; lanjutkan dahulu yang itu."),
}
CHANGES = {
    "void": ("mulai", VOIDNESS),
    "ahead": ("mulai", "Sesudah hari ini. Aturan: pergantian penyedia dicatat setelah terjadi."),
    "not_after_the_contract": (
        "mulai",
        "Harus sesudah tanggal kontrak. Aturan: yang menandatangani adalah penyedia pertama; salah catat dibetulkan di Ubah.",
    ),
    "after_the_work": ("mulai", "Sesudah pelaksanaan berakhir. Aturan: kontrak yang berakhir tidak berganti penyedia."),
    "same_day": ("mulai", "Penyedia kontrak ini sudah berganti pada hari itu; tarik kembali dahulu bila keliru."),
    "same_firm": ("penyedia", "Penyedia ini sudah mengerjakannya sebelum atau sesudah hari itu; pilih yang lain."),
}
"""Where each refusal of coverage.rules.interruptions stands, and its words with the rule."""


class SaysWhy(GuardedForm):
    """Asks for a paper or a cause, and takes a refusal of the rules to its field."""

    surat = CellField(cells.text(200), longest=200, strict=True, empty="", required=False, label="Nomor surat")
    uraian = CellField(
        cells.text(1000),
        longest=1000,
        empty="",
        required=False,
        label="Sebab",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nomor surat, sebab, atau keduanya.",
    )

    def __init__(self, *args, contract, others, today, **options):
        super().__init__(*args, **options)
        self.contract, self.others, self.today = contract, others, today
        for name in ("surat", "uraian"):
            self.fields[name].expected = True

    def clean(self):
        said = super().clean()
        if not said.get("surat") and not said.get("uraian") and not self.has_error("surat"):
            self.add_error("uraian", "Isi nomor surat, sebab, atau keduanya.")
        return said

    def refuse(self, code, words):
        """Put what the rules refuse at its field."""
        if code:
            self.add_error(*words[code])


class StopForm(SaysWhy):
    """A stop of `contract` beside its `others` (rows of Suspension); `today` is the last day."""

    COLUMNS = {"mulai": "starts_on", "sampai": "ends_on", "surat": "paper", "uraian": "reason"}
    field_order = [*COLUMNS, "alasan"]

    mulai = DayField(FIRST_DAY, LAST_DAY, label="Hari pertama berhenti")
    sampai = DayField(
        FIRST_DAY,
        LAST_DAY,
        label="Hari terakhir berhenti",
        required=False,
        help_text="Kosong: masih berhenti. Pekerjaan lanjut keesokan harinya.",
    )

    def clean(self):
        said, row = super().clean(), self.contract
        if "mulai" in said and "sampai" in said:
            no = interruptions.stop_refusal(
                said["mulai"],
                said["sampai"],
                status=row.status,
                first_day=first_day(row.starts_on, row.signed_on),
                actual_end_on=row.actual_end_on,
                others=[(one.starts_on, one.ends_on) for one in self.others],
                today=self.today,
            )
            self.refuse(no, STOPS)
        return said


class NewSuspensionForm(StopForm):
    """One that is not stored yet: its paper or cause is reason enough."""

    alasan = None


class SuspensionForm(StopForm):
    """One that is `stored`: to say that work goes on needs no reason, to correct what was said does."""

    def __init__(self, *args, stored, **options):
        super().__init__(*args, **options)
        self.stored = stored
        self.fields["alasan"].label = "Alasan pembetulan"
        self.fields[
            "alasan"
        ].help_text = "Wajib bila yang sudah tercatat diubah; mengisi hari terakhir saja tidak perlu."

    @property
    def corrects(self):
        """The columns whose recorded value is changed, a last day that was still open left out."""
        found = {name for name, value in self.columns.items() if getattr(self.stored, name) != value}
        return found - {"ends_on"} if self.stored.ends_on is None else found

    def clean(self):
        said = super().clean()
        if not self.errors and self.corrects and not said["alasan"]:
            self.add_error("alasan", "Alasannya wajib: yang sudah tercatat berubah.")
        return said


class ProviderChangeForm(FindsProvider, SaysWhy):
    """Another provider for `contract` beside its `others` (rows of ProviderChange); `today` is the last day."""

    COLUMNS = {"mulai": "starts_on", "surat": "paper", "uraian": "reason"}
    alasan = versi = None

    mulai = DayField(FIRST_DAY, LAST_DAY, label="Mulai tanggal", help_text="Sejak hari ini penyedia pengganti bekerja.")
    penyedia = CellField(
        cells.text(200), longest=200, strict=True, empty="", required=False, label="Penyedia pengganti, nama atau NPWP"
    )
    npwp_penyedia = NPWPField()
    penyedia_id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    penyedia_baru = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    field_order = ["mulai", "penyedia", "npwp_penyedia", "surat", "uraian"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["surat"].label = "Nomor adendum atau SPK"
        self.fields["penyedia"].expected = True
        self.fields["npwp_penyedia"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    @property
    def columns(self):
        """The columns with their values; a firm that is still to be made is None."""
        return super().columns | {"contractor": self.contractor}

    def clean(self):
        said, row = super().clean(), self.contract
        if "penyedia" in said and "npwp_penyedia" in said:
            self._find_contractor(said["penyedia"], said["npwp_penyedia"])
        if "mulai" in said:
            no = interruptions.change_refusal(
                said["mulai"],
                self.contractor and self.contractor.pk,
                status=row.status,
                signed_on=row.signed_on,
                signed_by=row.contractor_id,
                actual_end_on=row.actual_end_on,
                others=[(one.starts_on, one.contractor_id) for one in self.others],
                today=self.today,
            )
            self.refuse(no, CHANGES)
        return self.cleaned_data
