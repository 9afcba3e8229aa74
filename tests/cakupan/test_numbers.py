from decimal import Decimal

import pytest

from cakupan import numbers

NB = numbers.NBSP


@pytest.mark.parametrize(
    ("write", "number", "text"),
    [
        (numbers.count, 1234567, "1.234.567"),
        (numbers.count, 0, "0"),
        (numbers.count, None, "tidak ada"),
        (numbers.amount, Decimal("5981981981.98"), "5.981.981.981,98"),
        (numbers.amount, Decimal("1564000.00"), "1.564.000"),
        (numbers.amount, Decimal("-0.50"), "−0,50"),
        (numbers.rupiah, 198450000, f"Rp{NB}198.450.000"),
        (numbers.short_rupiah, Decimal("214650000000"), f"Rp{NB}214,7{NB}miliar"),
        (numbers.short_rupiah, 999_999, f"Rp{NB}999.999"),
        (numbers.percent, Decimal("49.29"), f"49,3{NB}%"),
        (numbers.percent, Decimal("49.25"), f"49,3{NB}%"),
        (numbers.percent, None, "tidak ada"),
        (numbers.target, Decimal("50.00"), f"50{NB}%"),
        (numbers.target, Decimal("52.50"), f"52,5{NB}%"),
        (numbers.target, Decimal("100"), f"100{NB}%"),
        (numbers.points, Decimal("2.5"), f"+2,5{NB}poin"),
        (numbers.points, Decimal("-0.3"), f"−0,3{NB}poin"),
        (numbers.points, Decimal(0), f"0,0{NB}poin"),
        (numbers.points, Decimal("-0.0"), f"0,0{NB}poin"),
        (numbers.points, Decimal("-0.04"), f"0,0{NB}poin"),
        (numbers.points, Decimal("0.04"), f"0,0{NB}poin"),
        (numbers.coordinate, Decimal("49.290"), "49.29"),
        (numbers.coordinate, 100, "100"),
        (numbers.coordinate, None, "0"),
    ],
)
def test_numbers_in_words(write, number, text):
    assert write(number) == text
