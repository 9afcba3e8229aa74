"""Every figure of every page has a passport that says it: what is no date, not stored and not written by us."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from coverage.breakdowns import BREAKDOWNS
from coverage.models import UCJStatement
from coverage.recomputing import recompute
from tests import cast, factories
from tests.figures import stored, undefended
from tests.pages import page_of
from tests.reference import refill

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)


@pytest.fixture
def city(budi):
    refill()
    own = cast.agency_of(budi)
    protected = factories.contract(agency=own, price=Decimal("1_234_567_891"), hps=Decimal("1_200_000_000"))
    factories.protected(protected, until=date(2025, 12, 13))
    factories.declaration(protected, 23)
    factories.amendment(protected, number="A-7", new_price=Decimal("1_345_678_912"))
    factories.instalment(protected, 2, paid_on=None, due_on=date(2025, 9, 1), amount=Decimal(777_123))
    unpaid = factories.contract(agency="Dinas Lain", price=Decimal("345_678_912"))
    factories.registration(unpaid, headcount=19)
    waiting = factories.contract(agency=own, signed_on=date(2025, 9, 22), starts_on=date(2025, 9, 22))
    late = factories.contract(agency="Dinas Lain", contractor="CV Lain", officer="PPK Lain", price=Decimal(98_765_432))
    ended = factories.contract(
        agency=own, year=2024, signed_on=date(2024, 7, 1), starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 1)
    )
    factories.contract(agency=own, status="Batal")
    factories.contract(agency=own, fund="BLUD")
    serial = 0
    for one, people in ((protected, 13), (unpaid, 7), (waiting, 3), (late, 11), (ended, 5)):
        for _ in range(people):
            serial += 1
            factories.assignment(one, factories.worker(serial), one.starts_on)
    factories.assignment(late, factories.worker(1))
    factories.membership(factories.worker(25))
    UCJStatement.objects.create(
        month=date(2025, 9, 1), pu=300, bpu=100, jakon=80, pmi=10, employed=1007, employed_year=2023,
        stated_by="Cabang Uji", source="Surat 17",
    )  # fmt: skip
    recompute(DAY)
    return protected, unpaid, waiting, late, ended


def addresses(contracts):
    yield reverse("overview"), {}
    for asked in ({}, {"lindung": "tidak"}, {"cari": "tidak ada yang begini"}, {"tanpa": "nilai,waktu"}):
        yield reverse("contract_list"), asked
    for one in contracts:
        yield reverse("contract_detail", args=[one.uid]), {}
    yield reverse("contractor_list"), {}
    for pk in {one.contractor_id for one in contracts}:
        yield reverse("contractor_detail", args=[pk]), {}
    for per in ("opd", "ppk", "penyedia"):
        yield reverse("compliance"), {"per": per}
    for one in BREAKDOWNS:
        yield reverse("measures"), {"menurut": one.slug}
    yield reverse("persons"), {}
    yield reverse("rule_catalogue"), {}


@pytest.mark.parametrize("name", ["ani", "budi"])
def test_no_figure_without_a_passport(name, city, request):
    reader = request.getfixturevalue(name)
    client = cast.signed_in(reader)
    seen = [one for one in city if name == "ani" or one.agency_id in reader.agency_ids]
    known = stored()
    faults = []
    for address, query in addresses(seen):
        page = page_of(client, address, pada=DAY.isoformat(), **query)
        faults += [f"{address} {query}: {fault}" for fault in undefended(page, known)]
    assert not faults, "\n".join(faults)
