"""What an amendment added to the contribution, as long as no instalment holds it: on the page, in the form, in the worklist."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coverage import succession
from coverage.contributions import TOLERANCE, reckon
from coverage.models import Instalment, TariffSlice
from coverage.raising import unraised_on
from coverage.rules.wages import Why
from coverage.wages import Path
from coverage.worklist import groups_of, own_duties
from projects.models import Amendment, Contract
from tests import cast, factories
from tests.pages import page_of, read, text_of
from tests.reference import refill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SIGNED = TODAY - timedelta(60)
BY_VALUE = Path(Why.NOBODY, 0, 0, None, None, "", True)
AT_FIRST, AT_LAST = 240_000, 430_000
"""At 100 and at 200 million without PPN."""


def lacking(amounts, prices):
    """`unraised` of a contract of 111 million with PPN: `amounts` by number, `prices` of its amendments in order."""
    contract = Contract(price=Decimal(111_000_000), ppn_percent=Decimal(11), signed_on=SIGNED)
    dearer = [Amendment(number=f"{at}", signed_on=TODAY, new_price=price) for at, price in enumerate(prices, 1)]
    paid = [Instalment(number=at, amount=one, paid_on=TODAY) for at, one in amounts.items()]
    return reckon(contract, dearer, paid, TariffSlice.objects.holding(SIGNED), TODAY, path=BY_VALUE).unraised


def slow(amounts, owed):
    """The same, said otherwise: what is left of the rise once everything beyond the rule for the first price is counted."""
    usual = {1: AT_FIRST // 2, 2: AT_FIRST // 4, 3: AT_FIRST // 4}
    if amounts.get(1) == AT_FIRST:
        usual[2] = usual[3] = 0
    held = sum(amounts.get(at) if amounts.get(at) is not None else usual.get(at, 0) for at in usual.keys() | amounts)
    left = min(owed - AT_FIRST, owed - held)
    return left if left > TOLERANCE else 0


@pytest.mark.parametrize(
    ("amounts", "left"),
    [
        ({1: 120_000}, 190_000),
        ({1: None}, 190_000),
        ({1: 240_000}, 190_000),
        ({1: 120_000, 2: 60_000, 3: 60_000}, 190_000),
        ({1: 120_000, 2: 60_000, 3: 60_000, 4: 190_000}, 0),
        ({1: 120_000, 2: 60_000, 3: 60_000, 4: 189_999}, 0),
        ({1: 120_000, 2: 60_000, 3: 60_000, 4: 100_000}, 90_000),
        ({1: 240_000, 2: 190_000}, 0),
        ({1: 120_000, 2: 60_000, 3: 250_000}, 0),
        ({1: 430_000}, 0),
        ({1: 100_000}, 190_000),
    ],
)
def test_what_no_instalment_holds(amounts, left):
    refill()
    dearer = Decimal(222_000_000)
    assert lacking(amounts, [dearer]) == slow(amounts, AT_LAST) == left
    assert lacking(amounts, [Decimal(999), dearer]) == left, "the last price alone counts"
    assert lacking(amounts, [dearer, Decimal(111_000_000)]) == lacking(amounts, []) == 0, "nothing was added"


@pytest.fixture
def contract(budi):
    """Of Budi's, 111 million, registered, paid by the rule, made dearer; nothing else is left to do."""
    refill()
    days = {"signed_on": SIGNED, "starts_on": SIGNED, "ends_on": TODAY + timedelta(60), "year": TODAY.year}
    made = factories.contract(agency=cast.agency_of(budi), officer=budi.officer, **days)
    factories.declaration(made, 1)
    factories.assignment(made, starts_on=SIGNED)
    factories.registration(made, "S", SIGNED, valid_to=made.ends_on)
    for number, amount in enumerate((120_000, 60_000, 60_000), 1):
        factories.instalment(made, number, SIGNED, amount=Decimal(amount))
    factories.amendment(made, "A-1", TODAY, new_price=Decimal(222_000_000))
    return made


