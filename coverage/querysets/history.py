"""What happened to one contract and its parts, out of the event tables that the triggers of accounts.history fill."""

import json
from decimal import Decimal

from coverage.querysets.rows import as_dicts

_CHANGES = """
WITH event AS (
    SELECT 'contract' AS part, pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application,
           to_jsonb(e) AS facts
    FROM projects_contractrecordedevent e WHERE pgh_obj_id = %(contract)s
    UNION ALL
    SELECT 'amendment', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_amendmentrecordedevent e
    WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM projects_amendmentrecordedevent WHERE contract_id = %(contract)s)
    UNION ALL
    SELECT 'assignment', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_assignmentrecordedevent e
    WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM projects_assignmentrecordedevent WHERE contract_id = %(contract)s)
    UNION ALL
    SELECT 'registration', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_registrationrecordedevent e
    WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM coverage_registrationrecordedevent WHERE contract_id = %(contract)s)
    UNION ALL
    SELECT 'instalment', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_instalmentrecordedevent e
    WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM coverage_instalmentrecordedevent WHERE contract_id = %(contract)s)
    UNION ALL
    SELECT 'declaration', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_headcountdeclarationrecordedevent e
    WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM coverage_headcountdeclarationrecordedevent WHERE contract_id = %(contract)s)
    UNION ALL
    SELECT 'document', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_documentrecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'subcontract', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_subcontractrecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'handover', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_handoverrecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'suspension', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_suspensionrecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'provider', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM projects_providerchangerecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'replacement', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_replacementrecordedevent e WHERE contract_id = %(contract)s
    UNION ALL
    SELECT 'membership', pgh_id, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id, db_role, application, to_jsonb(e)
    FROM coverage_membershiprecordedevent e
    WHERE worker_id IN (SELECT worker_id FROM projects_assignmentrecordedevent WHERE contract_id = %(contract)s)
), paired AS (
    SELECT *, lag(facts) OVER (PARTITION BY part, pgh_obj_id ORDER BY pgh_id) AS previous
    FROM event
)
SELECT p.part, p.pgh_label AS act, p.pgh_created_at AS at, p.db_role, p.application, act.person,
       c.metadata ->> 'by' AS by,
       CASE WHEN NOT act.elsewhere THEN c.metadata ->> 'reason' END AS reason,
       w.name AS worker, p.facts::text AS facts, p.previous::text AS previous
FROM paired p
LEFT JOIN pghistory_context c ON c.id = p.pgh_context_id
LEFT JOIN accounts_user u ON u.id::text = c.metadata ->> 'user'
LEFT JOIN projects_assignment moved ON p.part = 'replacement'
    AND moved.id = COALESCE(p.facts ->> 'came_id', p.facts ->> 'left_id')::bigint
LEFT JOIN contractors_worker w ON p.part IN ('assignment', 'membership', 'replacement')
    AND w.id = COALESCE(moved.worker_id, (p.facts ->> 'worker_id')::bigint)
CROSS JOIN LATERAL (
    SELECT p.part = 'membership' AND EXISTS (
        SELECT FROM projects_contract o JOIN projects_contract own ON own.id = %(contract)s
        WHERE o.uid::text = split_part(c.metadata ->> 'url', '/', 3) AND o.agency_id <> own.agency_id) AS elsewhere
) place
CROSS JOIN LATERAL (
    SELECT place.elsewhere, CASE WHEN place.elsewhere THEN %(elsewhere)s ELSE u.name END AS person
) act
WHERE (%(part)s = '' OR p.part = %(part)s)
  AND (%(who)s = '' OR COALESCE(act.person, c.metadata ->> 'by', p.db_role || ' ' || p.application)
       ILIKE '%%' || %(who)s || '%%')
  AND (%(since)s::date IS NULL OR (p.pgh_created_at AT TIME ZONE 'Asia/Jakarta')::date >= %(since)s)
  AND (%(until)s::date IS NULL OR (p.pgh_created_at AT TIME ZONE 'Asia/Jakarta')::date <= %(until)s)
ORDER BY p.pgh_created_at DESC, p.part, p.pgh_id DESC
LIMIT %(most)s
"""

ELSEWHERE = "dari luar OPD ini"
"""Who changed a worker's own membership from a contract of another agency; who it was, and why, is not told here."""

_NAMES = """
SELECT 'agency' AS of, id, name FROM projects_agency WHERE id = ANY (%(agency)s)
UNION ALL SELECT 'officer', id, name FROM projects_officer WHERE id = ANY (%(officer)s)
UNION ALL SELECT 'contractor', id, name FROM contractors_contractor WHERE id = ANY (%(contractor)s)
UNION ALL SELECT 'worker', id, name FROM contractors_worker WHERE id = ANY (%(worker)s)
UNION ALL SELECT 'user', id, name FROM accounts_user WHERE id = ANY (%(user)s)
"""


def change_rows(contract_id, most, *, part="", who="", since=None, until=None):
    """The `most` newest changes of a contract and its parts, newest first, as dicts.

    Narrowed to a `part` (coverage.changes.PARTS), to those whose name holds `who`, and to the days `since` to `until`.

    `facts` and `previous` are the row after and before as {column: value} with exact numbers; for a delete `facts` is
    the row that was deleted.
    """
    who = who.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    asked = {"part": part, "who": who, "since": since, "until": until, "elsewhere": ELSEWHERE}
    rows = as_dicts(_CHANGES, {"contract": contract_id, "most": most, **asked})
    for row in rows:
        for name in ("facts", "previous"):
            row[name] = json.loads(row[name], parse_float=Decimal) if row[name] else None
    return rows


def names_of(ids):
    """{(relation, id): name} for {relation: ids} of agencies, officers, contractors, workers and users."""
    return {(row["of"], row["id"]): row["name"] for row in as_dicts(_NAMES, ids)}
