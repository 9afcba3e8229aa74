"""The job: bring the stored daily series up to date with every change, and check it every night.

PostgreSQL is the only truth; Celery and the broker are a wake-up call. Marks are written by triggers in the
transaction of the change; a drain takes them under one lock and recomputes the series from the register in a later
statement, so that a change is either in the figures or still marked (tests/coverage/test_twelve_ways.py).
"""

import time
from dataclasses import dataclass
from datetime import date, datetime

import kombu.transport.redis  # noqa: F401 (loaded at start: the first wake-up of a request would pay for it)
import structlog
from django.conf import settings
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from coverage.models import Alarm, DailyFigure, Mark, Recompute
from coverage.querysets.figures import first_day_of_register
from coverage.querysets.job import differences, lock_recompute, newest_run_and_oldest_mark
from coverage.workdays import rebuild_workdays

SERIES_BEGINS = date(2015, 7, 1)
"""No earlier day is stored (PP 44/2015 begins here); other days are computed when asked."""

QUIET_SECONDS = 10
"""How long nobody knocks at a broker that did not answer."""

KNOCK = {"socket_connect_timeout": 0.1, "socket_timeout": 0.1, "max_retries": 0}
"""A wake-up gives a dead or frozen broker 0.2 seconds of a request; the worker's own connection waits longer."""

CHECKS = 3
"""How often one sweep tries tonight's comparison while changes keep coming."""


@dataclass(frozen=True)
class Freshness:
    """`computed_at` is None before the first run; `waiting_since` is None where every change is in the figures."""

    computed_at: datetime | None
    waiting_since: datetime | None


_log = structlog.get_logger(__name__)
_quiet_until = 0.0


def series_bounds(today):
    """First and last day of the stored series: from the first contract to 31 December; None in an empty register."""
    first = first_day_of_register()
    if first is None:
        return None
    last = date(today.year, 12, 31)
    return min(max(first, SERIES_BEGINS), last), last


@transaction.atomic(durable=True)
def drain(today, kind=Recompute.Kind.DRAIN):
    """Recompute the series if anything was marked; the run, or None when there was nothing to do."""
    lock_recompute()
    marks, for_all = Mark.objects.take()
    if not marks and kind == Recompute.Kind.DRAIN:
        return None
    return _store(today, kind, marks, calendar_too=for_all or kind != Recompute.Kind.DRAIN)


def _store(today, kind, marks, calendar_too=True):
    if calendar_too:
        rebuild_workdays()
    bounds = series_bounds(today)
    changed = DailyFigure.objects.store(*bounds) if bounds else DailyFigure.objects.clear()
    first, last = bounds or (None, None)
    return Recompute.objects.create(
        kind=kind, day=today, first_day=first, last_day=last, marks=marks, changed=len(changed)
    )


def check(today):
    """Tonight's full recompute, once a day: compare with what stood there, raise an alarm on any difference.

    Asked for ("is today's row missing?"), not timed: a machine that slept at night does it in the morning. Where
    changes keep coming between drain and comparison it gives up after some attempts, and the next sweep tries again.
    """
    for _ in range(CHECKS):
        if _tonight_is_done(today):
            return
        drain(today)
        if _compare(today):
            return


@transaction.atomic(durable=True)
def _compare(today):
    """Whether tonight's comparison stands; not where marks explain a difference, for nobody has drained them yet."""
    lock_recompute()
    if _tonight_is_done(today):
        return True
    found, pending = differences(series_bounds(today))
    if pending:
        return False
    _store(today, Recompute.Kind.NIGHTLY, marks=0)
    if found:
        _raise_alarm(found)
    return True


def _tonight_is_done(today):
    return Recompute.objects.filter(kind=Recompute.Kind.NIGHTLY, day=today).exists()


def _raise_alarm(found):
    days = sorted({row["day"] for row in found})
    _log.error("stored figures differed from the register", days=[day.isoformat() for day in days[:20]])
    Alarm.objects.create(
        text=f"Hitung ulang malam menemukan {len(found)} angka harian pada {len(days)} hari yang berbeda dari yang "
        "tersimpan. Angka sudah dihitung ulang; sebabnya perlu diperiksa.",
        details={"differences": [{name: str(value) for name, value in row.items()} for row in found[:100]]},
    )


def sweep(today):
    """What the beat asks for every few seconds: tonight's check if it is missing, else whatever is marked."""
    check(today)
    drain(today)


def recompute(today):
    """What the job does, in the foreground, marked or not; the run."""
    return drain(today, Recompute.Kind.COMMAND)


def wake(task=None):
    """Ask the worker to run `task` (drain_marks) now, if the broker answers at once; otherwise the sweep does it.

    Never raises.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    if task is None:
        from coverage.tasks import drain_marks as task

    try:
        with Connection(settings.CELERY_BROKER_URL, transport_options=KNOCK) as broker:
            task.apply_async(connection=broker, retry=False, expires=QUIET_SECONDS)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        _log.warning("broker does not answer; the sweep will do it", error=type(error).__name__)


def freshness():
    """How old the stored series is and whether changes wait to be counted; one statement, one snapshot."""
    return Freshness(**newest_run_and_oldest_mark())
