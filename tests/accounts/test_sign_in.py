import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from accounts.tasks import clear_sessions
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def sign_in(client, user, password=cast.PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})


def errors_at(response, name):
    """The texts in the error element that the field `name` points to, last, by aria-describedby."""
    page = response.content.decode()
    control = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    described_by = re.search(r'aria-describedby="([^"]+)"', control)
    assert 'aria-invalid="true"' in control
    element = re.search(rf'<div[^>]*id="{described_by[1].split()[-1]}"[^>]*>(.*?)</div>', page, re.S)
    return re.sub(r"<[^>]+>", "", element[1])


def test_signs_in_and_out(client):
    budi = cast.make_budi(cast.PASSWORD)
    assert sign_in(client, budi).url == "/"
    assert client.session["_auth_user_id"] == str(budi.pk)
    assert client.get(reverse("account_logout")).status_code == 200, "a GET asks"
    assert "_auth_user_id" in client.session, "a GET signs nobody out"
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_surel_may_be_typed_in_capitals(client):
    budi = cast.make_budi(cast.PASSWORD)
    assert client.post("/masuk/", {"login": "BUDI@Bogor.test ", "password": cast.PASSWORD}).status_code == 302
    assert client.session["_auth_user_id"] == str(budi.pk)


def test_the_session_key_changes_at_sign_in(client):
    budi = cast.make_budi(cast.PASSWORD)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, budi)
    assert client.session.session_key != before


def test_a_session_does_not_outlive_the_browser(client):
    budi = cast.make_budi(cast.PASSWORD)
    cookie = sign_in(client, budi).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]


@pytest.mark.parametrize("password", ["salah sama sekali", "jembatan-merah-1747"])
def test_a_wrong_password_is_said_at_its_field_in_indonesian(client, password):
    response = sign_in(client, cast.make_budi(cast.PASSWORD), password)
    assert response.status_code == 200
    assert "tidak cocok" in errors_at(response, "password")


def test_an_unknown_surel_and_a_closed_account_read_like_a_wrong_password(client):
    budi, eko = cast.make_budi(cast.PASSWORD), cast.make_eko(cast.PASSWORD)
    User.objects.filter(pk=eko.pk).update(is_active=False)
    wrong = errors_at(sign_in(client, budi, "salah sama sekali"), "password")
    assert errors_at(sign_in(client, eko), "password") == wrong
    stranger = User(email="tidak.ada@bogor.test")
    assert errors_at(sign_in(client, stranger), "password") == wrong


@pytest.mark.parametrize("data", [{"login": "", "password": ""}, {"login": "bukan surel", "password": ""}])
def test_an_empty_form_says_so_at_each_field(client, data):
    response = client.post("/masuk/", data)
    assert errors_at(response, "login").strip()
    assert "tidak boleh kosong" in errors_at(response, "password")


def test_five_wrong_passwords_lock_the_surel_also_for_the_right_one(client):
    budi = cast.make_budi(cast.PASSWORD)
    for _ in range(5):
        assert "tidak cocok" in errors_at(sign_in(client, budi, "salah sama sekali"), "password")
    assert "Terlalu banyak percobaan" in errors_at(sign_in(client, budi), "password")
    assert "_auth_user_id" not in client.session
    assert sign_in(Client(), cast.make_ani(cast.PASSWORD)).status_code == 302, "others are not locked out"


def test_too_many_posts_from_one_address_get_429_in_indonesian(client):
    for _ in range(30):
        client.post("/masuk/", {})
    response = client.post("/masuk/", {})
    assert response.status_code == 429
    assert "Terlalu banyak permintaan" in response.content.decode()


def test_behind_the_proxy_an_address_is_what_the_proxy_says(client, settings):
    """The client writes what it likes before it; the last address is the proxy's word."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        client.post("/masuk/", {}, headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.7"})
    assert client.post("/masuk/", {}, headers={"X-Forwarded-For": "10.0.1.1, 203.0.113.7"}).status_code == 429
    assert client.post("/masuk/", {}, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 200


@pytest.mark.parametrize("where", ["https://penipu.example/", "//penipu.example/", "javascript:alert(1)"])
def test_next_leads_nowhere_else(client, where):
    assert sign_in(client, cast.make_budi(cast.PASSWORD), next=where).url == "/"


def test_next_is_kept_through_a_failed_attempt(client):
    budi = cast.make_budi(cast.PASSWORD)
    page = sign_in(client, budi, "salah sama sekali", next="/kontrak/?pada=2025-09-08").content.decode()
    assert 'name="next" value="/kontrak/?pada=2025-09-08"' in page
    assert sign_in(client, budi, next="/kontrak/?pada=2025-09-08").url == "/kontrak/?pada=2025-09-08"


def test_a_reader_who_has_signed_in_is_not_asked_again():
    assert cast.signed_in(cast.make_budi()).get("/masuk/").url == "/"


def test_a_closed_account_loses_its_session_at_once():
    budi = cast.make_budi()
    client = cast.signed_in(budi)
    User.objects.filter(pk=budi.pk).update(is_active=False)
    assert client.get("/keluar/").url == "/masuk/"


def link_in(message):
    return re.search(r"http://testserver(/sandi/baru/\S+)", message.body)[1]


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


def test_nobody_registers_themselves(client):
    for path in ("/signup/", "/daftar/", "/accounts/signup/", "/masuk/daftar/"):
        assert client.get(path).status_code == 404


def test_a_user_has_exactly_one_of_the_five_roles():
    assert set(Role.values) == {"ppk", "procurement", "bpjs", "inspectorate", "administrator"}
    assert [user.sees_all for user in (cast.make_budi(), cast.make_ani(), cast.make_sari())] == [False, True, True]


def test_the_first_administrator_comes_from_the_command_line(monkeypatch, client):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", cast.PASSWORD)
    call_command("createsuperuser", interactive=False, email="Fitri@bogor.test", name="Fitri Handayani", verbosity=0)
    fitri = User.objects.get()
    assert (fitri.role, fitri.email) == (Role.ADMINISTRATOR, "fitri@bogor.test")
    assert sign_in(client, fitri).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_sessions_that_ended_are_forgotten():
    budi = cast.make_budi()
    for client in (cast.signed_in(budi), cast.signed_in(budi)):
        kept = client.session.session_key
    Session.objects.exclude(pk=kept).update(expire_date="2020-01-01T00:00Z")
    for _ in range(2):
        clear_sessions()
    assert Session.objects.get().pk == kept


def changed(client, old=cast.PASSWORD, new="kereta-kebun-raya-88", again=None):
    return client.post("/sandi/ganti/", {"oldpassword": old, "password1": new, "password2": again or new})


def test_a_reader_changes_their_password_and_stays_signed_in_here_alone(client):
    budi = cast.make_budi(cast.PASSWORD)
    elsewhere = cast.signed_in(budi)
    sign_in(client, budi)
    assert "/sandi/ganti/" in client.get("/").content.decode(), "the account menu leads there"
    assert changed(client).url == "/"
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
    assert client.post("/sandi/buat/", new).url == "/"
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
