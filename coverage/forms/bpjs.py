"""A registration and an instalment as a person types them, each with its proof."""

from contextlib import suppress

from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.documents import FileField
from coverage.forms.fields import CellField, CountField, DayField, MoneyField
from coverage.forms.guarded import GuardedForm
from coverage.importing import cells
from coverage.models import Instalment
from projects.querysets import PlainNumber, plain_number

FUTURE = "Sesudah hari ini; catat setelah terjadi."


class FactForm(GuardedForm):
    """A fact on `contract`; `today` is the last day on which something can have happened. `twin`: see register."""

    twin = None
    berkas = FileField(required=False)

    def __init__(self, *args, contract, today, **options):
        super().__init__(*args, **options)
        self.contract, self.today, self.others = contract, today, []
        self.fields[
            "alasan"
        ].help_text = "Wajib bila pembetulan menggeser angka yang sudah lewat atau yang dibetulkan sudah diverifikasi."

    def amount(self, name, typed=None):
        """The amount that stands in a field: as it was sent, as it is `typed` so far, or before that.

        None where it is empty or cannot be read.
        """
        if self.is_bound:
            self.is_valid()
            return self.cleaned_data.get(name)
        stands = self.initial.get(name) if typed is None else typed
        with suppress(ValidationError):
            return self.fields[name].clean(stands) if stands else None

    def happened(self, name):
        if self.cleaned_data[name] and self.cleaned_data[name] > self.today:
            raise ValidationError(FUTURE)
        return self.cleaned_data[name]


class RegistrationForm(FactForm):
    """A project's registration at BPJS with its certificate; what is not known yet may be left empty."""

    COLUMNS = {
        "nomor_proyek": "project_number",
        "nomor_sertifikat": "certificate_number",
        "tanggal_daftar": "registered_on",
        "berlaku_dari": "valid_from",
        "berlaku_sampai": "valid_to",
        "jumlah": "headcount",
        "iuran": "contribution",
    }
    field_order = [*COLUMNS, "berkas", "alasan"]

    nomor_proyek = CellField(
        cells.text(60), longest=60, strict=True, empty="", required=False, label="Nomor proyek BPJS"
    )
    nomor_sertifikat = CellField(
        cells.text(100), longest=100, strict=True, empty="", required=False, label="Nomor sertifikat",
        help_text="Kosong selama sertifikat belum terbit.",
    )  # fmt: skip
    tanggal_daftar = DayField(FIRST_DAY, LAST_DAY, label="Tanggal daftar")
    berlaku_dari = DayField(FIRST_DAY, LAST_DAY, required=False, label="Berlaku dari")
    berlaku_sampai = DayField(FIRST_DAY, LAST_DAY, required=False, label="Berlaku sampai")
    jumlah = CountField(required=False, label="Tenaga kerja pada sertifikat")
    iuran = MoneyField(required=False, label="Iuran pada penetapan", help_text="Seluruh iuran, bukan satu termin.")

    def clean_tanggal_daftar(self):
        return self.happened("tanggal_daftar")

    def clean(self):
        said = super().clean()
        first, last = said.get("berlaku_dari"), said.get("berlaku_sampai")
        if "berlaku_dari" in said and "berlaku_sampai" in said and bool(first) != bool(last):
            empty = "berlaku_sampai" if first else "berlaku_dari"
            self.add_error(
                empty, "Isi kedua tanggal berlakunya: sertifikat tanpa keduanya tidak melindungi hari mana pun."
            )
        elif first and last and last < first:
            self.add_error("berlaku_sampai", "Mendahului tanggal mulai berlakunya.")
        number = plain_number(said.get("nomor_sertifikat") or "")
        same = [one for one in self.others if plain_number(one.certificate_number) == number]
        if same and not self.errors:
            self._same_number(same[0])
        return said

    def _same_number(self, other):
        if all(getattr(other, column) == value for column, value in self.columns.items()):
            self.twin = other
        else:
            said = (
                f"Sertifikat {other.certificate_number}" if other.certificate_number else "Pendaftaran tanpa sertifikat"
            )
            self.add_error(
                "nomor_sertifikat", f"{said} sudah tercatat; buka dari halaman kontrak untuk membetulkannya."
            )


class InstalmentForm(FactForm):
    """An instalment: what is owed or was paid, when, with which receipt."""

    COLUMNS = {"jumlah": "amount", "jatuh_tempo": "due_on", "tanggal_bayar": "paid_on", "nomor_bukti": "receipt"}
    field_order = [*COLUMNS, "berkas", "alasan"]

    jumlah = MoneyField(label="Jumlah")
    tanggal_bayar = DayField(
        FIRST_DAY, LAST_DAY, required=False, label="Tanggal bayar", help_text="Kosong selama belum dibayar."
    )
    jatuh_tempo = DayField(
        FIRST_DAY, LAST_DAY, required=False, label="Jatuh tempo",
        help_text="Menurut aturan: termin 1 pada batas mendaftar, yang lain sebelum pelaksanaan berakhir. "
        "Ubah bila cabang menetapkan lain.",
    )  # fmt: skip
    nomor_bukti = CellField(
        cells.text(100), longest=100, strict=True, empty="", required=False, label="Nomor bukti bayar"
    )

    def clean_tanggal_bayar(self):
        return self.happened("tanggal_bayar")

    def clean_nomor_bukti(self):
        receipt = self.cleaned_data["nomor_bukti"]
        others = Instalment.objects.exclude(contract=self.contract).annotate(plain=PlainNumber("receipt"))
        if receipt and others.filter(plain=plain_number(receipt)).exists():
            raise ValidationError(
                "Nomor bukti ini sudah dipakai untuk kontrak lain; satu pembayaran untuk satu kontrak."
            )
        return receipt

    def clean(self):
        said = super().clean()
        if said.get("nomor_bukti") and "tanggal_bayar" in said and not said["tanggal_bayar"]:
            self.add_error("tanggal_bayar", "Ada nomor bukti, jadi tanggal bayarnya juga.")
        return said
