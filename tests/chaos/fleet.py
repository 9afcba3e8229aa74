"""The processes of a running Cakupan that can be killed and are started again, as an orchestrator would."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg2

from cakupan.embedded import Postgres, Valkey
from cakupan.environment import ROOT, var_folder, write_env_file

CELERY = (sys.executable, "-m", "celery", "-A", "cakupan")
COMMANDS = {
    "worker": (*CELERY, "worker", "-c", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    "beat": (*CELERY, "beat", "--pidfile=", "--max-interval=1"),
}
DATABASE = "cakupan_chaos"
PATIENCE = 90
"""Seconds until a thing that must happen counts as never happening."""


class Fleet:
    """PostgreSQL, broker, worker, beat and importers in $CAKUPAN_VAR."""

    def __init__(self):
        write_env_file()
        self.postgres, self.valkey = Postgres(), Valkey()
        self.running = {}
        self.environment = None
        self.log = (var_folder() / "chaos.log").open("ab")

    def up(self, without=()):
        """Start whatever is not running, but for the commands in `without`."""
        broker = self.valkey.up()
        self.environment = {
            **os.environ,
            "DATABASE_URL": self._database(),
            "CELERY_BROKER_URL": broker,
            "LOG_LEVEL": "WARNING",
        }
        for name, command in COMMANDS.items():
            gone = name not in self.running or self.running[name].poll() is not None
            if gone and name not in without:
                self.running[name] = self._start(command)

    def _database(self):
        """The URL of a database of its own, empty at the first call."""
        self.postgres.up()
        if self.environment is None:
            self.postgres.recreate(DATABASE)
        return self.postgres.url(DATABASE)

    def manage(self, *arguments):
        """A `manage.py` command as a process of its own."""
        return self._start((sys.executable, "manage.py", *map(str, arguments)))

    def run(self, *arguments):
        """`manage.py` with `arguments` until it ends well; raises where it does not."""
        done = self.manage(*arguments)
        if done.wait(PATIENCE) != 0:
            raise RuntimeError(f"manage.py {arguments[0]} ended with {done.returncode}: see {self.log.name}")

    def kill(self, name):
        """kill -9 of `name` ("postgres", "broker", "worker", "beat") with all of its children."""
        if name == "postgres":
            os.kill(int((self.postgres.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        elif name == "broker":
            os.kill(self.valkey.client().info("server")["process_id"], signal.SIGKILL)
        else:
            kill_group(self.running.pop(name))

    def down(self):
        for process in self.running.values():
            kill_group(process)
        self.valkey.down()
        self.postgres.down()
        self.log.close()

    def query(self, statement, parameters=()):
        """Rows of one statement on a connection of its own."""
        connection = psycopg2.connect(self.environment["DATABASE_URL"])
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, parameters)
                return cursor.fetchall()
        finally:
            connection.close()

    def wait_until_counted(self):
        """Wait until no change is waiting for the worker; the seconds that it took. Raises where it never comes."""
        begun = time.monotonic()
        while self.query("SELECT count(*) FROM coverage_mark")[0][0]:
            if time.monotonic() - begun > PATIENCE:
                raise RuntimeError(f"marks still wait after {PATIENCE} s: see {self.log.name}")
            time.sleep(0.1)
        return time.monotonic() - begun

    def _start(self, command):
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True
        )


def kill_group(process):
    """kill -9 of a process and its children; nothing where they are gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def folder_for(name):
    """An empty folder in $CAKUPAN_VAR."""
    folder = Path(var_folder()) / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    return folder
