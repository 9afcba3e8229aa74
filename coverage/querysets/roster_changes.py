"""The bare changes of workers that a register asks to be reported, brought in line with its days in one statement."""

from django.db import connection

_FOLLOW = """
WITH asked AS MATERIALIZED (
    SELECT e.contract_id, e.first_day, e.last_day, min(COALESCE(r.registered_on, r.valid_from)) AS registered_on
    FROM coverage_execution e
    LEFT JOIN coverage_registration r ON r.contract_id = e.contract_id
    WHERE e.contract_id = ANY (%(contracts)s)
    GROUP BY e.contract_id, e.first_day, e.last_day
), day AS (
    SELECT contract_id, id AS came_id, NULL::bigint AS left_id, starts_on AS changed_on
    FROM projects_assignment WHERE contract_id = ANY (%(contracts)s)
    UNION ALL
    SELECT contract_id, NULL, id, ends_on + 1
    FROM projects_assignment WHERE contract_id = ANY (%(contracts)s) AND ends_on IS NOT NULL
), wanted AS MATERIALIZED (
    SELECT day.* FROM day JOIN asked USING (contract_id)
    WHERE day.changed_on > asked.registered_on AND day.changed_on > asked.first_day AND day.changed_on <= asked.last_day
), bare AS MATERIALIZED (
    SELECT c.id, c.changed_on AS was, w.changed_on
    FROM coverage_replacement c
    LEFT JOIN wanted w ON COALESCE(w.came_id, -w.left_id) = COALESCE(c.came_id, -c.left_id)
    WHERE c.contract_id = ANY (%(contracts)s) AND c.reported_on IS NULL AND (c.came_id IS NULL OR c.left_id IS NULL)
), gone AS (
    DELETE FROM coverage_replacement c USING bare WHERE c.id = bare.id AND bare.changed_on IS NULL
), moved AS (
    UPDATE coverage_replacement c SET changed_on = bare.changed_on
    FROM bare WHERE c.id = bare.id AND bare.changed_on <> bare.was
)
INSERT INTO coverage_replacement (contract_id, came_id, left_id, changed_on)
SELECT contract_id, came_id, left_id, changed_on FROM wanted w
WHERE NOT EXISTS (SELECT FROM coverage_replacement c WHERE c.came_id = w.came_id)
  AND NOT EXISTS (SELECT FROM coverage_replacement c WHERE c.left_id = w.left_id)
ORDER BY contract_id, changed_on, came_id, left_id
"""
"""A start or end that is reported, or is one side of a replacement, has its row already and keeps it."""


def follow_changes(contract_ids):
    """Let the bare, unreported changes of these contracts be those that rules.deadlines.change_to_report asks for."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, {"contracts": list(contract_ids)})
