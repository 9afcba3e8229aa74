"""What each key of the Kontrak list's URL narrows to, and what it ignores."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from coverage.filters import ContractFilter
from coverage.models import ContractStanding
from projects.models import Region
from tests import factories as make

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)


def codes(query, day=D):
    contracts = ContractStanding.objects.on(day, heads=False)
    found = ContractFilter(QueryDict(query), contracts, day=day)
    return set(found.qs.values_list("package_code", flat=True))


@pytest.fixture
def city():
    """Seven contracts that differ in everything a filter asks; keyed by package code."""
    made = {
        "shielded": make.protected(make.contract(package_code="shielded", title="Jembatan Cibalok")),
        "late": make.contract(package_code="late", agency="Dinas Lain", officer="PPK Lain", price=9_000_000_000),
        "waiting": make.contract(package_code="waiting", signed_on=date(2025, 9, 22), starts_on=None, officer=None),
        "unpaid": make.contract(package_code="unpaid", contractor=None, method="Tender", village_code="32.71.01.1002"),
        "ended": make.contract(package_code="ended", year=2024, ends_on=date(2025, 8, 31), method=""),
        "fund": make.contract(package_code="fund", fund="APBN", kind="Jasa Konsultansi Pengawasan"),
        "backwards": make.contract(package_code="backwards", starts_on=date(2025, 7, 2), ends_on=date(2025, 7, 1)),
    }
    make.registration(made["unpaid"], registered_on=date(2025, 9, 1))
    make.declaration(made["shielded"], 4)
    make.assignment(made["late"])
    return made


EVERYTHING = {"shielded", "late", "waiting", "unpaid", "ended", "fund", "backwards"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", EVERYTHING),
        ("cari=jembatan", {"shielded"}),
        ("cari=CIBALOK+jembatan", {"shielded"}),
        ("cari=jembatan+lain", set()),
        ("cari=dinas+lain", {"late"}),
        ("jenis=pekerjaan+KONSTRUKSI+", EVERYTHING - {"fund"}),
        ("metode=tender", {"unpaid"}),
        ("metode=-", {"ended"}),
        ("ppk=-", {"waiting"}),
        ("penyedia=-", {"unpaid"}),
        ("status=Berjalan", EVERYTHING),
        ("status=Batal", set()),
        ("tahun=2024", {"ended"}),
        ("berjalan=ya", {"shielded", "late", "waiting", "unpaid"}),
        ("berjalan=selesai", {"ended", "backwards"}),
        ("berjalan=belum", set()),
        ("lindung=ya", {"shielded"}),
        ("lindung=tidak", {"late", "waiting", "unpaid"}),
        ("hitung=tidak", {"fund"}),
        ("hitung=tak-diketahui", {"waiting", "unpaid"}),
        ("hitung=ya", {"shielded", "late"}),
        ("hitung=tanpa-hari", {"backwards"}),
        ("hitung=dana-lain", {"fund"}),
        ("daftar=tepat", {"shielded"}),
        ("daftar=terlambat", {"unpaid"}),
        ("daftar=belum", {"late", "waiting", "ended", "backwards"}),
        ("termin1=belum", {"unpaid"}),
        ("termin1=sudah", {"shielded"}),
        ("temuan=registration_late", {"late", "unpaid", "ended", "backwards"}),
        ("temuan=instalment_1_unpaid", {"unpaid"}),
        ("pita=1", EVERYTHING - {"late"}),
        ("pita=5", {"late"}),
        ("kecamatan=32.71.01", {"unpaid"}),
        ("kecamatan=-", EVERYTHING - {"unpaid"}),
        ("bulan=2025-09", {"waiting"}),
        ("berjalan=ya&lindung=tidak&daftar=belum", {"late", "waiting"}),
    ],
)
def test_a_filter_narrows_to_its_contracts(city, query, expected):
    assert codes(query) == expected


def test_what_the_branch_has_not_verified_is_found(city, sari):
    assert (codes("verifikasi=belum"), codes("verifikasi=sudah")) == ({"shielded", "unpaid"}, set())
    city["shielded"].registrations.update(verified_by=sari, verified_at=timezone.localtime())
    assert (codes("verifikasi=belum"), codes("verifikasi=sudah")) == ({"shielded", "unpaid"}, set())
    city["shielded"].instalments.update(verified_by=sari, verified_at=timezone.localtime())
    make.instalment(city["shielded"], 2, paid_on=None)
    assert (codes("verifikasi=belum"), codes("verifikasi=sudah")) == ({"unpaid"}, {"shielded"})


def test_ids_narrow_to_theirs(city):
    late = city["late"]
    assert codes(f"opd={late.agency_id}") == {"late"}
    assert codes(f"ppk={late.officer_id}") == {"late"}
    assert codes(f"penyedia={late.contractor_id}") == EVERYTHING - {"unpaid"}
    assert codes("opd=999999999999999999") == set()


def test_the_day_turns_what_is_found(city):
    assert codes("berjalan=belum", date(2025, 6, 30)) == EVERYTHING - {"backwards"}
    assert codes("lindung=ya", date(2025, 7, 9)) == set()
    assert codes("lindung=ya", date(2025, 7, 10)) == {"shielded"}
    assert codes("temuan=due_soon", date(2025, 10, 3)) == {"waiting"}


@pytest.mark.parametrize(
    "query",
    [
        "password=x",
        "opd=abc",
        "opd=-1",
        "opd=99999999999999999999",
        "opd=１２",
        "ppk=1 OR 1=1",
        "status=Hilang",
        "tahun=2025.5",
        "tahun=1e999",
        "tahun=NaN",
        "bulan=2025-13",
        "bulan=0000-01",
        "bulan=2025-1",
        "kecamatan=32",
        "kecamatan=%25",
        "pita=9",
        "temuan=../../etc",
        "lindung=YA",
        "cari=%00",
        "cari=" + "x" * 201,
        "jenis=%00",
        "agency__name=Dinas+Lain",
    ],
)
def test_unknown_keys_and_unreadable_values_narrow_nothing(city, query):
    assert codes(query) == EVERYTHING


def test_the_last_of_repeated_keys_counts(city):
    assert codes("tahun=2024&tahun=2025") == EVERYTHING - {"ended"}
    assert codes("tahun=2025&tahun=2024") == {"ended"}


def test_signs_of_patterns_are_searched_for_as_they_are(city):
    make.contract(package_code="percent", title="Rehab 100% selesai_")
    assert codes("cari=100%25") == {"percent"}
    assert codes("cari=selesai_") == {"percent"}
    assert codes("cari=%25") == {"percent"}


def test_a_chip_drops_its_filter_and_keeps_the_rest(city):
    found = ContractFilter(
        QueryDict("tahun=2025&lindung=ya&opd=x"),
        ContractStanding.objects.on(D, heads=False),
        day=D,
        kept={"sort": "-nilai"},
    )
    assert [(chip.label, chip.text, chip.url) for chip in found.chips()] == [
        ("Perlindungan", "terlindungi", "?tahun=2025&sort=-nilai"),
        ("Tahun anggaran", "2025", "?lindung=ya&sort=-nilai"),
    ]


def test_the_status_is_chosen_in_the_words_of_the_file():
    found = ContractFilter(QueryDict("status=Putus"), ContractStanding.objects.on(D, heads=False), day=D)
    (status,) = [select for select in found.sheet() if select.name == "status"]
    assert [text for value, text in status.options if value] == ["Berjalan", "Selesai", "Putus", "Batal"]
    assert [(chip.label, chip.text) for chip in found.chips()] == [("Status", "Putus")]


def test_regions_of_the_city_are_there_to_choose():
    assert Region.objects.filter(level="district").count() == 6
