"""The papers of one contract: amendments, certificates and instalments, from one statement."""

from coverage.models import Instalment, Registration
from coverage.querysets.rows import as_dicts
from projects.models import Amendment

_PAPERS = """
SELECT 'amendment' AS kind, id, number, reason AS note, signed_on AS on_day, NULL::date AS first_day, new_ends_on AS last_day,
       NULL::bigint AS heads, new_price AS amount, NULL::bigint AS entered_by_id, NULL::timestamptz AS verified_at,
       NULL::bigint AS verified_by_id, NULL::text AS verifier, NULL::bigint AS version,
       NULL::bigint[] AS hands, signed_on AS place, coverage_amendment_order(number) AS rank
FROM projects_amendment WHERE contract_id = %(contract)s
UNION ALL
SELECT 'registration', r.id, certificate_number, project_number, registered_on, valid_from, valid_to, headcount, contribution,
       entered_by_id, verified_at, verified_by_id, u.name,
       (SELECT max(e.pgh_id) FROM coverage_registrationrecordedevent e WHERE e.pgh_obj_id = r.id),
       ARRAY(SELECT (c.metadata ->> 'user')::bigint
             FROM coverage_registrationrecordedevent e JOIN pghistory_context c ON c.id = e.pgh_context_id
             WHERE e.pgh_obj_id = r.id AND e.verified_at IS NULL),
       COALESCE(registered_on, valid_from), certificate_number COLLATE "C"
FROM coverage_registration r LEFT JOIN accounts_user u ON u.id = r.verified_by_id WHERE contract_id = %(contract)s
UNION ALL
SELECT 'instalment', i.id, number::text, receipt, paid_on, NULL, due_on, NULL, amount,
       entered_by_id, verified_at, verified_by_id, u.name,
       (SELECT max(e.pgh_id) FROM coverage_instalmentrecordedevent e WHERE e.pgh_obj_id = i.id),
       ARRAY(SELECT (c.metadata ->> 'user')::bigint
             FROM coverage_instalmentrecordedevent e JOIN pghistory_context c ON c.id = e.pgh_context_id
             WHERE e.pgh_obj_id = i.id AND e.verified_at IS NULL),
       NULL, lpad(number::text, 10, '0')
FROM coverage_instalment i LEFT JOIN accounts_user u ON u.id = i.verified_by_id WHERE contract_id = %(contract)s
ORDER BY kind, place NULLS LAST, rank
"""


def papers_of(contract_id):
    """(amendments, certificates, instalments) of a contract as Amendment, Registration and Instalment, in order.

    Of their fields those that a page tells; they are to be read, not saved. What BPJS verifies also has `verifier`, a
    name or None, `version`, as coverage.locking counts them, and `hands`, the ids of all users who wrote something of it.
    """
    found = {"amendment": [], "registration": [], "instalment": []}
    for row in as_dicts(_PAPERS, {"contract": contract_id}):
        found[row["kind"]].append(_MADE[row["kind"]](row))
    return tuple(found.values())


def _amendment(row):
    return Amendment(
        id=row["id"],
        number=row["number"],
        reason=row["note"],
        signed_on=row["on_day"],
        new_ends_on=row["last_day"],
        new_price=row["amount"],
    )


def _fact(model, row, **fields):
    names = ("id", "entered_by_id", "verified_at", "verified_by_id")
    found = model(**{name: row[name] for name in names}, **fields)
    found.verifier, found.version = row["verifier"], row["version"]
    found.hands = {row["entered_by_id"], *row["hands"]} - {None}
    return found


def _registration(row):
    return _fact(
        Registration,
        row,
        certificate_number=row["number"],
        project_number=row["note"],
        registered_on=row["on_day"],
        valid_from=row["first_day"],
        valid_to=row["last_day"],
        headcount=row["heads"],
        contribution=row["amount"],
    )


def _instalment(row):
    return _fact(
        Instalment,
        row,
        number=int(row["number"]),
        receipt=row["note"],
        paid_on=row["on_day"],
        due_on=row["last_day"],
        amount=row["amount"],
    )


_MADE = {"amendment": _amendment, "registration": _registration, "instalment": _instalment}
