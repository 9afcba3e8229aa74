CREATE VIEW coverage_execution AS
SELECT c.id AS contract_id,
       coverage_counts(c.fund, c.kind, c.method, c.status) AS counts,
       c.signed_on, c.price, c.ppn_percent, c.hps, c.status, c.actual_end_on,
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
