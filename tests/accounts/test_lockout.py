"""Lock-out: whoever fails waits, longer and longer; and nobody waits for somebody else's failures."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, RequestFactory

from accounts import lockout
from accounts.models import Failures, User
from accounts.tasks import forget_failures
from tests import cast
from tests.accounts.codes import code_of, enrolled
from tests.accounts.door import link_in

pytestmark = pytest.mark.django_db
WRONG = "salah sama sekali"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()


@pytest.fixture
def clock(time_machine):
    """A clock that stands still at 8 o'clock until it is moved."""
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    return time_machine


@pytest.fixture
def budi(db):
    return cast.make_budi(cast.PASSWORD)


def attempt(client, email, password=WRONG, address=HERE):
    return client.post("/masuk/", {"login": email, "password": password}, headers={"X-Forwarded-For": address})


def comes_in(user, client=None, address=HERE):
    """Whether the right password opens, in `client` (a browser that is not known, without one)."""
    return attempt(client or Client(), user.email, cast.PASSWORD, address).status_code == 302


def fail(user, times, client=None, address=HERE):
    client = client or Client()
    return [attempt(client, user.email, address=address).context["form"].errors["password"][0] for _ in range(times)]


def known(user, address=HERE):
    """A browser in which `user` has signed in, and out again."""
    client = Client()
    assert comes_in(user, client, address)
    client.post("/keluar/")
    return client


def test_after_five_failures_the_right_password_waits_too(budi, clock):
    assert all("tidak cocok" in said for said in fail(budi, 5))
    assert fail(budi, 1) == ["Terlalu banyak percobaan yang gagal dari sini. Coba lagi dalam 1 menit."]
    assert not comes_in(budi)
    clock.shift(59)
    assert not comes_in(budi)
    clock.shift(1)
    assert comes_in(budi)


def test_delays_double_to_an_hour_and_waiting_does_not_lengthen_them(budi, clock):
    fail(budi, 5)
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        clock.shift(timedelta(minutes=minutes, seconds=-1))
        assert "Terlalu banyak" in fail(budi, 3)[-1], minutes
        clock.shift(1)
        assert "tidak cocok" in fail(budi, 1)[0], minutes
    assert "satu jam" in fail(budi, 1)[0]


def test_a_sign_in_and_a_day_make_the_count_begin_anew(budi, clock):
    fail(budi, 4)
    assert comes_in(budi)
    assert all("tidak cocok" in said for said in fail(budi, 5))
    clock.shift(timedelta(days=1, seconds=1))
    assert all("tidak cocok" in said for said in fail(budi, 5))


def test_somebody_elsewhere_locks_nobody_out(budi, clock):
    fail(budi, 40, address=ELSEWHERE)
    assert "Terlalu banyak" in fail(budi, 1, address=ELSEWHERE)[0]
    assert comes_in(budi), "also in a browser that nobody knows"
    assert comes_in(budi, address="2001:db8::1")


def test_a_colleague_behind_the_same_address_does_not_lock_a_known_browser_out(budi, clock):
    browser = known(budi)
    fail(budi, 20)
    assert not comes_in(budi), "a browser that is not known waits"
    assert comes_in(budi, browser)


def test_nor_does_one_who_fails_on_every_name(budi, clock):
    browser = known(budi)
    for number in range(31):
        attempt(Client(), f"orang{number}@bogor.test")
    assert not comes_in(cast.make_ani(cast.PASSWORD)), "the address waits"
    assert comes_in(budi, browser)
    assert comes_in(User.objects.get(name="Ani Rahmawati"), address=ELSEWHERE)
    clock.shift(61)
    assert comes_in(User.objects.get(name="Ani Rahmawati"))


def test_signing_in_between_does_not_clear_an_address(budi, clock):
    """Or else whoever has an account guesses those of others for ever."""
    for number in range(30):
        attempt(Client(), f"orang{number}@bogor.test")
        if number % 5 == 0:
            assert comes_in(budi)
    assert "Terlalu banyak" in attempt(Client(), "lain@bogor.test").context["form"].errors["password"][0]


def test_a_known_browser_is_held_back_itself(budi, clock):
    browser = known(budi)
    fail(budi, 5, browser)
    assert not comes_in(budi, browser)
    clock.shift(30)
    assert comes_in(budi, browser)


def test_a_browser_known_for_one_account_is_not_known_for_another(budi, clock):
    citra = cast.make_citra(cast.PASSWORD)
    browser = known(citra)
    fail(budi, 5)
    assert not comes_in(budi, browser)
    assert comes_in(citra, browser)


