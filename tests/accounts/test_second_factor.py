"""The second factor: required of some roles, offered to all, sealed at rest, reset with a reason."""

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Role, User
from accounts.second_factor import ROLES, SealedAdapter
from tests import cast
from tests.accounts.codes import code_of, enrolled
from tests.pages import texts

pytestmark = pytest.mark.django_db
ENROL = "/akun/verifikasi/aktifkan/"


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def with_password(user):
    """A client that has come in by the form."""
    client = Client()
    assert client.post("/masuk/", {"login": user.email, "password": cast.PASSWORD}).status_code == 302
    return client


def test_who_needs_one_is_led_to_it_before_any_other_page(required):
    for make in (cast.make_ani, cast.make_sari, cast.make_eko, cast.make_fitri):
        client = cast.signed_in(make())
        for path in ("/", "/kontrak/?cari=a", "/penyedia/", "/akun/verifikasi/", "/admin/", "/tidak/ada/"):
            answer = client.get(path)
            assert answer.status_code in (302, 404), path
            assert path == "/tidak/ada/" or answer.url.startswith(ENROL), path
        assert client.post("/pengguna/baru/", {"name": "X"}).status_code == 403
        assert not User.objects.filter(name="X").exists()
        answer = client.get(
            "/kontrak/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/kontrak/?cari=b"}
        )
        assert answer.headers["HX-Redirect"] == f"{ENROL}?next=%2Fkontrak%2F%3Fcari%3Db"
        assert client.get(ENROL).status_code == 200
        assert client.post("/keluar/").url == "/masuk/"


def test_a_ppk_may_and_need_not(required, budi):
    client = cast.signed_in(budi)
    assert client.get("/kontrak/").status_code == 200
    assert "Aktifkan" in client.get("/akun/verifikasi/").content.decode()
    enrolled(client)
    assert "Aktif sejak" in texts(client.get("/akun/verifikasi/"))


def test_where_it_is_offered_nobody_must(ani):
    assert cast.signed_in(ani).get("/kontrak/").status_code == 200


def test_the_roles_that_need_one():
    assert set(Role) - {Role.PPK} == ROLES


def test_after_the_first_code_the_pages_open_and_the_codes_are_shown_once(required):
    ani = cast.make_ani(cast.PASSWORD)
    client = with_password(ani)
    page = client.get(f"{ENROL}?next=/kontrak/")
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode().split("<svg")[2]
    wrong = client.post(ENROL, {"code": "000000", "next": "/kontrak/"})
    assert wrong.status_code == 422
    assert "salah" in " ".join(wrong.context["form"].errors["code"])
    assert wrong.context["form"].secret == secret, "the picture stays the same"
    answer = client.post(ENROL, {"code": code_of(secret), "next": "/kontrak/"})
    assert len(answer.context["codes"]) == 10
    assert 'href="/kontrak/"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/kontrak/").status_code == 200
    assert client.get(ENROL).url == "/akun/verifikasi/"
    assert not any(code in client.get("/akun/verifikasi/").content.decode() for code in answer.context["codes"])
    ani.refresh_from_db()
    assert ani.second_factor_at is not None
    assert ani.recorded_events.latest("pgh_id").pgh_context.metadata["user"] == ani.pk


@pytest.mark.parametrize(
    "code", ["", "abc", "12345", "1234567", "\uff11\uff12\uff13\uff14\uff15\uff16", "1\x002345", "9" * 5000]
)
def test_a_code_that_is_none_is_said_at_its_field(code, budi):
    client = cast.signed_in(budi)
    client.get(ENROL)
    answer = client.post(ENROL, {"code": code})
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert not Authenticator.objects.exists()


@pytest.fixture
def armed():
    """Budi with a password and a second factor: (user, secret, recovery codes)."""
    budi = cast.make_budi(cast.PASSWORD)
    return budi, *enrolled(with_password(budi))


def to_the_code(user):
    client = Client()
    assert client.post("/masuk/?next=/kontrak/", {"login": user.email, "password": cast.PASSWORD}).url.startswith(
        "/masuk/kode/"
    )
    assert "_auth_user_id" not in client.session
    return client


def test_the_password_alone_opens_nothing(armed):
    client = to_the_code(armed[0])
    assert client.get("/kontrak/").url == "/masuk/?next=/kontrak/"
    assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    answer = client.post("/masuk/kode/", {"code": code_of(armed[1], ahead=1)})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(armed[0].pk)


def test_a_code_is_taken_once_while_it_holds(armed, time_machine):
    user, secret, _ = armed
    code = code_of(secret, ahead=1)
    assert to_the_code(user).post("/masuk/kode/", {"code": code}).status_code == 302
    assert to_the_code(user).post("/masuk/kode/", {"code": code}).status_code == 200


def test_a_recovery_code_works_once(armed):
    user, _, codes = armed
    assert to_the_code(user).post("/masuk/kode/", {"code": codes[0]}).status_code == 302
    assert to_the_code(user).post("/masuk/kode/", {"code": codes[0]}).status_code == 200
    assert to_the_code(user).post("/masuk/kode/", {"code": codes[1]}).status_code == 302


def test_new_recovery_codes_end_the_old_ones(armed):
    user, _, codes = armed
    client = to_the_code(user)
    client.post("/masuk/kode/", {"code": codes[0]})
    answer = client.post("/akun/verifikasi/kode-cadangan/")
    assert set(answer.context["codes"]).isdisjoint(codes)
    assert to_the_code(user).post("/masuk/kode/", {"code": codes[1]}).status_code == 200
    assert to_the_code(user).post("/masuk/kode/", {"code": answer.context["codes"][0]}).status_code == 302


