"""A roster of 100,000 rows as a job beside the same rows by command, its memory, and other pages meanwhile."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from cakupan.environment import ROOT
from coverage.models import Upload
from coverage.uploading.applying import apply_or_queue
from coverage.uploading.receiving import receive
from tests.bench.sides import line, seconds
from tests.coverage.importing import rosters

SMALL, LARGE = 10_000, 100_000
PAGES = ("contract_list", "contractor_list", "rule_catalogue")
THINKING = 0.2
"""Seconds between two pages that somebody asks for."""
DO_WORK = """
import os, resource, time, django
os.nice(10)  # as docker-compose.yml and the demo start the worker
django.setup()
from django.utils import timezone
from coverage.uploading.jobs import KINDS
from coverage.working import run_waiting
begun = time.perf_counter()
run_waiting(KINDS, timezone.localdate())
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def ratios():
    """Whether each bar is kept, one after another."""
    ani = User.objects.create_user("ani@unggah.test", "Ani Unggah", Role.PROCUREMENT)
    client = Client()
    client.force_login(ani)
    with TemporaryDirectory() as name:
        by_command = seconds(lambda: call_command("import_data", str(_folder(Path(name), LARGE, 31)), verbosity=0))
    small, _ = _job(ani, SMALL, 32)
    large, _ = _job(ani, LARGE, 33)
    idle = _p99(client, 30)  # on the register that the next job grows
    _, meanwhile = _job(ani, LARGE, 34, client)
    yield line("job of 100,000 roster rows, applied / the same by command", large["apply"], by_command, 2)
    line(
        "job of 100,000 roster rows, read and applied / the same by command", large["read"] + large["apply"], by_command
    )
    yield line("peak memory of the worker, 100,000 rows / 10,000", large["memory"], small["memory"], 1.3)
    yield line("p99 of other pages while a job runs / idle", meanwhile, idle, 2)


def _folder(folder, rows, province):
    """The files of such a roster, whose people live in the province of that number."""
    rosters.write(folder, rows)
    file = folder / "tenaga_kerja.csv"
    file.write_text(file.read_text().replace(",3271", f",{province}71").replace("M", f"P{province}M"))
    contracts = folder / "kontrak.csv"
    contracts.write_text(contracts.read_text().replace("\nM", f"\nP{province}M"))
    return folder


def _job(user, rows, province, client=None):
    """({"read", "apply": seconds, "memory": kB}, p99 of the pages that `client` asks for meanwhile)."""
    with TemporaryDirectory() as name:
        folder = _folder(Path(name), rows, province)
        call_command("import_data", str(folder / "kontrak.csv"), verbosity=0)
        file = SimpleUploadedFile("tenaga_kerja.csv", (folder / "tenaga_kerja.csv").read_bytes())
    day = timezone.localdate()
    upload, _ = receive(file, user, key=uuid.uuid4(), template="tenaga_kerja", contract=None, day=day)
    read, memory, first = _work(client)
    apply_or_queue(Upload.objects.get(pk=upload.pk), user, day, False)
    applied, more, second = _work(client)
    upload.refresh_from_db()
    assert (upload.state, upload.counts["new"]) == (Upload.State.APPLIED, rows), (upload.state, upload.counts)
    return {"read": read, "apply": applied, "memory": max(memory, more)}, max(first, second)


def _work(client):
    """(seconds, peak kB, p99 of the pages that `client` asks for meanwhile) of a process that does what waits."""
    worker = subprocess.Popen(
        [sys.executable, "-c", DO_WORK], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True
    )
    times = []
    while client and worker.poll() is None:
        times += _times(client)
    worker.wait()
    taken, memory = worker.stdout.read().split()[-2:]
    return float(taken), int(memory), _high(times)


def _p99(client, rounds):
    for name in PAGES:
        client.get(reverse(name))
    return _high([one for _ in range(rounds) for one in _times(client)])


def _times(client):
    found = []
    for name in PAGES:
        time.sleep(THINKING)
        begun = time.perf_counter()
        assert client.get(reverse(name)).status_code == 200
        found.append(time.perf_counter() - begun)
    return found


def _high(times):
    return sorted(times)[max(int(len(times) * 0.99) - 1, 0)] if times else 0
