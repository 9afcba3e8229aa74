"""Providers and what can be counted of their contracts on a day."""

from coverage.querysets.rows import as_dicts

_PROVIDERS = """
WITH seen AS MATERIALIZED (
    SELECT c.contractor_id, s.contract_id, s.value, s.registered_on, s.due_on, LEAST(s.first_day, c.signed_on) AS first_day,
           s.counts AND s.running AS running,
           s.counts AND c.signed_on <= %(day)s AS due,
           c.kind ILIKE '%%konsultan%%' AS consulting,
           registered.number - due.number AS days_late
    FROM projects_contract c
    JOIN coverage_standing s ON s.contract_id = c.id AND s.day = %(day)s
    LEFT JOIN coverage_workday registered ON registered.day = s.registered_on AND s.registered_on > s.due_on
    LEFT JOIN coverage_workday due ON due.day = s.due_on
    WHERE c.contractor_id IS NOT NULL
      AND (%(only)s::bigint IS NULL OR c.contractor_id = %(only)s)
      AND (%(among)s::bigint[] IS NULL OR c.id = ANY (%(among)s::bigint[]))
), counted AS (
    SELECT contractor_id,
           array_agg(contract_id) AS contract_ids,
           count(*) AS contracts,
           count(*) FILTER (WHERE running) AS running,
           bool_or(consulting) AS consults,
           bool_or(NOT consulting) AS builds,
           count(*) FILTER (WHERE due) AS due,
           count(*) FILTER (WHERE due AND registered_on > due_on) AS late,
           count(*) FILTER (WHERE due AND registered_on IS NULL) AS not_yet,
           count(*) FILTER (WHERE due AND registered_on IS NULL AND due_on < %(day)s) AS overdue,
           avg(days_late) FILTER (WHERE due) AS days_late,
           sum(value) FILTER (WHERE due) AS value,
           min(first_day) FILTER (WHERE due) AS first_day
    FROM seen
    GROUP BY contractor_id
)
SELECT k.id, k.name, k.npwp, k.nib, k.merged_into_id, whole.name AS merged_into,
       array_remove(variant.names, k.name) AS variants,
       namesake.ids AS same_name, namesake.npwps AS same_npwp,
       n.contract_ids, n.consults, n.builds, n.days_late, n.first_day,
       COALESCE(n.contracts, 0) AS contracts, COALESCE(n.running, 0) AS running, COALESCE(n.due, 0) AS due,
       COALESCE(n.late, 0) AS late, COALESCE(n.not_yet, 0) AS not_yet, COALESCE(n.overdue, 0) AS overdue,
       COALESCE(n.value, 0) AS value
FROM contractors_contractor k
LEFT JOIN contractors_contractor whole ON whole.id = k.merged_into_id
LEFT JOIN (
    SELECT merged_into_id, array_agg(name ORDER BY name, id) AS names FROM contractors_contractor
    WHERE merged_into_id IS NOT NULL GROUP BY merged_into_id
) variant ON variant.merged_into_id = k.id
LEFT JOIN counted n ON n.contractor_id = k.id
LEFT JOIN (
    SELECT lower(name) AS name, array_agg(id ORDER BY id) AS ids, array_agg(npwp ORDER BY id) AS npwps
    FROM contractors_contractor
    WHERE merged_into_id IS NULL
    GROUP BY lower(name)
    HAVING count(*) > 1
) namesake ON namesake.name = lower(k.name)
WHERE (k.id = %(only)s OR %(only)s::bigint IS NULL AND k.merged_into_id IS NULL)
  AND NOT EXISTS (
      SELECT FROM unnest(%(words)s::text[]) word
      WHERE position(lower(word) IN lower(k.name || ' ' || k.npwp)) = 0)
  AND (%(kind)s = '' OR (%(kind)s = 'konsultan' AND n.consults) OR (%(kind)s = 'penyedia' AND n.builds))
ORDER BY lower(k.name), k.id
"""

_FINDINGS = """
SELECT c.contractor_id, f.code, count(*) AS contracts
FROM coverage_finding f
JOIN projects_contract c ON c.id = f.contract_id
WHERE f.day = %(day)s AND (%(among)s::bigint[] IS NULL OR f.contract_id = ANY (%(among)s::bigint[]))
GROUP BY c.contractor_id, f.code
"""

_YEARS = """
SELECT d.day, f.packages_numerator, f.packages_denominator, f.value_numerator, f.value_denominator,
       f.headcount_numerator, f.headcount_denominator, f.workers_numerator, f.workers_denominator,
       f.listed, f.unlisted, f.unknown, '' AS key, signed.contracts, signed.late, signed.not_yet
FROM unnest(%(days)s::date[]) d (day)
CROSS JOIN LATERAL coverage_figures(d.day, d.day, 'city', %(among)s::bigint[]) f
CROSS JOIN LATERAL (
    SELECT count(*) AS contracts, count(*) FILTER (WHERE s.registered_on > s.due_on) AS late,
           count(*) FILTER (WHERE s.registered_on IS NULL) AS not_yet
    FROM projects_contract c
    JOIN coverage_standing s ON s.contract_id = c.id AND s.day = %(day)s AND s.counts
    WHERE c.id = ANY (%(among)s::bigint[]) AND c.signed_on <= %(day)s
      AND extract(year FROM c.signed_on) = extract(year FROM d.day)
) signed
ORDER BY d.day DESC
"""


def provider_rows(day, among=None, words=(), kind="", only=None):
    """Every provider by name with what is counted of its contracts on `day`, as dicts of one row each.

    `among` narrows the contracts (None: all), not the providers: one without contracts has zeros. `words` stand in
    the name or NPWP; `kind` is "penyedia", "konsultan" or ""; `only` is the id of one provider. `contracts` are all
    of them, `running` the counting ones that run, `due` the counting ones signed by `day`, of which `late` and
    `not_yet`; `days_late` the mean of working days after the due date over the late ones; `value` is that of `due`;
    `merged_into` names the provider whose variant it is, `variants` its own variants, else None;
    `same_name` and `same_npwp` the ids and NPWPs of all providers of that name where there are several, else None.
    """
    asked = {"day": day, "among": among, "words": list(words), "kind": kind, "only": only}
    return as_dicts(_PROVIDERS, asked)


def provider_findings(day, among=None):
    """How many contracts of each provider carry each finding on `day`: {contractor id: {code: number}}."""
    found = {}
    for row in as_dicts(_FINDINGS, {"day": day, "among": among}):
        found.setdefault(row["contractor_id"], {})[row["code"]] = row["contracts"]
    return found


def year_rows(days, day, among):
    """For each of `days`, newest first: the measures of the contracts `among` that day, as coverage_figures gives
    them, and of the contracts signed in its year how many there are, and how many were registered late or not by `day`.
    """
    return as_dicts(_YEARS, {"days": list(days), "day": day, "among": list(among)})
