"""Which contracts must be asked together so that the city's figures move exactly as theirs do."""

from coverage.querysets.rows import as_dicts

_SHARING = """
SELECT %(contract)s AS id
UNION
SELECT others.contract_id
FROM projects_assignment ours
JOIN projects_assignment others ON others.worker_id = ours.worker_id
WHERE ours.contract_id = %(contract)s
UNION
SELECT contract_id FROM projects_assignment WHERE worker_id = ANY (%(workers)s)
"""


def sharing_workers(contract_id, workers=()):
    """The ids of the contract and of every contract that lists one of its workers, or of the ids `workers`, on whatever day.

    A person counts once in the city, so that the figures of these move by exactly as much as the city's.
    """
    return [row["id"] for row in as_dicts(_SHARING, {"contract": contract_id, "workers": list(workers)})]
