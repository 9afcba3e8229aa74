"""Every figure of every page has a passport that says it: what is no date, not stored and not written by us."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import resolve, reverse

from coverage.breakdowns import BREAKDOWNS
from coverage.models import UCJStatement
from coverage.recomputing import recompute
from coverage.urls import urlpatterns
from tests import cast, factories
from tests.addresses import addresses as every_address
from tests.figures import stored, undefended
from tests.pages import Page, page_of
from tests.reference import refill

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)


@pytest.fixture
def city(budi):
    refill()
    own = cast.agency_of(budi)
    cast.appoint(factories.officer(), own)
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
        yield reverse("contract_history", args=[one.uid]), {}
    for pk in {one.officer_id for one in contracts}:
        yield reverse("handover_pack", args=[pk]), {}
    yield reverse("contractor_list"), {}
    for pk in {one.contractor_id for one in contracts}:
        yield reverse("contractor_detail", args=[pk]), {}
    for per in ("opd", "ppk", "penyedia"):
        yield reverse("compliance"), {"per": per}
    for one in BREAKDOWNS:
        yield reverse("measures"), {"menurut": one.slug}
    yield reverse("persons"), {}
    yield reverse("worklist"), {}
    yield reverse("disclosure_list"), {}
    yield reverse("rule_catalogue"), {}


NO_FIGURES = re.compile("_(export|file|search)$|^upload_|^roster")
"""Files, what a form asks while one types, and what stands in an uploaded file or is entered by hand."""


def test_every_page_that_only_reads_is_walked(ani, city):
    """A page that writes shows a change that is not made yet; one that refuses POST shows figures."""
    client = cast.signed_in(ani)
    walked = {resolve(address).url_name for address, _ in addresses(city)}
    known = {one.name for one in urlpatterns if not NO_FIGURES.search(one.name)}
    reading = {one.name for one in every_address() if one.name in known and client.post(one.path).status_code == 405}
    assert reading == walked, "add the page to the addresses of this test"


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


PASSPORT = (
    '<button popovertarget="paspor-p"></button><div class="passport" id="paspor-p" popover>Pembilang 12 orang</div>'
)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>12 kontrak</p>", True),
        ("<td>12</td>", True),
        ("<td>2.025</td>", True),
        ("<p>Ditandatangani 12 Agustus 2025, pukul 05.12 WIB</p>", False),
        ("<td>602.1/17/SPK</td>", False),
        ("<dd>123.456.789</dd>", True),
        ("<dd data-fact>123.456.789</dd>", False),
        ("<dd data-fact>123.456.788</dd>", True),
        ("<p>paling lambat pada hari kerja ke-14</p>", False),
        (f'<p data-passport="p">12 orang</p>{PASSPORT}', False),
        (f'<p data-passport="p">13 orang</p>{PASSPORT}', True),
        (f'<p data-passport="q">12 orang</p>{PASSPORT}', True),
        (f'<data value="12" data-passport="p">12</data>{PASSPORT}', False),
        (f'<data value="12.4" data-passport="p">12</data>{PASSPORT}', True),
    ],
)
def test_the_walk_finds_what_has_no_passport(db, html, found):
    factories.contract(price=Decimal(123_456_789), number="602.1/17/SPK")
    page = Page(f"<main>{html}</main>", "html.parser")
    assert bool(undefended(page, stored())) is found
