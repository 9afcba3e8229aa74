"""Somebody always administers: two administrators cannot take the role from each other at the same moment."""

import threading

import pytest
from django.db import connection

from accounts.models import Role, User
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "change", [{"role": "bpjs", "is_active": "on"}, {"role": "administrator"}], ids=["lower", "close"]
)
def test_of_two_administrators_one_stays(change):
    pair = [cast.make_fitri(), cast.person("Gita Lain", Role.ADMINISTRATOR)]
    clients = [cast.signed_in(user) for user in pair]
    start, answers = threading.Barrier(2), []

    def take(client, other):
        start.wait()
        form = {"name": other.name, "email": other.email, **change}
        answers.append(client.post(f"/pengguna/{other.pk}/ubah/", form))
        connection.close()

    threads = [threading.Thread(target=take, args=one) for one in zip(clients, reversed(pair), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.administrators().count() == 1
    ways = [answer.get("Location", answer.status_code) for answer in answers]
    assert sum(str(way).startswith("/pengguna/") for way in ways) == 1, ways  # who came late may be led to the sign-in


def test_who_is_no_administrator_any_more_changes_nothing():
    """A form that was open before the role was taken away."""
    fitri, gita = cast.make_fitri(), cast.person("Gita Lain", Role.ADMINISTRATOR)
    client = cast.signed_in(gita)
    User.objects.filter(pk=gita.pk).update(role=Role.BPJS)
    form = {"name": "Diubah", "email": fitri.email, "role": "ppk", "is_active": "on"}
    assert client.post(f"/pengguna/{fitri.pk}/ubah/", form).status_code == 404
    fitri.refresh_from_db()
    assert fitri.name != "Diubah"
