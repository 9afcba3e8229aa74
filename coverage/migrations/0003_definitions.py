"""What the register means on a day, in one place for page, file, command and job (docs/rules.md)."""

from django.db import migrations

COUNTS = """
CREATE FUNCTION coverage_counts(fund text, kind text, method text, status text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN lower(btrim(fund)) IN ('apbd', 'apbdp')
                 AND lower(btrim(kind)) IN ('pekerjaan konstruksi', 'jasa konsultansi perencanaan',
                                            'jasa konsultansi pengawasan', 'konstruksi terintegrasi')
                 AND lower(btrim(method)) <> 'swakelola'
                 AND lower(btrim(status)) <> 'batal'
                THEN true ELSE false END  -- CASE: the planner then expects half of the contracts, not one in a million
$$;
COMMENT ON FUNCTION coverage_counts IS 'Whether a contract enters the measures: the one place that decides.';
"""

BASE = """
CREATE FUNCTION coverage_base(price numeric, ppn_percent numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT div(price * 20000 + 100 + ppn_percent, 2 * (100 + ppn_percent)) * 0.01
$$;
COMMENT ON FUNCTION coverage_base IS 'Price without PPN, half-up to 2 decimals, in exact integers.';

CREATE FUNCTION coverage_band(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value <= 100000000 THEN '1' WHEN value <= 500000000 THEN '2'
                WHEN value <= 1000000000 THEN '3' WHEN value <= 5000000000 THEN '4' ELSE '5' END
$$;
COMMENT ON FUNCTION coverage_band IS 'The tariff slice in which a value ends; the upper edge belongs to the lower slice.';

CREATE FUNCTION coverage_district(village_code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN village_code ~ '^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}' THEN left(village_code, 8) ELSE '' END
$$;
COMMENT ON FUNCTION coverage_district IS 'The kecamatan code inside a kelurahan code, empty where there is none.';

CREATE FUNCTION coverage_amendment_order(number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN number ~ '^[0-9]{1,40}$' THEN lpad(number, 40, '0') ELSE number END COLLATE "C"
$$;
COMMENT ON FUNCTION coverage_amendment_order IS 'Amendments of one day in order of their number: 9 before 10.';
"""

EXECUTION = """
CREATE VIEW coverage_execution AS
SELECT c.id AS contract_id,
       coverage_counts(c.fund, c.kind, c.method, c.status) AS counts,
       COALESCE(c.starts_on, c.signed_on) AS first_day,
       COALESCE(c.actual_end_on, a.new_ends_on, c.ends_on, make_date(c.year, 12, 31)) AS last_day,
       c.actual_end_on IS NULL AND a.new_ends_on IS NULL AND c.ends_on IS NULL AS end_missing
FROM projects_contract c
LEFT JOIN (
    SELECT DISTINCT ON (contract_id) contract_id, new_ends_on
    FROM projects_amendment
    WHERE new_ends_on IS NOT NULL
    ORDER BY contract_id, signed_on DESC, coverage_amendment_order(number) DESC
) a ON a.contract_id = c.id;
COMMENT ON VIEW coverage_execution IS
    'First and last day of each contract, both included; the newest amendment counts for every day asked about.';

CREATE VIEW coverage_protection AS
SELECT r.contract_id, GREATEST(r.valid_from, i.paid_on) AS first_day, r.valid_to AS last_day
FROM coverage_registration r
JOIN coverage_instalment i ON i.contract_id = r.contract_id AND i.number = 1
WHERE i.paid_on IS NOT NULL AND r.valid_from IS NOT NULL AND GREATEST(r.valid_from, i.paid_on) <= r.valid_to;
COMMENT ON VIEW coverage_protection IS
    'The days that each certificate protects: from the later of its first day and the payment of instalment 1.';

CREATE VIEW coverage_price AS
SELECT id AS contract_id, '-infinity'::date AS from_day, price, ppn_percent FROM projects_contract
UNION ALL
SELECT a.contract_id, a.signed_on, a.new_price, c.ppn_percent
FROM (
    SELECT DISTINCT ON (contract_id, signed_on) contract_id, signed_on, new_price
    FROM projects_amendment
    WHERE new_price IS NOT NULL
    ORDER BY contract_id, signed_on, coverage_amendment_order(number) DESC
) a JOIN projects_contract c ON c.id = a.contract_id;
COMMENT ON VIEW coverage_price IS 'The price of each contract from a day on, until a later row.';

CREATE VIEW coverage_declaration AS
SELECT DISTINCT ON (contract_id, from_day) contract_id, from_day, headcount
FROM (
    SELECT d.contract_id, COALESCE(d.declared_on, e.first_day) AS from_day, d.headcount, d.declared_on
    FROM coverage_headcountdeclaration d
    JOIN coverage_execution e ON e.contract_id = d.contract_id
) dated
ORDER BY contract_id, from_day, declared_on NULLS LAST;
COMMENT ON VIEW coverage_declaration IS
    'The declared headcount from a day on; one without a day holds from the first day of the contract.';
"""

