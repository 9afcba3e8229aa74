"""The working calendar and the dated rates."""

from django.db import connection, models

from coverage.rules.tariff import rates_on


class WorkdayQuerySet(models.QuerySet):
    def replace(self, days):
        """Write the whole calendar anew from (day, working) pairs in order of day, where it differs."""
        rows, number = [], 0
        for day, working in days:
            number += working
            rows.append((day, working, number))
        with connection.cursor() as cursor:
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


class DatedRateQuerySet(models.QuerySet):
    def holding(self, day):
        """The rows with the newest `valid_from` on or before `day`, as a list.

        Raises LookupError where no rate holds that day: a missing rate is never Rp 0.
        """
        return list(rates_on(day, self))
