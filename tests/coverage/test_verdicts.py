from datetime import date
from decimal import Decimal

import pytest

from coverage.measuring import Rate
from coverage.models import Target
from coverage.verdicts import Verdict

DAY = date(2025, 9, 30)
NBSP = "\N{NO-BREAK SPACE}"


def of(measure, numerator, denominator, percent="50", year=2025):
    target = None if percent is None else Target(measure=measure, year=year, percent=Decimal(percent))
    return Verdict(Rate(measure, numerator, denominator), target, DAY)


@pytest.mark.parametrize(
    ("verdict", "text", "tone"),
    [
        (of("workers", 3556, 7214), f"Kurang 51{NBSP}pekerja menuju target 50{NBSP}%", "warn"),
        (of("packages", 5, 10), f"Sudah mencapai target 50{NBSP}%", "good"),
        (of("packages", 4, 9), f"Kurang 1{NBSP}kontrak menuju target 50{NBSP}%", "warn"),
        (
            of("value", Decimal("1.00"), Decimal("3000000.00"), "52.5"),
            f"Kurang Rp{NBSP}1,6{NBSP}juta menuju target 52,5{NBSP}%",
            "warn",
        ),
        (
            of("headcount", 1, 4, year=2024),
            f"Kurang 1{NBSP}tenaga kerja menuju target 50{NBSP}% (tahun 2024)",
            "warn",
        ),
        (of("workers", 0, 0), f"Belum ada yang dihitung; target 50{NBSP}%", "quiet"),
        (of("workers", 1, 2, None), "Target belum ditetapkan", "quiet"),
    ],
)
def test_what_is_missing_in_words(verdict, text, tone):
    assert verdict.text == text
    assert verdict.tone == tone


def test_what_reaches_the_target():
    assert of("workers", 3556, 7214).needed == 3607
    assert of("workers", 1, 2, None).needed is None
    assert of("workers", 3, 5).needed == 3
    assert of("workers", 4, 5).needed == 3
    assert (of("workers", 4, 5).spare, of("workers", 1, 5).spare) == (1, 0)


def test_the_passport_has_the_gap_in_full():
    below = of("value", Decimal("1.00"), Decimal("3000000.00"), "52.5").beside
    assert [(part.role, part.text) for part in below] == [
        ("Target", f"52,5{NBSP}%"),
        ("Kurang", f"Rp{NBSP}1.574.999"),
    ]
    assert [part.role for part in of("workers", 4, 5).beside] == ["Target", "Lebih"]
    assert of("workers", 1, 2, None).beside == ()
