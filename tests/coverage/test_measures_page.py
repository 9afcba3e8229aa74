"""Cakupan: the equation, what was counted, and the breakdowns, as each reader may see them."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.models import UCJStatement
from coverage.rules import VERSION
from projects.models import Agency
from tests import cast, factories
from tests.coverage.workbooks import sheets
from tests.pages import figures_of, page_of, text_of

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)
CITY = ("kota", "workers")


@pytest.fixture
def city(budi):
    """Budi's agency: one protected contract of 3 declared, 2 listed; Citra's: one open, one unknown; one of BLUD."""
    own, other = cast.agency_of(budi).name, "Dinas Pendidikan"
    first = factories.protected(factories.contract(agency=own, village_code="32.71.02.1001"))
    factories.declaration(first, 3)
    for serial in (1, 2):
        factories.assignment(first, factories.worker(serial))
    second = factories.contract(agency=other, price=555_000_000, signed_on=date(2025, 8, 1))
    factories.assignment(second, factories.worker(3))
    factories.contract(agency=other, title="Tanpa jumlah")
    factories.contract(agency=own, fund="BLUD")
    factories.contract(agency=other, ends_on=date(2025, 8, 31))


def asked(user, day=DAY, **query):
    return page_of(user, reverse("measures"), pada=day.isoformat(), **query)


def test_the_equation_of_the_city(ani, city):
    found = figures_of(asked(ani))
    assert found["kota", "workers"] == {"numerator": "2", "denominator": "4", "percent": "50.0"}
    assert found["kota", "packages"] == {"numerator": "1", "denominator": "3", "percent": "33.3", "missing": "2"}


@pytest.mark.parametrize("slug", ["opd", "ppk", "jenis", "penyedia", "nilai", "kecamatan", "bulan"])
def test_every_breakdown_answers_with_a_fixed_number_of_queries(ani, budi, city, slug, django_assert_max_num_queries):
    for client in map(cast.signed_in, (ani, budi)):
        with django_assert_max_num_queries(12):
            page = asked(client, menurut=slug)
        assert page.select(f'nav.views a[href*="menurut={slug}"][aria-current="page"]')


def test_more_rows_ask_no_more_queries(ani, city):
    client, counted = cast.signed_in(ani), []
    for more in (0, 30):
        for serial in range(more):
            factories.contract(agency=f"Dinas {serial}", contractor=f"CV {serial}")
        with CaptureQueriesContext(connection) as queries:
            asked(client, menurut="penyedia")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_rows_lead_to_the_list_that_adds_up(ani, city):
    page = asked(ani, menurut="kecamatan")
    links = {link.text: link["href"] for link in page.select("table.tbl-rincian tbody a.title")}
    assert links == {
        "Bogor Timur": "/kontrak/?kecamatan=32.71.02&berjalan=ya&pada=2025-09-30",
        "Belum diisi": "/kontrak/?kecamatan=-&berjalan=ya&pada=2025-09-30",
    }


def places(page, of="kota"):
    return {cell["data-place"]: int(cell.text.strip()) for cell in page.select(f'[data-place][data-of="{of}"]')}


def test_every_contract_of_the_register_stands_in_one_line(ani, city):
    found = {place: n for place, n in places(asked(ani)).items() if n}
    assert found == {"protected": 1, "unprotected": 2, "ended": 1, "fund": 1}


def test_a_ppk_sees_the_city_as_sums_and_opens_the_own_agency_alone(budi, city):
    page = asked(budi)
    assert figures_of(page)[CITY] == {"numerator": "2", "denominator": "4", "percent": "50.0"}
    rows = {row.select_one(".title").text: row.select("a.title") for row in page.select("table.tbl-rincian tbody tr")}
    assert len(rows) == 2
    assert not rows["Dinas Pendidikan"]
    assert rows[cast.agency_of(budi).name]
    assert {place: n for place, n in places(page).items() if n} == {
        "protected": 1,
        "unprotected": 2,
        "ended": 1,
        "fund": 1,
    }
    assert {place: n for place, n in places(page, "opd-anda").items() if n} == {"protected": 1, "fund": 1}
    assert not page.select('[data-place][data-of="kota"] a')


def test_other_breakdowns_of_a_ppk_are_narrowed_and_show_the_city_apart(budi, city):
    page = asked(budi, menurut="bulan")
    assert [row.select_one(".title").text for row in page.select("table.tbl-rincian tbody tr")] == ["Juli 2025"]
    assert [row.select_one(".title").text for row in page.select("table.tbl-rincian tfoot tr")] == [
        "OPD Anda",
        "Seluruh kota",
    ]
    found = figures_of(page)
    assert found["opd-anda", "workers"] == {"numerator": "2", "denominator": "3", "percent": "66.7"}
    assert found["bulan:2025-07", "packages"] == {"numerator": "1", "denominator": "1", "percent": "100.0"}
    assert "Dinas Pendidikan" not in page.select_one("main").text


def test_a_day_on_which_nothing_runs_shows_none_and_never_zero(ani, city):
    page = asked(ani, day=date(2024, 1, 1))
    assert figures_of(page)[CITY]["percent"] == ""
    assert "tidak ada" in page.select_one(".equation").text
    assert "Tidak ada kontrak yang berjalan" in page.select_one("#rincian").text


def test_an_empty_register_says_so(ani):
    page = asked(ani)
    assert "Register masih kosong" in page.text
    assert not page.select(".fig")


def test_strange_keys_narrow_nothing(ani, city):
    page = asked(ani, menurut="password", sort="password", page="1e9")
    assert page.select('nav.views a[href*="menurut=opd"][aria-current="page"]')
    assert len(page.select("table.tbl-rincian tbody tr")) == 2


def test_rows_are_sorted_as_asked(ani, city):
    titles = [row.select_one(".title").text for row in asked(ani, sort="-workers").select("table.tbl-rincian tbody tr")]
    assert titles[-1] == "Dinas Pendidikan"


def test_ucj_stands_apart_with_its_month(ani, city):
    UCJStatement.objects.create(
        month=date(2025, 8, 1), pu=100, bpu=50, jakon=7, pmi=1, employed=400, employed_year=2024, stated_by="Cabang Uji"
    )
    page = asked(ani)
    assert figures_of(page)["kota", "ucj"] == {"numerator": "158", "denominator": "400", "percent": "39.5"}
    assert "Agustus 2025, dinyatakan Cabang Uji" in text_of(page.select_one(".ucj"))


def test_without_a_statement_ucj_is_not_zero(ani, city):
    assert "belum dinyatakan" in text_of(asked(ani).select_one(".ucj"))


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get(reverse("measures")).status_code == 302


def test_nothing_is_written_by_looking(ani):
    assert cast.signed_in(ani).post(reverse("measures")).status_code == 405


def download(user, form, **query):
    address = reverse("measures_export", kwargs={"form": form})
    answer = cast.signed_in(user).get(address, {"pada": DAY.isoformat(), **query})
    assert answer.status_code == 200
    assert f'.{form}"' in answer["Content-Disposition"]
    return answer.content


def lines_of(content):
    """(head, rows as dicts) of a CSV file."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    gap = lines.index([])
    return dict(lines[:gap]), [dict(zip(lines[gap + 1], line, strict=True)) for line in lines[gap + 2 :]]


