"""What is counted of providers, held against the day-by-day oracle on random cities."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.providers import provider_on, providers_on, sums_on, years_on
from coverage.workdays import is_working
from tests import oracle, oracle_findings
from tests.cities import cities
from tests.factories import contract, contractor, registration
from tests.loading import stored
from tests.oracle_tables import day_of

pytestmark = pytest.mark.django_db


def counted(city, codes, day, working):
    """What the oracle says of the contracts `codes` of one provider, one contract after another."""
    signed = [code for code in codes if city.counts(code) and day_of(city.contracts[code], "tanggal_kontrak") <= day]
    found = city.findings(day, working)
    late = not_yet = overdue = 0
    for code in signed:
        registered = oracle_findings.registered_on(city, code, day)
        due = city.registration_due(code, working)
        not_yet += registered is None
        overdue += registered is None and due < day
        late += registered is not None and registered > due
    return {
        "contracts": len(codes),
        "running": sum(1 for code in codes if code in city.running(day)),
        "due": len(signed),
        "in_time": len(signed) - late - not_yet,
        "late": late,
        "not_yet": not_yet,
        "overdue": overdue,
        "value": sum((city.value(code, day) for code in signed), Fraction(0)),
        "findings": sum(1 for code in codes for carriers in found.values() if code in carriers),
        "workers": city.figures(day, codes)[0]["workers"],
    }


def told(provider):
    names = ("contracts", "running", "due", "in_time", "late", "not_yet", "overdue", "findings")
    workers = (provider.workers.numerator, provider.workers.denominator)
    return {name: getattr(provider, name) for name in names} | {
        "value": Fraction(provider.value),
        "workers": workers,
    }


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_providers_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    working = is_working()
    seen = data.draw(st.sampled_from([set(truth.contracts), {"K1"}, set()]))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        among = None if seen == set(truth.contracts) else [loaded.contracts[code].pk for code in seen]
        providers = providers_on(day, among)
        assert {loaded.providers[one.id]: told(one) for one in providers} == {
            key: counted(truth, [code for code in seen if truth.key(code, "provider", day) == key], day, working)
            for key in loaded.providers.values()
        }
        alone = [told(provider_on(day, one.id, one.contract_ids)) for one in providers]
        assert alone == [told(one) for one in providers]
        named = {code for code in seen if truth.key(code, "provider", day)}
        sums = sums_on(day, providers)
        assert (sums.workers.numerator, sums.workers.denominator) == truth.figures(day, named)[0]["workers"]
        assert (sums.contracts, Fraction(sums.value)) == (
            len(named),
            counted(truth, list(named), day, working)["value"],
        )


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_years_of_a_provider_equal_the_oracle_on_the_same_day_of_each_year(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        for provider in providers_on(day):
            own = {code for code, one in loaded.contracts.items() if one.pk in provider.contract_ids}
            for year in years_on(day, provider):
                measured = {rate.measure: (rate.numerator, rate.denominator) for rate in year.figures.rates}
                assert measured == truth.figures(year.figures.on, own)[0]
            assert sum(year.contracts for year in years_on(day, provider)) == provider.due


def test_days_late_are_working_days_and_their_mean_is_over_the_late_contracts():
    for days in (date(2025, 7, 22), date(2025, 7, 24), date(2025, 7, 1)):  # the 14th working day after 1 July: 21 July
        registration(contract(), registered_on=days)
    (provider,) = providers_on(date(2025, 9, 30))
    assert (provider.in_time, provider.late, provider.days_late) == (1, 2, 2)


def test_a_leap_day_is_the_28th_in_other_years():
    contract(signed_on=date(2023, 1, 1), starts_on=None)
    (provider,) = providers_on(date(2024, 2, 29))
    assert [year.figures.on for year in years_on(date(2024, 2, 29), provider)] == [date(2024, 2, 29), date(2023, 2, 28)]


@pytest.mark.parametrize(
    ("words", "found"),
    [((), 3), (["cv"], 2), (["CV", "satu"], 1), (["%"], 0), (["_"], 0), (["0123"], 1), (["'"], 0)],
)
def test_search_takes_words_of_name_and_npwp_as_they_stand(words, found):
    contractor("CV Satu")
    contractor("cv Dua", npwp="0123456789012345")
    contractor("PT Tiga")
    assert len(providers_on(date(2025, 9, 30), words=words)) == found


def test_a_kind_follows_from_the_contracts():
    contract(contractor="CV Bangun")
    contract(contractor="CV Rencana", kind="jasa konsultansi perencanaan")
    contract(contractor="PT Dua", kind="Jasa Konsultansi Pengawasan")
    contract(contractor="PT Dua")
    contractor("CV Tanpa Kontrak")
    day = date(2025, 9, 30)
    assert {one.name: one.kind for one in providers_on(day)} == {
        "CV Bangun": "Penyedia",
        "CV Rencana": "Konsultan",
        "PT Dua": "Penyedia dan konsultan",
        "CV Tanpa Kontrak": "",
    }
    assert [one.name for one in providers_on(day, kind="konsultan")] == ["CV Rencana", "PT Dua"]
    assert [one.name for one in providers_on(day, kind="penyedia")] == ["CV Bangun", "PT Dua"]
