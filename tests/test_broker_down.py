"""The broker is a wake-up call: without it people sign in, page and sign out, and changes arrive by the sweep."""

import os
import signal
import subprocess
import sys
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from cakupan.embedded import Valkey
from coverage.models import DailyFigure, Mark, Upload
from coverage.recomputing import drain
from coverage.tasks import do_work
from projects.models import Assignment, Contract
from tests import cast, factories
from tests.addresses import addresses
from tests.coverage.uploading.rosters import large, roster

GONE = "redis+socket:///nowhere/kv.sock?virtual_host=0"
REFUSING = "redis://127.0.0.1:1/0"
WAKE = """
import django; django.setup()
from coverage import recomputing
recomputing.wake()
print("found out" if recomputing._quiet_until else "was heard")
recomputing.wake()
"""


@pytest.fixture
def own_broker(tmp_path, monkeypatch):
    """A broker of the test's own: (address, process id)."""
    monkeypatch.setattr("cakupan.embedded.var_folder", lambda: tmp_path)
    server = Valkey()
    address = server.up()
    yield address, server.client().info("server")["process_id"]
    server.down()


@pytest.fixture
def frozen(own_broker):
    """The address of a broker that accepts connections and never answers: worse than one that is gone."""
    address, pid = own_broker
    os.kill(pid, signal.SIGSTOP)
    yield address
    os.kill(pid, signal.SIGCONT)


def woken(address):
    """What `wake` found out in a process of its own, with the broker at `address`; fails where it hangs or raises."""
    done = subprocess.run(
        [sys.executable, "-c", WAKE],
        env={**os.environ, "CELERY_BROKER_URL": address, "DJANGO_SETTINGS_MODULE": "cakupan.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


def test_a_wake_up_call_is_heard_where_the_broker_runs(own_broker):
    assert woken(own_broker[0]) == "was heard"


@pytest.mark.parametrize("address", [GONE, REFUSING])
def test_a_wake_up_call_that_nobody_hears_raises_nothing(address):
    assert woken(address) == "found out"


def test_a_frozen_broker_holds_nobody_up(frozen):
    assert woken(frozen) == "found out"


@pytest.mark.django_db
def test_without_a_call_the_sweep_brings_the_change():
    day = factories.contract().signed_on
    drain(day)
    assert DailyFigure.objects.filter(denominator__gt=0).exists()
    Contract.objects.update(status="Batal")
    assert Mark.objects.exists()
    drain(day)
    assert not Mark.objects.exists()
    assert not DailyFigure.objects.filter(denominator__gt=0).exists()


OF_OTHERS = {"contract_draft", "contract_reckoning", "contractor_edit", "contractor_merge"}
"""What answers to no GET, and what procurement alone may do."""


def visits_everything(client):
    """Budi signs in by the form, opens every page, his contract among them, and signs out."""
    cache.clear()
    budi = cast.make_budi(cast.PASSWORD)
    contract = factories.contract(agency=cast.agency_of(budi))
    assert client.post("/masuk/", {"login": budi.email, "password": cast.PASSWORD}).status_code == 302
    pages = [
        page
        for page in addresses()
        if page.name.startswith(("overview", "contract_", "contractor_", "compliance", "measure", "rule", "worklist"))
        and page.name not in OF_OTHERS
    ]
    for page in pages:
        row = contract.contractor_id if page.name.startswith("contractor") else contract.uid
        path = reverse(page.name, args=[row]) if page.parameters else page.path
        assert client.get(path, follow=True).status_code == 200, page
    assert client.post("/keluar/").status_code == 302
    return len(pages)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [GONE, REFUSING])
def test_people_sign_in_page_and_sign_out(address, settings, client):
    settings.CELERY_BROKER_URL = address
    assert visits_everything(client) > 0
    assert client.get("/healthz").json() == {"status": "ok", "database": "ok", "broker": "down"}


@pytest.mark.django_db
def test_people_sign_in_page_and_sign_out_while_it_is_frozen(frozen, settings, client):
    settings.CELERY_BROKER_URL = frozen
    assert visits_everything(client) > 0
    assert client.get("/healthz").json()["broker"] == "down"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [GONE, REFUSING])
def test_a_large_upload_waits_for_the_sweep(address, settings, client):
    """The wake-up call is lost twice; what the sweep calls every few seconds reads the file and applies it."""
    settings.CELERY_BROKER_URL = address
    budi = cast.make_budi()
    contract = factories.contract(agency=cast.agency_of(budi), package_code="K1")
    client.force_login(budi)
    form = {"key": str(uuid.uuid4()), "berkas": roster(contract, *large(2_001))}
    place = client.post(reverse("roster_upload", args=[contract.uid]), form).url
    assert "<h1>Sedang dibaca</h1>" in client.get(place).content.decode()
    do_work()
    assert "Terapkan 2.001 baris" in client.get(place).content.decode()
    upload = Upload.objects.get()
    assert client.post(reverse("upload_apply", args=[upload.uid])).status_code == 303
    assert not Assignment.objects.exists()
    do_work()
    upload.refresh_from_db()
    assert upload.state == Upload.State.APPLIED
    assert Assignment.objects.count() == 2_001
