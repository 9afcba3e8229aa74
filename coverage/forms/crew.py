"""People of a contract as a person types them: added, corrected, ended, replaced, and a replacement reported."""

from dataclasses import replace
from datetime import date

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.disclosing import MANY_DIGITS
from coverage.forms.fields import CellField, DayField, MoneyField
from coverage.forms.guarded import GuardedForm
from coverage.forms.membership import kpj
from coverage.importing import cells
from coverage.importing.templates import EMPLOYMENTS

FIRST_BIRTH = date(1900, 1, 1)
SEXES = [("", "Menurut NIK"), ("L", "Laki-laki"), ("P", "Perempuan")]
SHORT = "Hanya satu huruf. Bila namanya memang begitu, centang di bawahnya lalu simpan lagi."


def name(written, notes):
    """A person's name as it is written; no number of a person, which would stand in full on every page."""
    if MANY_DIGITS.search(written):
        raise cells.Unreadable("berisi nomor panjang; NIK dan nomor orang tidak ditulis sebagai nama")
    return cells.text(150)(written, notes)


def region(written, notes):
    """A Kemendagri region code, dots or none."""
    if not cells.REGION.match(written):
        raise cells.Unreadable("bukan kode wilayah; tulis seperti 32.71.01")
    return written


def employments(current=""):
    """The choices of the status of work; one that a file brought and the list lacks stays on offer."""
    known = ["", *EMPLOYMENTS] + ([current] if current and current not in EMPLOYMENTS else [])
    return [(one, one or "Belum diketahui") for one in known]


class PlaceForm(GuardedForm):
    """What an assignment says beside person and days; a wage or KPJ that is left empty stays as it is stored."""

    COLUMNS = {
        "mulai": "starts_on",
        "selesai": "ends_on",
        "jabatan": "job",
        "status_kerja": "employment",
        "kode_domisili": "domicile_code",
    }
    SECRETS = {"upah": "wage", "kpj": "kpj"}

    mulai = DayField(FIRST_DAY, LAST_DAY, label="Mulai bertugas")
    selesai = DayField(
        FIRST_DAY, LAST_DAY, required=False, label="Selesai bertugas", help_text="Kosong: sampai pekerjaan berakhir."
    )
    jabatan = CellField(cells.text(100), longest=100, strict=True, empty="", required=False, label="Jabatan")
    status_kerja = forms.ChoiceField(label="Status kerja", required=False)
    kode_domisili = CellField(
        region, longest=20, strict=True, empty="", required=False, label="Kode wilayah KTP", help_text="Mis. 32.71.01."
    )
    upah = MoneyField(label="Upah sebulan", required=False)
    kpj = CellField(kpj, longest=40, empty="", required=False, label="Nomor KPJ", help_text="11 angka.")

    def __init__(self, *args, employment="", **options):
        super().__init__(*args, **options)
        self.fields["status_kerja"].choices = employments(employment)
        self.fields["status_kerja"].widget.attrs["class"] = "form-select"
        for secret in ("upah", "kpj"):
            self.fields[secret].widget.attrs["autocomplete"] = "off"

    def clean(self):
        said = super().clean()
        first, last = said.get("mulai"), said.get("selesai")
        if first and last and last < first:
            self.add_error("selesai", "Mendahului hari mulainya.")
        return said

    @property
    def columns(self):
        """The columns that the form fills, the secret ones only where they were typed."""
        typed = {column: self.cleaned_data[name] for name, column in self.SECRETS.items()}
        return super().columns | {column: value for column, value in typed.items() if value not in (None, "")}

    @property
    def labels(self):
        return super().labels | {column: self.fields[name].label for name, column in self.SECRETS.items()}


class AssignmentForm(PlaceForm):
    """Correct an assignment: its days and what it says; `stored` is the Assignment."""

    field_order = [*PlaceForm.COLUMNS, *PlaceForm.SECRETS, "tanpa_upah", "alasan"]

    tanpa_upah = forms.BooleanField(required=False, label="Hapus upah yang tersimpan: tidak diketahui")

    def __init__(self, *args, stored, **options):
        super().__init__(*args, employment=stored.employment, **options)
        self.stored = stored
        self.fields["upah"].help_text = _kept("Upah", stored.wage is not None)
        self.fields["kpj"].help_text = _kept("KPJ", bool(stored.kpj))

    def clean(self):
        said = super().clean()
        if said.get("tanpa_upah") and said.get("upah") is not None:
            self.add_error("tanpa_upah", "Upahnya juga diisi; pilih salah satu.")
        return said

    @property
    def columns(self):
        """As of PlaceForm; a wage that is to be cleared is None."""
        return super().columns | ({"wage": None} if self.cleaned_data["tanpa_upah"] else {})


