"""The tariff against worked examples, a real assessment letter, and a slow sum in fractions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.rules.tariff import (
    LEGAL_TARIFF,
    LEGAL_TARIFFS,
    LEGAL_WAGE_RATE,
    LEGAL_WAGE_RATES,
    Slice,
    Tariff,
    amendment_difference,
    base,
    by_slice,
    contribution,
    instalments,
    rates_on,
    wage_contribution,
)

SLICES = LEGAL_TARIFF.slices
WORKED = [
    ("50000000", "105000", "15000", 120000),
    ("99999999", "209999.9979", "29999.9997", 240000),
    ("100000000", "210000", "30000", 240000),
    ("100000001", "210000.0017", "30000.0002", 240000),
    ("200000000", "380000", "50000", 430000),
    ("400000000", "720000", "90000", 810000),
    ("499999999", "889999.9983", "109999.9998", 1000000),
    ("500000000", "890000", "110000", 1000000),
    ("500000001", "890000.0013", "110000.0002", 1000000),
    ("750000000", "1215000", "160000", 1375000),
    ("999999999", "1539999.9987", "209999.9998", 1750000),
    ("1000000000", "1540000", "210000", 1750000),
    ("1000000001", "1540000.0011", "210000.0001", 1750000),
    ("2500000000", "3190000", "360000", 3550000),
    ("4999999999", "5939999.9989", "609999.9999", 6550000),
    ("5000000000", "5940000", "610000", 6550000),
    ("5000000001", "5940000.0009", "610000.0001", 6550000),
    ("19000000000", "18540000", "2010000", 20550000),
    ("123456789", "249876.5413", "34691.3578", 284568),
    ("100002500", "210004.25", "30000.50", 240005),
    ("358562072.97", "649555.524049", "81712.414594", 731268),
    ("3423423423.42", "4205765.765762", "452342.342342", 4658108),
]
money = st.decimals(min_value=0, max_value=10**15, places=2, allow_nan=False, allow_infinity=False)
near_edges = st.builds(
    lambda edge, cents: max(Decimal(0), Decimal(edge) + Decimal(cents).scaleb(-2)),
    st.sampled_from([0, 10**8, 5 * 10**8, 10**9, 5 * 10**9]),
    st.integers(-300, 300),
)
values = money | near_edges


def half_up(number):
    return floor(number + Fraction(1, 2))


def slow(value):
    """Exact JKK and JKM: walk up the edges and add what lies between two of them at its rate."""
    jkk = jkm = Fraction(0)
    edges = [0, 10**8, 5 * 10**8, 10**9, 5 * 10**9, 10**30]
    rates = [(21, 3), (17, 2), (13, 2), (11, 1), (9, 1)]
    for low, high, (jkk_rate, jkm_rate) in zip(edges[:-1], edges[1:], rates, strict=True):
        if value > low:
            part = Fraction(min(Fraction(value), high) - low)
            jkk += part * jkk_rate / 10000
            jkm += part * jkm_rate / 10000
    return jkk, jkm


@pytest.mark.parametrize(("value", "jkk", "jkm", "total"), WORKED)
def test_worked_examples(value, jkk, jkm, total):
    rows = by_slice(Decimal(value), SLICES)
    assert sum(row.jkk for row in rows).quantize(Decimal(jkk)) == Decimal(jkk)
    assert sum(row.jkm for row in rows).quantize(Decimal(jkm)) == Decimal(jkm)
    assert contribution(Decimal(value), SLICES).total == total


def test_the_real_letter():
    value = base(Decimal("494248735331"), Decimal(11))
    owed = contribution(value, SLICES)
    assert value == Decimal("445269130928.83")
    assert (owed.base, owed.jkk, owed.jkm, owed.total) == (value, 402182218, 44636913, 446819131)
    assert owed.instalments == (223409566, 111704783, 111704782)
    assert sum(row.total for row in by_slice(value, SLICES)) == Decimal("446819130.92883")


def test_the_rounding_trap():
    owed = contribution(Decimal("100002500"), SLICES)
    assert (owed.jkk, owed.jkm, owed.total) == (210004, 30001, 240005)


@pytest.mark.parametrize(
    ("price", "ppn", "expected"),
    [
        ("111000000", "11", "100000000.00"),
        ("398003901", "11", "358562072.97"),
        ("3800000000", "11", "3423423423.42"),
        ("50000000", "10", "45454545.45"),
        ("100000000", "0", "100000000.00"),
        ("0.005", "0", "0.01"),
        ("0", "11", "0.00"),
    ],
)
def test_base(price, ppn, expected):
    assert str(base(Decimal(price), Decimal(ppn))) == expected


@given(money, st.decimals(min_value=0, max_value=100, places=2))
def test_base_is_exact(price, ppn):
    exact = Fraction(price) / (1 + Fraction(ppn) / 100)
    assert Fraction(base(price, ppn)) == Fraction(half_up(exact * 100), 100)


@given(values)
def test_contribution_equals_the_slow_sum(value):
    jkk, jkm = slow(value)
    owed = contribution(value, SLICES)
    assert owed.base == value
    assert owed.total == half_up(jkk + jkm)
    assert owed.jkk == half_up(jkk)
    assert owed.jkk + owed.jkm == owed.total
    assert 0 <= owed.jkm <= half_up(jkm) + 1
    assert sum(owed.instalments) == owed.total


@given(values)
def test_the_slices_add_up_to_the_value(value):
    rows = by_slice(value, SLICES)
    assert len(rows) == 5
    assert sum(row.part for row in rows) == value
    assert all(row.part >= 0 for row in rows)
    assert tuple(sum(Fraction(getattr(row, name)) for row in rows) for name in ("jkk", "jkm")) == slow(value)


@given(values, values)
def test_more_value_never_owes_less(one, other):
    low, high = sorted((one, other))
    assert contribution(low, SLICES).total <= contribution(high, SLICES).total


def test_the_order_of_the_slices_does_not_matter():
    value = Decimal("19000000000")
    assert contribution(value, tuple(reversed(SLICES))) == contribution(value, SLICES)


@given(st.integers(0, 10**13))
def test_instalments(total):
    first, second, third = instalments(total)
    assert first == half_up(Fraction(total, 2))
    assert second == half_up(Fraction(total, 4))
    assert first + second + third == total
    assert 0 <= third <= second + 1


@pytest.mark.parametrize(
    ("total", "parts"), [(0, (0, 0, 0)), (1, (1, 0, 0)), (2, (1, 1, 0)), (240000, (120000, 60000, 60000))]
)
def test_small_instalments(total, parts):
    assert instalments(total) == parts


def test_an_amendment_owes_the_difference():
    more = amendment_difference(Decimal(10**9), Decimal(11 * 10**8), SLICES)
    assert (more.jkk, more.jkm, more.total) == (110000, 10000, 120000)
    less = amendment_difference(Decimal(11 * 10**8), Decimal(10**9), SLICES)
    assert (less.jkk, less.jkm, less.total) == (-110000, -10000, -120000)


@given(values, values)
def test_an_amendment_is_paid_as_if_agreed_at_once(old, new):
    owed = amendment_difference(old, new, SLICES)
    assert contribution(old, SLICES).total + owed.total == contribution(new, SLICES).total
    assert owed.jkk + owed.jkm == owed.total


def test_known_wages():
    rate = LEGAL_WAGE_RATE
    owed = wage_contribution(Decimal("5126898"), rate.jkk_percent, rate.jkm_percent)
    assert (owed.jkk, owed.jkm, owed.total) == (89208, 15381, 104589)


@given(money)
def test_known_wages_add_up(wage):
    owed = wage_contribution(wage, Decimal("1.74"), Decimal("0.30"))
    assert owed.total == half_up(Fraction(wage) * 204 / 10000)
    assert owed.jkk == half_up(Fraction(wage) * 174 / 10000)
    assert owed.jkk + owed.jkm == owed.total


@pytest.mark.parametrize("bad", [Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity")])
def test_negative_and_not_numbers_are_refused(bad):
    for refused in (
        lambda: base(bad, Decimal(11)),
        lambda: base(Decimal(1), bad),
        lambda: contribution(bad, SLICES),
        lambda: by_slice(bad, SLICES),
        lambda: wage_contribution(bad, Decimal("1.74"), Decimal("0.30")),
        lambda: amendment_difference(Decimal(1), bad, SLICES),
    ):
        with pytest.raises(ValueError):
            refused()
    with pytest.raises(ValueError):
        instalments(-1)


@pytest.mark.parametrize(
    "slices",
    [
        (),
        SLICES[1:],
        SLICES[:-1],
        SLICES[:1] + SLICES[2:],
        (*SLICES, Slice(Decimal(5 * 10**9), None, Decimal(1), Decimal(1))),
    ],
)
def test_slices_with_a_gap_an_overlap_or_an_end_are_an_error_never_nothing(slices):
    with pytest.raises(ValueError):
        contribution(Decimal(6 * 10**9), slices)


def test_rates_hold_from_their_day_on():
    assert rates_on(date(2015, 7, 1), LEGAL_TARIFFS) == (LEGAL_TARIFF,)
    assert rates_on(date(2025, 7, 8), LEGAL_WAGE_RATES) == (LEGAL_WAGE_RATE,)
    later = Tariff(date(2026, 1, 1), SLICES[:1], "")
    assert rates_on(date(2025, 12, 31), (later, LEGAL_TARIFF)) == (LEGAL_TARIFF,)
    assert rates_on(date(2026, 1, 1), (later, LEGAL_TARIFF)) == (later,)


@pytest.mark.parametrize("dated", [LEGAL_TARIFFS, LEGAL_WAGE_RATES, ()])
def test_a_day_without_a_rate_is_an_error(dated):
    with pytest.raises(LookupError):
        rates_on(date(2015, 6, 30), dated)
