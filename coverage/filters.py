"""The questions that the Kontrak list answers, each a key of its URL."""

from dataclasses import dataclass

import django_filters
from django.core.validators import RegexValidator
from django.db.models import Exists, F, OuterRef, Q
from django.utils.http import urlencode

from coverage.catalogue import FINDINGS, PLACES
from coverage.models import ContractStanding, Finding, Instalment, Registration
from projects.models import Contract

BANDS = (
    ("1", "sampai Rp 100 juta"),
    ("2", "Rp 100–500 juta"),
    ("3", "Rp 500 juta–1 miliar"),
    ("4", "Rp 1–5 miliar"),
    ("5", "di atas Rp 5 miliar"),
)
EMPTY = "-"
"""What a link writes for "belum diisi": rows without officer, provider, method or place."""

EMPTY_TEXT = "belum diisi"
LONGEST_ID = 18
MOST_WORDS = 8


def _readable(pattern):
    return [RegexValidator(rf"\A(?:{pattern})\Z")]


def _text(label, pattern, method):
    return django_filters.CharFilter(label=label, validators=_readable(pattern), method=method, max_length=200)


def _choice(label, choices, method):
    return django_filters.ChoiceFilter(label=label, choices=choices, method=method)


def _has_fact(*, verified):
    """Whether a contract has a registration or a payment that the branch has, or has not, verified."""
    of = {"contract": OuterRef("pk"), "verified_at__isnull": not verified}
    return Exists(Registration.objects.filter(**of)) | Exists(Instalment.objects.filter(**of, paid_on__isnull=False))


@dataclass(frozen=True)
class Chip:
    """A filter in force: "OPD", "Dinas PUPR", and the address of the list without it."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Select:
    """One question of the filter sheet: `options` are (value, text) pairs, `chosen` the value in force."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


