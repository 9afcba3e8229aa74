from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.rules.measures import (
    Price,
    counts,
    gap,
    normal,
    percent,
    price_on,
    value_band,
    value_on,
    workforce,
)

AT = date(2025, 9, 30)


@pytest.mark.parametrize(
    ("fund", "kind", "method", "status", "expected"),
    [
        ("APBD", "Pekerjaan Konstruksi", "Tender", "Berjalan", True),
        ("APBDP", "Jasa Konsultansi Perencanaan", "", "Selesai", True),
        ("APBD", "Jasa Konsultansi Pengawasan", "Seleksi", "Putus", True),
        ("APBD", "Konstruksi Terintegrasi", "Tender", "Berjalan", True),
        (" apbd ", " PEKERJAAN konstruksi", "pengadaan langsung", "berjalan", True),
        ("APBN", "Pekerjaan Konstruksi", "Tender", "Berjalan", False),
        ("BLUD", "Pekerjaan Konstruksi", "Tender", "Berjalan", False),
        ("APBD", "Pengadaan Barang", "Tender", "Berjalan", False),
        ("APBD", "Pekerjaan Konstruksi", " swakelola ", "Berjalan", False),
        ("APBD", "Pekerjaan Konstruksi", "Swakelola tipe I", "Berjalan", True),
        ("APBD", "Pekerjaan Konstruksi", "Tender", "Batal", False),
        ("", "", "", "", False),
    ],
)
def test_who_counts(fund, kind, method, status, expected):
    assert counts(fund, kind, method, status) is expected


def test_texts_are_compared_trimmed_and_without_case():
    assert normal("  Pekerjaan KONSTRUKSI\t") == "pekerjaan konstruksi"


def test_the_price_follows_the_amendments_of_the_day():
    amendments = [
        Price(date(2025, 8, 20), "10", Decimal(130)),
        Price(date(2025, 8, 20), "9", Decimal(120)),
        Price(date(2025, 9, 1), "11", None),
    ]
    assert price_on(date(2025, 8, 19), Decimal(111), amendments) == 111
    assert price_on(date(2025, 8, 20), Decimal(111), amendments) == 130
    assert price_on(AT, Decimal(111), amendments) == 130
    assert price_on(AT, Decimal(111), []) == 111


def test_the_value_is_the_price_without_ppn():
    assert value_on(AT, Decimal("111"), Decimal(11), []) == Decimal("100.00")
    assert value_on(AT, Decimal("100"), Decimal(0), []) == Decimal("100.00")
    assert value_on(AT, Decimal("1"), Decimal(11), [Price(AT, "1", Decimal("398003901"))]) == Decimal("358562072.97")
    with pytest.raises(ValueError, match="negative"):
        value_on(AT, Decimal(-1), Decimal(11), [])


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", 1),
        ("100000000", 1),
        ("100000000.01", 2),
        ("500000000", 2),
        ("500000000.01", 3),
        ("1000000000", 3),
        ("1000000000.01", 4),
        ("5000000000", 4),
        ("5000000000.01", 5),
    ],
)
def test_an_upper_end_belongs_to_its_band(value, band):
    assert value_band(Decimal(value)) == band


def test_no_band_for_nonsense():
    with pytest.raises(ValueError, match="negative"):
        value_band(Decimal(-1))
    with pytest.raises(LookupError):
        value_band(Decimal(1), [])


@pytest.mark.parametrize(
    ("declared", "listed", "expected"),
    [(None, 0, None), (None, 3, 3), (0, 0, 0), (0, 2, 2), (5, 3, 5), (3, 5, 5)],
)
def test_the_workforce_is_the_larger_number_or_unknown(declared, listed, expected):
    assert workforce(declared, listed) == expected


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_percentages_are_rounded_half_up_at_the_last_moment(numerator, denominator):
    tenths = floor(Fraction(numerator * 1000, denominator) + Fraction(1, 2))
    assert percent(numerator, denominator) == Decimal(tenths) / 10


def test_half_a_tenth_goes_up_and_nothing_has_no_percentage():
    assert percent(1, 2000) == Decimal("0.1")
    assert percent(0, 7) == Decimal("0.0")
    assert percent(0, 0) is None


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.decimals(0, 100, places=2))
def test_the_gap_is_the_smallest_step_that_reaches_the_target(numerator, denominator, target):
    missing = Fraction(target) * denominator / 100 - numerator
    found = gap(numerator, denominator, target)
    assert found == max(0, ceil(missing))
    assert gap(numerator, denominator, target, Decimal("0.01")) == Decimal(max(0, ceil(missing * 100))) / 100