def tasks(user):
    return [task for group in groups_of(user, TODAY, timezone.localtime()) for task in group.tasks]


def test_the_line_the_page_and_the_form_say_one_figure_and_the_line_goes_once_it_is_recorded(budi, contract):
    (line,) = tasks(budi)
    assert (line.title, line.due) == (f"Setor selisih iuran adendum: {contract.title}", contract.ends_on)
    assert line.url == reverse("instalment", args=[contract.uid, 4])
    client = cast.signed_in(budi)
    said = "Rp\N{NO-BREAK SPACE}190.000"
    assert f"{said} belum ada terminnya" in line.facts
    shown = page_of(client, reverse("contract_detail", args=[contract.uid]))
    assert f"selisih adendum {said}" in shown.select_one(".tbl-dues").get_text()
    assert line.url in {one["href"] for one in shown.select(".tbl-dues a")}
    form = read(client.get(line.url))
    assert form.select_one("[name=jumlah]")["value"] == "190.000"
    assert "Sesuai aturan" in text_of(form.select_one("main"))
    typed = {"jumlah": "190.000", "tanggal_bayar": f"{TODAY:%d/%m/%Y}"}
    assert [client.post(line.url, typed).status_code for _ in range(2)] == [303, 303]
    assert Instalment.objects.filter(contract=contract).count() == 4
    assert tasks(budi) == []
    assert client.get(reverse("instalment", args=[contract.uid, 5])).status_code == 404


def test_a_successor_is_told_of_it(budi, contract):
    clocks = partial(succession.passings, budi, TODAY, [contract.pk], timezone.localtime())
    said = (contract.ends_on, "Setor selisih iuran adendum")
    assert said in {(one.day, one.text) for one in clocks()[0].clocks}
    factories.instalment(contract, 4, TODAY, amount=Decimal(190_000))
    assert said not in {(one.day, one.text) for one in clocks()[0].clocks}


def test_it_waits_for_the_officer_in_charge_of_what_is_paid_and_goes_on(budi, ani, sari, contract):
    assert not [one for user in (ani, sari) for one in tasks(user) if "selisih iuran" in one.title]

    def left(user, day=TODAY):
        return [one.contract.pk for one in unraised_on(own_duties(user, day), day, None)]

    assert left(budi) == [contract.pk]
    assert left(budi, TODAY - timedelta(1)) == left(budi, contract.ends_on + timedelta(1)) == []
    Instalment.objects.filter(contract=contract, number=1).update(paid_on=None)
    assert left(budi) == [], "the first instalment has a line of its own"
    Instalment.objects.filter(contract=contract, number=1).update(paid_on=SIGNED)
    factories.handover(contract, "PPK Pengganti", TODAY)
    assert left(budi) == []


def test_by_wages_a_dearer_contract_owes_no_more(budi, contract):
    contract.assignments.update(wage=Decimal(4_000_000))
    assert tasks(budi) == []
    shown = page_of(cast.signed_in(budi), reverse("contract_detail", args=[contract.uid]))
    assert "Menurut upah." in text_of(shown.select_one("main"))
    assert "selisih adendum Rp" not in text_of(shown.select_one("main"))


def test_the_worklist_asks_no_more_for_many(budi, contract):
    counts = []
    for _ in range(2):
        duties = own_duties(budi, TODAY)
        with CaptureQueriesContext(connection) as asked:
            found = list(unraised_on(duties, TODAY, None))
        counts.append((len(asked), len(found)))
        for _ in range(5):
            days = {"signed_on": date(2025, 7, 1), "starts_on": SIGNED, "ends_on": TODAY + timedelta(60)}
            more = factories.contract(agency=cast.agency_of(budi), officer=budi.officer, **days)
            factories.instalment(more, 1, SIGNED)
            factories.amendment(more, "1", TODAY, new_price=Decimal(222_000_000))
    assert counts == [(4, 1), (4, 6)]
