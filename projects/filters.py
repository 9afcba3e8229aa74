"""The questions that the lists of people and appointments answer, each a key of their URL."""

import django_filters

from accounts.models import Role, User
from accounts.querysets import SILENT_DAYS
from projects.models import Agency, Appointment

LONGEST = 200
MOST_WORDS = 8


def words_of(text):
    """The words of a search, at most eight."""
    return text.replace("\0", "").split()[:MOST_WORDS]


class ListFilter(django_filters.FilterSet):
    """Narrows by what can be read of the URL; unknown keys and unreadable values narrow nothing."""

    @property
    def asked(self):
        """The filters in force: key to value as it stands in the URL."""
        _ = self.errors
        data = getattr(self.form, "cleaned_data", {})
        return {name: self.data.get(name) for name, value in data.items() if value not in (None, "")}


class UserFilter(ListFilter):
    """People on `day`: by name or surel, role, agency of today's appointment, last sign-in, open or closed."""

    cari = django_filters.CharFilter(label="Cari nama atau surel", method="search", max_length=LONGEST)
    peran = django_filters.ChoiceFilter(
        label="Peran", field_name="role", choices=Role.choices, empty_label="Semua peran"
    )
    opd = django_filters.ModelChoiceFilter(
        label="OPD", queryset=Agency.objects.all(), method="serving_at", empty_label="Semua OPD"
    )
    masuk = django_filters.ChoiceFilter(
        label="Terakhir masuk",
        choices=[("belum", "belum pernah masuk"), ("lama", f"tidak masuk {SILENT_DAYS} hari")],
        method="by_sign_in",
        empty_label="Kapan pun masuk",
    )
    akun = django_filters.ChoiceFilter(
        label="Akun",
        choices=[("boleh", "boleh masuk"), ("ditutup", "ditutup")],
        method="by_account",
        empty_label="Semua akun",
    )

    class Meta:
        model = User
        fields = []

    def __init__(self, data, queryset, *, day):
        super().__init__(data, queryset)
        self.day = day
        for name, field in self.form.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "cari" else "form-select"

    def search(self, found, name, value):
        return found.named_by(words_of(value))

    def serving_at(self, found, name, value):
        held = Appointment.objects.confirmed().holding(self.day).filter(agency=value)
        return found.filter(officer__in=held.values("officer_id"))

    def by_sign_in(self, found, name, value):
        return found.filter(last_login__isnull=True) if value == "belum" else found.silent_on(self.day)

    def by_account(self, found, name, value):
        return found.filter(is_active=value == "boleh")


class AppointmentFilter(ListFilter):
    """Appointments by officer or agency; without being asked, those that wait for a confirmation."""

    cari = django_filters.CharFilter(label="Cari PPK atau OPD", method="search", max_length=LONGEST)
    tampil = django_filters.ChoiceFilter(
        label="Tampilkan", choices=[("semua", "semua penunjukan")], method="everything", empty_label=None
    )

    class Meta:
        model = Appointment
        fields = []

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.asked.get("tampil") else found.waiting()

    def everything(self, found, name, value):
        return found

    def search(self, found, name, value):
        return found.named_by(words_of(value))
