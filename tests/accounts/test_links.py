"""One-time links of an administrator: looked at as often as one likes, used once."""

import logging
import re
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.links import HOLDS, make_link, use_link
from accounts.models import User
from tests import cast
from tests.accounts.codes import code_of, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def link_of(user):
    return make_link(User.objects.get(pk=user.pk), timezone.localtime())[0]


def is_in(client, user=None):
    pk = client.session.get("_auth_user_id")
    return pk == str(user.pk) if user else pk is not None


def test_a_link_lets_a_new_person_in_and_to_a_password(client, fitri):
    dewi = cast.person("Dewi Anggraini", "bpjs")
    shown = cast.signed_in(fitri).post(f"/pengguna/{dewi.pk}/tautan/").content.decode()
    link = re.search(r'value="http://testserver(/masuk/tautan/[^"]+)"', shown)[1]
    assert "Dewi Anggraini" in client.get(link).content.decode()
    assert client.post(link).url == "/sandi/tautan/"
    assert is_in(client, dewi)
    new = {"password1": "kereta-kebun-raya-88", "password2": "kereta-kebun-raya-88"}
    assert client.post("/sandi/tautan/", new).url == "/perlu-tindakan/"
    assert is_in(client, dewi), "the session goes on"
    assert client.get("/sandi/tautan/").url == "/perlu-tindakan/", "chosen once"
    assert Client().post("/masuk/", {"login": dewi.email, "password": new["password1"]}).status_code == 302


def test_looking_uses_nothing_up(client, budi):
    link = link_of(budi)
    for _ in range(3):
        for method in ("get", "head", "options"):
            assert getattr(client, method)(link).status_code in (200, 405)
    assert not is_in(client)
    assert client.post(link).url == "/sandi/tautan/"


def test_a_link_works_once(client, budi):
    link = link_of(budi)
    client.post(link)
    for method in ("get", "post"):
        other = Client()
        answer = getattr(other, method)(link)
        assert "tidak berlaku lagi" in answer.content.decode()
        assert not is_in(other)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_comes_in():
    budi = cast.make_budi()
    _, _, uidb36, key = re.split(r"/|-", link_of(budi).strip("/"), maxsplit=3)
    start, found = threading.Barrier(4), []

    def come():
        start.wait()
        found.append(use_link(uidb36, key, timezone.localtime()))
        connection.close()

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [user for user in found if user] == [budi]


def closed(budi):
    User.objects.filter(pk=budi.pk).update(is_active=False)


def another_surel(budi):
    User.objects.filter(pk=budi.pk).update(email="budi.baru@bogor.test")


def signed_in_otherwise(budi):
    cast.signed_in(budi)


def a_newer_link(budi):
    link_of(budi)


def a_new_password(budi):
    budi.set_password("kereta-kebun-raya-88")
    budi.save(update_fields=["password"])


@pytest.mark.parametrize("what", [closed, another_surel, signed_in_otherwise, a_newer_link, a_new_password])
def test_a_link_ends(client, budi, what):
    link = link_of(budi)
    what(budi)
    for method in ("get", "post"):
        assert "tidak berlaku lagi" in getattr(client, method)(link).content.decode()
    assert not is_in(client)


def test_a_link_ends_after_some_hours(client, budi, time_machine):
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    link = link_of(budi)
    time_machine.shift(HOLDS - timedelta(seconds=1))
    assert "tidak berlaku" not in client.get(link).content.decode()
    time_machine.shift(2)
    assert "tidak berlaku lagi" in client.post(link).content.decode()
    assert not is_in(client)


def test_a_mailed_link_and_an_administrators_are_not_one_another(client, budi):
    link = link_of(budi)
    answer = client.get(link.replace("/masuk/tautan/", "/sandi/baru/"), follow=True)
    assert "tidak berlaku lagi" in answer.content.decode()


@pytest.mark.parametrize("path", ["0-x", "zzzzzzzzzzzzzzzzzzzz-abc-def", "1-" + "a" * 3000, "-1-x", "%00-x", "1-%00"])
def test_an_invented_link_is_refused(client, budi, path):
    answer = client.post(f"/masuk/tautan/{path}/")
    assert answer.status_code in (200, 404)
    assert not is_in(client)


def test_a_link_stands_nowhere_and_leads_nowhere(client, budi, caplog):
    caplog.set_level(logging.INFO)
    link = link_of(budi)
    token = link.rsplit("/", 2)[1].split("-", 1)[1]
    answer = client.get(link)
    assert answer.headers["Referrer-Policy"] == "strict-origin", "no path, and yet an Origin for the POST"
    assert "no-store" in answer.headers["Cache-Control"]
    client.post(link)
    assert token not in str(list(User.objects.values())) + str(list(budi.recorded_events.values()))


def test_a_link_is_masked_in_logs():
    from cakupan.masking import mask_requests

    event = mask_requests(
        None, "", {"request": "POST /masuk/tautan/2k-d5gr-abc/", "event": 'GET "/masuk/tautan/2k-d5gr-abc/"'}
    )
    assert "d5gr" not in str(event)


def test_who_used_a_link_is_told_in_the_history(client, budi, fitri):
    client.post(link_of(budi))
    page = cast.signed_in(fitri).get(f"/pengguna/{budi.pk}/").content.decode()
    assert "Masuk dengan tautan sekali pakai." in page


def test_a_link_replaces_who_was_signed_in(budi, ani):
    client = cast.signed_in(ani)
    client.post(link_of(budi))
    assert is_in(client, budi)


def test_a_link_does_not_replace_the_second_factor(client, budi):
    secret, _ = enrolled(cast.signed_in(budi))
    link = link_of(budi)
    assert client.post(link).url == "/masuk/kode/"
    assert not is_in(client)
    answer = client.post("/masuk/kode/", {"code": code_of(secret, ahead=1)})
    assert answer.url == "/sandi/tautan/"
    assert is_in(client, budi)


def test_the_old_password_may_stay_and_none_is_chosen_without_a_link(client):
    budi = cast.make_budi(cast.PASSWORD)
    client.post(link_of(budi))
    assert "Tetap pakai yang lama" in client.get("/sandi/tautan/").content.decode()
    other = Client()
    other.post("/masuk/", {"login": budi.email, "password": cast.PASSWORD})
    assert other.post("/sandi/tautan/", {"password1": "x" * 12, "password2": "x" * 12}).url == "/perlu-tindakan/"
    budi.refresh_from_db()
    assert budi.check_password(cast.PASSWORD)


def test_a_password_without_the_old_one_is_chosen_soon_after_the_link(client, budi, time_machine):
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    client.post(link_of(budi))
    time_machine.shift(timedelta(minutes=31))
    assert client.get("/sandi/tautan/").url == "/perlu-tindakan/"


@pytest.mark.parametrize(
    ("first", "second"), [("pendek", "pendek"), ("kereta-kebun-raya-88", "lain-sama-sekali-77"), ("", "")]
)
def test_a_weak_or_mistyped_password_is_said_at_its_field(client, budi, first, second):
    client.post(link_of(budi))
    answer = client.post("/sandi/tautan/", {"password1": first, "password2": second})
    assert answer.status_code == 422
    assert answer.context["form"].errors
