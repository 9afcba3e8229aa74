CREATE OR REPLACE VIEW coverage_standing AS
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
           coverage_base(COALESCE(a.new_price, e.price), e.ppn_percent) AS value,
           COALESCE(a.new_price, e.price) AS current_price,
           -- Asked a contract at a time: who does not ask for them, or asks for few contracts, never reads the rosters.
           (
               SELECT d.headcount FROM coverage_headcountdeclaration d
               WHERE d.contract_id = e.contract_id AND COALESCE(d.declared_on, e.first_day) <= w.day
               ORDER BY COALESCE(d.declared_on, e.first_day) DESC, d.declared_on DESC NULLS LAST LIMIT 1
           ) AS declared,
           CASE WHEN e.first_day <= w.day AND e.last_day >= w.day THEN (
               SELECT count(*) FROM projects_assignment t
               WHERE t.contract_id = e.contract_id AND t.starts_on <= w.day AND (t.ends_on IS NULL OR t.ends_on >= w.day)
           ) ELSE 0 END AS listed,
           CASE WHEN e.first_day <= w.day AND e.last_day >= w.day AND e.counts THEN NOT EXISTS (
               SELECT FROM coverage_headcountdeclaration d
               WHERE d.contract_id = e.contract_id AND COALESCE(d.declared_on, e.first_day) <= w.day
           ) AND COALESCE((  -- EXISTS would read the whole table into a hash
               SELECT false FROM projects_assignment t
               WHERE t.contract_id = e.contract_id AND t.starts_on <= w.day AND (t.ends_on IS NULL OR t.ends_on >= w.day)
               LIMIT 1
           ), true) ELSE false END AS headcount_unknown,
           COALESCE(h.officer_id, c.officer_id) AS in_charge_id
    FROM coverage_execution e
    LEFT JOIN coverage_workday signed ON signed.day = e.signed_on
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
    -- Left joins: who does not ask for the officer of the day reads neither table.
    LEFT JOIN projects_contract c ON c.id = e.contract_id
    LEFT JOIN (
        SELECT DISTINCT ON (contract_id) contract_id, officer_id
        FROM projects_handover
        WHERE starts_on <= w.day
        ORDER BY contract_id, starts_on DESC
    ) h ON h.contract_id = e.contract_id
) s;
COMMENT ON VIEW coverage_standing IS 'How each contract stands on a day; always asked with one day.';
