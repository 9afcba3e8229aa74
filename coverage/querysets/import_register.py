"""Staged contracts into the register: agencies, officers, providers, contracts, appointments, declared headcounts.

Each statement is set-based, in the order of a key, and touches only rows that become different.
"""

AGENCIES_ADOPTED = """
UPDATE projects_agency a SET satker_code = s.satker_code
FROM (
    SELECT agency_name, min(satker_code) AS satker_code FROM staged_contract c
    WHERE has_contract AND satker_code <> ''
      AND NOT EXISTS (SELECT FROM projects_agency g WHERE g.satker_code = c.satker_code)
    GROUP BY agency_name
) s
WHERE a.name = s.agency_name AND a.satker_code = ''
"""

AGENCIES_OF_SATKER = """
INSERT INTO projects_agency (name, satker_code)
SELECT agency_name, satker_code FROM (
    SELECT DISTINCT ON (satker_code) agency_name, satker_code FROM staged_contract
    WHERE has_contract AND satker_code <> '' ORDER BY satker_code, file, line
) s
WHERE NOT EXISTS (SELECT FROM projects_agency g WHERE g.satker_code = s.satker_code)
ORDER BY satker_code
"""

AGENCIES_BY_NAME = """
INSERT INTO projects_agency (name, satker_code)
SELECT DISTINCT agency_name, '' FROM staged_contract s
WHERE has_contract AND satker_code = ''
  AND NOT EXISTS (SELECT FROM projects_agency g WHERE g.name = s.agency_name)
ORDER BY agency_name
"""

OFFICERS = """
INSERT INTO projects_officer (name)
SELECT DISTINCT officer_name FROM staged_contract s
WHERE has_contract AND officer_name <> ''
  AND NOT EXISTS (SELECT FROM projects_officer o WHERE o.name = s.officer_name)
ORDER BY officer_name
"""

CONTRACTORS_NAMED = """
UPDATE contractors_contractor p SET name = s.provider_name
FROM (
    SELECT DISTINCT ON (npwp) npwp, provider_name FROM staged_contract
    WHERE has_contract AND npwp <> '' AND provider_name <> '' ORDER BY npwp, file, line
) s
WHERE p.npwp = s.npwp AND p.name = p.npwp AND s.provider_name <> p.name
"""

CONTRACTORS = """
INSERT INTO contractors_contractor (npwp, name, nib)
SELECT npwp, COALESCE(NULLIF(provider_name, ''), npwp), '' FROM (
    SELECT DISTINCT ON (npwp, CASE npwp WHEN '' THEN provider_name END) npwp, provider_name
    FROM staged_contract
    WHERE has_contract AND (npwp <> '' OR provider_name <> '')
    ORDER BY npwp, CASE npwp WHEN '' THEN provider_name END, (provider_name = ''), file, line
) s
WHERE NOT EXISTS (
    SELECT FROM contractors_contractor p
    WHERE p.npwp = s.npwp AND (s.npwp <> '' OR p.name = s.provider_name))
ORDER BY npwp, provider_name
"""

RESOLVE = """
ALTER TABLE staged_contract ADD contract_id bigint, ADD agency_id bigint, ADD officer_id bigint,
                            ADD contractor_id bigint;
UPDATE staged_contract s
SET contract_id = (SELECT c.id FROM projects_contract c WHERE c.package_code = s.package_code),
    agency_id = COALESCE(
        (SELECT a.id FROM projects_agency a WHERE s.satker_code <> '' AND a.satker_code = s.satker_code),
        (SELECT a.id FROM projects_agency a WHERE s.satker_code = '' AND a.name = s.agency_name
         ORDER BY a.satker_code <> '', a.id LIMIT 1)),
    officer_id = (SELECT o.id FROM projects_officer o WHERE o.name = s.officer_name),
    contractor_id = COALESCE(
        (SELECT COALESCE(p.merged_into_id, p.id) FROM contractors_contractor p WHERE s.npwp <> '' AND p.npwp = s.npwp),
        (SELECT COALESCE(p.merged_into_id, p.id) FROM contractors_contractor p
         WHERE s.npwp = '' AND p.npwp = '' AND p.name = s.provider_name));
ANALYZE staged_contract
"""

