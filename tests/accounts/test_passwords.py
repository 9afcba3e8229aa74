"""A new password: by a link, by the form of who is signed in, and what the history tells of it."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from tests import cast
from tests.accounts.door import errors_at, link_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client):
    budi = cast.make_budi(cast.PASSWORD)
    elsewhere = cast.signed_in(budi)
    assert client.post("/sandi/lupa/", {"email": budi.email}).url == "/sandi/lupa/terkirim/"
    assert "Budi Santoso" in mail.outbox[0].body
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)
    assert form.redirect_chain[0][0].endswith("-set-password/"), "the token leaves the address bar"
    new = {"password1": "kereta-kebun-raya-88", "password2": "kereta-kebun-raya-88"}
    assert client.post(form.redirect_chain[0][0], new).url == "/sandi/baru/selesai/"
    assert client.get("/sandi/baru/selesai/").status_code == 200
    assert "_auth_user_id" not in client.session, "a link signs nobody in by itself"
    assert elsewhere.get("/keluar/").url == "/masuk/", "older sessions end"
    assert "tidak berlaku lagi" in Client().get(link, follow=True).content.decode()
    assert sign_in(client, budi, "kereta-kebun-raya-88").status_code == 302
    assert not EmailAddress.objects.exists(), "a user's surel stands in one place only"


def test_a_link_ends_after_a_day(client, time_machine):
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    client.post("/sandi/lupa/", {"email": cast.make_budi(cast.PASSWORD).email})
    time_machine.move_to("2026-03-03 08:00:01+07:00", tick=False)
    assert "tidak berlaku lagi" in client.get(link_in(mail.outbox[0]), follow=True).content.decode()


def test_a_link_ends_when_the_surel_changes(client):
    budi = cast.make_budi(cast.PASSWORD)
    client.post("/sandi/lupa/", {"email": budi.email})
    User.objects.filter(pk=budi.pk).update(email="budi.baru@bogor.test")
    assert "tidak berlaku lagi" in client.get(link_in(mail.outbox[0]), follow=True).content.decode()


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [("pendek", "pendek", "password1"), ("kereta-kebun-raya-88", "lain-sama-sekali-77", "password2")],
)
def test_a_weak_or_mistyped_new_password_is_said_at_its_field(client, first, second, field):
    client.post("/sandi/lupa/", {"email": cast.make_budi(cast.PASSWORD).email})
    where = client.get(link_in(mail.outbox[0])).url
    assert errors_at(client.post(where, {"password1": first, "password2": second}), field).strip()


def test_an_unknown_surel_gets_the_same_answer_and_no_mail(client):
    assert client.post("/sandi/lupa/", {"email": "tidak.ada@bogor.test"}).url == "/sandi/lupa/terkirim/"
    assert mail.outbox == []


def test_a_mail_server_that_is_down_stops_nobody(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    known = client.post("/sandi/lupa/", {"email": cast.make_budi(cast.PASSWORD).email})
    assert known.url == "/sandi/lupa/terkirim/"


def changed(client, old=cast.PASSWORD, new="kereta-kebun-raya-88", again=None):
    return client.post("/sandi/ganti/", {"oldpassword": old, "password1": new, "password2": again or new})


def test_a_reader_changes_their_password_and_stays_signed_in_here_alone(client):
    budi = cast.make_budi(cast.PASSWORD)
    elsewhere = cast.signed_in(budi)
    sign_in(client, budi)
    assert "/sandi/ganti/" in client.get("/").content.decode(), "the account menu leads there"
    assert changed(client).url == "/perlu-tindakan/"
    page = client.get("/").content.decode()
    assert "Kata sandi baru tersimpan" in page
    assert "Kata sandi baru tersimpan" not in client.get("/").content.decode(), "said once"
    assert elsewhere.get("/keluar/").url == "/masuk/", "older sessions end"
    assert sign_in(Client(), budi).status_code == 200, "the old one opens nothing"
    assert sign_in(Client(), budi, "kereta-kebun-raya-88").status_code == 302


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"old": "bukan-sandi-saya-12"}, "oldpassword", "bukan kata sandi Anda"),
        ({"new": "pendek"}, "password1", "terlalu pendek"),
        ({"again": "lain-sama-sekali-77"}, "password2", "sama"),
    ],
)
def test_what_is_wrong_with_a_changed_password_is_said_at_its_field(client, form, field, said):
    budi = cast.make_budi(cast.PASSWORD)
    sign_in(client, budi)
    assert said in errors_at(changed(client, **form), field)
    assert sign_in(Client(), budi).status_code == 302, "nothing changed"


def test_who_is_signed_in_without_a_password_makes_one():
    budi = cast.make_budi()
    client = cast.signed_in(budi)
    assert client.get("/sandi/ganti/").url == "/sandi/buat/"
    new = {"password1": "kereta-kebun-raya-88", "password2": "kereta-kebun-raya-88"}
    assert client.post("/sandi/buat/", new).url == "/perlu-tindakan/"
    assert client.get("/sandi/buat/").url == "/sandi/ganti/"


def password_events(user):
    """(moment, who) of each time that the history saw the password change, oldest first."""
    found, before = [], None
    for event in User.recorded_events.rel.related_model.objects.filter(pgh_obj_id=user.pk).order_by("pgh_id"):
        if event.password_set_at != before:
            found.append((event.password_set_at, (event.pgh_context.metadata if event.pgh_context else {}).get("user")))
        before = event.password_set_at
    return found


def test_the_history_tells_when_a_password_was_set_and_by_whom_never_what(client):
    budi = cast.make_budi()
    assert password_events(budi) == []
    client.post("/sandi/lupa/", {"email": budi.email})
    new = {"password1": "kereta-kebun-raya-88", "password2": "kereta-kebun-raya-88"}
    client.post(client.get(link_in(mail.outbox[0])).url, new)
    sign_in(client, budi, new["password1"])
    changed(client, old=new["password1"], new="jembatan-ciliwung-91")
    by_link, by_form = password_events(budi)
    assert by_link[1] == by_form[1] == budi.pk
    assert None not in (by_link[0], by_form[0])
    kept = str(list(User.recorded_events.rel.related_model.objects.values()))
    budi.refresh_from_db()
    assert budi.password not in kept


def test_a_password_changed_by_raw_sql_stands_in_the_history_and_its_moment_cannot_be_rewritten():
    budi = cast.make_budi(cast.PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET password = 'md5$selundupan' WHERE id = %s", [budi.pk])
        cursor.execute("UPDATE accounts_user SET password_set_at = NULL WHERE id = %s", [budi.pk])
    events = list(User.recorded_events.rel.related_model.objects.filter(pgh_obj_id=budi.pk))
    assert len(events) == 2
    assert None not in [event.password_set_at for event in events]


def test_saving_a_person_anew_says_nothing_of_their_password():
    budi = cast.make_budi(cast.PASSWORD)
    User.objects.get(pk=budi.pk).save()
    budi.name = "Budi Lain"
    budi.save()
    assert len(password_events(budi)) == 1
