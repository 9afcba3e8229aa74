"""The measures in SQL, held against the day-by-day oracle on the fixture city and on random cities."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.measuring import as_json, breakdown_on, figures_on, series
from tests import oracle
from tests.cities import cities
from tests.loading import load, stored
from tests.shared import shared

pytestmark = pytest.mark.django_db


def measured(figures):
    """Figures as the oracle gives them: {measure: (numerator, denominator)} and the unknown contracts."""
    return {rate.measure: (rate.numerator, rate.denominator) for rate in figures.rates}, figures.unknown_contracts


def only_shown(rows):
    """The rows of a breakdown in which something runs."""
    return {key: row for key, row in rows.items() if row[0]["packages"][1]}


def days_of(city):
    return st.integers(-22, 45).map(lambda offset: city.anchor + timedelta(days=offset))


@pytest.fixture
def fixture_city():
    folder = shared("data/fixture_city")
    tables = oracle.read(folder)
    return folder, oracle.City(tables), load(tables)


def test_all_days_of_the_fixture_city_are_exact(fixture_city):
    folder, _, _ = fixture_city
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert len(expected) == 15
    assert [as_json(figures_on(date.fromisoformat(one["on"]))) for one in expected] == expected


def test_the_series_of_the_fixture_city_is_exact(fixture_city):
    _, city, _ = fixture_city
    first, last = date(2025, 1, 1), date(2026, 1, 31)
    assert [as_json(figures) for figures in series(first, last)] == city.series(first, last)


@pytest.mark.parametrize("by", oracle.BREAKDOWNS)
def test_breakdowns_of_the_fixture_city_are_exact(fixture_city, by):
    _, city, loaded = fixture_city
    for day in (date(2025, 8, 31), date(2025, 9, 8), date(2025, 12, 31)):
        rows = {loaded.oracle_key(by, key): measured(row) for key, row in breakdown_on(day, by).items()}
        assert rows == city.breakdown(day, by)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_figures_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    first = city.anchor - timedelta(days=22)
    last = city.anchor + timedelta(days=45)
    with stored(city.tables, city.declarations, city.hps):
        assert [as_json(figures) for figures in series(first, last)] == truth.series(first, last)
        day = data.draw(days_of(city))
        assert measured(figures_on(day)) == truth.figures(day)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_breakdowns_and_parts_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = data.draw(days_of(city))
    by = data.draw(st.sampled_from(oracle.BREAKDOWNS))
    codes = data.draw(st.sets(st.sampled_from(sorted(truth.contracts))))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        among = [loaded.contracts[code].pk for code in codes]
        rows = {loaded.oracle_key(by, key): measured(row) for key, row in breakdown_on(day, by).items()}
        assert rows == truth.breakdown(day, by)
        rows = {loaded.oracle_key(by, key): measured(row) for key, row in breakdown_on(day, by, among).items()}
        assert rows == truth.breakdown(day, by, codes)
        assert measured(figures_on(day, among)) == truth.figures(day, codes)
        last = day + timedelta(days=9)
        assert [as_json(figures) for figures in series(day, last, among)] == truth.series(day, last, codes)


def test_cover_from_another_contract_counts_in_every_row_that_lists_the_person():
    person = {"nik": "3271010101800001", "nama": "Satu", "mulai": "2025-03-01", "selesai": "2025-03-31"}
    base = {
        "tahun": "2025",
        "jenis": "Pekerjaan Konstruksi",
        "sumber_dana": "APBD",
        "tanggal_kontrak": "2025-03-01",
        "selesai": "2025-04-30",
        "nilai_kontrak": "111000000",
        "status": "Berjalan",
    }
    tables = {
        "kontrak": [{**base, "kode_paket": "A", "opd": "Satu"}, {**base, "kode_paket": "B", "opd": "Dua"}],
        "adendum": [],
        "tenaga_kerja": [{**person, "kode_paket": "A"}, {**person, "kode_paket": "B", "mulai": "2025-03-15"}],
        "pendaftaran": [{"kode_paket": "A", "berlaku_dari": "2025-03-10", "berlaku_sampai": "2025-03-20"}],
        "pembayaran": [{"kode_paket": "A", "termin": "1", "tanggal_bayar": "2025-03-10"}],
        "kepesertaan": [],
    }
    covered = {}
    with transaction.atomic():
        loaded = load(tables)
        foreign = loaded.contracts["B"].pk
        for day in (date(2025, 3, 14), date(2025, 3, 15), date(2025, 3, 20), date(2025, 3, 21)):
            row = breakdown_on(day, "contract")[str(foreign)]
            assert measured(figures_on(day, [foreign])) == measured(row)
            covered[day.day] = (row.workers.numerator, row.workers.denominator)
    assert covered == {14: (0, 0), 15: (1, 1), 20: (1, 1), 21: (0, 1)}
