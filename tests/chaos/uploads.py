"""Uploads under kill -9: the worker dies in the middle of reading and of applying, six times, and leaves nothing or all."""

import subprocess
import sys
import time

from cakupan.environment import ROOT
from tests.chaos.fleet import PATIENCE

ROWS = 20_000
UPLOADS = 3
"""Each is killed once while it is read and once while it is applied: a third death would rightly make it fail."""

_STANDING = """
SELECT u.state, w.state, (SELECT count(*) FROM coverage_uploadrow r WHERE r.upload_id = u.id),
       (SELECT count(*) FROM projects_assignment a WHERE a.contract_id = u.contract_id)
FROM coverage_upload u JOIN coverage_work w ON w.id = u.work_id WHERE u.uid = %s
"""


def kill_six_times(fleet, rng):
    """How many times the worker was killed in the middle, and how often a part of the work was left behind."""
    kills, torn = 0, 0
    for serial in range(UPLOADS):
        uid = _run(fleet, serial, ROWS)
        for wanted, act in (("ready", None), ("applied", "apply")):
            if act:
                _run(fleet, act, uid)
            kills += _kill_in_the_middle(fleet, rng, uid)
            torn += _part_of(fleet, uid)
            fleet.up()
            _wait(fleet, uid, lambda found, wanted=wanted: found[0] == wanted)
            torn += _part_of(fleet, uid)
        assert fleet.query(_STANDING, [uid])[0][3] == ROWS
    return kills, torn


def _run(fleet, *arguments):
    command = [sys.executable, "-m", "tests.chaos.bringing", *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, env=fleet.environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip().splitlines()[-1]


def _kill_in_the_middle(fleet, rng, uid):
    """Kill the worker some time after it has begun; whether it was in the middle."""
    _wait(fleet, uid, lambda found: found[1] != "waiting")
    time.sleep(rng.uniform(0.2, 2))
    fleet.kill("worker")
    return fleet.query(_STANDING, [uid])[0][1] == "running"


def _part_of(fleet, uid):
    """Whether rows of the preview or of the register stand there in part."""
    *_, rows, assignments = fleet.query(_STANDING, [uid])[0]
    return rows not in (0, ROWS) or assignments not in (0, ROWS)


def _wait(fleet, uid, met):
    begun = time.monotonic()
    while not met(fleet.query(_STANDING, [uid])[0]):
        if time.monotonic() - begun > PATIENCE:
            raise RuntimeError(f"upload {uid} stands still: {fleet.query(_STANDING, [uid])[0]}")
        time.sleep(0.1)