def test_a_forged_a_foreign_and_an_old_cookie_are_no_known_browser(budi, clock):
    browser = known(budi)
    cookie = browser.cookies[lockout.COOKIE].value
    assert browser.cookies[lockout.COOKIE]["httponly"]
    assert browser.cookies[lockout.COOKIE]["samesite"] == "Lax"
    assert budi.email not in cookie
    fail(budi, 5)
    for forged in ("", "x", cookie[:-1] + ("a" if cookie[-1] != "a" else "b"), "\u00e4", "e30:1abc:def"):
        client = Client()
        client.cookies[lockout.COOKIE] = forged
        assert not comes_in(budi, client), forged
    clock.shift(timedelta(days=180, seconds=1))
    fail(budi, 5)
    assert not comes_in(budi, browser)


def test_a_closed_account_counts_like_a_wrong_password(budi, clock):
    User.objects.filter(pk=budi.pk).update(is_active=False)
    said = [attempt(Client(), budi.email, cast.PASSWORD).context["form"].errors["password"][0] for _ in range(6)]
    assert "tidak cocok" in said[4]
    assert "Terlalu banyak" in said[5]


def test_an_unknown_surel_waits_like_a_known_one(clock):
    stranger = User(email="tidak.ada@bogor.test")
    assert "tidak cocok" in fail(stranger, 5)[-1]
    assert "Terlalu banyak" in fail(stranger, 1)[0]


def test_the_client_does_not_choose_its_address(budi, clock):
    for number in range(5):
        attempt(Client(), budi.email, address=f"10.0.0.{number}, {HERE}")
    assert not comes_in(budi, address=f"10.0.1.1, {HERE}")


def test_the_table_tells_neither_surel_nor_address(budi, clock):
    fail(budi, 1)
    assert budi.email not in str(list(Failures.objects.values()))
    assert HERE not in str(list(Failures.objects.values()))


def test_a_new_password_by_mail_need_not_wait(budi, clock):
    fail(budi, 6)
    browser = Client(headers={"X-Forwarded-For": HERE})
    browser.post("/sandi/lupa/", {"email": budi.email})
    where = browser.get(link_in(mail.outbox[0])).url
    browser.post(where, {"password1": "kereta-kebun-raya-88", "password2": "kereta-kebun-raya-88"})
    assert attempt(browser, budi.email, "kereta-kebun-raya-88").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_five_are_looked_at():
    request = RequestFactory().post("/masuk/", headers={"X-Forwarded-For": HERE})
    start, let_through = threading.Barrier(12), []

    def guess():
        start.wait()
        try:
            lockout.attempt(lockout.password_counts(request, "budi@bogor.test"))
            let_through.append(True)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_through) == 5


def test_counts_are_forgotten_after_a_day(budi, clock):
    fail(budi, 3)
    forget_failures()
    assert Failures.objects.exists()
    Failures.objects.update(last_at=datetime.now(UTC) - timedelta(days=1, seconds=1))
    for _ in range(2):
        forget_failures()
    assert not Failures.objects.exists()


@pytest.fixture
def armed(budi):
    """Budi's browser, and the secret of his second factor."""
    browser = Client()
    assert comes_in(budi, browser)
    secret, _ = enrolled(browser)
    browser.post("/keluar/")
    return browser, secret


def shows(client, code, address=HERE):
    return client.post("/masuk/kode/", {"code": code}, headers={"X-Forwarded-For": address})


def test_codes_wait_too_and_not_those_of_a_known_browser(budi, armed, clock):
    browser, secret = armed
    for number in range(6):  # from six addresses: codes are few, so these count together
        address = f"198.51.100.{number}"
        guesser = Client()
        comes_in(budi, guesser, address)
        answer = shows(guesser, "000000", address)
    assert "Terlalu banyak" in answer.context["form"].errors["code"][0]
    assert "Terlalu banyak" in shows(guesser, code_of(secret), address).context["form"].errors["code"][0]
    comes_in(budi, browser)
    assert shows(browser, code_of(secret)).status_code == 302
    assert "_auth_user_id" in browser.session


def test_a_known_browser_waits_for_its_own_wrong_codes(budi, armed, clock):
    browser, secret = armed
    comes_in(budi, browser)
    for _ in range(5):
        shows(browser, "000000")
    assert "Terlalu banyak" in shows(browser, code_of(secret)).context["form"].errors["code"][0]
    clock.shift(30)
    assert shows(browser, code_of(secret)).status_code == 302
