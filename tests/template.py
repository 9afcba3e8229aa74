"""The template of the test databases: one with every migration applied, made anew when the code or the packages changed.

Applying the migrations takes longer than most single tests; a copy of a database takes a moment.
"""

import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

KIND = "cakupan_template_"
APPS = ("accounts", "cakupan", "contractors", "coverage", "projects")


def template():
    """The name of that database, which exists when this returns; the first of several workers makes it."""
    name = KIND + _fingerprint()
    with _alone(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{KIND}%"])
        there = {row[0] for row in cursor}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}_new"')
            _migrate(f"{name}_new")
            cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


def _migrate(database):
    """In a process of its own, as whoever sets up a server does."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, "DATABASE_URL": url}, check=True)


def _fingerprint():
    files = [settings.BASE_DIR / "requirements-dev.txt"]
    for app in APPS:
        files += sorted(file for file in (settings.BASE_DIR / app).rglob("*") if file.suffix in (".py", ".sql"))
    digest = sha256()
    for file in files:
        digest.update(f"{file.relative_to(settings.BASE_DIR)}\0".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def _alone():
    """One worker at a time."""
    with (settings.BASE_DIR / "manage.py").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
