"""A session holds no more than its owner may at this moment: before the second step, and after a right has ended."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from tests import cast
from tests.accounts.codes import code_of, enrolled
from tests.accounts.door import sign_in
from tests.accounts.test_links import link_of
from tests.addresses import addresses
from tests.desk import SENDINGS, Desk
from tests.doors.forms import LOOKED_AT, READ, State, sending_of
from tests.doors.test_every_foreign_key import undone
from tests.reference import refill
from tests.rights import OF_AN_AGENCY, OPEN, READERS, WRITTEN, WRITTEN_OF_AN_AGENCY

pytestmark = pytest.mark.django_db
SECOND_STEP = {"second_factor_enrol", "link_password", "account_reauthenticate", "mfa_reauthenticate"}
"""What belongs to the second step itself."""


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def key_of(client):
    return client.cookies[configured.SESSION_COOKIE_NAME].value


def opens_nothing(key):
    """Whether a browser that holds this key of a session is a stranger."""
    client = Client()
    client.cookies[configured.SESSION_COOKIE_NAME] = key
    return client.get("/kontrak/").url == "/masuk/?next=/kontrak/"


def test_every_page_leads_whoever_lacks_a_required_second_factor_to_it(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = cast.signed_in(cast.make_fitri())
    for address in addresses():
        if address.name in OPEN | SECOND_STEP:
            continue
        answer = client.get(address.path)
        assert answer.url.startswith("/akun/verifikasi/aktifkan/?next="), address
        answer = client.post(address.path)
        assert answer.status_code == 403 or answer.url.startswith("/akun/verifikasi/aktifkan/"), address


def test_every_page_is_closed_between_the_password_and_the_code():
    fitri = cast.make_fitri(cast.PASSWORD)
    client = Client()
    sign_in(client, fitri)
    secret, _ = enrolled(client)
    client = Client()
    assert sign_in(client, fitri).url == "/masuk/kode/"
    waiting = key_of(client)
    for address in addresses():
        if address.name in OPEN:
            continue
        answer = client.get(address.path)
        assert answer.url == f"/masuk/?next={address.path}", address
        assert client.post(address.path).status_code in (302, 403), address
    assert "_auth_user_id" not in client.session
    assert client.post("/masuk/kode/", {"code": code_of(secret, ahead=1)}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert key_of(client) != waiting
    assert opens_nothing(waiting)


def test_the_session_key_changes_with_a_link():
    budi, client = cast.make_budi(), cast.signed_in(cast.make_citra())
    before = key_of(client)
    client.post(link_of(budi))
    assert client.session["_auth_user_id"] == str(budi.pk)
    assert key_of(client) != before
    assert opens_nothing(before)


class Midway:
    """Budi in the middle of a session, with the address of everything that he uses."""

    def __init__(self):
        refill()
        self.desk, self.state = Desk(), State()
        self.client = cast.signed_in(self.desk.budi)
        assert self.client.get("/kontrak/").status_code == 200
        about = {name: sending_of(name) for name in {**SENDINGS, **LOOKED_AT, **READ}}
        self.rows = {
            name: reverse(name, args=one.args(self.desk)) + one.query(self.desk)
            for name, one in about.items()
            if one.who == "Budi" and (name in OF_AN_AGENCY or name in WRITTEN_OF_AN_AGENCY)
        }
        self.others = {one.name: one.path for one in addresses() if one.name in READERS | WRITTEN.keys()}

    def posts(self, path):
        """(status, whether anything was written) of a form sent there."""
        before = self.state.touched()
        answer = self.client.post(path, {"alasan": "Keliru", "keperluan": "Mencocokkan daftar hadir", "isi": "nik"})
        return answer.status_code, self.state.touched() != before


@pytest.fixture
def midway():
    return Midway()


def test_a_right_that_ends_in_mid_session_ends_at_the_next_request(midway):
    assert len(midway.rows) > 40
    for ends in (account_closed, role_changed, appointment_ended):
        with undone():
            ends(midway)


def account_closed(midway):
    """Nothing opens."""
    User.objects.filter(pk=midway.desk.budi.pk).update(is_active=False)
    for name, path in (midway.rows | midway.others).items():
        assert midway.client.get(path).url.startswith("/masuk/?next="), name
        status, wrote = midway.posts(path)
        assert status in (302, 403), name
        assert not wrote, name


def role_changed(midway):
    """The new role reads everything and writes nothing but the log of what was shown; one's own file one may throw away."""
    User.objects.filter(pk=midway.desk.budi.pk).update(role=Role.INSPECTORATE)
    for name, path in midway.rows.items():
        may = name in OF_AN_AGENCY or "Eko" in WRITTEN_OF_AN_AGENCY.get(name, ())
        status, wrote = midway.posts(path)
        assert wrote == (name in ("reveal", "upload_drop")), f"{name} wrote"
        assert may or status in (404, 405) or name.startswith("upload_"), f"{name}: {status}"
    for name, allowed in WRITTEN.items():
        if "Eko" not in allowed:
            assert midway.client.get(midway.others[name]).status_code in (302, 403, 405), name


def appointment_ended(midway):
    """What is of the agency is gone, one's own uploads for it too, and no list names it."""
    yesterday = midway.desk.today - timedelta(days=1)
    midway.desk.budi.officer.appointments.update(ends_on=yesterday)
    for name, path in midway.rows.items():
        assert midway.client.get(path).status_code in (404, 405), name
        status, wrote = midway.posts(path)
        assert status in (404, 405), name
        assert not wrote, name
    for name, path in midway.others.items():
        answer = midway.client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for told in (midway.desk.contract.title, midway.desk.contract.number, "tenaga_kerja.csv"):
            assert told not in body.decode(errors="replace"), f"{name}: {told}"
