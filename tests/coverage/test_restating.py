"""Which past figures a change moves, asked of a few contracts, equals the whole city computed before and after it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.measuring import series
from coverage.querysets.figures import figure_rows
from coverage.restating import MEASURES, write
from projects.models import Contract
from tests import factories
from tests.cities import cities
from tests.loading import load

pytestmark = pytest.mark.django_db
CHANGES = st.one_of(
    st.sampled_from([Decimal(0), Decimal(111_000_000), Decimal("555000000.01")]).map(lambda price: {"price": price}),
    st.integers(-25, 45).map(lambda days: {"actual_end_on": days}),
    st.integers(-25, 45).map(lambda days: {"starts_on": days}),
    st.sampled_from(["Berjalan", "Batal"]).map(lambda status: {"status": status}),
    st.sampled_from(["Pekerjaan Konstruksi", "Pengadaan Barang"]).map(lambda kind: {"kind": kind}),
)


def changed(city, values):
    return {
        name: city.anchor + timedelta(days=value) if isinstance(value, int) else value for name, value in values.items()
    }


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(city=cities(), values=CHANGES, which=st.integers(0, 3))
def test_what_a_page_shows_is_what_the_whole_city_moves(city, values, which):
    with transaction.atomic():
        load(city.tables, city.declarations, city.hps)
        rows = list(Contract.objects.order_by("package_code"))
        row, today = rows[which % len(rows)], city.anchor + timedelta(days=42)
        first, last = date(2015, 7, 1), today - timedelta(days=1)

        def change():
            Contract.objects.filter(pk=row.pk).update(**changed(city, values))

        before = series(first, last)
        found = write(row, today, change)
        if found:
            assert series(first, last) == before, "an unseen restatement is not written"
            assert write(row, today, change, reason="Salah", seen=found.digest) is None
        after = series(first, last)
        moved = {one.measure: one for one in found.moved} if found else {}
        for measure in MEASURES:
            pairs = [
                (one.on, getattr(one, measure), getattr(other, measure))
                for one, other in zip(before, after, strict=True)
            ]
            days = [(on, one, other) for on, one, other in pairs if one != other]
            assert len(days) == (moved[measure].days if measure in moved else 0), measure
            if days:
                told = moved[measure]
                assert (told.first, told.last) == (days[0][0], days[-1][0])
                assert (told.at, told.before, told.after) in days
        unknown = [
            one.on for one, other in zip(before, after, strict=True) if one.unknown_contracts != other.unknown_contracts
        ]
        assert list(found.unknown if found else ()) == unknown
        transaction.set_rollback(True)


def test_rows_of_breakdowns_move_exactly_where_the_breakdown_does():
    one, other = factories.officer("PPK A"), factories.officer("PPK B")
    contract = factories.contract(officer=one)
    factories.contract(officer=one)

    def change():
        Contract.objects.filter(pk=contract.pk).update(officer=other)

    today = date(2025, 7, 11)
    rows = {(row["key"], row["day"]): row for row in figure_rows(date(2025, 7, 1), date(2025, 7, 10), "officer")}
    found = write(contract, today, change, parts=["officer"])
    change()
    now = {(row["key"], row["day"]): row for row in figure_rows(date(2025, 7, 1), date(2025, 7, 10), "officer")}
    moved = {key for key in rows.keys() | now.keys() if rows.get(key) != now.get(key)}
    assert {(row.name, row.days) for row in found.rows} == {("PPK A", 10), ("PPK B", 10)}
    assert len(moved) == sum(row.days for row in found.rows)
    assert not found.moved


def test_a_change_that_moves_nothing_past_is_written_at_once():
    contract = factories.contract(signed_on=date(2025, 7, 1))

    def change():
        Contract.objects.filter(pk=contract.pk).update(price=Decimal(5))

    assert write(contract, date(2025, 7, 1), change) is None
    assert Contract.objects.get().price == 5
