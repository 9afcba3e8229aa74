"""The heads of a page's rows and of a whole filter, held against the day-by-day oracle."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractors.models import Worker
from coverage.querysets.people import heads_of, people_rows
from coverage.querysets.roster import cover_on
from tests import oracle
from tests.cities import cities
from tests.loading import stored

pytestmark = pytest.mark.django_db


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_heads_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    codes = data.draw(st.none() | st.sets(st.sampled_from(sorted(truth.contracts))))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        ids = [contract.pk for contract in loaded.contracts.values()]
        among = None if codes is None else [loaded.contracts[code].pk for code in codes]
        total, *rows = people_rows(day, ids, among)
        code_of = {contract.pk: code for code, contract in loaded.contracts.items()}
    figures, unknown = truth.figures(day, codes)
    assert (total["covered"], total["listed"] + total["unlisted"]) == figures["workers"]
    assert total["unknown"] == unknown
    expected = truth.breakdown(day, "contract", codes)
    found = {code_of[row["contract_id"]]: row for row in rows}
    assert found.keys() == expected.keys()
    for code, (measures, is_unknown) in expected.items():
        row = found[code]
        assert (row["covered"], row["listed"] + row["unlisted"]) == measures["workers"]
        assert row["unknown"] == is_unknown
        assert row["declared"] == truth.declared(code, day)


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_heads_of_a_few_contracts_are_those_of_all(data):
    city = data.draw(cities())
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        ids = [contract.pk for contract in loaded.contracts.values()]
        few = sorted(data.draw(st.sets(st.sampled_from(ids))))
        _, *rows = people_rows(day, few)
        wanted = [{name: value for name, value in row.items() if name != "declared"} for row in rows]
        assert sorted(heads_of(day, few), key=str) == sorted(wanted, key=str)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_who_is_covered_on_the_roster_of_a_contract_equals_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        covered, niks = truth.covered(day), {one.pk: one.nik.reveal() for one in Worker.objects.all()}
        for code, contract in loaded.contracts.items():
            found = {niks[pk]: row for pk, row in cover_on(contract.pk, day, None).items()}
            listed = truth.listed(code, day) if truth.counts(code) else set()
            assert found.keys() & listed == covered & listed
            for nik in found.keys() & listed:
                assert bool(found[nik]["here"]) == truth.protected(code, day)
                assert truth.protected(code, day) or bool(found[nik]["segment"]) == truth.is_member(nik, day)