def _kept(what, stored):
    return f"{what} tersimpan dan tersamar. Kosong: tetap; isi untuk mengganti." if stored else "Belum tersimpan."


class PersonForm(PlaceForm):
    """A person who is added to a contract; `today` is the last birth date."""

    PERSON = ("nik", "nama", "yakin", "tanggal_lahir", "jenis_kelamin")
    field_order = [*PERSON, *PlaceForm.COLUMNS, *PlaceForm.SECRETS]

    alasan = versi = dilihat = None
    nik = CellField(cells.nik, longest=64, strict=True, label="NIK", help_text="16 angka menurut KTP.")
    nama = CellField(name, longest=150, strict=True, label="Nama", help_text="Menurut KTP.")
    yakin = forms.BooleanField(required=False, label="Namanya memang hanya satu huruf")
    tanggal_lahir = DayField(
        FIRST_BIRTH, LAST_DAY, required=False, label="Tanggal lahir", help_text="Kosong: diisi menurut NIK."
    )
    jenis_kelamin = forms.ChoiceField(choices=SEXES, required=False, label="Jenis kelamin")

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["jenis_kelamin"].widget.attrs["class"] = "form-select"
        self.fields["nik"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        self.fields["nama"].widget.attrs["autocomplete"] = "off"

    @property
    def one_letter(self):
        """Whether to ask if a name of one letter is meant."""
        return self.is_bound and len(self["nama"].value().strip() if self["nama"].value() else "") == 1

    def clean(self):
        said = super().clean()
        if len(said.get("nama") or "") == 1 and not said["yakin"]:
            self.add_error("nama", SHORT)
        if said.get("tanggal_lahir") and said["tanggal_lahir"] > self.today:
            self.add_error("tanggal_lahir", "Sesudah hari ini.")
        return said

    @property
    def facts(self):
        """What the form tells of the person: name, born_on, sex; birth and sex by the NIK where they were left empty."""
        said = self.cleaned_data
        return {
            "name": said["nama"],
            "born_on": said["tanggal_lahir"] or said["nik"].birth_before(self.today),
            "sex": said["jenis_kelamin"] or said["nik"].sex,
        }


class ReplacementForm(PersonForm):
    """Somebody who takes the place of `stored` (Assignment) from the day `mulai` on."""

    field_order = ["mulai", *PersonForm.PERSON, *[one for one in PlaceForm.COLUMNS if one != "mulai"], "alasan"]
    alasan = GuardedForm.base_fields["alasan"]
    versi = GuardedForm.base_fields["versi"]
    dilihat = GuardedForm.base_fields["dilihat"]

    def __init__(self, *args, stored, **options):
        super().__init__(*args, employment=stored.employment, **options)
        self.stored = stored
        self.fields["mulai"].label = "Hari pertama penggantinya"
        self.fields["mulai"].help_text = "Yang diganti selesai sehari sebelumnya."

    def clean(self):
        said = super().clean()
        first = said.get("mulai")
        if first and first <= self.stored.starts_on:
            self.add_error("mulai", "Harus sesudah hari mulai orang yang diganti.")
        return said

    def diverged(self, divergence, row):
        """As of GuardedForm; `row` is whoever leaves, and what was typed of the newcomer stays as it is."""
        super().diverged(replace(divergence, fields=[]), row)


class EndForm(GuardedForm):
    """The last day of an assignment (`stored`)."""

    COLUMNS = {"selesai": "ends_on"}
    field_order = ["selesai", "alasan"]

    selesai = DayField(FIRST_DAY, LAST_DAY, label="Hari terakhir bertugas")

    def __init__(self, *args, stored, **options):
        super().__init__(*args, **options)
        self.stored = stored

    def clean_selesai(self):
        if self.cleaned_data["selesai"] < self.stored.starts_on:
            raise forms.ValidationError("Mendahului hari mulainya.")
        return self.cleaned_data["selesai"]


class ReportForm(GuardedForm):
    """The day on which a replacement was reported to the branch; not before it, not after `today`."""

    COLUMNS = {"dilaporkan": "reported_on"}
    alasan = dilihat = None

    dilaporkan = DayField(FIRST_DAY, LAST_DAY, label="Dilaporkan pada")

    def __init__(self, *args, changed_on, today, **options):
        super().__init__(*args, **options)
        self.changed_on, self.today = changed_on, today

    def clean_dilaporkan(self):
        told = self.cleaned_data["dilaporkan"]
        if told > self.today:
            raise forms.ValidationError("Sesudah hari ini; catat setelah dilaporkan.")
        if told < self.changed_on:
            raise forms.ValidationError("Mendahului hari perubahannya.")
        return told
