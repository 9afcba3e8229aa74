CREATE VIEW coverage_tenure AS
SELECT c.id, c.id AS contract_id, c.officer_id, '-infinity'::date AS first_day,
       (SELECT min(h.starts_on) FROM projects_handover h WHERE h.contract_id = c.id) - 1 AS last_day
FROM projects_contract c
UNION ALL
SELECT -h.id, h.contract_id, h.officer_id, h.starts_on,
       lead(h.starts_on) OVER (PARTITION BY h.contract_id ORDER BY h.starts_on) - 1
FROM projects_handover h;
COMMENT ON VIEW coverage_tenure IS
    'Who answers for each contract from day to day, without gaps: who signed, then each hand-over; the last one is open.';