def test_hours_after_the_sign_in_the_password_is_asked_for_again(armed, time_machine):
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    user, secret, codes = armed
    client = to_the_code(user)
    client.post("/masuk/kode/", {"code": codes[0]})
    time_machine.shift(3600)
    assert client.get("/akun/verifikasi/matikan/").url.startswith("/akun/ulang/")
    wrong = client.post("/akun/ulang/?next=/akun/verifikasi/matikan/", {"password": "salah"})
    assert wrong.context["form"].errors["password"]
    assert client.post("/akun/ulang/?next=/akun/verifikasi/matikan/", {"password": cast.PASSWORD}).status_code == 302
    assert client.get("/akun/verifikasi/matikan/").status_code == 200
    time_machine.shift(3600)
    assert client.get("/akun/verifikasi/matikan/").url.startswith("/akun/ulang/")
    answer = client.post("/akun/ulang/kode/?next=/akun/verifikasi/matikan/", {"code": code_of(secret)})
    assert answer.url == "/akun/verifikasi/matikan/"


def test_a_ppk_turns_it_off_and_who_needs_one_does_not(settings, armed):
    user, _, codes = armed
    client = to_the_code(user)
    client.post("/masuk/kode/", {"code": codes[0]})
    settings.SECOND_FACTOR_REQUIRED = True
    User.objects.filter(pk=user.pk).update(role=Role.BPJS)
    assert client.post("/akun/verifikasi/matikan/").status_code == 403
    User.objects.filter(pk=user.pk).update(role=Role.PPK)
    assert client.get("/akun/verifikasi/matikan/").status_code == 200
    assert Authenticator.objects.exists(), "a GET asks"
    assert client.post("/akun/verifikasi/matikan/").url == "/akun/verifikasi/"
    assert not Authenticator.objects.exists()
    user.refresh_from_db()
    assert user.second_factor_at is None


def test_the_administrator_resets_it_with_a_reason_and_sessions_end(armed, fitri):
    user, _, codes = armed
    session = to_the_code(user)
    session.post("/masuk/kode/", {"code": codes[0]})
    there = cast.signed_in(fitri)
    for reason in ("", "pendek", "   ", "x" * 501):
        answer = there.post(f"/pengguna/{user.pk}/verifikasi/", {"reason": reason})
        assert answer.status_code == 422
        assert answer.context["form"].errors["reason"]
    assert Authenticator.objects.filter(user=user).exists()
    answer = there.post(f"/pengguna/{user.pk}/verifikasi/", {"reason": "Ponsel hilang, datang sendiri dengan KTP."})
    assert answer.url == f"/pengguna/{user.pk}/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert session.get("/kontrak/").url == "/masuk/?next=/kontrak/"
    assert with_password(user).get("/kontrak/").status_code == 200
    text = texts(there.get(f"/pengguna/{user.pk}/"))
    assert "Alasan: Ponsel hilang, datang sendiri dengan KTP." in text
    assert "verifikasi dua langkah sejak" in text
    assert there.get(f"/pengguna/{user.pk}/verifikasi/").status_code == 404, "there is nothing to reset any more"


def test_an_administrator_does_not_reset_their_own(fitri):
    client = cast.signed_in(fitri)
    enrolled(client)
    assert client.post(f"/pengguna/{fitri.pk}/verifikasi/", {"reason": "Saya ingin saja begitu."}).status_code == 404
    assert Authenticator.objects.filter(user=fitri).exists()


def test_all_sessions_of_a_person_end_and_they_come_in_again(fitri):
    budi = cast.make_budi(cast.PASSWORD)
    session, there = with_password(budi), cast.signed_in(fitri)
    assert there.post(f"/pengguna/{budi.pk}/sesi/").status_code == 302
    assert session.get("/kontrak/").url == "/masuk/?next=/kontrak/"
    assert with_password(budi).get("/kontrak/").status_code == 200
    assert there.post(f"/pengguna/{fitri.pk}/sesi/").status_code == 404, "not one's own, by accident"


def test_secrets_are_sealed_at_rest(armed, settings):
    _, secret, codes = armed
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)
    adapter = SealedAdapter()
    sealed = adapter.encrypt(secret)
    assert adapter.encrypt(secret) != sealed
    assert adapter.decrypt(sealed) == secret
    settings.NIK_KEY = bytes(32)
    with pytest.raises(InvalidTag):
        adapter.decrypt(sealed)


def test_the_list_says_who_has_one(required, fitri, armed):
    enrolled(client := cast.signed_in(fitri))
    cast.make_sari()
    text = texts(client.get("/pengguna/"))
    assert "Sari Wulandari sari@bogor.test BPJS Ketenagakerjaan seluruh kota Belum pernah" in text
    assert "Belum aktif" in text
    assert "Aktif" in text


def test_the_command_resets_that_of_the_last_administrator(fitri):
    enrolled(client := cast.signed_in(fitri))
    with pytest.raises(CommandError, match="Tidak ada pengguna"):
        call_command("reset_second_factor", "lain@bogor.test", "Ponsel hilang.")
    with pytest.raises(CommandError, match="alasan"):
        call_command("reset_second_factor", fitri.email, " ")
    call_command("reset_second_factor", fitri.email, "Ponsel hilang.", stderr=StringIO())
    assert not Authenticator.objects.exists()
    assert client.get("/kontrak/").url == "/masuk/?next=/kontrak/"
    assert fitri.recorded_events.latest("pgh_id").pgh_context.metadata["reason"] == "Ponsel hilang."