class ContractFilter(django_filters.FilterSet):
    """Narrows contracts as they stand on `day`; unknown keys and unreadable values narrow nothing.

    The last of repeated keys counts. `queryset` is ContractStanding.objects.visible_to(user).on(day).
    """

    cari = django_filters.CharFilter(label="Cari", method="search", max_length=200)
    opd = _text("OPD", rf"[0-9]{{1,{LONGEST_ID}}}", "by_id")
    ppk = _text("PPK", rf"{EMPTY}|[0-9]{{1,{LONGEST_ID}}}", "by_id")
    penyedia = _text("Penyedia", rf"{EMPTY}|[0-9]{{1,{LONGEST_ID}}}", "by_id")
    jenis = django_filters.CharFilter(label="Jenis", method="kind", max_length=200)
    metode = django_filters.CharFilter(label="Metode", method="way", max_length=200)
    status = _choice("Status", Contract.Status.choices, "state")
    berjalan = _choice(
        "Pelaksanaan", [("ya", "berjalan"), ("selesai", "sudah berakhir"), ("belum", "belum mulai")], "running"
    )
    lindung = _choice("Perlindungan", [("ya", "terlindungi"), ("tidak", "tidak terlindungi")], "protection")
    hitung = _choice(
        "Hitungan",
        [
            ("ya", "terhitung"),
            ("tidak", "di luar hitungan"),
            ("tak-diketahui", "tenaga kerja tidak diketahui"),
            *((place.slug, place.title.lower()) for place in PLACES if not place.counted),
        ],
        "counting",
    )
    daftar = _choice(
        "Pendaftaran",
        [("tepat", "tepat waktu"), ("terlambat", "terlambat"), ("belum", "belum mendaftar")],
        "registration",
    )
    termin1 = _choice(
        "Termin 1", [("belum", "terdaftar, belum dibayar"), ("sudah", "sudah dibayar")], "first_instalment"
    )
    verifikasi = _choice(
        "Verifikasi BPJS", [("belum", "belum diverifikasi"), ("sudah", "semuanya diverifikasi")], "verification"
    )
    temuan = _choice("Temuan", [(finding.code, finding.title) for finding in FINDINGS], "finding")
    pita = _choice("Nilai tanpa PPN", BANDS, "band")
    kecamatan = _text("Kecamatan", rf"{EMPTY}|[0-9]{{2}}\.[0-9]{{2}}\.[0-9]{{2}}", "district")
    tahun = _text("Tahun anggaran", r"[0-9]{1,4}", "fiscal_year")
    bulan = _text("Bulan kontrak", r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])", "month")

    class Meta:
        model = ContractStanding
        fields = []

    SHEET = [
        *("opd", "ppk", "jenis", "metode", "status", "berjalan", "lindung", "hitung", "daftar", "termin1"),
        *("verifikasi", "temuan", "pita", "kecamatan", "tahun", "bulan"),
    ]

    def __init__(self, data, queryset, *, day, kept=None, choices=None):
        """`kept` are keys of the URL that are no filters and stay in its links; `choices` as from `choices()`."""
        super().__init__(data, queryset)
        self.day = day
        self.kept = kept or {}
        self.choices = choices or {}

    @property
    def asked(self):
        """The filters in force, in the order of the sheet: key to value as it stands in the URL."""
        _ = self.errors
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    def link(self, **changes):
        """The query of the same list with some keys changed, and without those that become None."""
        found = {**self.asked, **self.kept, **changes}
        return "?" + urlencode({key: value for key, value in found.items() if value is not None})

    def link_to(self, **asked):
        """The query of the list with these filters alone."""
        return "?" + urlencode({**asked, **self.kept})

    def options(self, name):
        """(value, text) pairs of one question; for free ones those that occur in what the reader sees."""
        filter_ = self.filters[name]
        pairs = self.choices.get(name) or [(str(value), text) for value, text in filter_.extra.get("choices", [])]
        empty = [(EMPTY, EMPTY_TEXT)] if name in ("ppk", "kecamatan", "metode") and name in self.choices else []
        return [*pairs, *empty]

    def sheet(self):
        """The questions of the filter sheet."""
        asked = self.asked
        return [Select(name, self.filters[name].label, self.options(name), asked.get(name, "")) for name in self.SHEET]

    def chips(self):
        """One chip for each filter in force."""
        return [
            Chip(self.filters[name].label, self.text_of(name, value), self.link(**{name: None}))
            for name, value in self.asked.items()
        ]

    def text_of(self, name, value):
        """A filter's value in words; an id that the reader does not see stays a number."""
        if value == EMPTY:
            return EMPTY_TEXT
        return dict(self.options(name)).get(value, value)

    def search(self, found, name, value):
        """Every word stands in the number, title, package, RUP or SPSE code, provider, agency, officer or who signed."""
        for word in value.split()[:MOST_WORDS]:
            found = found.filter(
                Q(number__icontains=word)
                | Q(title__icontains=word)
                | Q(package_code__icontains=word)
                | Q(rup_code__icontains=word)
                | Q(spse_code__icontains=word)
                | Q(contractor__name__icontains=word)
                | Q(officer__name__icontains=word)
                | Q(standing__in_charge__name__icontains=word)
                | Q(agency__name__icontains=word)
            )
        return found

    def by_id(self, found, name, value):
        field = {"opd": "agency_id", "ppk": "in_charge_id", "penyedia": "contractor_id"}[name]
        return found.filter(**{f"{field}__isnull": True} if value == EMPTY else {field: int(value)})

    def kind(self, found, name, value):
        return found.of_kind(value)

    def way(self, found, name, value):
        return found.filter(method="") if value == EMPTY else found.filter(method__iexact=value)

    def state(self, found, name, value):
        return found.filter(status=value)

    def fiscal_year(self, found, name, value):
        return found.filter(year=int(value))

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
        found = found.filter(counts=True)
        if value == "belum":
            return found.filter(registered_on__isnull=True)
        if value == "terlambat":
            return found.filter(registered_on__gt=F("due_on"))
        return found.filter(Q(due_on__isnull=True) | Q(registered_on__lte=F("due_on")), registered_on__isnull=False)

    def first_instalment(self, found, name, value):
        found = found.filter(counts=True)
        if value == "sudah":
            return found.filter(paid_on__isnull=False)
        return found.filter(registered_on__isnull=False, paid_on__isnull=True)

    def verification(self, found, name, value):
        if value == "belum":
            return found.filter(_has_fact(verified=False))
        return found.filter(_has_fact(verified=True)).exclude(_has_fact(verified=False))

    def finding(self, found, name, value):
        return found.filter(pk__in=Finding.objects.on(self.day).filter(code=value).values("contract_id"))

    def band(self, found, name, value):
        return found.in_band(value)

    def district(self, found, name, value):
        return found.in_district("" if value == EMPTY else value)

    def month(self, found, name, value):
        year, _, month = value.partition("-")
        return found.filter(signed_on__year=int(year), signed_on__month=int(month))
