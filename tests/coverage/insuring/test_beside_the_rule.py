"""What the rule says beside what was recorded: amounts to the rupiah, due dates, and what is missing."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.models import Registration
from tests import cast, factories
from tests.coverage.insuring.test_bpjs_facts import FACTS, PAID, path, send, version
from tests.pages import read, texts
from tests.reference import refill

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), price=Decimal(111_000_000))


def test_the_rule_stands_beside_what_is_stored_and_not_beside_itself(budi, contract):
    send(budi, path(contract), FACTS)
    send(budi, path(contract, "instalment", 1), PAID)
    client = cast.signed_in(budi)
    assert "Kurang Rp 8.000" in texts(client.get(path(contract, "instalment", 1)))
    fact = Registration.objects.get()
    assert "Iuran pada penetapan: kurang Rp 16.000" in texts(client.get(path(contract, "registration_edit", fact.pk)))
    assert "Iuran pada penetapan: sesuai aturan" in texts(client.get(path(contract)))
    detail = reverse("contract_detail", args=[contract.uid])
    row = read(client.get(detail)).select_one("#h-se ~ table tbody tr, section[aria-labelledby=h-se] tbody tr")
    assert "kurang Rp 16.000" in row.get_text().replace("\N{NO-BREAK SPACE}", " ")
    for amount, said in (("240.001", "sesuai aturan"), ("240.002", "lebih Rp 2")):
        fact = Registration.objects.get()
        again = FACTS | {"iuran": amount, "versi": version(fact)}
        assert send(budi, path(contract, "registration_edit", fact.pk), again).status_code == 303
        assert said in texts(client.get(detail))


def test_an_amendment_without_its_contribution_is_seen_at_the_certificate(budi, contract):
    factories.registration(contract, "S1", contribution=240_000)
    factories.amendment(contract, new_price=Decimal(222_000_000))
    detail, client = reverse("contract_detail", args=[contract.uid]), cast.signed_in(budi)
    assert "kurang Rp 190.000" in texts(client.get(detail))
    factories.registration(contract, "S2", registered_on=date(2025, 9, 5), contribution=190_000)
    assert "kurang Rp" not in texts(client.get(detail))


@pytest.mark.parametrize(("declared", "named", "usual"), [(None, 0, ""), (0, 0, "0"), (2, 1, "2"), (1, 2, "2")])
def test_the_certificate_is_taken_to_hold_whoever_is_declared_or_named(budi, declared, named, usual):
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=timezone.localdate())
    if declared is not None:
        factories.declaration(contract, declared)
    for serial in range(1, named + 1):
        factories.assignment(contract, factories.worker(serial))
    page = read(cast.signed_in(budi).get(path(contract)))
    assert page.select_one("[name=jumlah]").get("value", "") == usual
    assert f"Tercatat hari ini{named} orang" in page.select_one("#menurut-aturan").get_text("", strip=True)


@pytest.mark.parametrize(("number", "due"), [(1, "21/07/2025"), (2, "31/12/2025"), (3, "31/12/2025")])
def test_the_due_date_of_the_rule_stands_in_the_form(budi, contract, number, due):
    refill()
    page = read(cast.signed_in(budi).get(path(contract, "instalment", number)))
    assert page.select_one("[name=jatuh_tempo]")["value"] == due


def test_a_payment_without_a_registration_says_what_is_missing(budi, contract):
    answer = cast.signed_in(budi).post(path(contract, "instalment", 1), PAID, follow=True)
    assert "pendaftarannya belum dicatat" in texts(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"jumlah": "119.998"}, "Kurang Rp 2"),
        ({"jumlah": "240.000"}, "Seluruh iuran sekaligus"),
        ({"jumlah": "120."}, None),
        ({"iuran": "240.002"}, "Iuran pada penetapan: lebih Rp 2"),
        ({"iuran": ""}, None),
    ],
)
def test_the_difference_to_the_rule_is_said_while_one_types(budi, contract, typed, said):
    address = path(contract, "instalment", 1) if "jumlah" in typed else path(contract)
    asked = {"HX-Request": "true", "HX-Target": "menurut-aturan"}
    shown = texts(cast.signed_in(budi).get(address, typed, headers=asked))
    assert "<html" not in shown
    assert "esuai aturan" not in shown
    assert said is None or said in shown


def test_an_open_instalment_says_until_when(budi, contract):
    detail = cast.signed_in(budi).get(reverse("contract_detail", args=[contract.uid]), {"pada": "2025-07-08"})
    notes = [line.status.note for line in detail.context["dossier"].sheet.lines]
    assert notes == ["pada batas mendaftar", *["sebelum pelaksanaan berakhir"] * 2]
