"""A gang of an earlier contract comes again: all who were ticked or nobody, from contracts that the reader may see."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Assignment
from tests import cast, factories
from tests.coverage.insuring.test_bpjs_facts import errors
from tests.pages import texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))


@pytest.fixture
def gang(budi):
    earlier = factories.contract(agency=cast.agency_of(budi), number="602/DULU")
    return [factories.assignment(earlier, factories.worker(at, f"Tukang {at}"), wage=4_000_000) for at in (1, 2, 3)]


def path(contract, source=None):
    return reverse("gang_reuse", args=[contract.uid]) + (f"?dari={source.uid}" if source else "")


def send(user, contract, gang, **typed):
    told = {"mulai": f"{TODAY:%d/%m/%Y}", "orang": [one.pk for one in gang]}
    return cast.signed_in(user).post(path(contract, gang[0].contract), told | typed)


def test_whoever_is_ticked_is_added_once(budi, contract, gang):
    page = cast.signed_in(budi).get(path(contract)).content.decode()
    assert "602/DULU" in page
    for _ in range(2):
        assert send(budi, contract, gang[:2]).status_code == 303
    made = contract.assignments.order_by("worker_id")
    assert [one.worker_id for one in made] == sorted(one.worker_id for one in gang[:2])
    assert {(one.starts_on, one.job, one.wage) for one in made} == {(TODAY, gang[0].job, None)}


def test_one_who_is_there_already_keeps_everybody_out_and_is_named(budi, contract, gang):
    factories.assignment(contract, gang[1].worker, starts_on=date(2025, 7, 1))
    answer = send(budi, contract, gang)
    told = errors(answer)["orang"]
    assert "Tukang 2 sudah bertugas" in told
    assert "Tukang 1" not in told
    assert contract.assignments.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"orang": []}, "orang"),
        ({"orang": ["999999"]}, "orang"),
        ({"mulai": ""}, "mulai"),
        ({"mulai": "31/04/2026"}, "mulai"),
        ({"selesai": "01/01/2024"}, "selesai"),
    ],
)
def test_bad_input_is_refused_at_its_field(budi, contract, gang, typed, field):
    assert set(errors(send(budi, contract, gang, **typed))) == {field}
    assert not contract.assignments.exists()


def test_neither_contract_nor_people_of_somebody_else_are_taken(budi, citra, contract, gang):
    foreign = factories.contract(agency=cast.agency_of(citra), number="602/ASING")
    theirs = factories.assignment(foreign, factories.worker(9, "Rahasia"))
    client = cast.signed_in(budi)
    assert "602/ASING" not in client.get(path(contract)).content.decode()
    for method in (client.get, client.post):
        assert method(path(contract, foreign)).status_code == 404
        assert method(path(contract) + "?dari=bukan-uuid").status_code == 404
        assert method(path(foreign, gang[0].contract)).status_code == 404
    assert set(errors(send(budi, contract, gang, orang=[theirs.pk]))) == {"orang"}
    assert Assignment.objects.filter(contract=contract).count() == 0


def test_what_is_worth_a_look_is_said_of_the_gang_as_of_one(budi, contract, gang):
    """Where else its people stand, as far as the reader may know, who is a child, and until when it is to be reported."""
    factories.protected(contract, TODAY - timedelta(days=30), TODAY + timedelta(days=60))
    contract.starts_on = TODAY - timedelta(days=40)
    contract.save()
    own = factories.contract(agency=contract.agency, number="602/KINI")
    for of, one in (
        (own, gang[0]),
        (own, gang[1]),
        (factories.contract(agency="Dinas Lain", number="602/ASING"), gang[2]),
    ):
        factories.assignment(of, one.worker, starts_on=TODAY)
    gang[2].worker.born_on = TODAY.replace(year=TODAY.year - 15, day=1)
    gang[2].worker.save()
    gang[0].contract.assignments.update(ends_on=TODAY - timedelta(days=1))
    client, told = cast.signed_in(budi), {"mulai": f"{TODAY:%d/%m/%Y}", "orang": [one.pk for one in gang]}
    said = texts(client.post(path(contract, gang[0].contract), told, follow=True))
    assert "2 dari 3 orang juga terdaftar pada 602/KINI." in said
    assert "1 dari 3 orang juga terdaftar di luar OPD ini." in said
    assert "1 dari 3 orang: Di bawah 18 tahun" in said
    assert "mulai bertugas dan 2 lainnya sejak" in said
    assert "602/ASING" not in said
