"""The working calendar and the dated rates."""

from functools import lru_cache
from hashlib import md5

from django.db import connection, models

from coverage.rules.tariff import rates_on


class WorkdayQuerySet(models.QuerySet):
    def replace(self, rows):
        """Write the calendar from (day, working, number) rows, where it differs; the number of rows written.

        A calendar that is the same already costs one checksum.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT md5(string_agg(day::text || working::int || number, ',' ORDER BY day)) FROM coverage_workday"
            )
            if cursor.fetchone()[0] == checksum(rows):
                return 0
            cursor.execute(
                """
                INSERT INTO coverage_workday AS w (day, working, number)
                SELECT * FROM unnest(%s::date[], %s::boolean[], %s::integer[])
                ON CONFLICT (day) DO UPDATE SET working = EXCLUDED.working, number = EXCLUDED.number
                WHERE (w.working, w.number) IS DISTINCT FROM (EXCLUDED.working, EXCLUDED.number)
                """,
                [list(column) for column in zip(*rows, strict=True)],
            )
            return cursor.rowcount


@lru_cache(maxsize=4)
def checksum(rows):
    """The md5 of a tuple of (day, working, number) rows, as PostgreSQL computes it."""
    text = ",".join(f"{day}{int(working)}{number}" for day, working, number in rows)
    return md5(text.encode(), usedforsecurity=False).hexdigest()


class DatedRateQuerySet(models.QuerySet):
    def holding(self, day):
        """The rows with the newest `valid_from` on or before `day`, as a list.

        Raises LookupError where no rate holds that day: a missing rate is never Rp 0.
        """
        return list(rates_on(day, self))
