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
        WHERE t.contract_id = s.contract_id AND coverage_normal(t.employment) = 'pkwtt'
          AND t.starts_on <= s.day AND (t.ends_on IS NULL OR t.ends_on >= s.day)
          AND NOT EXISTS (
              SELECT FROM coverage_membership m
              WHERE m.worker_id = t.worker_id AND m.starts_on <= s.day
                AND (m.ends_on IS NULL OR m.ends_on >= s.day))))
) f (code, holds)
WHERE s.counts AND c.signed_on <= s.day AND f.holds;
COMMENT ON VIEW coverage_finding IS 'The findings of each counting contract on a day; always asked with one day.';
