"""The set-based writes of the job: marks taken, the series stored, tonight's comparison, the lock."""

from django.db import connection, models

from coverage.querysets.rows import as_dicts

STORE = """
WITH computed AS MATERIALIZED (
    SELECT day, measure, numerator, denominator, unknown FROM coverage_series(%(first)s::date, %(last)s::date)
), gone AS (
    DELETE FROM coverage_dailyfigure d
    WHERE d.day NOT BETWEEN %(first)s AND %(last)s
    RETURNING d.day, d.measure
), stored AS (
    INSERT INTO coverage_dailyfigure AS d (day, measure, numerator, denominator, unknown)
    SELECT day, measure, numerator, denominator, unknown FROM computed ORDER BY day, measure
    ON CONFLICT (day, measure) DO UPDATE
    SET numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator, unknown = EXCLUDED.unknown
    WHERE (d.numerator, d.denominator, d.unknown)
          IS DISTINCT FROM (EXCLUDED.numerator, EXCLUDED.denominator, EXCLUDED.unknown)
    RETURNING d.day, d.measure
)
SELECT day, measure FROM stored UNION ALL SELECT day, measure FROM gone ORDER BY day, measure
"""

_DIFFERENCES = """
SELECT waiting.pending, found.*
FROM (SELECT EXISTS (SELECT FROM coverage_mark) AS pending) waiting
LEFT JOIN (
SELECT COALESCE(c.day, d.day) AS day, COALESCE(c.measure, d.measure) AS measure,
       d.numerator AS stored_numerator, d.denominator AS stored_denominator, d.unknown AS stored_unknown,
       c.numerator, c.denominator, c.unknown
FROM (
    SELECT f.*
    FROM coverage_series(%(first)s::date, %(last)s::date) f
    JOIN (SELECT first_day, last_day FROM coverage_recompute ORDER BY id DESC LIMIT 1) run
      ON f.day BETWEEN run.first_day AND run.last_day  -- what should stand there since the newest run
) c
FULL JOIN coverage_dailyfigure d ON d.day = c.day AND d.measure = c.measure
WHERE (d.numerator, d.denominator, d.unknown) IS DISTINCT FROM (c.numerator, c.denominator, c.unknown)
) found ON true
ORDER BY found.day, found.measure
"""


def differences(bounds):
    """Stored figures that differ from the register, as dicts, and whether marks were waiting in the same snapshot.

    `bounds` are the first and last day to hold them against, or None for an empty register.
    """
    first, last = bounds or (None, None)
    rows = as_dicts(_DIFFERENCES, {"first": first, "last": last})
    pending = rows[0]["pending"]
    return [row for row in rows if row["day"] is not None], pending


def lock_recompute():
    """Wait for the one lock of the job, held until the transaction ends; the next statement sees what was committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('coverage_recompute'))")


def newest_run_and_oldest_mark():
    """`computed_at` of the newest run and `waiting_since` of the oldest mark, each None where there is none."""
    return as_dicts(
        "SELECT (SELECT max(computed_at) FROM coverage_recompute) AS computed_at,"
        " (SELECT at FROM coverage_mark ORDER BY id LIMIT 1) AS waiting_since",
        [],
    )[0]


class MarkQuerySet(models.QuerySet):
    def take(self):
        """Delete every mark committed so far; how many, and whether one of them stood for all contracts (a rate, a
        holiday, a membership). What comes later stays for the next drain.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH taken AS (DELETE FROM coverage_mark RETURNING contract_id)"
                " SELECT count(*), COALESCE(bool_or(contract_id IS NULL), false) FROM taken"
            )
            return cursor.fetchone()


class DailyFigureQuerySet(models.QuerySet):
    def store(self, first, last):
        """Recompute and store the city's series of `first`..`last`; the (day, measure) pairs that were different."""
        with connection.cursor() as cursor:
            cursor.execute(STORE, {"first": first, "last": last})
            return cursor.fetchall()

    def clear(self):
        """Delete every stored figure: the series of an empty register; the (day, measure) pairs that stood there."""
        gone = list(self.order_by("day", "measure").values_list("day", "measure"))
        self.all().delete()
        return gone
