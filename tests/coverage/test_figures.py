"""The measures in SQL, held against the day-by-day oracle on the fixture city and on random cities."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.measuring import as_json, breakdown_on, figures_on, series
from projects.models import Contract
from tests import factories as make
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


def test_a_declaration_without_a_day_moves_with_the_first_day_of_its_contract():
    contract = make.contract(signed_on=date(2025, 7, 1), starts_on=date(2025, 7, 1), ends_on=date(2025, 7, 31))
    make.declaration(contract, 4)
    make.declaration(contract, 6, declared_on=date(2025, 7, 10))
    Contract.objects.update(starts_on=date(2025, 7, 5))
    heads = {day.on.day: day.headcount.denominator for day in series(date(2025, 7, 4), date(2025, 7, 11))}
    assert heads == {4: 0, 5: 4, 6: 4, 7: 4, 8: 4, 9: 4, 10: 6, 11: 6}
    Contract.objects.update(starts_on=date(2025, 7, 15))
    assert figures_on(date(2025, 7, 15)).headcount.denominator == 4
    Contract.objects.update(starts_on=date(2025, 7, 10))
    assert figures_on(date(2025, 7, 10)).headcount.denominator == 6


def test_an_amendment_that_precedes_its_contract_sets_the_value_from_the_first_day():
    contract = make.contract(signed_on=date(2025, 7, 1), starts_on=date(2025, 7, 1), price=111)
    make.amendment(contract, signed_on=date(2025, 6, 1), new_price=222)
    make.amendment(contract, number="2", signed_on=date(2025, 7, 3), new_price=333)
    assert [day.value.denominator for day in series(date(2025, 6, 30), date(2025, 7, 3))] == [0, 200, 200, 300]


def test_an_unknown_breakdown_is_an_error():
    with pytest.raises(ValueError, match="colour"):
        breakdown_on(date(2025, 7, 1), "colour")


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


@pytest.mark.parametrize("nothing", [{"fund": "BLUD"}, {"status": "Batal"}, {"actual_end_on": date(2025, 7, 20)}, {}])
def test_no_cover_comes_from_a_contract_that_does_not_count_or_no_longer_runs(nothing):
    shared_worker, day = make.worker(), date(2025, 8, 1)
    asked, other = make.contract(), make.protected(make.contract(**nothing))
    for contract in (asked, other):
        make.assignment(contract, shared_worker)
    covered = 0 if nothing else 1
    assert figures_on(day, [asked.pk]).workers.numerator == covered
    assert breakdown_on(day, "contract")[str(asked.pk)].workers.numerator == covered
    assert figures_on(day).workers.numerator == covered


def test_a_declaration_made_on_the_first_day_goes_before_the_one_without_a_day():
    contract = make.contract(starts_on=date(2025, 7, 1))
    make.declaration(contract, 6, declared_on=date(2025, 7, 1))
    make.declaration(contract, 4)
    assert figures_on(date(2025, 7, 1)).headcount.denominator == 6
