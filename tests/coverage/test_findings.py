"""The findings in SQL, held against the oracle and against coverage.rules.findings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.calendar import working
from coverage.models import Finding
from coverage.rules import findings, measures, spans
from tests import oracle
from tests.cities import cities
from tests.coverage.test_standing import amount, certificates
from tests.loading import load, stored
from tests.oracle_tables import day_of, holds, text
from tests.shared import shared

pytestmark = pytest.mark.django_db
IS_WORKING = working()


def in_sql(day):
    """{finding: {kode_paket, …}} as the view gives them, with every code."""
    found = {code: set() for code in findings.CODES}
    for code, package in Finding.objects.on(day).values_list("code", "contract__package_code"):
        found[code].add(package)
    return found


def by_the_rules(city, code, day):
    row = city.contracts[code]
    return findings.found(
        findings.Standing(
            day=day,
            signed_on=day_of(row, "tanggal_kontrak"),
            year=int(row["tahun"]),
            price=amount(row, "nilai_kontrak"),
            starts_on=day_of(row, "mulai"),
            ends_on=day_of(row, "selesai"),
            actual_end_on=day_of(row, "tanggal_selesai_nyata"),
            is_open=measures.normal(row["status"]) == "berjalan",
            hps=Decimal(city.hps[code]) if code in city.hps else None,
            declared=city.declared(code, day),
            amendments=tuple(
                spans.Amendment(day_of(one, "tanggal"), text(one, "nomor"), day_of(one, "selesai_baru"))
                for one in city.amendments[code]
            ),
            certificates=tuple(certificates(city, code)),
            payments=tuple(
                findings.Payment(int(one["termin"]), day_of(one, "jatuh_tempo"), day_of(one, "tanggal_bayar"))
                for one in city.payments[code]
            ),
            listed=tuple(
                findings.ListedWorker(
                    measures.normal(one.get("status_kerja", "")) == "pkwtt", city.is_member(text(one, "nik"), day)
                )
                for one in city.assignments[code]
                if holds(one, day)
            ),
        ),
        IS_WORKING,
    )


def test_the_fixture_city_has_its_findings_on_every_day():
    tables = oracle.read(shared("data/fixture_city"))
    city = oracle.City(tables)
    load(tables)
    for offset in range(0, 240, 6):
        day = date(2025, 6, 1) + timedelta(days=offset)
        assert in_sql(day) == city.findings(day, IS_WORKING)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_random_cities_have_the_findings_of_the_oracle_and_of_the_rules(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    with stored(city.tables, city.declarations, city.hps):
        for offset in data.draw(st.lists(st.integers(-22, 60), min_size=1, max_size=3)):
            day = city.anchor + timedelta(days=offset)
            found = in_sql(day)
            assert found == truth.findings(day, IS_WORKING)
            for code in filter(truth.counts, truth.contracts):
                assert {name for name, codes in found.items() if code in codes} == by_the_rules(truth, code, day)
