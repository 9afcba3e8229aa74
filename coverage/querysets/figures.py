"""The measures of the city or of a breakdown, for any days: the SQL face of coverage_figures."""

from django.db import connection

from coverage.querysets.rows import as_dicts

BREAKDOWNS = ("city", "agency", "officer", "kind", "provider", "band", "kecamatan", "month", "contract")

_FIGURES = "SELECT * FROM coverage_figures(%s::date, %s::date, %s::text, %s::bigint[]) ORDER BY key, day"


def figure_rows(first, last, by="city", among=None):
    """The measures for each day from `first` to `last` and each key of the breakdown `by`, as dicts of one row each.

    `among` narrows to contract ids (None: all); cover from elsewhere in the city still counts for a person. A breakdown
    by band puts each contract into the band of its value on `last`; one by officer counts it each day for who answers for
    it that day. Raises ValueError for an unknown breakdown.
    See migrations/definitions/figures_by_tenure.sql.
    """
    if by not in BREAKDOWNS:
        raise ValueError(f"no breakdown by {by!r}")
    return as_dicts(_FIGURES, [first, last, by, None if among is None else list(among)])


def first_day_of_register():
    """The first day on which a counting contract runs, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(first_day) FROM coverage_execution WHERE counts AND first_day <= last_day")
        return cursor.fetchone()[0]
