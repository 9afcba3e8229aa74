"""One contract as a person types it: the columns of the template `kontrak`, read by the parsers of the import."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from coverage.forms.fields import CellField, CountField, DayField, MoneyField, NPWPField, RowField
from coverage.forms.providers import FindsProvider
from coverage.importing import cells
from coverage.importing.templates import FUNDS, KINDS, KONTRAK
from projects.models import Agency, Contract, Officer, Region

PARSERS = {column.name: column.parse for column in KONTRAK.columns}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)
MOST_WORKERS = 100_000
METHODS = ("Pengadaan Langsung", "Tender", "Seleksi", "Penunjukan Langsung", "E-purchasing", "Swakelola")
PRESET = ("opd", "ppk", "tahun", "jenis", "metode", "sumber_dana", "kode_rup")
"""What the page fills in before anybody types."""


def _text(name, longest, label, **options):
    return CellField(PARSERS[name], longest=longest, label=label, strict=True, empty="", **options)


def _choices(values):
    return [(value, value) for value in values]


class ContractForm(FindsProvider, forms.Form):
    """A new contract; `contractor`, `village` and `agency` rows are looked up here, nothing is written.

    `user` bounds what agencies and officers are offered, `today` is the last day on which a contract can be signed,
    `ask` is how rows are looked up (coverage/querysets/asking.py).
    Beside the columns: `penyedia_id` chooses among providers of like name, `penyedia_baru` repeats the name that is
    to be made in spite of near-twins, `bukan_ganda` the ids of the contracts that this one only looks like.
    """

    nama_paket = _text("nama_paket", 500, "Nama paket")
    nomor_kontrak = _text("nomor_kontrak", 200, "Nomor kontrak atau SPK")
    kode_paket = _text(
        "kode_paket", 60, "Kode paket", help_text="Kode SPSE bila ada, supaya impor mengenali kontrak ini."
    )
    nilai_kontrak = MoneyField(label="Nilai kontrak, termasuk PPN")
    ppn_persen = CellField(PARSERS["ppn_persen"], strict=True, label="PPN", suffix="%")
    tanggal_kontrak = DayField(FIRST_DAY, LAST_DAY, "hari/bulan/tahun", label="Tanggal SPK")
    mulai = DayField(FIRST_DAY, LAST_DAY, "kosong: sama dengan SPK", label="Mulai (SPMK)", required=False)
    selesai = DayField(FIRST_DAY, LAST_DAY, "hari terakhir menurut kontrak", label="Selesai", required=False)
    penyedia = _text("nama_penyedia", 200, "Penyedia, nama atau NPWP", required=False)
    npwp_penyedia = NPWPField()
    kelurahan = CellField(cells.text(200), strict=True, empty="", longest=200, label="Kelurahan", required=False)
    rencana_tenaga_kerja = CountField(label="Rencana tenaga kerja", required=False)
    opd = RowField(Agency.objects.none(), label="OPD")
    ppk = RowField(Officer.objects.none(), label="PPK")
    tahun = CellField(PARSERS["tahun"], strict=True, label="Tahun anggaran")
    jenis = forms.ChoiceField(choices=_choices(KINDS), label="Jenis")
    metode = _text("metode", 100, "Metode")
    sumber_dana = forms.ChoiceField(choices=_choices((*FUNDS, "BLUD")), label="Sumber dana")
    kode_rup = _text("kode_rup", 200, "Kode RUP", required=False)
    penyedia_id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    penyedia_baru = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    bukan_ganda = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, today, ask=list, **options):
        super().__init__(*args, **options)
        self.user, self.today, self.ask = user, today, ask
        self.fields["opd"].queryset = Agency.objects.visible_to(user)
        self.fields["ppk"].queryset = Officer.objects.visible_to(user)
        self.fields["opd"].ask = self.fields["ppk"].ask = ask
        self.fields["penyedia"].expected = True
        for name in ("penyedia", "kelurahan"):
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "role": "combobox",
                "aria-autocomplete": "list",
                "aria-expanded": "false",
                "aria-controls": f"{name}-daftar",
            }
        for name in ("ppn_persen", "tahun", "npwp_penyedia"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.fields["metode"].widget.attrs["list"] = "metode-lazim"

    @property
    def needs_no_provider(self):
        """Whether the agency does the work itself (swakelola)."""
        return self.cleaned_data.get("metode", "").strip().lower() == "swakelola"

    def clean_ppn_persen(self):
        percent = self.cleaned_data["ppn_persen"]
        if percent > 100:
            raise ValidationError("PPN paling banyak 100 persen.")
        return percent

    def clean_tanggal_kontrak(self):
        signed_on = self.cleaned_data["tanggal_kontrak"]
        if signed_on > self.today:
            raise ValidationError("Tanggal SPK sesudah hari ini.")
        return signed_on

    def clean_tahun(self):
        year = self.cleaned_data["tahun"]
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise ValidationError(f"Tahun harus antara {FIRST_DAY.year} dan {LAST_DAY.year}.")
        return year

    def clean_rencana_tenaga_kerja(self):
        headcount = self.cleaned_data["rencana_tenaga_kerja"]
        if headcount is not None and headcount > MOST_WORKERS:
            raise ValidationError("Lebih dari seratus ribu orang; periksa angkanya.")
        return headcount

    def clean_kode_paket(self):
        code = self.cleaned_data["kode_paket"]
        if self.ask(Contract.objects.filter(package_code=code).only("pk")):
            raise ValidationError("Kode paket ini sudah dipakai kontrak lain di register.")
        return code

    def clean_kelurahan(self):
        written = self.cleaned_data["kelurahan"]
        if not written:
            return None
        villages = Region.objects.villages()
        found = self.ask(villages.filter(code=written)) or self.ask(villages.sought(written)[:7])
        exact = [one for one in found if written.lower() in (one.name.lower(), place_name(one).lower())]
        if len(found) != 1 and len(exact) != 1:
            names = "; ".join(place_name(one) for one in found[:6])
            raise ValidationError(
                f"Ada beberapa; pilih salah satu: {names}."
                if found
                else "Tidak ada kelurahan Kota Bogor yang seperti itu."
            )
        return (exact or found)[0]

    def clean(self):
        self._check_days(self.cleaned_data)
        self._check_officer(self.cleaned_data)
        if "penyedia" in self.cleaned_data and "npwp_penyedia" in self.cleaned_data:
            self._find_contractor(self.cleaned_data["penyedia"], self.cleaned_data["npwp_penyedia"])
        return self.cleaned_data

    def _check_days(self, said):
        first = said.get("mulai") or said.get("tanggal_kontrak")
        if said.get("mulai") and said.get("tanggal_kontrak") and said["mulai"] < said["tanggal_kontrak"]:
            self.add_error("mulai", "Mendahului tanggal SPK.")
        elif said.get("selesai") and first and said["selesai"] < first:
            self.add_error("selesai", f"Mendahului {'tanggal mulai' if said.get('mulai') else 'tanggal SPK'}.")

    def _check_officer(self, said):
        agency, officer = said.get("opd"), said.get("ppk")
        if agency and officer and not self.ask(Officer.objects.serving(agency).filter(pk=officer.pk)):
            self.add_error("ppk", "PPK ini tidak ditunjuk di OPD itu.")


def place_name(village):
    """A kelurahan as the form writes it: Babakan Pasar, Kec. Bogor Tengah."""
    return f"{village.name}, Kec. {village.district}"
