"""The compliance table's rows in SQL, held against the day-by-day oracle on random cities."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Role, User
from coverage.compliance import BYS, LISTS, compliance_on
from coverage.filters import ContractFilter
from coverage.measuring import figures_on
from coverage.models import ContractStanding
from coverage.workdays import is_working
from tests import oracle, oracle_findings
from tests.cities import cities
from tests.factories import agency, contract, registration
from tests.loading import stored

pytestmark = pytest.mark.django_db


def reader(role, *agencies):
    """Somebody of that role who is not stored; a PPK of the `agencies`."""
    user = User(role=role, name="Uji", email="uji@contoh.test")
    user.agency_ids = frozenset(agency.pk for agency in agencies)
    return user


def counted(city, codes, day, working):
    """The counts of the running contracts `codes`, one contract after another."""
    found = city.findings(day, working)
    counts = dict.fromkeys(("contracts", "in_time", "late", "not_yet", "overdue", "unpaid", "unknown", "undeclared"), 0)
    for code in codes:
        registered = oracle_findings.registered_on(city, code, day)
        due = city.registration_due(code, working)
        counts["contracts"] += 1
        if registered is None:
            counts["not_yet"] += 1
            counts["overdue"] += due < day
        elif registered > due:
            counts["late"] += 1
        else:
            counts["in_time"] += 1
        counts["unpaid"] += code in found["instalment_1_unpaid"]
        counts["undeclared"] += code in found["headcount_missing"]
        counts["unknown"] += city.workforce(code, day) is None
    return counts


def expected(city, by, day, working, only=None):
    """{owner: (counts, measures, unknown)} as the oracle counts them, and the line of all together."""
    running = [code for code in city.running(day) if only is None or code in only]
    rows = {
        key: (counted(city, [code for code in running if city.key(code, by, day) == key], day, working), *measured)
        for key, measured in city.breakdown(day, by, only).items()
    }
    return rows, (counted(city, running, day, working), *city.figures(day, only))


def shown(row):
    measured = {rate.measure: (rate.numerator, rate.denominator) for rate in row.figures.rates}
    return vars(row.counts), measured, row.figures.unknown_contracts


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_rows_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    way = data.draw(st.sampled_from(BYS))
    by = way.owner
    working = is_working()
    with stored(city.tables, city.declarations, city.hps) as loaded:
        table = compliance_on(day, way, reader(Role.PROCUREMENT))
        rows = {loaded.oracle_key(by, str(row.key or "")): shown(row) for row in table.rows}
        assert (rows, shown(table.total)) == expected(truth, by, day, working)
        for row in [*table.rows, table.total]:
            assert row.counts.in_time + row.counts.late + row.counts.not_yet == row.counts.contracts


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_ppk_sees_every_agency_but_only_their_own_officers_and_providers(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    way = data.draw(st.sampled_from(BYS))
    by = way.owner
    working = is_working()
    own = {code for code in truth.contracts if truth.key(code, "agency", day) == "Dinas Satu"}
    with stored(city.tables, city.declarations, city.hps) as loaded:
        agencies = {contract.agency for contract in loaded.contracts.values() if contract.agency.name == "Dinas Satu"}
        table = compliance_on(day, way, reader(Role.PPK, *agencies))
        rows = {loaded.oracle_key(by, str(row.key or "")): shown(row) for row in table.rows}
        assert (rows, shown(table.total)) == expected(truth, by, day, working, None if by == "agency" else own)


def contracts_of(query, user, day):
    """The ids of the contracts in the Kontrak list of that address."""
    seen = ContractStanding.objects.visible_to(user).on(day)
    return list(ContractFilter(QueryDict(urlencode(query)), seen, day=day).qs.values_list("pk", flat=True))


def assert_every_number_leads_to_its_list(table, user, day):
    for row in [*table.rows, table.total]:
        if table.query(row, "contracts") is None:
            continue
        for number in LISTS:
            found = contracts_of(table.query(row, number), user, day)
            count = row.figures.packages.numerator if number == "protected" else getattr(row.counts, number)
            assert len(found) == count, (row.name, number)
        among = figures_on(day, contracts_of(table.query(row, "contracts"), user, day))
        assert among.rates == row.figures.rates
        among = figures_on(day, contracts_of(table.query(row, "protected"), user, day))
        for measure in ("packages", "value", "headcount"):
            assert getattr(among, measure).denominator == getattr(row.figures, measure).numerator


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_every_number_leads_to_the_list_that_adds_up_to_it(data):
    city = data.draw(cities())
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps) as loaded:
        agencies = {contract.agency for contract in loaded.contracts.values() if contract.agency.name == "Dinas Satu"}
        for user in (reader(Role.PROCUREMENT), reader(Role.PPK, *agencies)):
            for way in BYS:
                assert_every_number_leads_to_its_list(compliance_on(day, way, user), user, day)


def test_a_ppk_opens_own_agencies_and_no_total_of_the_city():
    own, foreign = contract(agency="Dinas Satu").agency, contract(agency="Dinas Dua").agency
    budi, day = reader(Role.PPK, own), date(2025, 9, 30)
    table = compliance_on(day, BYS[0], budi)
    opened = {row.name: table.query(row, "contracts") for row in [*table.rows, table.total]}
    assert opened == {own.name: {"opd": own.pk, "berjalan": "ya"}, foreign.name: None, "Kota Bogor": None}
    table = compliance_on(day, BYS[1], budi)
    assert table.query(table.total, "late") == {"berjalan": "ya", "daftar": "terlambat"}


def test_a_contract_signed_outside_the_calendar_stands_in_one_of_the_three_columns():
    day = date(2025, 9, 30)
    registration(contract(signed_on=date(1899, 12, 29), starts_on=date(2025, 7, 1)))
    contract(signed_on=date(2202, 6, 1), starts_on=date(2025, 7, 1))
    ani = reader(Role.PROCUREMENT)
    table = compliance_on(day, BYS[0], ani)
    counts = table.total.counts
    assert (counts.contracts, counts.in_time, counts.late, counts.not_yet) == (2, 1, 0, 1)
    assert_every_number_leads_to_its_list(table, ani, day)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), ["Dinas Dua 100%", "Dinas Satu"]),
        (("dinas", "SATU"), ["Dinas Satu"]),
        (("%",), ["Dinas Dua 100%"]),
        (("_",), []),
        (("'",), []),
    ],
)
def test_a_search_narrows_the_rows_and_not_the_total(words, names):
    for name in ("Dinas Satu", "Dinas Dua 100%"):
        contract(agency=agency(name))
    table = compliance_on(date(2025, 9, 30), BYS[0], reader(Role.PROCUREMENT), words)
    assert sorted(row.name for row in table.rows) == names
    assert (table.known, table.total.counts.contracts) == (2, 2)


def test_a_missing_officer_is_a_row_that_no_search_finds():
    contract(officer=None)
    contract(officer="PPK Satu")
    ani, day = reader(Role.PROCUREMENT), date(2025, 9, 30)
    assert {row.key is None: row.name for row in compliance_on(day, BYS[1], ani).rows} == {True: "", False: "PPK Satu"}
    assert [row.name for row in compliance_on(day, BYS[1], ani, ["p"]).rows] == ["PPK Satu"]
