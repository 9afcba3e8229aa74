"""All SQL of coverage: the figures, how contracts stand, and the set-based writes of the job."""

from django.db import connection, models
from django.db.models import Case, F, FilteredRelation, Q, When

from coverage.rules.tariff import rates_on
from projects.querysets import ContractQuerySet

BANDS = {
    "1": (None, 100_000_000),
    "2": (100_000_000, 500_000_000),
    "3": (500_000_000, 1_000_000_000),
    "4": (1_000_000_000, 5_000_000_000),
    "5": (5_000_000_000, None),
}
BREAKDOWNS = ("city", "agency", "officer", "kind", "provider", "band", "kecamatan", "month", "contract")

_FIGURES = "SELECT * FROM coverage_figures(%s::date, %s::date, %s::text, %s::bigint[]) ORDER BY key, day"

_STORE = """
WITH computed AS MATERIALIZED (
    SELECT f.day, m.measure, m.numerator, m.denominator, f.unknown
    FROM coverage_figures(%(first)s::date, %(last)s::date, 'city', NULL) f
    CROSS JOIN LATERAL (VALUES
        ('workers', f.workers_numerator::numeric, f.workers_denominator::numeric),
        ('headcount', f.headcount_numerator::numeric, f.headcount_denominator::numeric),
        ('packages', f.packages_numerator::numeric, f.packages_denominator::numeric),
        ('value', f.value_numerator, f.value_denominator)
    ) m (measure, numerator, denominator)
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


def figure_rows(first, last, by="city", among=None):
    """The measures for each day from `first` to `last` and each key of the breakdown `by`, as dicts of one row each.

    `among` narrows to contract ids (None: all). See coverage_figures in migrations/0003_definitions.py.
    """
    return _as_dicts(_FIGURES, [first, last, by, None if among is None else list(among)])


def _as_dicts(statement, parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_DIFFERENCES = """
SELECT waiting.pending, found.*
FROM (SELECT EXISTS (SELECT FROM coverage_mark) AS pending) waiting
LEFT JOIN (
SELECT COALESCE(c.day, d.day) AS day, COALESCE(c.measure, d.measure) AS measure,
       d.numerator AS stored_numerator, d.denominator AS stored_denominator, d.unknown AS stored_unknown,
       c.numerator, c.denominator, c.unknown
FROM (
    SELECT f.day, m.measure, m.numerator, m.denominator, f.unknown
    FROM coverage_figures(%(first)s::date, %(last)s::date, 'city', NULL) f
    CROSS JOIN LATERAL (VALUES
        ('workers', f.workers_numerator::numeric, f.workers_denominator::numeric),
        ('headcount', f.headcount_numerator::numeric, f.headcount_denominator::numeric),
        ('packages', f.packages_numerator::numeric, f.packages_denominator::numeric),
        ('value', f.value_numerator, f.value_denominator)
    ) m (measure, numerator, denominator)
    WHERE f.day BETWEEN (SELECT min(day) FROM coverage_dailyfigure) AND (SELECT max(day) FROM coverage_dailyfigure)
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
    rows = _as_dicts(_DIFFERENCES, {"first": first, "last": last})
    pending = rows[0]["pending"]
    return [row for row in rows if row["day"] is not None], pending


def first_day_of_register():
    """The first day on which a counting contract runs, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(first_day) FROM coverage_execution WHERE counts AND first_day <= last_day")
        return cursor.fetchone()[0]


def lock_recompute():
    """Wait for the one lock of the job, held until the transaction ends; the next statement sees what was committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('coverage_recompute'))")


class MarkQuerySet(models.QuerySet):
    def take(self):
        """Delete every mark committed so far and say how many; what comes later stays for the next drain."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM coverage_mark")
            return cursor.rowcount


class DailyFigureQuerySet(models.QuerySet):
    def store(self, first, last):
        """Recompute and store the city's series of `first`..`last`; the (day, measure) pairs that were different."""
        with connection.cursor() as cursor:
            cursor.execute(_STORE, {"first": first, "last": last})
            return cursor.fetchall()

    def clear(self):
        """Delete every stored figure: the series of an empty register; the (day, measure) pairs that stood there."""
        gone = list(self.order_by("day", "measure").values_list("day", "measure"))
        self.all().delete()
        return gone


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


class FindingQuerySet(models.QuerySet):
    def on(self, day):
        """The findings that hold on `day`."""
        return self.filter(day=day)

    def visible_to(self, user):
        """The findings of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)


class ContractStandingQuerySet(ContractQuerySet):
    """Contracts with how they stand on one day: start with `on(day)`, then narrow."""

    def on(self, day):
        """Each contract with `standing`: counts, first_day, last_day, running, protected, due_on and the rest that day."""
        return self.annotate(
            standing=FilteredRelation("standings", condition=Q(standings__day=day)),
            **{name: F(f"standing__{name}") for name in STANDING},
        )

    def by_risk(self):
        """Annotate `risk`: 0 unregistered past its due date, 1 unprotected, 2 protected, 3 not begun, 4 the rest."""
        late = Q(counts=True, running=True, protected=False, registered_on=None, working_days_left__lt=0)
        return self.annotate(
            risk=Case(
                When(late, then=0),
                When(counts=True, running=True, protected=False, then=1),
                When(counts=True, running=True, then=2),
                When(counts=True, first_day__gt=F("standing__day"), then=3),
                default=4,
            )
        )

    def running(self):
        """Counting contracts whose execution period holds the day: the rows of the compliance table."""
        return self.filter(counts=True, running=True)

    def in_band(self, band):
        """Contracts whose value that day ends in the tariff slice `band` ('1' to '5'), upper edge included."""
        above, up_to = BANDS[band]
        found = self.filter(value__gt=above) if above else self
        return found.filter(value__lte=up_to) if up_to else found

    def in_district(self, code):
        """Contracts whose kelurahan lies in the kecamatan `code` ('32.71.01'); '' for those without a place."""
        if not code:
            return self.exclude(village_code__regex=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
        return self.filter(village_code__startswith=code)


STANDING = (
    "counts",
    "first_day",
    "last_day",
    "end_missing",
    "running",
    "protected",
    "protected_until",
    "registered_on",
    "due_on",
    "working_days_left",
    "paid_on",
    "value",
    "current_price",
    "declared",
    "listed",
)


def protected_days(contract_ids):
    """The protected days of each contract as (first, last) pairs, one a certificate, keyed by contract id."""
    found = {}
    rows = _as_dicts(
        "SELECT contract_id, first_day, last_day FROM coverage_protection WHERE contract_id = ANY (%s)"
        " ORDER BY contract_id, first_day, last_day",
        [list(contract_ids)],
    )
    for row in rows:
        found.setdefault(row["contract_id"], []).append((row["first_day"], row["last_day"]))
    return found
