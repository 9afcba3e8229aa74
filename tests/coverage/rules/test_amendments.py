"""When an amendment can be signed, and how far it may raise the price."""

from datetime import date
from decimal import Decimal

import pytest

from coverage.rules.amendments import Signed, exceeds_limit, refusal, rise_percent

OTHERS = (Signed(date(2025, 8, 1), "1"), Signed(date(2025, 9, 1), "10"), Signed(date(2025, 8, 15), "CCO"))


@pytest.mark.parametrize(
    ("signed_on", "number", "more", "reason"),
    [
        (date(2025, 9, 2), "11", {}, None),
        (date(2025, 9, 1), "9", {}, None),
        (date(2025, 8, 20), "2", {}, None),
        (date(2025, 9, 2), "9", {}, "order"),
        (date(2025, 7, 31), "2", {}, "order"),
        (date(2025, 7, 31), "Lain", {}, None),
        (date(2025, 6, 30), "11", {}, "early"),
        (date(2025, 11, 1), "11", {}, "future"),
        (date(2025, 9, 2), "11", {"actual_end_on": date(2025, 9, 2)}, None),
        (date(2025, 9, 3), "11", {"actual_end_on": date(2025, 9, 2)}, "ended"),
        (date(2025, 9, 2), "11", {"status": "Batal"}, "void"),
    ],
)
def test_when_an_amendment_can_be_signed(signed_on, number, more, reason):
    usual = {"contract_signed_on": date(2025, 7, 1), "actual_end_on": None, "status": "Berjalan"}
    assert refusal(signed_on, number, **usual | more, others=OTHERS, today=date(2025, 10, 31)) == reason


def test_ten_per_cent_are_still_allowed():
    assert rise_percent(Decimal(100), Decimal(110)) == 10
    assert not exceeds_limit(Decimal(100), Decimal(110))
    assert exceeds_limit(Decimal(100), Decimal("110.01"))
    assert rise_percent(Decimal(100), Decimal(90)) == -10
    assert rise_percent(Decimal(0), Decimal(90)) is None
    assert not exceeds_limit(Decimal(0), Decimal(90))