FIGURES = """
CREATE FUNCTION coverage_figures(from_day date, to_day date, by text, among bigint[])
RETURNS TABLE (key text, day date,
               packages_numerator bigint, packages_denominator bigint,
               value_numerator numeric, value_denominator numeric,
               headcount_numerator bigint, headcount_denominator bigint,
               workers_numerator bigint, workers_denominator bigint,
               listed bigint, unlisted bigint, unknown bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH asked AS (
    SELECT e.contract_id, e.span,
           CASE by
               WHEN 'city' THEN ''
               WHEN 'contract' THEN c.id::text
               WHEN 'agency' THEN c.agency_id::text
               WHEN 'officer' THEN COALESCE(c.officer_id::text, '')
               WHEN 'provider' THEN COALESCE(c.contractor_id::text, '')
               WHEN 'kind' THEN c.kind
               WHEN 'kecamatan' THEN coverage_district(c.village_code)
               WHEN 'month' THEN to_char(c.signed_on, 'YYYY-MM')
               WHEN 'band' THEN (
                   SELECT coverage_band(coverage_base(p.price, p.ppn_percent)) FROM coverage_price p
                   WHERE p.contract_id = c.id AND p.from_day <= to_day ORDER BY p.from_day DESC LIMIT 1)
           END AS key
    FROM (
        SELECT contract_id, counts,
               daterange(GREATEST(first_day, from_day), LEAST(last_day, to_day), '[]') AS span
        FROM coverage_execution
        WHERE first_day <= last_day AND first_day <= to_day AND last_day >= from_day
          AND (among IS NULL OR contract_id = ANY (among))
        OFFSET 0  -- the cheap days first, then what the law asks of the texts
    ) e
    JOIN projects_contract c ON c.id = e.contract_id
    WHERE e.counts
), protection AS (
    SELECT p.contract_id, unnest(range_agg(daterange(p.first_day, p.last_day, '[]') * a.span)) AS span
    FROM coverage_protection p
    JOIN asked a ON a.contract_id = p.contract_id
    WHERE daterange(p.first_day, p.last_day, '[]') && a.span
    GROUP BY p.contract_id
), roster AS (
    SELECT a.key, a.contract_id, s.worker_id, daterange(s.starts_on, s.ends_on, '[]') * a.span AS span
    FROM projects_assignment s
    JOIN asked a ON a.contract_id = s.contract_id
    WHERE daterange(s.starts_on, s.ends_on, '[]') && a.span
), change AS (
    SELECT contract_id, lower(span) AS day, 1 AS running, 0 AS protected, 0 AS listed, 0 AS known,
           0 AS declared, 0::numeric AS value
    FROM asked
    UNION ALL
    SELECT contract_id, upper(span), -1, 0, 0, 0, 0, 0 FROM asked WHERE upper(span) <= to_day
    UNION ALL
    SELECT contract_id, lower(span), 0, 1, 0, 0, 0, 0 FROM protection
    UNION ALL
    SELECT contract_id, upper(span), 0, -1, 0, 0, 0, 0 FROM protection WHERE upper(span) <= to_day
    UNION ALL
    SELECT contract_id, lower(span), 0, 0, 1, 0, 0, 0 FROM roster
    UNION ALL
    SELECT contract_id, upper(span), 0, 0, -1, 0, 0, 0 FROM roster WHERE upper(span) <= to_day
    UNION ALL
    SELECT d.contract_id, GREATEST(d.from_day, lower(a.span)), 0, 0, 0,
           CASE WHEN d.previous IS NULL THEN 1 ELSE 0 END, d.headcount - COALESCE(d.previous, 0), 0
    FROM (
        SELECT contract_id, from_day, headcount,
               lag(headcount) OVER (PARTITION BY contract_id ORDER BY from_day) AS previous
        FROM coverage_declaration
        WHERE contract_id = ANY (ARRAY(SELECT contract_id FROM asked))
    ) d
    JOIN asked a ON a.contract_id = d.contract_id
    WHERE d.from_day < upper(a.span)
    UNION ALL
    SELECT p.contract_id, GREATEST(p.from_day, lower(a.span)), 0, 0, 0, 0, 0, p.value - COALESCE(p.previous, 0)
    FROM (
        SELECT contract_id, from_day, coverage_base(price, ppn_percent) AS value,
               lag(coverage_base(price, ppn_percent)) OVER (PARTITION BY contract_id ORDER BY from_day) AS previous
        FROM coverage_price
        WHERE contract_id = ANY (ARRAY(SELECT contract_id FROM asked))
    ) p
    JOIN asked a ON a.contract_id = p.contract_id
    WHERE p.from_day < upper(a.span)
), state AS (
    SELECT contract_id, day,
           sum(sum(running)) OVER so_far AS running,
           sum(sum(protected)) OVER so_far AS protected,
           sum(sum(listed)) OVER so_far AS listed,
           sum(sum(known)) OVER so_far AS known,
           sum(sum(declared)) OVER so_far AS declared,
           sum(sum(value)) OVER so_far AS value
    FROM change
    GROUP BY contract_id, day
    WINDOW so_far AS (PARTITION BY contract_id ORDER BY day)
), contribution AS (
    SELECT contract_id, day,
           running * protected AS packages_numerator,
           running AS packages_denominator,
           running * protected * value AS value_numerator,
           running * value AS value_denominator,
           running * protected * GREATEST(declared, listed) AS headcount_numerator,
           running * GREATEST(declared, listed) AS headcount_denominator,
           running * (GREATEST(declared, listed) - listed) AS unlisted,
           CASE WHEN running = 1 AND known = 0 AND listed = 0 THEN 1 ELSE 0 END AS unknown
    FROM state
), person AS (
    SELECT key, unnest(range_agg(span)) AS span, 1 AS listed, 0 AS covered
    FROM roster
    GROUP BY key, worker_id
    UNION ALL
    SELECT key, unnest(range_agg(span)), 0, 1
    FROM (
        SELECT r.key, r.worker_id, r.span * p.span AS span
        FROM roster r
        JOIN protection p ON p.contract_id = r.contract_id AND p.span && r.span
        UNION ALL
        SELECT r.key, r.worker_id, r.span * daterange(m.starts_on, m.ends_on, '[]')
        FROM roster r
        JOIN coverage_membership m ON m.worker_id = r.worker_id
        WHERE daterange(m.starts_on, m.ends_on, '[]') && r.span
    ) covered
    GROUP BY key, worker_id
), step AS (
    SELECT a.key, c.day,
           c.packages_numerator - COALESCE(lag(c.packages_numerator) OVER before, 0) AS packages_numerator,
           c.packages_denominator - COALESCE(lag(c.packages_denominator) OVER before, 0) AS packages_denominator,
           c.value_numerator - COALESCE(lag(c.value_numerator) OVER before, 0) AS value_numerator,
           c.value_denominator - COALESCE(lag(c.value_denominator) OVER before, 0) AS value_denominator,
           c.headcount_numerator - COALESCE(lag(c.headcount_numerator) OVER before, 0) AS headcount_numerator,
           c.headcount_denominator - COALESCE(lag(c.headcount_denominator) OVER before, 0) AS headcount_denominator,
           0 AS covered, 0 AS listed,
           c.unlisted - COALESCE(lag(c.unlisted) OVER before, 0) AS unlisted,
           c.unknown - COALESCE(lag(c.unknown) OVER before, 0) AS unknown
    FROM contribution c
    JOIN asked a ON a.contract_id = c.contract_id
    WINDOW before AS (PARTITION BY c.contract_id ORDER BY c.day)
    UNION ALL
    SELECT key, lower(span), 0, 0, 0, 0, 0, 0, covered, listed, 0, 0 FROM person
    UNION ALL
    SELECT key, upper(span), 0, 0, 0, 0, 0, 0, -covered, -listed, 0, 0 FROM person WHERE upper(span) <= to_day
), daily AS (
    SELECT k.key, d.day::date AS day
    FROM (SELECT key FROM asked UNION SELECT '' WHERE by = 'city') k
    CROSS JOIN generate_series(from_day::timestamp, to_day::timestamp, '1 day') d (day)
), summed AS (
    SELECT key, day, sum(packages_numerator) AS packages_numerator,
           sum(packages_denominator) AS packages_denominator,
           sum(value_numerator) AS value_numerator, sum(value_denominator) AS value_denominator,
           sum(headcount_numerator) AS headcount_numerator, sum(headcount_denominator) AS headcount_denominator,
           sum(covered) AS covered, sum(listed) AS listed, sum(unlisted) AS unlisted, sum(unknown) AS unknown
    FROM step
    GROUP BY key, day
)
SELECT d.key, d.day,
       COALESCE(sum(s.packages_numerator) OVER so_far, 0)::bigint,
       COALESCE(sum(s.packages_denominator) OVER so_far, 0)::bigint,
       COALESCE(sum(s.value_numerator) OVER so_far, 0)::numeric(30, 2),
       COALESCE(sum(s.value_denominator) OVER so_far, 0)::numeric(30, 2),
       COALESCE(sum(s.headcount_numerator) OVER so_far, 0)::bigint,
       COALESCE(sum(s.headcount_denominator) OVER so_far, 0)::bigint,
       COALESCE(sum(s.covered) OVER so_far, 0)::bigint,
       COALESCE(sum(s.listed + s.unlisted) OVER so_far, 0)::bigint,
       COALESCE(sum(s.listed) OVER so_far, 0)::bigint,
       COALESCE(sum(s.unlisted) OVER so_far, 0)::bigint,
       COALESCE(sum(s.unknown) OVER so_far, 0)::bigint
FROM daily d
LEFT JOIN summed s ON s.key = d.key AND s.day = d.day
WINDOW so_far AS (PARTITION BY d.key ORDER BY d.day)
$$;
COMMENT ON FUNCTION coverage_figures IS
    'The four measures of construction for each day of a span and each key of a breakdown: the one definition.';
"""

