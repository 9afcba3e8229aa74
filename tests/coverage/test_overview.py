"""Beranda: figures equal to the oracle, for every reader, on any day; links only where the reader may go."""

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.city import city_on
from coverage.models import Alarm, DailyFigure, Dataset, Target, UCJStatement
from coverage.recomputing import recompute
from coverage.rules.measures import percent
from tests import cast, factories, oracle
from tests.cast import signed_in
from tests.cities import cities
from tests.loading import load, stored
from tests.pages import shown, texts
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)
WIB = ZoneInfo("Asia/Jakarta")


def page(user, day=DAY):
    answer = signed_in(user).get("/", {"pada": day.isoformat()})
    assert answer.status_code == 200
    return answer


def expected(truth):
    """The oracle's {measure: (numerator, denominator)} as a page shows it."""
    found = {}
    for measure, (numerator, denominator) in truth.items():
        found[measure, "numerator"] = Decimal(numerator)
        found[measure, "denominator"] = Decimal(denominator)
        found[measure, "percent"] = percent(numerator, denominator)
    return found


def holds(seen, truth):
    """Every figure that the page shows of the measures is the oracle's, and each measure is shown whole."""
    right = expected(truth)
    assert {key: value for key, value in seen.items() if key[1] != "missing"} == right
    if ("workers", "missing") in seen:
        assert seen["workers", "missing"] == right["workers", "denominator"] - right["workers", "numerator"]


def two_agencies():
    """Two agencies, one covered person of three at the first, one uncovered at the second."""
    works, schools = cast.make_budi(), cast.make_citra()
    mine = factories.contract(agency=cast.agency_of(works))
    theirs = factories.contract(agency=cast.agency_of(schools))
    factories.assignment(mine, factories.worker(1))
    factories.declaration(mine, 3)
    factories.protected(mine)
    factories.assignment(theirs, factories.worker(2))
    return works, schools


def test_a_stranger_is_sent_to_the_sign_in():
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


def test_beranda_only_reads(ani):
    assert signed_in(ani).post("/").status_code == 405


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "sari", "eko", "fitri"])
@pytest.mark.parametrize("as_stored", [True, False])
def test_the_fixture_city_is_exact_for_every_reader(name, as_stored, request):
    tables = oracle.read(shared("data/fixture_city"))
    load(tables)
    truth = oracle.City(tables)
    if as_stored:
        recompute(date(2025, 12, 1))
    user = request.getfixturevalue(name)
    for day in (date(2025, 1, 1), date(2025, 9, 8), date(2025, 12, 31), date(2026, 1, 1)):
        holds(shown(page(user, day)), truth.figures(day)[0])


