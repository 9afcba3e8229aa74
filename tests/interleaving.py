"""Two or three real connections whose statements are interleaved on purpose; what they commit is cleared afterwards."""

import threading
import time
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, connections

from accounts.history import RecordedEvent

LONGEST_WAIT = 20
_REGISTER = (
    "accounts_user, projects_agency, projects_officer, projects_contract, contractors_contractor, contractors_worker, "
    "coverage_mark, coverage_dailyfigure, coverage_recompute, coverage_alarm, pghistory_context"
)


def clear_register():
    """Empty the register, its history and what the job wrote; what the law gives (rates, calendar, regions) stays."""
    events = [model._meta.db_table for model in apps.get_models() if issubclass(model, RecordedEvent)]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_REGISTER}, {', '.join(events)} CASCADE")
        cursor.execute("DELETE FROM coverage_mark")


class Session:
    """A connection of its own; statements run at once, or blocked in a thread until another session lets them go."""

    def __init__(self):
        self.connection = connection.get_new_connection(connection.get_connection_params())
        self.pid = self.connection.get_backend_pid()
        self._running = None

    def run(self, statement, *values):
        """Run a statement; the first value of its first row, or None."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()[0] if cursor.description and cursor.rowcount else None

    def block(self, statement, *values):
        """Start a statement that must wait for another session, and come back as soon as it waits."""
        self._running = threading.Thread(target=self.run, args=(statement, *values))
        self._running.start()
        wait_until_blocked(self.pid)

    def go_on(self):
        """Wait until the blocked statement is done."""
        self._running.join(LONGEST_WAIT)
        assert not self._running.is_alive(), "the statement still waits"

    def commit(self):
        self.connection.commit()

    def close(self):
        self.connection.close()


@contextmanager
def sessions(number):
    """`number` new sessions, closed at the end."""
    opened = [Session() for _ in range(number)]
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


def wait_until_blocked(*pids, number=1):
    """The pids of the backends of this database that wait for a lock, once `pids` (or any `number`) do."""
    return _wait(lambda blocked: set(pids) <= blocked if pids else len(blocked) >= number)


def wait_until_none_goes_on(calls):
    """Once each of `calls` (Background) waits for a lock or is done; at least one of them waits."""
    _wait(lambda blocked: blocked and len(blocked) >= sum(one.is_running for one in calls))


def wait_until_gone(session):
    """Once the backend of a closed session has left, and with it the locks that it held."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [session.pid])
            if not cursor.rowcount:
                return
        time.sleep(0.005)
    raise AssertionError("the session is still there")


def _wait(enough):
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            blocked = {pid for (pid,) in cursor.fetchall()}
        if enough(blocked):
            return blocked
        time.sleep(0.005)
    raise AssertionError("nothing waits for a lock")


class Background:
    """A call of ours in a thread with a database connection of its own; `result` or `error` once it is done."""

    def __init__(self, act, *values):
        self.result = self.error = None
        self._thread = threading.Thread(target=self._run, args=(act, values))
        self._thread.start()

    def _run(self, act, values):
        try:
            self.result = act(*values)
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()

    @property
    def is_running(self):
        return self._thread.is_alive()

    def join(self):
        """Wait for the end; raises what the call raised."""
        self._thread.join(LONGEST_WAIT)
        assert not self._thread.is_alive(), "the call still waits"
        if self.error:
            raise self.error
        return self.result
