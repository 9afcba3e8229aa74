"""The full recompute of the demo city against its bare SQL statement in psql on the same database."""

import os
import re
import subprocess
import tempfile

from django.core.management import call_command
from django.utils import timezone

from cakupan.embedded import Postgres
from coverage.querysets.job import STORE
from coverage.recomputing import recompute, series_bounds
from tests.bench.sides import line, medians

TIME = re.compile(r"Time: ([0-9.]+) ms")


def ratios():
    """Whether each bar is kept, one after another."""
    today = timezone.localdate()
    with tempfile.TemporaryDirectory() as folder:
        call_command("invent_city", folder, on=today.isoformat(), verbosity=0)
        call_command("import_data", folder, verbosity=0)
    recompute(today)
    first, last = series_bounds(today)
    statement = STORE.replace("%(first)s", f"'{first}'").replace("%(last)s", f"'{last}'")
    ours, psql = medians(lambda: recompute(today), lambda: in_psql(statement), rounds=7)
    yield line("full recompute of the demo city / the bare statement in psql", ours, psql, 1.5)


def in_psql(statement):
    """Run `statement` in psql; its start is part of the time, as Python's work is of ours."""
    psql = str(Postgres().bin / "psql")
    said = subprocess.run(
        [psql, "-X", "-q", "-d", os.environ["DATABASE_URL"], "-c", "\\timing on", "-c", statement, "-o", os.devnull],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not said.stderr, said.stderr