@given(st.data())
@settings(max_examples=10, deadline=None)
def test_rows_and_city_equal_the_oracle_in_random_cities(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        answer = page(cast.make_ani(), day)
        holds(shown(answer), truth.figures(day)[0])
        names = {name: pk for pk, name in loaded.agencies.items()}
        for name, (measures, _) in truth.breakdown(day, "agency").items():
            right = expected({measure: measures[measure] for measure in ("workers", "packages")})
            del right["packages", "percent"]
            right["workers", "missing"] = right["workers", "denominator"] - right["workers", "numerator"]
            assert shown(answer, f"opd:{names[name]}") == right


def test_the_line_is_the_daily_series_and_the_table_its_month_ends(ani):
    two_agencies()
    answer = page(ani, date(2025, 8, 15))
    line = json.loads(re.search(r'<script id="trend-data"[^>]*>(.*?)</script>', answer.content.decode())[1])
    assert (line["days"][0], line["days"][-1]) == ("2025-01-01", "2025-08-15")
    seen = dict(zip(line["days"], zip(line["numerators"], line["denominators"], strict=True), strict=True))
    assert seen["2025-06-30"] == (0, 0)
    assert seen["2025-07-09"] == (0, 4)
    assert seen["2025-07-10"] == seen["2025-08-15"] == (1, 4)
    months = answer.context["months"]
    assert [end.on.isoformat()[5:] for end, _ in months][-3:] == ["06-30", "07-31", "08-15"]
    assert [end.workers.numerator for end, _ in months][-3:] == [0, 1, 1]
    assert shown(answer, "kota:2025-07-31")["workers", "numerator"] == 1


def test_the_stored_figure_stands_where_the_job_stored_it(ani):
    """Also where it is wrong: the page shows what the job computed, and the nightly check is what finds the fault."""
    two_agencies()
    recompute(date(2025, 12, 1))
    DailyFigure.objects.filter(day=DAY, measure="workers").update(numerator=2)
    assert shown(page(ani))["workers", "numerator"] == 2
    DailyFigure.objects.filter(day=DAY, measure="value").delete()
    assert shown(page(ani))["workers", "numerator"] == 1


def test_waiting_changes_grey_the_old_figure_and_say_since_when(ani):
    works, _ = two_agencies()
    recompute(date(2025, 12, 1))
    calm = page(ani)
    assert "Mutakhir, dihitung" in texts(calm)
    assert "is-busy" not in calm.content.decode()
    factories.protected(factories.contract(agency=cast.agency_of(works)))
    busy = page(ani)
    assert "Sedang dihitung ulang sejak" in texts(busy)
    assert "angka kota yang tampil dihitung" in texts(busy)
    assert 'class="is-busy"' in busy.content.decode()
    live = page(ani, date(2031, 5, 5))
    assert "angka di halaman ini sudah memuat perubahannya" in texts(live)
    assert "is-busy" not in live.content.decode()
    assert shown(busy)["packages", "denominator"] == 2
    recompute(date(2025, 12, 1))
    assert shown(page(ani))["packages", "denominator"] == 3


def test_the_gap_is_said_in_persons_against_the_target(ani):
    two_agencies()
    Target.objects.all().delete()
    assert "Target belum ditetapkan" in texts(page(ani))
    Target.objects.create(measure="workers", year=2024, percent=50, set_by="Wali Kota", source="Surat")
    answer = texts(page(ani))
    assert "Kurang 1 pekerja menuju target 50 % (2024)" in answer
    assert "Target tahun 2025 belum ditetapkan; yang dipakai target tahun 2024." in answer
    Target.objects.create(measure="workers", year=2025, percent=Decimal("52.5"), set_by="Wali Kota", source="Surat")
    assert "Kurang 2 pekerja menuju target 52,5 % " in texts(page(ani))
    Target.objects.filter(year=2025).update(percent=20)
    assert "Target 20 % tercapai Lihat" not in texts(page(ani))
    assert "Target 20 % tercapai" in texts(page(ani))


def test_sister_measures_have_targets_of_their_own(ani):
    two_agencies()
    assert "menuju target 60 %" not in texts(page(ani))
    for measure in ("packages", "value"):
        Target.objects.create(measure=measure, year=2025, percent=60, set_by="Wali Kota", source="Surat")
    answer = texts(page(ani))
    assert "Kurang 1 kontrak menuju target 60 %" in answer
    assert "Kurang Rp 20,0 juta menuju target 60 %" in answer


def test_what_moved_is_counted_from_the_end_of_last_month(ani):
    mine = factories.contract(starts_on=date(2025, 1, 1), signed_on=date(2025, 1, 1))
    factories.declaration(mine, 7)
    for serial in range(1, 6):
        factories.assignment(mine, factories.worker(serial), date(2025, 1, 1))
    factories.membership(factories.worker(1))
    factories.membership(factories.worker(2), starts_on=date(2025, 9, 1))
    city = city_on(DAY, ani)
    assert city.before.on == date(2025, 8, 31)
    assert city.standings[0].moved == Decimal("14.3")
    assert "+14,3 poin sejak 31 Agustus 2025 ( 14,3 % )" in texts(page(ani))
    assert city_on(date(2025, 1, 2), ani).standings[0].moved is None


def test_own_agencies_are_linked_and_foreign_ones_are_totals(ani):
    works, schools = two_agencies()
    own, foreign = cast.agency_of(works), cast.agency_of(schools)
    linked = {
        user: re.findall(r'href="/kontrak/\?[^"]*opd=(\d+)', page(user).content.decode()) for user in (works, ani)
    }
    assert linked[works] == [str(own.pk)]
    assert sorted(linked[ani]) == sorted([str(own.pk), str(foreign.pk)])
    assert shown(page(works), f"opd:{foreign.pk}")["workers", "denominator"] == 1


def test_agencies_with_the_most_uncovered_come_first(ani):
    two_agencies()
    rows = page(ani).context["city"].agencies.rows
    assert [row.figures.workers.missing for row in rows] == [2, 1]


def test_a_person_in_two_agencies_is_once_in_the_city_and_the_page_says_so(ani):
    for name in ("Dinas Satu", "Dinas Dua"):
        factories.assignment(factories.contract(agency=name), factories.worker(1))
    answer = page(ani)
    assert shown(answer)["workers", "denominator"] == 1
    assert "Jumlah baris 2 pekerja, 0 terlindungi: lebih 1 dari angka kota" in texts(answer)


def test_ucj_stands_apart_with_source_and_month(ani):
    two_agencies()
    assert "belum dinyatakan" in texts(page(ani))
    UCJStatement.objects.create(
        month=date(2025, 8, 1), pu=300, bpu=100, jakon=80, pmi=10, employed=1000, employed_year=2023,
        stated_by="Cabang Uji", source="Surat 1",
    )  # fmt: skip
    answer = page(ani)
    assert shown(answer)["ucj", "percent"] == Decimal(49)
    assert "Agustus 2025 , dinyatakan Cabang Uji; 490 peserta dari 1.000 penduduk bekerja (BPS, 2023)." in texts(answer)
    assert "3 pekerja konstruksi yang belum terlindungi setara 0,3 poin UCJ" in texts(answer)
    assert "belum dinyatakan" in texts(page(ani, date(2025, 7, 31)))


def test_open_alarms_stand_on_top_until_they_are_closed(ani, budi):
    factories.contract()
    alarm = Alarm.objects.create(text="Hitung ulang malam menemukan 1 angka yang berbeda.")
    for user in (ani, budi):
        assert alarm.text in texts(page(user))
    alarm.closed_at, alarm.closed_by = datetime(2025, 9, 30, 8, tzinfo=WIB), ani
    alarm.save()
    assert alarm.text not in texts(page(ani))


def test_invented_data_says_so_and_real_data_does_not(ani):
    factories.contract()
    assert "karangan" not in texts(page(ani))
    Dataset.objects.create(invented=True, source="peragaan")
    assert "Semua data di sini karangan." in texts(page(ani))


@pytest.mark.parametrize("day", ["2000-01-01", "2025-01-01", "2025-06-30", "2031-05-05", "2050-12-31"])
def test_days_without_work_are_none_and_never_zero_per_cent(ani, day):
    factories.contract(agency="Dinas Uji")
    recompute(date(2025, 12, 1))
    answer = page(ani, date.fromisoformat(day))
    seen = shown(answer)
    assert [seen[measure, "percent"] for measure in ("workers", "headcount", "packages", "value")] == [None] * 4
    assert "Tidak ada pekerja yang tercatat" in texts(answer)
    assert b"trend-data" not in answer.content


def test_a_contract_without_any_headcount_is_unknown_and_left_out(ani):
    factories.contract()
    answer = page(ani)
    assert shown(answer)["workers", "percent"] is None
    assert shown(answer)["packages", "percent"] == 0
    assert "1 kontrak berjalan belum diketahui jumlah tenaga kerjanya" in texts(answer)
    assert "belum dilaporkan pada satu pun kontrak" in texts(answer)
    assert "Tidak ada pekerja di kontrak" not in texts(answer)


@pytest.mark.parametrize(
    "text", ["kemarin", "2025-02-30", "30/09/2025", "1999-12-31", "2025-9-30", "%00", "2025-09-30x"]
)
def test_an_unreadable_day_shows_today_and_says_so(ani, text):
    factories.contract()
    answer = signed_in(ani).get("/", {"pada": text})
    assert answer.status_code == 200
    assert "bukan tanggal antara 2000 dan 2050" in texts(answer)


@pytest.mark.parametrize(("name", "as_stored"), [("ani", True), ("budi", False)])
def test_the_number_of_queries_is_fixed(name, as_stored, request, django_assert_max_num_queries):
    user = request.getfixturevalue(name)
    client, counted = signed_in(user), []
    for more in (10, 990):
        agencies = [factories.agency(f"Dinas {number % 20}") for number in range(more)]
        for number in range(more):
            factories.contract(agency=agencies[number], officer="PPK Uji", contractor="CV Uji")
        if as_stored:
            recompute(date(2025, 12, 1))
        with django_assert_max_num_queries(12) as queries:
            assert client.get("/", {"pada": DAY.isoformat()}).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