CONTRACTS_CHANGED = """
UPDATE projects_contract c
SET rup_code = n.rup_code, spse_code = n.spse_code, year = n.year, agency_id = n.agency_id,
    officer_id = n.officer_id, kind = n.kind, method = n.method, fund = n.fund, title = n.title, number = n.number,
    signed_on = n.signed_on, price = n.price, ppn_percent = n.ppn_percent, starts_on = n.starts_on,
    ends_on = n.ends_on, contractor_id = n.contractor_id, village_code = n.village_code, status = n.status,
    actual_end_on = n.actual_end_on, hps = n.hps
FROM (
    SELECT c.id,
           CASE WHEN s.has_announcement THEN s.rup_code ELSE c.rup_code END AS rup_code,
           CASE WHEN s.spse_code <> '' THEN s.spse_code ELSE c.spse_code END AS spse_code,
           CASE WHEN s.has_contract THEN s.year ELSE c.year END AS year,
           CASE WHEN s.has_contract THEN s.agency_id ELSE c.agency_id END AS agency_id,
           CASE WHEN s.has_contract THEN s.officer_id ELSE c.officer_id END AS officer_id,
           CASE WHEN s.has_announcement THEN s.kind ELSE c.kind END AS kind,
           CASE WHEN s.has_announcement THEN s.method ELSE c.method END AS method,
           CASE WHEN s.has_announcement THEN s.fund ELSE c.fund END AS fund,
           CASE WHEN s.has_contract THEN s.title ELSE c.title END AS title,
           CASE WHEN s.has_contract THEN s.number ELSE c.number END AS number,
           CASE WHEN s.has_contract THEN s.signed_on ELSE c.signed_on END AS signed_on,
           CASE WHEN s.has_contract THEN s.price ELSE c.price END AS price,
           CASE WHEN s.has_template THEN COALESCE(s.ppn_percent, 11) ELSE c.ppn_percent END AS ppn_percent,
           CASE WHEN s.has_work_order THEN s.starts_on ELSE c.starts_on END AS starts_on,
           CASE WHEN s.has_work_order THEN s.ends_on ELSE c.ends_on END AS ends_on,
           CASE WHEN s.has_contract THEN s.contractor_id ELSE c.contractor_id END AS contractor_id,
           CASE WHEN s.has_template THEN s.village_code ELSE c.village_code END AS village_code,
           CASE WHEN s.has_contract THEN s.status ELSE c.status END AS status,
           CASE WHEN s.has_handover THEN s.actual_end_on ELSE c.actual_end_on END AS actual_end_on,
           CASE WHEN s.has_hps THEN s.hps ELSE c.hps END AS hps
    FROM staged_contract s
    JOIN projects_contract c ON c.id = s.contract_id
) n
WHERE c.id = n.id
  AND (c.rup_code, c.spse_code, c.year, c.agency_id, c.officer_id, c.kind, c.method, c.fund, c.title, c.number,
       c.signed_on, c.price, c.ppn_percent, c.starts_on, c.ends_on, c.contractor_id, c.village_code, c.status,
       c.actual_end_on, c.hps)
      IS DISTINCT FROM
      (n.rup_code, n.spse_code, n.year, n.agency_id, n.officer_id, n.kind, n.method, n.fund, n.title, n.number,
       n.signed_on, n.price, n.ppn_percent, n.starts_on, n.ends_on, n.contractor_id, n.village_code, n.status,
       n.actual_end_on, n.hps)
"""

CONTRACTS_NEW = """
INSERT INTO projects_contract (package_code, rup_code, spse_code, year, agency_id, officer_id, kind, method, fund,
    title, number, signed_on, price, ppn_percent, starts_on, ends_on, contractor_id, village_code, status,
    actual_end_on, hps)
SELECT package_code, rup_code, spse_code, year, agency_id, officer_id, kind, method, fund, title, number, signed_on,
       price, COALESCE(ppn_percent, 11), starts_on, ends_on, contractor_id, COALESCE(village_code, ''), status,
       actual_end_on, hps
FROM staged_contract
WHERE contract_id IS NULL
ORDER BY package_code
"""

DECLARATIONS_CLEARED = """
DELETE FROM coverage_headcountdeclaration d
USING staged_contract s
WHERE s.has_template AND s.headcount IS NULL AND d.contract_id = s.contract_id AND d.declared_on IS NULL
"""

DECLARATIONS_CHANGED = """
UPDATE coverage_headcountdeclaration d SET headcount = s.headcount
FROM staged_contract s
WHERE s.has_template AND d.contract_id = s.contract_id AND d.declared_on IS NULL AND d.headcount <> s.headcount
"""

DECLARATIONS_NEW = """
INSERT INTO coverage_headcountdeclaration (contract_id, headcount)
SELECT c.id, s.headcount
FROM staged_contract s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE s.has_template AND s.headcount IS NOT NULL
  AND NOT EXISTS (
      SELECT FROM coverage_headcountdeclaration d WHERE d.contract_id = c.id AND d.declared_on IS NULL)
ORDER BY c.id
"""

APPOINTMENTS = """
INSERT INTO projects_appointment (officer_id, agency_id, acting)
SELECT DISTINCT officer_id, agency_id, false
FROM staged_contract s
WHERE has_contract AND officer_id IS NOT NULL
  AND NOT EXISTS (
      SELECT FROM projects_appointment a WHERE a.officer_id = s.officer_id AND a.agency_id = s.agency_id)
ORDER BY officer_id, agency_id
"""
