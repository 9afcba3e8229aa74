"""The oracle itself, held against the fixture city whose answers were computed elsewhere."""

import json
from datetime import date

import pytest

from coverage.calendar import working
from tests import oracle
from tests.shared import shared


@pytest.fixture(scope="module")
def folder():
    return shared("data/fixture_city")


@pytest.fixture(scope="module")
def city(folder):
    return oracle.City(oracle.read(folder))


def test_all_days_are_exact(folder, city):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert len(expected) == 15
    assert [city.on(date.fromisoformat(one["on"])) for one in expected] == expected


def test_the_order_of_the_keys_is_that_of_the_command(folder, city):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))[0]
    assert json.dumps(city.on(date.fromisoformat(expected["on"]))) == json.dumps(expected)


@pytest.mark.parametrize("by", oracle.BREAKDOWNS)
def test_breakdowns_add_up_except_for_persons(city, by):
    day = date(2025, 8, 31)
    total, unknown = city.figures(day)
    rows = city.breakdown(day, by)
    for measure in ("packages", "value", "headcount"):
        for position in (0, 1):
            assert sum(row[measure][position] for row, _ in rows.values()) == total[measure][position]
    assert sum(row for _, row in rows.values()) == unknown
    assert sum(row["workers"][1] for row, _ in rows.values()) >= total["workers"][1]


def test_a_person_on_two_contracts_counts_in_each_and_once_in_the_city(city):
    rows = city.breakdown(date(2025, 8, 31), "contract")
    assert rows["K01"][0]["workers"] == (3, 5)
    assert rows["K02"][0]["workers"] == (1, 4)
    assert city.figures(date(2025, 8, 31))[0]["workers"] == (6, 20)


def test_findings(city):
    found = city.findings(date(2025, 9, 8), working())
    assert found == {
        "registration_late": {"K04"},
        "due_soon": set(),
        "instalment_1_unpaid": {"K02"},
        "instalment_overdue": {"K02", "K03"},
        "headcount_missing": {"K04"},
        "roster_missing": {"K04"},
        "certificate_ends_before_work": {"K01"},
        "end_date_missing": {"K04"},
        "value_above_hps": set(),
        "past_end_not_closed": {"K05"},
        "pkwtt_without_pu": {"K03"},
    }


def test_registration_due(city):
    assert city.registration_due("K01", working()) == date(2025, 7, 28)


def test_ucj_appears_only_where_it_was_stated(folder):
    statements = {(2025, 9): (100, 50, 7, 1, 400)}
    stated = oracle.City(oracle.read(folder), statements=statements)
    assert stated.on(date(2025, 9, 30))["measures"]["ucj"] == {"numerator": 158, "denominator": 400}
    assert "ucj" not in stated.on(date(2025, 10, 1))["measures"]