STANDING = """
CREATE VIEW coverage_standing AS
SELECT w.day, s.*
FROM coverage_workday w
CROSS JOIN LATERAL (
    SELECT e.contract_id, e.counts, e.first_day, e.last_day, e.end_missing,
           e.first_day <= w.day AND e.last_day >= w.day AS running,
           e.first_day <= w.day AND e.last_day >= w.day AND p.contract_id IS NOT NULL AS protected,
           p.last_day AS protected_until,
           r.registered_on,
           due.day AS due_on,
           due.number - w.number AS working_days_left,
           i.paid_on,
           coverage_base(COALESCE(a.new_price, c.price), c.ppn_percent) AS value,
           COALESCE(a.new_price, c.price) AS current_price,
           d.headcount AS declared,
           COALESCE(l.listed, 0) AS listed
    FROM coverage_execution e
    JOIN projects_contract c ON c.id = e.contract_id
    LEFT JOIN coverage_workday signed ON signed.day = c.signed_on
    LEFT JOIN coverage_workday due ON due.working AND due.number = signed.number + 14
    LEFT JOIN (
        SELECT contract_id, max(last_day) AS last_day FROM coverage_protection
        WHERE first_day <= w.day AND last_day >= w.day
        GROUP BY contract_id
    ) p ON p.contract_id = e.contract_id
    LEFT JOIN (
        SELECT contract_id, min(COALESCE(registered_on, valid_from)) AS registered_on
        FROM coverage_registration
        WHERE COALESCE(registered_on, valid_from) <= w.day
        GROUP BY contract_id
    ) r ON r.contract_id = e.contract_id
    LEFT JOIN coverage_instalment i ON i.contract_id = e.contract_id AND i.number = 1 AND i.paid_on <= w.day
    LEFT JOIN (
        SELECT DISTINCT ON (contract_id) contract_id, new_price
        FROM projects_amendment
        WHERE new_price IS NOT NULL AND signed_on <= w.day
        ORDER BY contract_id, signed_on DESC, coverage_amendment_order(number) DESC
    ) a ON a.contract_id = e.contract_id
    LEFT JOIN (
        SELECT DISTINCT ON (contract_id) contract_id, headcount
        FROM coverage_declaration
        WHERE from_day <= w.day
        ORDER BY contract_id, from_day DESC
    ) d ON d.contract_id = e.contract_id
    LEFT JOIN (
        SELECT contract_id, count(*) AS listed
        FROM projects_assignment
        WHERE starts_on <= w.day AND (ends_on IS NULL OR ends_on >= w.day)
        GROUP BY contract_id
    ) l ON l.contract_id = e.contract_id AND e.first_day <= w.day AND e.last_day >= w.day
) s;
COMMENT ON VIEW coverage_standing IS 'How each contract stands on a day; always asked with one day.';

CREATE VIEW coverage_finding AS
SELECT s.day, s.contract_id, f.code
FROM coverage_standing s
JOIN projects_contract c ON c.id = s.contract_id
LEFT JOIN LATERAL (
    SELECT max(r.valid_to) AS valid_to FROM coverage_registration r
    WHERE r.contract_id = s.contract_id
      AND (COALESCE(r.registered_on, r.valid_from) IS NULL OR COALESCE(r.registered_on, r.valid_from) <= s.day)
) cert ON true
CROSS JOIN LATERAL (
    VALUES
    ('registration_late', s.registered_on > s.due_on OR (s.registered_on IS NULL AND s.day > s.due_on)),
    ('due_soon', s.registered_on IS NULL AND s.day <= s.due_on AND s.working_days_left <= 5),
    ('instalment_1_unpaid', s.registered_on IS NOT NULL AND s.paid_on IS NULL),
    ('instalment_overdue', EXISTS (
        SELECT FROM coverage_instalment i
        WHERE i.contract_id = s.contract_id AND i.due_on < s.day AND (i.paid_on IS NULL OR i.paid_on > s.day))),
    ('headcount_missing', s.declared IS NULL),
    ('roster_missing', s.running AND s.listed = 0),
    ('certificate_ends_before_work', cert.valid_to < s.last_day),
    ('end_date_missing', s.end_missing),
    ('value_above_hps', c.price > c.hps),
    ('past_end_not_closed', s.last_day < s.day AND c.status = 'Berjalan' AND c.actual_end_on IS NULL),
    ('pkwtt_without_pu', s.running AND EXISTS (
        SELECT FROM projects_assignment t
        WHERE t.contract_id = s.contract_id AND lower(btrim(t.employment)) = 'pkwtt'
          AND t.starts_on <= s.day AND (t.ends_on IS NULL OR t.ends_on >= s.day)
          AND NOT EXISTS (
              SELECT FROM coverage_membership m
              WHERE m.worker_id = t.worker_id AND m.starts_on <= s.day
                AND (m.ends_on IS NULL OR m.ends_on >= s.day))))
) f (code, holds)
WHERE s.counts AND c.signed_on <= s.day AND f.holds;
COMMENT ON VIEW coverage_finding IS 'The findings of each counting contract on a day; always asked with one day.';
"""

DROP = """
DROP VIEW coverage_finding;
DROP VIEW coverage_standing;
DROP FUNCTION coverage_figures;
DROP VIEW coverage_declaration, coverage_price, coverage_protection, coverage_execution;
DROP FUNCTION coverage_amendment_order, coverage_district, coverage_band, coverage_base, coverage_counts;
"""


class Migration(migrations.Migration):
    dependencies = [("coverage", "0002_relations")]

    operations = [
        migrations.RunSQL(COUNTS + BASE + EXECUTION + FIGURES + STANDING, DROP),
    ]
