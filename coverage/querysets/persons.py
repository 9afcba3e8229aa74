"""Who is listed on the running contracts of a day: where they live by their KTP, and who stands on several contracts."""

from coverage.querysets.rows import as_dicts

_LISTED = """
WITH running AS MATERIALIZED (
    SELECT e.contract_id FROM coverage_execution e
    WHERE e.first_day <= %(day)s AND e.last_day >= %(day)s AND e.counts
), listed AS MATERIALIZED (
    SELECT s.contract_id, s.worker_id, replace(s.domicile_code, '.', '') AS domicile,
           %(among)s::bigint[] IS NULL OR s.contract_id = ANY (%(among)s) AS asked
    FROM projects_assignment s
    JOIN running r ON r.contract_id = s.contract_id
    WHERE s.starts_on <= %(day)s AND (s.ends_on IS NULL OR s.ends_on >= %(day)s)
), covered AS MATERIALIZED (
    SELECT DISTINCT worker_id FROM coverage_cover(%(day)s::date, %(day)s::date, %(among)s::bigint[])
)
"""

_RESIDENCE = (
    _LISTED
    + """
SELECT CASE WHEN domicile = '' THEN 'unknown' WHEN domicile LIKE %(city)s || '%%' THEN 'city' ELSE 'elsewhere' END AS place,
       count(DISTINCT l.worker_id) AS persons,
       count(DISTINCT c.worker_id) AS covered
FROM listed l
LEFT JOIN covered c ON c.worker_id = l.worker_id
WHERE l.asked
GROUP BY GROUPING SETS ((1), ())
"""
)

_COUNT_SEVERAL = (
    _LISTED
    + """
SELECT count(*) AS persons
FROM (SELECT FROM listed WHERE asked GROUP BY worker_id HAVING count(*) > 1) several
"""
)

_SEVERAL = (
    _LISTED
    + """
SELECT l.worker_id, array_agg(l.contract_id ORDER BY l.contract_id) AS contract_ids,
       bool_or(c.worker_id IS NOT NULL) AS covered
FROM listed l
JOIN contractors_worker w ON w.id = l.worker_id
LEFT JOIN covered c ON c.worker_id = l.worker_id
WHERE l.asked
GROUP BY l.worker_id, w.name
HAVING count(*) > 1
ORDER BY count(*) DESC, w.name, l.worker_id
LIMIT %(limit)s OFFSET %(offset)s
"""
)


def residence_rows(day, city, among=None):
    """Distinct persons listed on `day` by their KTP address on the assignment, and how many of them are covered.

    `place` is "city" (a region code that begins with the digits `city`), "elsewhere", "unknown", or None for all: a
    person with two addresses stands in two rows and once in all. `among` narrows to contract ids (None: all).
    """
    return as_dicts(_RESIDENCE, {"day": day, "city": city, "among": None if among is None else list(among)})


def count_several(day, among=None):
    """How many persons are listed on two or more of the counting contracts `among` (ids; None: all) on `day`."""
    asked = {"day": day, "among": None if among is None else list(among)}
    return as_dicts(_COUNT_SEVERAL, asked)[0]["persons"]


def several_rows(day, among=None, limit=None, offset=0):
    """Persons listed on two or more of the counting contracts `among` (ids; None: all) on `day`, most contracts first.

    Each row: worker_id, contract_ids (those of `among`), covered (by whatever contract of the city, or an own membership).
    """
    asked = {"day": day, "among": None if among is None else list(among), "limit": limit, "offset": offset}
    return as_dicts(_SEVERAL, asked)
