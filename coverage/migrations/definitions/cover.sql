CREATE FUNCTION coverage_cover(from_day date, to_day date, among bigint[])
RETURNS TABLE (worker_id bigint, contract_id bigint, segment text, span daterange)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT s.worker_id, s.contract_id, NULL::text,
           daterange(GREATEST(s.starts_on, e.first_day, p.first_day, from_day),
                     LEAST(s.ends_on, e.last_day, p.last_day, to_day), '[]')
    FROM (
        SELECT contract_id, counts, first_day, last_day FROM coverage_execution
        WHERE first_day <= last_day AND first_day <= to_day AND last_day >= from_day
        OFFSET 0  -- the cheap days first, then what the law asks of the texts
    ) e
    JOIN coverage_protection p ON p.contract_id = e.contract_id
    JOIN projects_assignment s ON s.contract_id = e.contract_id
    WHERE e.counts
      AND GREATEST(s.starts_on, e.first_day, p.first_day, from_day) <= LEAST(s.ends_on, e.last_day, p.last_day, to_day)
      AND (among IS NULL
           OR s.worker_id IN (SELECT t.worker_id FROM projects_assignment t WHERE t.contract_id = ANY (among)))
    UNION ALL
    SELECT m.worker_id, NULL, m.segment, daterange(GREATEST(m.starts_on, from_day), LEAST(m.ends_on, to_day), '[]')
    FROM coverage_membership m
    WHERE m.starts_on <= to_day AND (m.ends_on IS NULL OR m.ends_on >= from_day)
      AND (among IS NULL
           OR m.worker_id IN (SELECT t.worker_id FROM projects_assignment t WHERE t.contract_id = ANY (among)))
$$;
COMMENT ON FUNCTION coverage_cover IS
    'Who is covered, on which days and by what: a protected contract that lists the person, or an own membership (segment). '
    'The one definition; cover is a fact of the person, so among only leaves out who is on none of those contracts.';
