"""Large invented rosters, and what their import costs a process of its own."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import connection

from coverage.importing.templates import BY_NAME
from tests.coverage.importing.files import GOOD

ROOT = Path(__file__).resolve().parents[3]
A_CONTRACT = 100
"""Roster rows for each contract."""


def write(folder, rows):
    """Write `kontrak.csv` and a `tenaga_kerja.csv` of `rows` rows, each another invented person."""
    contracts = [f"M{number}" for number in range(max(rows // A_CONTRACT, 1))]
    _write(folder / "kontrak.csv", "kontrak", ({"kode_paket": code, "nomor_kontrak": code} for code in contracts))
    people = (
        {
            "kode_paket": contracts[number % len(contracts)],
            "nik": f"3271{number // 9999 + 1:02}010190{number % 9999 + 1:04}",
        }
        for number in range(rows)
    )
    _write(folder / "tenaga_kerja.csv", "tenaga_kerja", people)


def _write(path, name, changes):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, BY_NAME[name].names)
        writer.writeheader()
        writer.writerows({**GOOD[name], **change} for change in changes)


MEASURE = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]);"
    "open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(code)"
)
"""A small process between us and the import: a child's peak begins at the size of the process that it was forked from."""


def in_a_process(*arguments):
    """Run `manage.py import_data` on the database of this process: (exit code, stdout, stderr, peak memory in kB)."""
    url, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    environment = {**os.environ, "DATABASE_URL": f"{url}/{connection.settings_dict['NAME']}"}
    command = [sys.executable, "manage.py", "import_data", *map(str, arguments)]
    with NamedTemporaryFile("r") as peak:
        ran = subprocess.run(
            [sys.executable, "-S", "-c", MEASURE, peak.name, *command],
            check=False,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        return ran.returncode, ran.stdout, ran.stderr, int(peak.read())
