"""How work is claimed, held and told of: one process at a time, whoever dies in the middle."""

from django.db import connection, models

LOCK_CLASS = 20_251
"""The first of the two numbers of the advisory lock that whoever does a piece of work holds; the second is its id."""

_CLAIM = """
WITH open AS MATERIALIZED (
    SELECT id FROM coverage_work
    WHERE state IN ('waiting', 'running') AND run_after <= clock_timestamp()
    ORDER BY id
    FOR UPDATE SKIP LOCKED
), free AS MATERIALIZED (
    SELECT id FROM open WHERE pg_try_advisory_xact_lock(%(lock)s, id::integer) ORDER BY id LIMIT 1
)
UPDATE coverage_work w
SET state = CASE WHEN attempts < %(most)s THEN 'running' ELSE 'failed' END,
    attempts = attempts + (attempts < %(most)s)::integer,
    reason = CASE WHEN attempts < %(most)s THEN '' ELSE 'Pekerjaan terhenti di tengah jalan ' || attempts || ' kali.' END,
    ended_at = CASE WHEN attempts < %(most)s THEN NULL ELSE clock_timestamp() END,
    run_after = clock_timestamp() + interval '10 seconds',
    step = '', done = 0, total = NULL
WHERE id = (SELECT id FROM free)
RETURNING *
"""
"""A running row whose lock is free has lost its process; it has ten seconds to take the lock after its claim."""

_HOLD = """
SELECT count(*) FROM coverage_work
WHERE id = %(id)s AND attempts = %(attempts)s AND state = 'running'
  AND pg_try_advisory_xact_lock(%(lock)s, id::integer)
"""

_TELL = "UPDATE coverage_work SET step = %s, done = %s, total = COALESCE(%s, total) WHERE id = %s AND attempts = %s"


class Telling:
    """How far a piece of work is, written on a connection of its own: others see it while the work is not committed."""

    def __init__(self, work):
        self._work = work
        self._connection = connection.copy()

    def __call__(self, step, done, total=None):
        """Write the step, the rows done, and of how many where that is known."""
        with self._connection.cursor() as cursor:
            cursor.execute(_TELL, [step[:100], done, total, self._work.pk, self._work.attempts])

    def close(self):
        """Close that connection."""
        self._connection.close()


class WorkQuerySet(models.QuerySet):
    def claim(self, most):
        """The oldest work that waits, or whose process has died, with one attempt more; None where there is none.

        To be committed before the work begins: an attempt that kills its process is counted. What has died `most`
        times comes back as failed, and is not to be done.
        """
        return next(iter(self.raw(_CLAIM, {"most": most, "lock": LOCK_CLASS})), None)

    def hold(self, work):
        """Whether this transaction may do `work`: it is still at this attempt, and until the end nobody else claims it."""
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, {"id": work.pk, "attempts": work.attempts, "lock": LOCK_CLASS})
            return bool(cursor.fetchone()[0])
