"""Persons on the contracts that run on one day: listed, covered, declared."""

from coverage.querysets.rows import as_dicts

_PEOPLE = """
WITH running AS MATERIALIZED (
    SELECT e.contract_id,
           EXISTS (SELECT FROM coverage_protection p
                   WHERE p.contract_id = e.contract_id AND p.first_day <= %(day)s AND p.last_day >= %(day)s) AS protected
    FROM coverage_execution e
    WHERE e.first_day <= %(day)s AND e.last_day >= %(day)s AND e.counts
), asked AS (
    SELECT contract_id FROM running WHERE %(among)s::bigint[] IS NULL OR contract_id = ANY (%(among)s)
), listed AS MATERIALIZED (
    SELECT s.contract_id, s.worker_id, r.protected
    FROM projects_assignment s
    JOIN running r ON r.contract_id = s.contract_id
    WHERE s.starts_on <= %(day)s AND (s.ends_on IS NULL OR s.ends_on >= %(day)s)
), person AS MATERIALIZED (
    SELECT worker_id, bool_or(protected)
           OR worker_id IN (SELECT worker_id FROM coverage_membership
                            WHERE starts_on <= %(day)s AND (ends_on IS NULL OR ends_on >= %(day)s)) AS covered
    FROM listed
    GROUP BY worker_id
), declared AS (
    SELECT DISTINCT ON (contract_id) contract_id, headcount
    FROM coverage_declaration
    WHERE from_day <= %(day)s AND contract_id IN (SELECT contract_id FROM asked)
    ORDER BY contract_id, from_day DESC
), heads AS (
    SELECT a.contract_id, d.headcount AS declared, COALESCE(l.listed, 0) AS listed,
           GREATEST(COALESCE(d.headcount, 0) - COALESCE(l.listed, 0), 0) AS unlisted
    FROM asked a
    LEFT JOIN declared d ON d.contract_id = a.contract_id
    LEFT JOIN (SELECT contract_id, count(*) AS listed FROM listed GROUP BY contract_id) l
           ON l.contract_id = a.contract_id
)
SELECT NULL::bigint AS contract_id, NULL::int AS declared, p.listed, p.covered, h.unlisted, h.unknown
FROM (
    SELECT count(*) AS listed, count(*) FILTER (WHERE covered) AS covered
    FROM person
    WHERE %(among)s::bigint[] IS NULL
       OR worker_id IN (SELECT l.worker_id FROM listed l JOIN asked a ON a.contract_id = l.contract_id)
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
    SELECT l.contract_id, count(*) AS covered
    FROM listed l
    JOIN person p ON p.worker_id = l.worker_id AND p.covered
    WHERE l.contract_id = ANY (%(rows)s)
    GROUP BY l.contract_id
) c ON c.contract_id = h.contract_id
WHERE h.contract_id = ANY (%(rows)s)
"""


def people_rows(day, rows, among=None):
    """Heads of the counting contracts `rows` that run on `day`, one dict each, after one of the whole of `among`.

    The first dict has contract_id None and counts each person once; `among` narrows it to contract ids (None: all).
    A person is covered by any protected contract of the city or by an own membership, as in coverage_figures.
    """
    asked = {"day": day, "rows": list(rows), "among": None if among is None else list(among)}
    return as_dicts(_PEOPLE, asked)
