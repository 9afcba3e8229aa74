import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Role, User
from accounts.tasks import clear_sessions
from tests import cast
from tests.accounts.door import errors_at, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def test_signs_in_and_out(client):
    budi = cast.make_budi(cast.PASSWORD)
    assert sign_in(client, budi).url == "/perlu-tindakan/"
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


def test_too_many_posts_from_one_address_get_429_in_indonesian(client):
    for number in range(20):
        client.post("/sandi/lupa/", {"email": f"orang{number}@bogor.test"})
    response = client.post("/sandi/lupa/", {"email": "satu.lagi@bogor.test"})
    assert response.status_code == 429
    assert "Terlalu banyak permintaan" in response.content.decode()


@pytest.mark.parametrize("where", ["https://penipu.example/", "//penipu.example/", "javascript:alert(1)"])
def test_next_leads_nowhere_else(client, where):
    assert sign_in(client, cast.make_budi(cast.PASSWORD), next=where).url == "/perlu-tindakan/"


def test_next_is_kept_through_a_failed_attempt(client):
    budi = cast.make_budi(cast.PASSWORD)
    page = sign_in(client, budi, "salah sama sekali", next="/kontrak/?pada=2025-09-08").content.decode()
    assert 'name="next" value="/kontrak/?pada=2025-09-08"' in page
    assert sign_in(client, budi, next="/kontrak/?pada=2025-09-08").url == "/kontrak/?pada=2025-09-08"


def test_a_reader_who_has_signed_in_is_not_asked_again():
    assert cast.signed_in(cast.make_budi()).get("/masuk/").url == "/perlu-tindakan/"


def test_a_closed_account_loses_its_session_at_once():
    budi = cast.make_budi()
    client = cast.signed_in(budi)
    User.objects.filter(pk=budi.pk).update(is_active=False)
    assert client.get("/keluar/").url == "/masuk/"


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
