"""A firm's share of a contract as a person types it, with the firm's own BPJS facts."""

import uuid

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField, CountField, DayField, MoneyField, NPWPField
from coverage.forms.guarded import GuardedForm
from coverage.forms.headcount import MOST_WORKERS
from coverage.forms.providers import FindsProvider
from coverage.importing import cells
from projects.models import Subcontract


def _day(label):
    return DayField(FIRST_DAY, LAST_DAY, label=label, required=False)


class SubcontractForm(FindsProvider, GuardedForm):
    """A share of `contract`; `subcontract` is the one that is corrected, None for a new one; `today` is the last day."""

    COLUMNS = {
        "pekerjaan": "work",
        "penyedia": "contractor",
        "di_bawah": "parent",
        "nomor": "number",
        "tanggal": "signed_on",
        "nilai": "price",
        "jumlah": "headcount",
        "terdaftar": "registered_on",
        "sertifikat": "certificate_number",
        "berlaku_dari": "valid_from",
        "berlaku_sampai": "valid_to",
        "dibayar": "paid_on",
    }
    PAST = ("tanggal", "terdaftar", "dibayar")
    """Facts, which never lie in the future."""

    pekerjaan = CellField(cells.text(300), longest=300, strict=True, label="Pekerjaan yang disubkontrakkan")
    penyedia = CellField(
        cells.text(200), longest=200, strict=True, empty="", required=False, label="Subpenyedia, nama atau NPWP"
    )
    npwp_penyedia = NPWPField()
    di_bawah = forms.ModelChoiceField(
        Subcontract.objects.none(), required=False, label="Di bawah", empty_label="langsung di bawah penyedia utama"
    )
    nomor = CellField(cells.text(200), longest=200, strict=True, empty="", required=False, label="Nomor kontrak")
    tanggal = _day("Tanggal kontrak")
    nilai = MoneyField(label="Nilai, termasuk PPN", required=False)
    jumlah = CountField(required=False, label="Jumlah tenaga kerja")
    terdaftar = _day("Terdaftar di BPJS")
    sertifikat = CellField(
        cells.text(100), longest=100, strict=True, empty="", required=False, label="Nomor sertifikat"
    )
    berlaku_dari = _day("Berlaku dari")
    berlaku_sampai = _day("Berlaku sampai")
    dibayar = _day("Iuran pertama dibayar")
    penyedia_id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    penyedia_baru = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    kunci = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, contract, today, subcontract=None, **options):
        super().__init__(*args, **options)
        self.contract, self.today, self.subcontract = contract, today, subcontract
        self.fields["di_bawah"].queryset = Subcontract.objects.filter(contract=contract).exclude(
            pk__in=below(subcontract)
        )
        self.fields["kunci"].initial = uuid.uuid4
        self.fields["penyedia"].expected = True
        self.fields["npwp_penyedia"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self):
        said = super().clean()
        for name in self.PAST:
            if said.get(name) and said[name] > self.today:
                self.add_error(name, "Sesudah hari ini; catat setelah terjadi.")
        if said.get("jumlah") is not None and said["jumlah"] > MOST_WORKERS:
            self.add_error("jumlah", "Lebih dari seratus ribu orang; periksa angkanya.")
        if said.get("tanggal") and said["tanggal"] < self.contract.signed_on:
            self.add_error("tanggal", "Mendahului kontrak induk.")
        if said.get("berlaku_dari") and said.get("berlaku_sampai") and said["berlaku_sampai"] < said["berlaku_dari"]:
            self.add_error("berlaku_sampai", "Mendahului hari pertama sertifikat.")
        if "penyedia" in said and "npwp_penyedia" in said:
            self._find_contractor(said["penyedia"], said["npwp_penyedia"])
            if self.contractor and self.contractor == self.contract.contractor:
                self.add_error("penyedia", "Ini penyedia utama kontrak; subpenyedia adalah perusahaan lain.")
        return self.cleaned_data

    @property
    def columns(self):
        """The columns with their values; a firm that is still to be made stands as its name."""
        said = {column: self.cleaned_data[name] for name, column in self.COLUMNS.items()}
        return said | {"contractor": self.contractor or self.cleaned_data["penyedia"] or None}


def below(subcontract):
    """The ids of a subcontract and of all that stands below it: it cannot be moved below any of them."""
    if subcontract is None:
        return set()
    found, pairs = (
        {subcontract.pk},
        list(Subcontract.objects.filter(contract=subcontract.contract_id).values_list("pk", "parent")),
    )
    while more := {pk for pk, parent in pairs if parent in found} - found:
        found |= more
    return found
