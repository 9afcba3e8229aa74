"""The papers of one contract: amendments, certificates and instalments, from one statement."""

from coverage.models import Instalment, Registration
from coverage.querysets.rows import as_dicts
from projects.models import Amendment

_PAPERS = """
SELECT 'amendment' AS kind, id, number, reason AS note, signed_on AS on_day, NULL::date AS first_day, new_ends_on AS last_day,
       NULL::bigint AS heads, new_price AS amount, signed_on AS place, coverage_amendment_order(number) AS rank
FROM projects_amendment WHERE contract_id = %(contract)s
UNION ALL
SELECT 'registration', id, certificate_number, project_number, registered_on, valid_from, valid_to, headcount, contribution,
       COALESCE(registered_on, valid_from), certificate_number COLLATE "C"
FROM coverage_registration WHERE contract_id = %(contract)s
UNION ALL
SELECT 'instalment', id, number::text, receipt, paid_on, NULL, due_on, NULL, amount, NULL, lpad(number::text, 10, '0')
FROM coverage_instalment WHERE contract_id = %(contract)s
ORDER BY kind, place NULLS LAST, rank
"""


def papers_of(contract_id):
    """(amendments, certificates, instalments) of a contract as Amendment, Registration and Instalment, in order.

    Of their fields those that a page tells; they are to be read, not saved.
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


def _registration(row):
    return Registration(
        id=row["id"],
        certificate_number=row["number"],
        project_number=row["note"],
        registered_on=row["on_day"],
        valid_from=row["first_day"],
        valid_to=row["last_day"],
        headcount=row["heads"],
        contribution=row["amount"],
    )


def _instalment(row):
    return Instalment(
        id=row["id"],
        number=int(row["number"]),
        receipt=row["note"],
        paid_on=row["on_day"],
        due_on=row["last_day"],
        amount=row["amount"],
    )


_MADE = {"amendment": _amendment, "registration": _registration, "instalment": _instalment}
