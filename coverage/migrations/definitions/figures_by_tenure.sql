CREATE OR REPLACE FUNCTION coverage_figures(from_day date, to_day date, by text, among bigint[])
RETURNS TABLE (key text, day date,
               packages_numerator bigint, packages_denominator bigint,
               value_numerator numeric, value_denominator numeric,
               headcount_numerator bigint, headcount_denominator bigint,
               workers_numerator bigint, workers_denominator bigint,
               listed bigint, unlisted bigint, unknown bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH asked AS (
    -- One row a contract; by officer one for each who answers for it in turn (id: of coverage_tenure).
    SELECT COALESCE(t.id, e.contract_id) AS id, e.contract_id,
           CASE WHEN by = 'officer' THEN e.span * daterange(t.first_day, t.last_day, '[]') ELSE e.span END AS span,
           CASE by
               WHEN 'city' THEN ''
               WHEN 'contract' THEN c.id::text
               WHEN 'agency' THEN c.agency_id::text
               WHEN 'officer' THEN COALESCE(t.officer_id::text, '')
               WHEN 'provider' THEN COALESCE(c.contractor_id::text, '')
               WHEN 'kind' THEN initcap(coverage_normal(c.kind))  -- the spelling of §1 of the measures
               WHEN 'kecamatan' THEN coverage_district(c.village_code)
               WHEN 'month' THEN to_char(c.signed_on, 'YYYY-MM')
               WHEN 'band' THEN (  -- by the value on the last day asked: a series keeps each contract in one row
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
    LEFT JOIN coverage_tenure t
        ON by = 'officer' AND t.contract_id = e.contract_id AND daterange(t.first_day, t.last_day, '[]') && e.span
    WHERE e.counts
), protection AS (
    SELECT a.id, unnest(range_agg(daterange(p.first_day, p.last_day, '[]') * a.span)) AS span
    FROM coverage_protection p
    JOIN asked a ON a.contract_id = p.contract_id
    WHERE daterange(p.first_day, p.last_day, '[]') && a.span
    GROUP BY a.id
), roster AS (
    SELECT a.key, a.id, s.worker_id, daterange(s.starts_on, s.ends_on, '[]') * a.span AS span
    FROM projects_assignment s
    JOIN asked a ON a.contract_id = s.contract_id
    WHERE daterange(s.starts_on, s.ends_on, '[]') && a.span
), change AS (
    SELECT id, lower(span) AS day, 1 AS running, 0 AS protected, 0 AS listed, 0 AS known,
           0 AS declared, 0::numeric AS value
    FROM asked
    UNION ALL
    SELECT id, upper(span), -1, 0, 0, 0, 0, 0 FROM asked WHERE upper(span) <= to_day
    UNION ALL
    SELECT id, lower(span), 0, 1, 0, 0, 0, 0 FROM protection
    UNION ALL
    SELECT id, upper(span), 0, -1, 0, 0, 0, 0 FROM protection WHERE upper(span) <= to_day
    UNION ALL
    SELECT id, lower(span), 0, 0, 1, 0, 0, 0 FROM roster
    UNION ALL
    SELECT id, upper(span), 0, 0, -1, 0, 0, 0 FROM roster WHERE upper(span) <= to_day
    UNION ALL
    SELECT a.id, GREATEST(d.from_day, lower(a.span)), 0, 0, 0,
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
    SELECT a.id, GREATEST(p.from_day, lower(a.span)), 0, 0, 0, 0, 0, p.value - COALESCE(p.previous, 0)
    FROM (
        SELECT contract_id, from_day, coverage_base(price, ppn_percent) AS value,
               lag(coverage_base(price, ppn_percent)) OVER (PARTITION BY contract_id ORDER BY from_day) AS previous
        FROM coverage_price
        WHERE contract_id = ANY (ARRAY(SELECT contract_id FROM asked))
    ) p
    JOIN asked a ON a.contract_id = p.contract_id
    WHERE p.from_day < upper(a.span)
), state AS (
    SELECT id, day,
           sum(sum(running)) OVER so_far AS running,
           sum(sum(protected)) OVER so_far AS protected,
           sum(sum(listed)) OVER so_far AS listed,
           sum(sum(known)) OVER so_far AS known,
           sum(sum(declared)) OVER so_far AS declared,
           sum(sum(value)) OVER so_far AS value
    FROM change
    GROUP BY id, day
    WINDOW so_far AS (PARTITION BY id ORDER BY day)
), contribution AS (
    SELECT id, day,
           running * protected AS packages_numerator,
           running AS packages_denominator,
           running * protected * value AS value_numerator,
           running * value AS value_denominator,
           running * protected * GREATEST(declared, listed) AS headcount_numerator,
           running * GREATEST(declared, listed) AS headcount_denominator,
           running * (GREATEST(declared, listed) - listed) AS unlisted,
           CASE WHEN running = 1 AND known = 0 AND listed = 0 THEN 1 ELSE 0 END AS unknown
    FROM state
), cover AS (
    SELECT worker_id, range_agg(span) AS spans
    FROM coverage_cover(from_day, to_day, among)
    GROUP BY worker_id
), listing AS (
    SELECT key, worker_id, range_agg(span) AS spans
    FROM roster
    GROUP BY key, worker_id
), both_known AS (
    -- A window instead of a join of the two: the planner takes CTEs for small and would loop over them.
    SELECT key, listed * range_agg(covered) OVER (PARTITION BY worker_id) AS spans
    FROM (
        SELECT worker_id, key, spans AS listed, NULL::datemultirange AS covered FROM listing
        UNION ALL
        SELECT worker_id, NULL, NULL, spans FROM cover
    ) fact
), person AS (
    SELECT key, unnest(spans) AS span, 1 AS listed, 0 AS covered FROM listing
    UNION ALL
    SELECT key, unnest(spans), 0, 1 FROM both_known
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
    JOIN asked a ON a.id = c.id
    WINDOW before AS (PARTITION BY c.id ORDER BY c.day)
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
