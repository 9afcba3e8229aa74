"""The worker dies by kill -9 in the middle of reading and of applying, six times: each time nothing is left, or all.

`make chaos` does the same with a real worker and 20,000 rows at moments of chance; here the places are chosen, from the
first row written to the last statement before the commit.
"""

import os
import signal
from types import SimpleNamespace

import pytest
from django.db import connection

from contractors.models import Worker
from coverage.models import Mark, Upload, UploadRow, Work
from coverage.uploading import applying, receiving
from coverage.uploading.applying import Outcome, apply_or_queue
from coverage.uploading.jobs import KINDS
from coverage.working import run_waiting
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import DAY, bring, person
from tests.interleaving import clear_register, sessions, wait_until_blocked, wait_until_gone

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 30


@pytest.fixture
def contract(budi, monkeypatch):
    for module in (receiving, applying):
        monkeypatch.setattr(module, "SMALL", ROWS - 1)
    yield factories.contract(agency=cast.agency_of(budi), package_code="K1")
    clear_register()


def work():
    """Do what waits, also what a process left behind that died a moment ago; how much that was."""
    Work.objects.exclude(state=Work.State.DONE).update(run_after="2020-01-01T00:00:00Z")
    return run_waiting(KINDS, DAY)


def worker():
    """The pid of a process of its own that does the same."""
    pid = os.fork()
    if pid:
        return pid
    try:
        inherited, connection.connection = connection.connection, None  # the parent's, which must not be closed here
        work()
        del inherited
    finally:
        os._exit(0)


def killed_while_writing(model):
    """Let a worker begin, and kill it as soon as it waits to write rows of `model`."""
    with sessions(1) as (other,):
        other.run(f"LOCK TABLE {model._meta.db_table} IN SHARE MODE")
        pid = worker()
        blocked = wait_until_blocked(number=1)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        other.commit()
    for backend in blocked:
        wait_until_gone(SimpleNamespace(pid=backend))


def standing(upload):
    """(state of the upload, rows of its preview, people and assignments in the register)."""
    found = Upload.objects.get(pk=upload.pk)
    rows = UploadRow.objects.filter(upload=upload).count()
    return found.state, rows, Worker.objects.count(), Assignment.objects.count()


def test_six_kills_in_the_middle_leave_nothing_or_all(budi, contract):
    people = [person(serial) for serial in range(1, 2 * ROWS + 1)]
    first = bring(budi, contract, *people[:ROWS])
    for model in (UploadRow, Upload):
        killed_while_writing(model)
        assert standing(first) == (Upload.State.ARRIVED, 0, 0, 0)
    assert work() == 1
    assert standing(first) == (Upload.State.READY, ROWS, 0, 0)
    assert apply_or_queue(Upload.objects.get(pk=first.pk), budi, DAY, False) == Outcome.QUEUED
    for model in (Worker.pgh_event_model, Assignment.pgh_event_model):
        killed_while_writing(model)
        assert standing(first) == (Upload.State.READY, ROWS, 0, 0)
    assert work() == 1
    assert standing(first) == (Upload.State.APPLIED, ROWS, ROWS, ROWS)

    second = bring(budi, contract, *people[ROWS:])
    assert work() == 1
    assert apply_or_queue(Upload.objects.get(pk=second.pk), budi, DAY, False) == Outcome.QUEUED
    for model in (Mark, Upload):
        killed_while_writing(model)
        assert standing(second) == (Upload.State.READY, ROWS, ROWS, ROWS)
    assert work() == 1
    assert standing(second) == (Upload.State.APPLIED, ROWS, 2 * ROWS, 2 * ROWS)
    assert work() == 0
