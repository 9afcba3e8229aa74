"""Durable work: asked for in the transaction that needs it, done by whoever sweeps, at most once and never in part.

A row of Work is the truth, the queue a wake-up call. The attempt is committed before the work begins, so that work
which kills its process is counted; the work itself and the word that it is done are one transaction.
"""

import time
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models.functions import Now

from coverage.models import Work
from coverage.querysets.work import Telling
from coverage.recomputing import wake

MOST_ATTEMPTS = 3
PAUSE = timedelta(seconds=15)
"""How long work that failed waits; twice as long after the second time."""
TELL_EVERY = 0.5
"""Seconds between two words of how far it is."""

_log = structlog.get_logger(__name__)


class Progress:
    """How far a piece of work is, for those who wait for it: rows counted by `update`, steps named, written seldom."""

    def __init__(self, tell):
        self._tell, self._step, self._done, self._told = tell, "", 0, 0.0
        self._total = None

    def expect(self, total):
        """From now on there are `total` rows to come."""
        self._done, self._total = 0, total

    def update(self, rows):
        """So many more rows were read."""
        self._done += rows
        if time.monotonic() - self._told > TELL_EVERY:
            self._say()

    def set_description_str(self, step):
        """Another step has begun."""
        self._step = step
        self._say()

    def _say(self):
        self._told = time.monotonic()
        self._tell(self._step, self._done, self._total)


def ask(kind, key, actor):
    """The Work of that `key`, made now where nobody has asked for it; the worker is woken after the commit."""
    work, _ = Work.objects.get_or_create(key=key, defaults={"kind": kind, "actor": actor})
    transaction.on_commit(wake_worker, robust=True)
    return work


def ask_again(work):
    """Let failed work be done once more, from its first attempt on; whether it had failed."""
    again = {"state": Work.State.WAITING, "attempts": 0, "reason": "", "run_after": Now(), "ended_at": None}
    found = Work.objects.filter(pk=work.pk, state=Work.State.FAILED).update(**again)
    transaction.on_commit(wake_worker, robust=True)
    return bool(found)


def wake_worker():
    """Ask the worker to look for work now, if the broker answers at once; otherwise its sweep does it. Never raises."""
    from coverage.tasks import do_work

    wake(do_work)


def run_waiting(kinds, today):
    """Do everything that waits, one after another, by `kinds`: {kind: act(work, today, progress)}; how much was done."""
    done = 0
    while work := _claim():
        if work.state == Work.State.RUNNING:
            _attempt(work, kinds[work.kind], today)
            done += 1
    return done


@transaction.atomic(durable=True)
def _claim():
    return Work.objects.claim(MOST_ATTEMPTS)


def _attempt(work, act, today):
    tell = Telling(work)
    try:
        with transaction.atomic(durable=True):
            if not Work.objects.hold(work):
                return
            act(work, today, Progress(tell))
            Work.objects.filter(pk=work.pk).update(state=Work.State.DONE, ended_at=Now(), step="")
    except Exception as error:
        # Its text may quote a row, and a row holds persons: only the kind of error is told.
        code = getattr(error.__cause__, "pgcode", None) or type(error).__name__
        _log.error("work failed", kind=work.kind, work=work.pk, attempt=work.attempts, error=code)
        _failed(work, code)
    finally:
        tell.close()


def _failed(work, code):
    if work.attempts < MOST_ATTEMPTS:
        later = {"state": Work.State.WAITING, "run_after": Now() + PAUSE * work.attempts}
    else:
        reason = f"Pekerjaan gagal {work.attempts} kali ({code}). Tidak ada yang ditulis."
        later = {"state": Work.State.FAILED, "ended_at": Now(), "reason": reason}
    Work.objects.filter(pk=work.pk, attempts=work.attempts).update(**later)
