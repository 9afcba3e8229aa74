"""Persons on the contracts that run on one day: listed, covered, declared."""

from coverage.querysets.figures import figure_rows
from coverage.querysets.rows import as_dicts

_PEOPLE = """
WITH running AS MATERIALIZED (
    SELECT e.contract_id,
           %(among)s::bigint[] IS NULL OR e.contract_id = ANY (%(among)s) AS asked,
           (SELECT d.headcount FROM coverage_headcountdeclaration d
            WHERE d.contract_id = e.contract_id AND COALESCE(d.declared_on, e.first_day) <= %(day)s
            ORDER BY COALESCE(d.declared_on, e.first_day) DESC, d.declared_on DESC NULLS LAST LIMIT 1) AS declared
    FROM coverage_execution e
    WHERE e.first_day <= %(day)s AND e.last_day >= %(day)s AND e.counts
), listed AS MATERIALIZED (
    SELECT s.contract_id, s.worker_id, r.asked
    FROM projects_assignment s
    JOIN running r ON r.contract_id = s.contract_id
    WHERE s.starts_on <= %(day)s AND (s.ends_on IS NULL OR s.ends_on >= %(day)s)
), covered AS MATERIALIZED (
    SELECT DISTINCT worker_id FROM coverage_cover(%(day)s::date, %(day)s::date, %(among)s::bigint[])
), heads AS (
    SELECT r.contract_id, r.declared, COALESCE(l.listed, 0) AS listed,
           GREATEST(COALESCE(r.declared, 0) - COALESCE(l.listed, 0), 0) AS unlisted
    FROM running r
    LEFT JOIN (SELECT contract_id, count(*) AS listed FROM listed WHERE asked GROUP BY contract_id) l
           ON l.contract_id = r.contract_id
    WHERE r.asked
)
SELECT NULL::bigint AS contract_id, NULL::int AS declared, p.listed, p.covered, h.unlisted, h.unknown
FROM (
    SELECT count(DISTINCT worker_id) AS listed,
           count(DISTINCT worker_id) FILTER (WHERE worker_id IN (SELECT worker_id FROM covered)) AS covered
    FROM listed
    WHERE asked
) p
CROSS JOIN (
    SELECT COALESCE(sum(unlisted), 0)::bigint AS unlisted,
           count(*) FILTER (WHERE declared IS NULL AND listed = 0) AS unknown
    FROM heads
) h
UNION ALL
SELECT h.contract_id, h.declared, h.listed, COALESCE(c.covered, 0), h.unlisted,
       CASE WHEN h.declared IS NULL AND h.listed = 0 THEN 1 ELSE 0 END
FROM heads h
LEFT JOIN (
    SELECT contract_id, count(*) AS covered
    FROM listed
    WHERE contract_id = ANY (%(rows)s) AND worker_id IN (SELECT worker_id FROM covered)
    GROUP BY contract_id
) c ON c.contract_id = h.contract_id
WHERE h.contract_id = ANY (%(rows)s)
"""


def people_rows(day, rows, among=None):
    """Heads of the counting contracts `rows` that run on `day`, one dict each, after one of the whole of `among`.

    The first dict has contract_id None and counts each person once; `among` narrows it to contract ids (None: all).
    A person is covered by any protected contract of the city or by an own membership (coverage_cover).
    """
    asked = {"day": day, "rows": list(rows), "among": None if among is None else list(among)}
    return as_dicts(_PEOPLE, asked)


_STORED = """
SELECT d.numerator::bigint AS covered, d.denominator::bigint AS listed, 0 AS unlisted, d.unknown,
       (SELECT max(computed_at) FROM coverage_recompute) AS computed_at
FROM coverage_dailyfigure d
WHERE d.day = %(day)s AND d.measure = 'workers' AND NOT EXISTS (SELECT FROM coverage_mark)
"""


def stored_heads(day):
    """The first dict of people_rows for the whole city as the job stored it, with `computed_at`; None while anything waits.

    `listed` holds the whole denominator, places without a name included.
    """
    rows = as_dicts(_STORED, {"day": day})
    return rows[0] if rows else None


def heads_of(day, rows):
    """The later dicts of people_rows for a few contracts, without `declared`: only their own people are looked up."""
    return [
        {
            "contract_id": int(row["key"]),
            "covered": row["workers_numerator"],
            "listed": row["listed"],
            "unlisted": row["unlisted"],
            "unknown": row["unknown"],
        }
        for row in figure_rows(day, day, "contract", rows)
    ]
