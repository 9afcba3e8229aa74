"""How each contract stands on a day, in SQL, held against coverage.rules on the fixture city and on random cities."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.calendar import working
from coverage.models import ContractStanding
from coverage.querysets.standing import STANDING
from coverage.rules import deadlines, findings, measures, spans
from projects.models import Officer
from tests import oracle
from tests.cities import cities
from tests.loading import load, stored
from tests.oracle_tables import day_of, text
from tests.shared import shared

pytestmark = pytest.mark.django_db
IS_WORKING = working()


def amount(row, column):
    return Decimal(text(row, column)) if text(row, column) else None


def certificates(city, code):
    return [
        spans.Certificate(day_of(row, "tanggal_daftar"), day_of(row, "berlaku_dari"), day_of(row, "berlaku_sampai"))
        for row in city.certificates[code]
    ]


def working_days_to(due, day):
    """Working days after `day` up to `due`; negative where `due` is past."""
    ahead = deadlines.working_days_between(day, due, IS_WORKING)
    return ahead if due >= day else -deadlines.working_days_between(due, day, IS_WORKING)


def expected(city, code, day):
    """What the rules say of a contract, under the names of the view; heads by the oracle."""
    row = city.contracts[code]
    known = [
        spans.Amendment(day_of(one, "tanggal"), text(one, "nomor"), day_of(one, "selesai_baru"))
        for one in city.amendments[code]
    ]
    signed_on, actual = day_of(row, "tanggal_kontrak"), day_of(row, "tanggal_selesai_nyata")
    ends_on = day_of(row, "selesai")
    dates = {"starts_on": day_of(row, "mulai"), "ends_on": ends_on, "actual_end_on": actual, "amendments": known}
    execution = spans.execution(signed_on=signed_on, year=int(row["tahun"]), **dates)
    running = execution is not None and day in execution
    paid = city.paid_on(code, 1)
    protection = [spans.protection([one], paid) for one in certificates(city, code)]
    holding = [one.last for days in protection for one in days if day in one]
    prices = [
        measures.Price(day_of(one, "tanggal"), text(one, "nomor"), amount(one, "nilai_baru"))
        for one in city.amendments[code]
    ]
    due = deadlines.registration_due(signed_on, IS_WORKING)
    price, ppn = amount(row, "nilai_kontrak"), amount(row, "ppn_persen")
    counts = measures.counts(row["sumber_dana"], row["jenis"], row["metode"], row["status"])
    declared, listed = city.declared(code, day), len(city.listed(code, day))
    return {
        "counts": counts,
        "first_day": spans.first_day(dates["starts_on"], signed_on),
        "last_day": spans.last_day(actual, ends_on, known, int(row["tahun"])),
        "end_missing": findings.end_date_missing(actual, ends_on, known),
        "running": running,
        "protected": running and bool(holding),
        "protected_until": max(holding, default=None),
        "registered_on": findings.registered_on(certificates(city, code), day),
        "due_on": due,
        "working_days_left": working_days_to(due, day),
        "paid_on": paid if paid is not None and paid <= day else None,
        "value": measures.value_on(day, price, Decimal(11) if ppn is None else ppn, prices),
        "current_price": measures.price_on(day, price, prices),
        "declared": declared,
        "listed": listed,
        "headcount_unknown": counts and running and declared is None and listed == 0,
        "in_charge_id": city.officer(code, day),
    }


def standing(day):
    """What the view says of each contract, the officer of the day by name."""
    names = {None: None} | dict(Officer.objects.values_list("pk", "name"))
    return {
        one.package_code: {name: getattr(one, name) for name in STANDING} | {"in_charge_id": names[one.in_charge_id]}
        for one in ContractStanding.objects.on(day)
    }


def test_the_fixture_city_stands_as_the_rules_say():
    tables = oracle.read(shared("data/fixture_city"))
    city = oracle.City(tables)
    load(tables)
    for day in (date(2025, 7, 1), date(2025, 8, 31), date(2025, 9, 8), date(2025, 12, 31), date(2026, 1, 15)):
        assert standing(day) == {code: expected(city, code, day) for code in city.contracts}


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_random_contracts_stand_as_the_rules_say(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(city.tables, city.declarations, city.hps):
        assert standing(day) == {code: expected(truth, code, day) for code in truth.contracts}
        assert set(STANDING) == set(expected(truth, "K1", day))


EDGES = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000"


@pytest.mark.parametrize("edge", [*EDGES, "\u200b", "x", ".", "\ufeff"])
def test_texts_are_trimmed_alike_in_sql_and_in_the_rules(edge):
    for fund, kind, method in (
        (f"{edge}apbd{edge}", "Pekerjaan Konstruksi", ""),
        ("APBD", f"PEKERJAAN KONSTRUKSI{edge}", ""),
        ("APBD", "Pekerjaan Konstruksi", f"{edge}SwaKelola"),
    ):
        assert counts_in_sql(fund, kind, method, "Berjalan") == measures.counts(fund, kind, method, "Berjalan")


@given(
    st.text(alphabet=st.sampled_from("apbdAPBD\u0130\u212a \u00a0s"), max_size=6),
    st.sampled_from(["Batal", "batal ", "Putus"]),
)
@settings(max_examples=40, deadline=None)
def test_any_text_counts_alike_in_sql_and_in_the_rules(fund, status):
    kind = "Jasa Konsultansi Perencanaan"
    assert counts_in_sql(fund, kind, "", status) == measures.counts(fund, kind, "", status)


def counts_in_sql(*texts):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT coverage_counts(%s, %s, %s, %s)", texts)
        return cursor.fetchone()[0]


NUMBERS = st.one_of(
    st.sampled_from(["1", "2", "9", "10", "09", "009", "0", "-1", "1a", "A", " 3 ", "٣", "", "12 ", "!"]),
    st.text(alphabet="0123456789aZ-. \t", max_size=12),
    st.text(alphabet="0123456789", min_size=80, max_size=100),
)


@given(st.lists(NUMBERS, min_size=2, max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_amendments_of_one_day_follow_one_another_alike_in_sql_and_in_the_rules(numbers):
    from django.db import connection

    day = date(2025, 7, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, coverage_amendment_order(n) FROM unnest(%s::text[]) n ORDER BY coverage_amendment_order(n)",
            [numbers],
        )
        rows = cursor.fetchall()
    ruled = [spans.amendment_order(day, number) for number, _ in rows]
    assert ruled == sorted(ruled)
    for (_, key), (_, other), left, right in zip(rows, rows[1:], ruled, ruled[1:], strict=False):
        assert (key == other) == (left == right)
