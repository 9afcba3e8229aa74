"""An amendment as a person types it: number, date, new value and end, reason."""

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField, DayField, MoneyField
from coverage.forms.guarded import LOOK, GuardedForm
from coverage.importing import cells
from coverage.rules import amendments
from coverage.rules.spans import first_day
from projects.querysets import plain_number

REFUSALS = {
    "void": "Kontrak batal tidak dapat diadendum. Aturan: batal berarti batal sejak awal.",
    "future": "Tanggalnya sesudah hari ini; catat adendum setelah ditandatangani.",
    "early": "Mendahului tanggal kontrak. Aturan: adendum mengubah kontrak yang sudah ada.",
    "ended": "Sesudah pelaksanaan berakhir. Aturan: kontrak yang sudah selesai atau putus tidak diadendum.",
    "order": "Tidak urut: adendum bernomor lebih kecil harus bertanggal lebih dahulu.",
}


class AmendmentForm(GuardedForm):
    """An amendment of `contract` beside its `others` (rows of Amendment); `today` is the last day.

    `twin` is the other one of the same number, where the form says exactly what stands there.
    """

    COLUMNS = {
        "nomor": "number",
        "tanggal": "signed_on",
        "nilai_baru": "new_price",
        "selesai_baru": "new_ends_on",
        "uraian": "reason",
    }
    field_order = [*COLUMNS, "alasan"]
    twin = None

    nomor = CellField(cells.text(100), longest=100, strict=True, label="Nomor adendum")
    tanggal = DayField(FIRST_DAY, LAST_DAY, label="Tanggal adendum")
    nilai_baru = MoneyField(label="Nilai baru, termasuk PPN", required=False, help_text="Kosong: nilainya tetap.")
    selesai_baru = DayField(
        FIRST_DAY, LAST_DAY, label="Selesai baru", required=False, help_text="Kosong: tanggal selesainya tetap."
    )
    uraian = CellField(cells.text(1000), longest=1000, label="Alasan adendum", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, contract, others, today, **options):
        super().__init__(*args, **options)
        self.contract, self.others, self.today = contract, others, today

    def clean(self):
        said = super().clean()
        row = self.contract
        if "nilai_baru" in said and "selesai_baru" in said and said["nilai_baru"] is None and not said["selesai_baru"]:
            self.add_error("nilai_baru", "Isi nilai baru, selesai baru, atau keduanya: adendum mengubah salah satunya.")
        if said.get("selesai_baru") and said["selesai_baru"] < first_day(row.starts_on, row.signed_on):
            self.add_error("selesai_baru", "Mendahului mulai pelaksanaan.")
        if "tanggal" in said and "nomor" in said:
            self._check_place(said["tanggal"], said["nomor"])
        return said

    def _check_place(self, signed_on, number):
        row, plain = self.contract, plain_number(number)
        named = [one for one in self.others if plain_number(one.number) == plain]
        no = amendments.refusal(
            signed_on,
            number,
            contract_signed_on=row.signed_on,
            actual_end_on=row.actual_end_on,
            status=row.status,
            others=[one for one in self.others if one not in named],
            today=self.today,
        )
        if no:
            self.add_error("tanggal", REFUSALS[no])
        elif (
            named
            and not self.errors
            and all(getattr(named[0], column) == self.columns[column] for column in self.columns)
        ):
            self.twin = named[0]
        elif named:
            self.add_error(
                "nomor", "Adendum bernomor ini sudah tercatat; buka dari halaman kontrak untuk membetulkannya."
            )


class NewAmendmentForm(AmendmentForm):
    """A first record of an amendment: its own reason is also why figures move."""

    alasan = None

    def ask_why(self, restatement):
        """Say that figures of days gone by move and have not been looked at yet."""
        self.retype({"dilihat": restatement.digest})
        self.add_error("uraian", LOOK)
