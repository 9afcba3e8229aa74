"""What an administrator says of officers and appointments."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.names import NameField
from accounts.rereading import ReadForm
from cakupan.numbers import day_name
from cakupan.pages import id_in
from projects.models import Appointment, Officer

FIRST, LAST = date(2000, 1, 1), date(2050, 12, 31)


class DayField(forms.DateField):
    """A day between 2000 and 2050, typed day first (31/12/2026) or as 2026-12-31; the page says it in words."""

    usual = ""

    def __init__(self, **options):
        limits = [
            MinValueValidator(FIRST, "Tahunnya harus 2000 atau sesudahnya."),
            MaxValueValidator(LAST, "Tahunnya harus 2050 atau sebelumnya."),
        ]
        look = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off", "data-day": ""}
        widget = forms.DateInput(attrs=look, format="%d/%m/%Y")
        formats = ["%d/%m/%Y", "%Y-%m-%d"]
        super().__init__(required=False, validators=limits, widget=widget, input_formats=formats, **options)
        self.error_messages["invalid"] = "Tulis tanggal seperti 31/12/2026."

    def to_python(self, value):
        if isinstance(value, str) and not value.isascii():  # strptime takes the digits of any script
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def in_words(self, typed):
        """The day that was typed, as it is read; "" where it is none."""
        try:
            return day_name(self.to_python(typed)) if typed else ""
        except ValidationError:
            return ""


class OfficerForm(forms.Form):
    """As which officer contracts name `person`: one without a person yet, a new one, or none."""

    officer = forms.ModelChoiceField(
        label="Nama di kontrak",
        queryset=Officer.objects.none(),
        required=False,
        empty_label="bukan PPK mana pun",
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="PPK yang tercatat di kontrak dan belum punya pengguna.",
        error_messages={"invalid_choice": "PPK ini sudah menjadi pengguna lain, atau tidak ada."},
    )
    new_name = NameField(
        label="Nama baru",
        max_length=200,
        required=False,
        help_text="Hanya bila belum ada di daftar: persis seperti tertulis di kontrak, dengan gelar.",
    )

    dibaca = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    """The officer that the person was when the form was opened; 0 for none."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["officer"].queryset = Officer.objects.filter(user=None) | Officer.objects.filter(user=person)
        current = Officer.objects.filter(user=person).first()
        self.fields["officer"].initial = current
        self.fields["dibaca"].initial = current.pk if current else 0

    def clean_officer(self):
        if self.add_prefix("officer") not in self.data:
            raise ValidationError("Isian ini tidak sampai; muat ulang halaman.")
        return self.cleaned_data["officer"]

    def clean_new_name(self):
        name = self.cleaned_data["new_name"]
        if name and Officer.objects.filter(name=name).exists():
            raise ValidationError("Nama ini sudah ada: pilih dari daftar, atau periksa siapa penggunanya.")
        return name

    def clean(self):
        found = super().clean()
        chosen, new = found.get("officer"), found.get("new_name")
        current = Officer.objects.filter(user=self.person).first()
        now = current.pk if current else 0
        if found.get("dibaca") not in (None, now) and (new or chosen != current):
            self.data = self.data.copy()
            self.data[self.add_prefix("dibaca")] = str(now)
            self.add_error("officer", f"Sementara itu diubah orang lain: {current or 'bukan PPK mana pun'}.")
        elif new and chosen and chosen.user_id != self.person.pk:
            self.add_error("new_name", "Pilih dari daftar atau tulis nama baru, jangan keduanya.")
        elif new:
            found["officer"] = None
        return found


class AppointmentForm(ReadForm):
    """Where an officer serves, from when to when, as themselves or acting; the agency of one that exists stays."""

    starts_on = DayField(label="Mulai", help_text="Seperti 31/12/2026. Kosong: sejak dahulu.")
    ends_on = DayField(label="Sampai", help_text="Hari terakhir, ikut dihitung. Kosong: belum berakhir.")
    acting = forms.TypedChoiceField(
        label="Sebagai",
        choices=[("", "definitif"), ("ya", "pelaksana (Plt. atau Plh.)")],
        coerce=lambda text: text == "ya",
        empty_value=False,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Pilih definitif atau pelaksana."},
    )

    class Meta:
        model = Appointment
        fields = ["agency", "starts_on", "ends_on", "acting"]
        labels = {"agency": "OPD"}
        widgets = {"agency": forms.Select(attrs={"class": "form-select"})}
        error_messages = {"agency": {"invalid_choice": "OPD ini tidak ada."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["acting"] = "ya" if self.instance.acting else ""
        if self.instance.pk:
            del self.fields["agency"]

    def clean(self):
        found = super().clean()
        begins, ends = found.get("starts_on"), found.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "Hari terakhir mendahului hari mulai.")
        elif not self.errors:
            agency = found.get("agency") or self.instance.agency
            others = Appointment.objects.filter(officer=self.instance.officer, agency=agency).exclude(
                pk=self.instance.pk
            )
            if others.meeting(begins, ends).exists():
                self.add_error("starts_on", "Di OPD ini sudah ada penunjukan yang memuat hari-hari itu.")
        return found


class ChosenForm(forms.Form):
    """Which appointments were ticked on a page, or all of it, and what to do with them."""

    def chosen(self):
        """The ids of the ticked rows, or of all rows of the page; what is no id is left out."""
        ids = self.data.getlist("halaman" if "semua" in self.data else "penunjukan")
        return [one for one in map(id_in, ids) if one]

    def withdraws(self):
        return self.data.get("tindakan") == "cabut"
