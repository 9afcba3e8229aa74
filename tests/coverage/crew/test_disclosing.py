"""What is masked is shown for a purpose, one fact of one person at a time, and the log tells it to those who check."""

from decimal import Decimal

import pytest
from django.urls import reverse

from coverage.models import Disclosure
from tests import cast, factories
from tests.coverage.insuring.test_bpjs_facts import errors

pytestmark = pytest.mark.django_db
PURPOSE = "Cocokkan dengan KTP"
NIK = factories.invented_nik(7).reveal()


@pytest.fixture
def listed(budi):
    contract = factories.contract(agency=cast.agency_of(budi), number="602/SENDIRI")
    return factories.assignment(contract, factories.worker(7, "Asep"), wage=Decimal(4_321_000))


def path(listed):
    return reverse("reveal", args=[listed.contract.uid, listed.pk])


def ask(user, listed, isi, keperluan=PURPOSE):
    return cast.signed_in(user).post(path(listed), {"isi": isi, "keperluan": keperluan})


FACTS = {"nik": NIK, "lahir": "1 Januari 1990", "upah": "4.321.000"}


@pytest.mark.parametrize("isi", FACTS)
def test_one_fact_is_shown_once_and_noted(budi, listed, isi):
    answer = ask(budi, listed, isi)
    assert answer.status_code == 200
    text = answer.content.decode().replace("\xa0", " ")
    assert FACTS[isi] in text
    assert not [told for name, told in FACTS.items() if name != isi and told in text]
    noted = Disclosure.objects.get()
    assert (noted.user, noted.contract, noted.worker) == (budi, listed.contract, listed.worker)
    assert (noted.purpose, noted.records) == (PURPOSE, 1)
    roster = cast.signed_in(budi).get(reverse("roster", args=[listed.contract.uid])).content.decode()
    assert not [told for told in FACTS.values() if told in roster]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"isi": "nik", "keperluan": ""}, "keperluan"),
        ({"isi": "nik", "keperluan": "cek"}, "keperluan"),
        ({"isi": "nik", "keperluan": f"Cocokkan {NIK}"}, "keperluan"),
        ({"isi": "nik", "keperluan": "x" * 301}, "keperluan"),
        ({"isi": "", "keperluan": PURPOSE}, "isi"),
        ({"isi": "semua", "keperluan": PURPOSE}, "isi"),
    ],
)
def test_without_a_purpose_nothing_is_shown(budi, listed, sent, field):
    answer = cast.signed_in(budi).post(path(listed), sent)
    assert field in errors(answer)
    assert not Disclosure.objects.exists()


def test_to_ask_shows_and_notes_nothing(budi, listed):
    text = cast.signed_in(budi).get(path(listed)).content.decode()
    assert not [told for told in FACTS.values() if told in text]
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("who", "may"), [("ani", ["nik"]), ("sari", ["nik", "upah"]), ("eko", ["nik"]), ("fitri", []), ("citra", [])]
)
def test_who_may_be_shown_what(who, may, listed, request):
    user = request.getfixturevalue(who)
    for isi in ("nik", "upah"):
        status = ask(user, listed, isi).status_code
        assert status == (200 if isi in may else 422 if may else 404), isi


def test_somebody_elses_person_under_an_own_contract_is_as_if_missing(citra, listed):
    own = factories.contract(agency=cast.agency_of(citra))
    answer = cast.signed_in(citra).post(
        reverse("reveal", args=[own.uid, listed.pk]), {"isi": "nik", "keperluan": PURPOSE}
    )
    assert answer.status_code == 404
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(("who", "told"), [("budi", "B"), ("sari", "S"), ("ani", ""), ("eko", "BS"), ("fitri", "BS")])
def test_the_log_is_everybodys_own_and_all_for_those_who_check(who, told, listed, request):
    for user in ("budi", "sari"):
        ask(request.getfixturevalue(user), listed, "nik", f"Keperluan {user}")
    text = cast.signed_in(request.getfixturevalue(who)).get(reverse("disclosure_list")).content.decode()
    assert ("Keperluan budi" in text, "Keperluan sari" in text) == ("B" in told, "S" in told)
    assert NIK not in text


def test_the_log_asks_the_same_number_of_queries_whatever_its_length(eko, listed, django_assert_max_num_queries):
    client = cast.signed_in(eko)
    for _ in range(60):
        Disclosure.objects.create(user=eko, contract=listed.contract, worker=listed.worker, what="NIK", purpose=PURPOSE)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("disclosure_list"), {"page": "2"})
    assert len(answer.context["rows"]) == 10
