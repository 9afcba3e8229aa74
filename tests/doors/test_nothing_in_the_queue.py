"""No NIK, name or wage on the way to the worker: neither in what a task can be called with, nor in the queue, nor in the
rows of the job.
"""

import base64
import inspect
import json
import uuid
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cakupan.celery import app
from cakupan.embedded import Valkey
from contractors.models import Worker
from coverage.models import Upload, Work
from coverage.tasks import do_work
from coverage.uploading import applying, receiving
from coverage.uploading.keeping import path_of
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.uploading.rosters import person, roster

QUEUE = "celery"
WAGE = "7654321"
NAMES = ("Wawan Rahasia", "Yana Rahasia", "Berkas Rahasia")
NIKS = [factories.invented_nik(serial).reveal() for serial in (401, 402, 403)]
JOB = (
    "coverage_work",
    "coverage_mark",
    "coverage_recompute",
    "coverage_dailyfigure",
    "coverage_alarm",
    "coverage_upload",
)
"""What tells of work to be done and done."""


def ours():
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_no_task_can_be_called_with_anything():
    assert {"coverage.tasks.do_work", "coverage.tasks.drain_marks"} <= ours().keys()
    for name, task in ours().items():
        assert not inspect.signature(task.run).parameters, f"{name}: what is it called with? Work is told by its row"
    for entry in configured.CELERY_BEAT_SCHEDULE.values():
        assert entry.keys() <= {"task", "schedule", "options"}, entry


@pytest.fixture
def queue(tmp_path, monkeypatch, settings):
    """A function that empties the queue of a broker of this test's own: the messages as they lay there."""
    monkeypatch.setattr("cakupan.embedded.var_folder", lambda: tmp_path)
    server = Valkey()
    settings.CELERY_BROKER_URL = server.up()
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr("coverage.recomputing._quiet_until", 0.0)
    monkeypatch.setattr("coverage.recomputing.KNOCK", {"socket_connect_timeout": 5, "socket_timeout": 5})
    yield lambda: [json.loads(one) for one in server.client().lpop(QUEUE, 1_000) or ()]
    server.down()


def people_come_and_go(budi, contract):
    """Add one, let another take the place, and bring a third by a file that waits for the worker; the answers."""
    today = timezone.localdate()
    first, second = (f"{day:%d/%m/%Y}" for day in (today, today + timedelta(1)))
    said = {"jabatan": "Tukang", "upah": WAGE}
    yield Form(budi, "assignment_new", contract.uid).send(**said, nik=NIKS[0], nama=NAMES[0], mulai=first)
    one = Assignment.objects.get()
    yield Form(budi, "assignment_replace", contract.uid, one.pk).send(**said, nik=NIKS[1], nama=NAMES[1], mulai=second)
    rows = [person(1, nik=NIKS[2], nama=NAMES[2], mulai=first, upah=WAGE), person(2, nik="12", mulai=first)]
    sent = {"key": str(uuid.uuid4()), "berkas": roster(contract, *rows)}
    yield cast.signed_in(budi).post(reverse("roster_upload", args=[contract.uid]), sent)
    do_work()
    upload = Upload.objects.get()
    assert upload.state == Upload.State.READY
    yield cast.signed_in(budi).post(reverse("upload_apply", args=[upload.uid]), {"good_only": "1"})
    content = path_of(upload).read_bytes()
    path_of(upload).write_bytes(content[:-1])
    for _ in range(3):
        do_work()
        Work.objects.update(run_after="2020-01-01T00:00:00Z")
    assert Work.objects.filter(state=Work.State.FAILED).exists()
    path_of(upload).write_bytes(content)
    yield cast.signed_in(budi).post(reverse("upload_rerun", args=[upload.uid]))
    do_work()


def job_rows():
    """Every row of the tables of the job as one text."""
    with connection.cursor() as cursor:
        for table in JOB:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            yield from (f"{table}: {row}" for (row,) in cursor.fetchall())


@pytest.mark.django_db
def test_neither_the_queue_nor_the_job_knows_a_person(budi, queue, monkeypatch, django_capture_on_commit_callbacks):
    for module in (receiving, applying):
        monkeypatch.setattr(module, "SMALL", 1)
    given = {"agency": cast.agency_of(budi), "officer": budi.officer, "package_code": "K1"}
    contract = factories.contract(**given, ends_on=timezone.localdate() + timedelta(60))
    with django_capture_on_commit_callbacks(execute=True):
        answers = list(people_come_and_go(budi, contract))
    assert [answer.status_code for answer in answers] == [303] * len(answers)
    assert Upload.objects.get().state == Upload.State.APPLIED
    assert {*NAMES} <= {one.name for one in Worker.objects.all()}
    messages = queue()
    assert {one["headers"]["task"] for one in messages} == {"coverage.tasks.do_work", "coverage.tasks.drain_marks"}
    bodies = [base64.b64decode(one["body"]).decode() for one in messages]
    assert all(json.loads(body)[:2] == [[], {}] for body in bodies)
    told = [*map(json.dumps, messages), *bodies, *job_rows()]
    assert len([one for one in told if one.startswith("coverage_work: ")]) == 2
    assert not [(secret, one) for one in told for secret in (WAGE, *NIKS, *NAMES) if secret in one]
