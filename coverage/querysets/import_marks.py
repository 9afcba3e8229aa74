"""Which facts that the branch has verified are told of by staged rows, and which are verified no more after the writes."""

from django.db import connection

_VERIFIED = {
    "registration": """
SELECT r.id, s.file, s.line
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_registration r ON r.contract_id = c.id AND r.certificate_number = s.certificate_number
WHERE r.verified_at IS NOT NULL
""",
    "instalment": """
SELECT i.id, s.file, s.line
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_instalment i ON i.contract_id = c.id AND i.number = s.number
WHERE i.verified_at IS NOT NULL
""",
}
_GONE = {
    "registration": "SELECT id FROM coverage_registration WHERE id = ANY (%s) AND verified_at IS NULL",
    "instalment": "SELECT id FROM coverage_instalment WHERE id = ANY (%s) AND verified_at IS NULL",
}


def verified():
    """{(table, id): (file, row)} of the verified facts that staged rows are about."""
    found = {}
    with connection.cursor() as cursor:
        for table, statement in _VERIFIED.items():
            cursor.execute(statement)
            found |= {(table, pk): (file, line) for pk, file, line in cursor.fetchall()}
    return found


def gone(facts):
    """Those of `facts` ((table, id) pairs) that are verified no more."""
    found = []
    with connection.cursor() as cursor:
        for table, statement in _GONE.items():
            if asked := [pk for name, pk in facts if name == table]:
                cursor.execute(statement, [asked])
                found += [(table, pk) for (pk,) in cursor.fetchall()]
    return found