def test_the_file_holds_the_rows_of_the_page_in_their_order_and_the_sums(ani, city):
    page = asked(ani, menurut="kecamatan", sort="-label")
    head, rows = lines_of(download(ani, "csv", menurut="kecamatan", sort="-label", page="9"))
    assert [row["Kecamatan"] for row in rows] == [cell.text for cell in page.select("table.tbl-rincian .title")]
    city_row = rows[-1]
    assert city_row["Tingkat kepesertaan pekerja: pembilang"] == "2"
    assert city_row["Tingkat kepesertaan pekerja: penyebut"] == "4"
    assert city_row["Cakupan nilai: penyebut"] == "700.000.000,00"
    assert head["Keadaan per"] == "30 September 2025"


def test_both_files_say_the_same_and_carry_no_formula(ani, city):
    Agency.objects.filter(name="Dinas Pendidikan").update(name="=HYPERLINK(0)")
    _, rows = lines_of(download(ani, "csv"))
    rincian, keterangan = sheets(download(ani, "xlsx"))
    assert next(row["OPD"] for row in rows) == "'=HYPERLINK(0)"
    assert rincian[1][0] == "=HYPERLINK(0)"
    assert len(rincian) == len(rows) + 1
    assert dict(keterangan)["Aturan"] == f"versi {VERSION}"


def test_the_file_of_a_ppk_is_narrowed_as_the_page_is(budi, city):
    head, rows = lines_of(download(budi, "csv", menurut="bulan"))
    assert [row["Bulan kontrak"] for row in rows] == ["Juli 2025", "OPD Anda", "Seluruh kota"]
    assert "OPD Anda" in head["Cakupan baris"]
