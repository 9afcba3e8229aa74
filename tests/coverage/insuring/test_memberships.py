"""Own memberships by form: they cover a person on their days, and correcting one says which past figures move."""

from datetime import date

import pytest
from django.urls import reverse

from coverage.measuring import figures_on
from coverage.models import Membership
from tests import cast, factories
from tests.coverage.insuring.test_bpjs_facts import errors
from tests.pages import read

pytestmark = pytest.mark.django_db
SAID = {"segmen": "PU", "mulai": "01/07/2025", "selesai": "", "kpj": "123 4567-8901"}


@pytest.fixture
def listed(budi):
    contract = factories.contract(agency=cast.agency_of(budi))
    return factories.assignment(contract, factories.worker(1, "Wawan"), employment="PKWTT")


def path(listed):
    return reverse("membership", args=[listed.contract.uid, listed.pk])


def covered(day):
    return figures_on(day).workers.numerator


def test_a_membership_covers_the_person_on_its_days(budi, listed):
    client = cast.signed_in(budi)
    assert covered(date(2025, 8, 1)) == 0
    for _ in range(2):
        assert client.post(path(listed), SAID).status_code == 303
    made = Membership.objects.get()
    assert (made.worker, made.segment, made.starts_on, made.ends_on) == (listed.worker, "PU", date(2025, 7, 1), None)
    assert made.kpj == "12345678901"
    assert covered(date(2025, 8, 1)) == 1
    assert covered(date(2025, 6, 30)) == 0
    page = read(client.get(path(listed))).get_text()
    assert str(listed.worker.nik) in page
    assert "327101010190" not in page


def test_correcting_it_shows_the_past_figures_first(budi, listed):
    client = cast.signed_in(budi)
    client.post(path(listed), SAID)
    shorter = SAID | {"selesai": "31/07/2025"}
    refused = client.post(path(listed), shorter)
    assert refused.status_code == 422
    page = read(refused)
    assert "Tingkat kepesertaan pekerja" in page.get_text()
    assert covered(date(2025, 8, 1)) == 1
    digest = page.select_one("[name=dilihat]")["value"]
    assert client.post(path(listed), shorter | {"alasan": "Keluar", "dilihat": digest}).status_code == 303
    assert covered(date(2025, 8, 1)) == 0
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("segmen", "XX", "XX"),
        ("mulai", "", "kosong"),
        ("mulai", "31/06/2025", ""),
        ("selesai", "30/06/2025", "Mendahului"),
        ("kpj", "1234567890", "11 angka"),
        ("kpj", "1234567890A", "11 angka"),
        ("kpj", "１２３４５６７８９０１", "11 angka"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(budi, listed, field, written, said):
    found = errors(cast.signed_in(budi).post(path(listed), SAID | {field: written}))
    assert set(found) == {field}
    assert said in found[field]
    assert not Membership.objects.exists()


def test_two_memberships_of_one_segment_do_not_overlap(budi, listed):
    client = cast.signed_in(budi)
    client.post(path(listed), SAID)
    assert "bertumpuk" in client.post(path(listed), SAID | {"mulai": "01/08/2025"}).content.decode()
    assert client.post(path(listed), SAID | {"mulai": "01/08/2025", "segmen": "BPU"}).status_code == 303
    assert Membership.objects.count() == 2


def test_somebody_elses_worker_is_as_if_missing(citra, budi, eko, listed):
    own = factories.contract(agency=cast.agency_of(citra))
    for reader, address in (
        (citra, path(listed)),
        (citra, reverse("membership", args=[own.uid, listed.pk])),
        (eko, path(listed)),
    ):
        client = cast.signed_in(reader)
        assert client.get(address).status_code == 404
        assert client.post(address, SAID).status_code == 404
    assert not Membership.objects.exists()
