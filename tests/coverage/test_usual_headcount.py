"""The usual headcount beside the form: quartiles of like contracts, against the plainest way to count them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.querysets.headcounts import quartiles_of
from tests import cast, factories
from tests.coverage.test_contract_new import filled
from tests.pages import read, text_of

pytestmark = pytest.mark.django_db
BAND = (Decimal(100_000_000), Decimal(500_000_000))


def quartile(numbers, share):
    """The smallest of `numbers` at or below which at least `share` of them lie."""
    return next(
        (one for one in sorted(numbers) if sum(other <= one for other in numbers) >= share * len(numbers)), None
    )


@given(
    contracts=st.lists(
        st.tuples(
            st.sampled_from([100_000_000, 100_000_001, 222_000_000, 500_000_000, 555_000_000, 555_000_001]),
            st.sampled_from(["Pekerjaan Konstruksi", " pekerjaan KONSTRUKSI", "Jasa Konsultansi Pengawasan"]),
            st.sampled_from(["Berjalan", "Batal"]),
            st.lists(st.integers(0, 40), max_size=2),
            st.integers(0, 3),
            st.sampled_from([0, 11]),
        ),
        max_size=9,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_quartiles_are_those_of_like_contracts(contracts, db):
    with transaction.atomic():
        told = []
        for price, kind, status, declared, listed, ppn in contracts:
            made = factories.contract(price=price, kind=kind, status=status, ppn_percent=ppn)
            for at, headcount in enumerate(declared):
                factories.declaration(made, headcount, date(2025, 7, 1 + at))
            for serial in range(1, listed + 1):
                factories.assignment(made, factories.worker(serial))
            base = round(Decimal(price) * 100 / (100 + ppn), 2)
            headcount = max([*declared[-1:], listed])
            like = kind.strip().lower() == "pekerjaan konstruksi" and status != "Batal"
            if like and BAND[0] < base <= BAND[1] and headcount > 0:
                told.append(headcount)
        assert quartiles_of("Pekerjaan Konstruksi", *BAND) == {
            "contracts": len(told),
            "lower": quartile(told, Decimal("0.25")),
            "middle": quartile(told, Decimal("0.5")),
            "upper": quartile(told, Decimal("0.75")),
        }
        transaction.set_rollback(True)


def usual(budi):
    page = read(cast.signed_in(budi).post("/kontrak/baru/hitung/", filled(budi)))
    return text_of(page.select_one("#lazim"))


def test_the_form_tells_the_range_and_of_how_many(budi, citra):
    for headcount in (4, 8, 12, 16, 20):
        made = factories.contract(agency=cast.agency_of(citra), price=222_000_000)
        factories.declaration(made, headcount)
    assert "8–16 orang, tengah 12, dari 5 kontrak di register kota." in usual(budi)


def test_a_few_contracts_make_no_range_and_give_none_of_them_away(budi, citra):
    assert "belum ada yang menyebut jumlahnya" in usual(budi)
    for _ in range(4):
        factories.declaration(factories.contract(agency=cast.agency_of(citra), price=222_000_000), 17)
    assert "baru 4 kontrak yang menyebut jumlahnya, terlalu sedikit untuk rentang" in usual(budi)
    assert "17" not in usual(budi)
