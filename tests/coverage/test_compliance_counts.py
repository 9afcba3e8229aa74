"""The compliance table's rows in SQL, held against the day-by-day oracle on random cities."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Role, User
from coverage.compliance import compliance_on
from coverage.workdays import is_working
from tests import oracle, oracle_findings
from tests.cities import cities
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
    by = data.draw(st.sampled_from(("agency", "officer", "provider")))
    working = is_working()
    with stored(city.tables, city.declarations, city.hps) as loaded:
        table = compliance_on(day, by, reader(Role.PROCUREMENT))
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
    by = data.draw(st.sampled_from(("agency", "officer", "provider")))
    working = is_working()
    own = {code for code in truth.contracts if truth.key(code, "agency", day) == "Dinas Satu"}
    with stored(city.tables, city.declarations, city.hps) as loaded:
        agencies = {contract.agency for contract in loaded.contracts.values() if contract.agency.name == "Dinas Satu"}
        table = compliance_on(day, by, reader(Role.PPK, *agencies))
        rows = {loaded.oracle_key(by, str(row.key or "")): shown(row) for row in table.rows}
        assert (rows, shown(table.total)) == expected(truth, by, day, working, None if by == "agency" else own)
