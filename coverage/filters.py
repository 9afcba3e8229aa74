"""The questions that the Kontrak list answers, each a key of its URL."""

import django_filters
from django.db.models import F, Q

from coverage.catalogue import FINDINGS, PLACES
from coverage.models import ContractStanding, Finding
from projects.models import Contract

BANDS = (
    ("1", "sampai Rp 100 juta"),
    ("2", "Rp 100–500 juta"),
    ("3", "Rp 500 juta–1 miliar"),
    ("4", "Rp 1–5 miliar"),
    ("5", "di atas Rp 5 miliar"),
)
EMPTY = "-"
"""What a link writes for "belum diisi": rows without officer, provider or place."""


class ContractFilter(django_filters.FilterSet):
    """Narrows contracts as they stand on `day`; unknown keys and unreadable values narrow nothing."""

    cari = django_filters.CharFilter(label="Cari", method="search", max_length=200)
    opd = django_filters.CharFilter(label="OPD", method="by_id")
    ppk = django_filters.CharFilter(label="PPK", method="by_id")
    penyedia = django_filters.CharFilter(label="Penyedia", method="by_id")
    jenis = django_filters.CharFilter(label="Jenis", method="kind")
    metode = django_filters.CharFilter(label="Metode", field_name="method")
    status = django_filters.ChoiceFilter(label="Status", choices=Contract.Status.choices)
    tahun = django_filters.NumberFilter(label="Tahun", field_name="year")
    berjalan = django_filters.ChoiceFilter(
        label="Berjalan",
        choices=[("ya", "berjalan"), ("selesai", "sudah berakhir"), ("belum", "belum mulai")],
        method="running",
    )
    lindung = django_filters.ChoiceFilter(
        label="Perlindungan", choices=[("ya", "terlindungi"), ("tidak", "tidak terlindungi")], method="protection"
    )
    hitung = django_filters.ChoiceFilter(
        label="Hitungan",
        choices=[
            ("ya", "terhitung"),
            ("tidak", "di luar hitungan"),
            ("tak-diketahui", "jumlah tenaga kerja tidak diketahui"),
            *((place.slug, place.title.lower()) for place in PLACES if not place.counted),
        ],
        method="counting",
    )
    daftar = django_filters.ChoiceFilter(
        label="Pendaftaran",
        choices=[("tepat", "tepat waktu"), ("terlambat", "terlambat"), ("belum", "belum mendaftar")],
        method="registration",
    )
    temuan = django_filters.ChoiceFilter(
        label="Temuan", choices=[(finding.code, finding.title) for finding in FINDINGS], method="finding"
    )
    pita = django_filters.ChoiceFilter(label="Nilai", choices=BANDS, method="band")
    kecamatan = django_filters.CharFilter(label="Kecamatan", method="district")
    bulan = django_filters.CharFilter(label="Bulan kontrak", method="month")

    class Meta:
        model = ContractStanding
        fields = []

    def __init__(self, data, queryset, *, day):
        super().__init__(data, queryset)
        self.day = day

    def search(self, found, name, value):
        """Every word stands in the number, title, package or RUP code, provider, officer or agency."""
        for word in value.split()[:8]:
            found = found.filter(
                Q(number__icontains=word)
                | Q(title__icontains=word)
                | Q(package_code__icontains=word)
                | Q(rup_code__icontains=word)
                | Q(contractor__name__icontains=word)
                | Q(officer__name__icontains=word)
                | Q(agency__name__icontains=word)
            )
        return found

    def by_id(self, found, name, value):
        field = {"opd": "agency_id", "ppk": "officer_id", "penyedia": "contractor_id"}[name]
        if value == EMPTY:
            return found.filter(**{f"{field}__isnull": True})
        if not (value.isascii() and value.isdigit() and len(value) < 19):
            return found.none()
        return found.filter(**{field: int(value)})

    def running(self, found, name, value):
        if value == "ya":
            return found.running()
        if value == "selesai":
            return found.filter(last_day__lt=self.day)
        return found.filter(first_day__gt=self.day, last_day__gte=F("first_day"))

    def protection(self, found, name, value):
        return found.running().filter(protected=value == "ya")

    def counting(self, found, name, value):
        if value == "tidak":
            return found.filter(counts=False)
        if value == "tak-diketahui":
            return found.unknown()
        if value == "ya":
            return found.running().exclude(declared__isnull=True, listed=0)
        return found.placed().filter(place=next(place.code for place in PLACES if place.slug == value))

    def registration(self, found, name, value):
        if value == "belum":
            return found.filter(registered_on__isnull=True)
        found = found.filter(registered_on__isnull=False)
        if value == "terlambat":
            return found.filter(registered_on__gt=F("due_on"))
        return found.filter(Q(due_on__isnull=True) | Q(registered_on__lte=F("due_on")))

    def finding(self, found, name, value):
        return found.filter(pk__in=Finding.objects.on(self.day).filter(code=value).values("contract_id"))

    def kind(self, found, name, value):
        return found.of_kind(value)

    def band(self, found, name, value):
        return found.in_band(value)

    def district(self, found, name, value):
        return found.in_district("" if value == EMPTY else value)

    def month(self, found, name, value):
        year, _, month = value.partition("-")
        if not (year.isdigit() and month.isdigit() and len(value) == len("2025-09")):
            return found.none()
        return found.filter(signed_on__year=int(year), signed_on__month=int(month))
