"""A contract that stands already, as a person corrects it: the form of a new one, filled with what stands there."""

from django.db.models import Q

from coverage.forms.contract import ContractForm, place_name
from coverage.forms.guarded import GuardedForm, as_typed
from projects.models import Officer, Region

DAYS = frozenset({"tanggal_kontrak", "mulai", "selesai"})
PLACE = frozenset({"opd", "ppk"})
PROVIDER = frozenset({"penyedia", "npwp_penyedia"})


class CorrectionForm(GuardedForm, ContractForm):
    """What is corrected of a contract as it was `read` (a Contract, or an event of its history).

    A field that nobody touched keeps what stands there, also where a form would refuse it: a file of the past may
    have brought it. Rules about several fields are asked where one of them was touched.
    """

    COLUMNS = {
        "nama_paket": "title",
        "nomor_kontrak": "number",
        "kode_paket": "package_code",
        "nilai_kontrak": "price",
        "ppn_persen": "ppn_percent",
        "tanggal_kontrak": "signed_on",
        "mulai": "starts_on",
        "selesai": "ends_on",
        "penyedia": "contractor",
        "kelurahan": "village_code",
        "opd": "agency",
        "ppk": "officer",
        "tahun": "year",
        "jenis": "kind",
        "metode": "method",
        "sumber_dana": "fund",
        "kode_rup": "rup_code",
    }

    def __init__(self, *args, read, **options):
        self.read, self.texts = read, texts_of(read)
        super().__init__(*args, initial=self.texts, **options)
        del self.fields["rencana_tenaga_kerja"], self.fields["bukan_ganda"]
        offered = Q(pk__in=self.fields["ppk"].queryset.values("pk")) | Q(pk=read.officer_id)
        self.fields["ppk"].queryset = Officer.objects.filter(offered)
        self.fields["ppk"].required = read.officer_id is not None
        for name, value in (("jenis", read.kind), ("sumber_dana", read.fund)):
            if value not in dict(self.fields[name].choices):
                self.fields[name].choices = [*self.fields[name].choices, (value, value)]
        self.fields["kode_paket"].help_text = "Impor mencari kontrak ini dengan kode itu."

    @property
    def touched(self):
        """The names of the fields in which something else was typed than what stood there."""
        return {
            name
            for name in self.texts
            if " ".join(self.data.get(name, "").split()) != " ".join(self.texts[name].split())
        }

    def _clean_fields(self):
        super()._clean_fields()
        for name in self.texts.keys() - self.touched:
            self._errors.pop(name, None)
            self.cleaned_data[name] = self._stored(name)

    def _stored(self, name):
        if name in ("penyedia", "npwp_penyedia"):
            return self.texts[name]
        return getattr(self.read, self.COLUMNS[name])

    def _check_days(self, said):
        if self.touched & DAYS:
            super()._check_days(said)

    def _check_officer(self, said):
        if self.touched & PLACE:
            super()._check_officer(said)

    def _find_contractor(self, name, npwp):
        if self.touched & PROVIDER:
            super()._find_contractor(name, npwp)
        else:
            self.contractor = self.read.contractor

    @property
    def columns(self):
        """The columns with their values; a provider that is still to be made stands as its name."""
        said = {column: self.cleaned_data[name] for name, column in self.COLUMNS.items()}
        village = self.cleaned_data["kelurahan"]
        return said | {
            "contractor": self.contractor or self.cleaned_data["penyedia"] or None,
            "village_code": getattr(village, "code", village) or "",
        }


def texts_of(read):
    """What stands in the fields of a contract before anybody types, by name."""
    texts = {name: as_typed(getattr(read, column)) for name, column in CorrectionForm.COLUMNS.items()}
    village = Region.objects.villages().filter(code=read.village_code).first()
    return texts | {
        "penyedia": read.contractor.name if read.contractor else "",
        "npwp_penyedia": read.contractor.npwp if read.contractor else "",
        "kelurahan": place_name(village) if village else read.village_code,
    }
