import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from projects.models import Appointment
from tests import cast
from tests.rights import WRITTEN_OF_A_PERSON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", sorted(WRITTEN_OF_A_PERSON))
def test_people_are_administered_by_the_administrator_alone(name, budi, fitri):
    User.objects.filter(pk=budi.pk).update(second_factor_at=timezone.localtime())
    row = budi.officer.appointments.get() if name.startswith("appointment_change") else budi
    for user in (cast.make_ani(), budi, cast.make_sari(), cast.make_eko(), fitri):
        client = cast.signed_in(user)
        for method in ("get", "post"):
            status = getattr(client, method)(reverse(name, args=[row.pk])).status_code
            assert status in ({200, 302, 405, 422} if user == fitri else {404, 405}), f"{user}, {method}"


@pytest.mark.parametrize("who", [cast.make_ani, cast.make_budi, cast.make_sari, cast.make_eko])
def test_others_see_nobody(who, fitri, citra):
    user = who()
    assert not User.objects.visible_to(user).exists()
    assert not Appointment.objects.visible_to(user).exists()
    assert "Pengguna" not in cast.signed_in(user).get("/aturan/").content.decode().split("<main")[0]


def test_the_administrator_finds_people_in_the_navigation_and_seven_entries_at_most(fitri):
    head = cast.signed_in(fitri).get("/pengguna/").content.decode().split("<main")[0]
    entries = head.split('aria-label="Utama"')[1].split("</nav>")[0]
    assert 'href="/pengguna/" aria-current="page"' in entries
    assert entries.count("<li>") <= 7
