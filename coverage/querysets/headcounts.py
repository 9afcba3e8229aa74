"""How many workers contracts of a kind and value usually have, by what the city's own contracts declared or listed."""

from coverage.querysets.rows import as_dicts

_QUARTILES = """
WITH alike AS (
    SELECT c.id, coverage_normal(c.kind) AS kind
    FROM projects_contract c
    WHERE c.status <> 'Batal' AND coverage_normal(c.kind) = coverage_normal(%(kind)s)
      AND coverage_base(c.price, c.ppn_percent) > %(above)s
      AND (%(up_to)s::numeric IS NULL OR coverage_base(c.price, c.ppn_percent) <= %(up_to)s)
), counted AS (
    SELECT GREATEST(
        (SELECT d.headcount FROM coverage_headcountdeclaration d WHERE d.contract_id = a.id
         ORDER BY d.declared_on DESC NULLS LAST, d.id DESC LIMIT 1),
        (SELECT NULLIF(count(DISTINCT s.worker_id), 0) FROM projects_assignment s WHERE s.contract_id = a.id)
    ) AS headcount
    FROM alike a
)
SELECT count(headcount) AS contracts,
       percentile_disc(0.25) WITHIN GROUP (ORDER BY headcount) AS lower,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY headcount) AS middle,
       percentile_disc(0.75) WITHIN GROUP (ORDER BY headcount) AS upper
FROM counted
WHERE headcount > 0
"""


def quartiles_of(kind, above, up_to):
    """`contracts` (how many tell a headcount above 0), `lower`, `middle`, `upper` of their headcounts, as a dict.

    Of contracts of `kind` whose price without PPN lies over `above` and up to `up_to` (None: no upper end), cancelled
    ones left out; of each the larger of its newest declaration and its listed workers. None for all three where no
    contract tells.
    """
    return as_dicts(_QUARTILES, {"kind": kind, "above": above, "up_to": up_to})[0]
