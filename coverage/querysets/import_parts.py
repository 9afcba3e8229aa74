"""Staged amendments, registrations, instalments, workers, assignments and memberships into the register."""

AMENDMENTS_CHANGED = """
UPDATE projects_amendment a
SET signed_on = s.signed_on, new_price = s.new_price, new_ends_on = s.new_ends_on, reason = s.reason
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE a.contract_id = c.id AND a.number = s.number
  AND (a.signed_on, a.new_price, a.new_ends_on, a.reason)
      IS DISTINCT FROM (s.signed_on, s.new_price, s.new_ends_on, s.reason)
"""

AMENDMENTS_NEW = """
INSERT INTO projects_amendment (contract_id, number, signed_on, new_price, new_ends_on, reason)
SELECT c.id, s.number, s.signed_on, s.new_price, s.new_ends_on, s.reason
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE NOT EXISTS (SELECT FROM projects_amendment a WHERE a.contract_id = c.id AND a.number = s.number)
ORDER BY c.id, s.number
"""

REGISTRATIONS_CHANGED = """
UPDATE coverage_registration r
SET project_number = s.project_number, registered_on = s.registered_on, valid_from = s.valid_from,
    valid_to = s.valid_to, headcount = s.headcount, contribution = s.contribution
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE r.contract_id = c.id AND r.certificate_number = s.certificate_number
  AND (r.project_number, r.registered_on, r.valid_from, r.valid_to, r.headcount, r.contribution)
      IS DISTINCT FROM (s.project_number, s.registered_on, s.valid_from, s.valid_to, s.headcount, s.contribution)
"""

REGISTRATIONS_NEW = """
INSERT INTO coverage_registration (contract_id, certificate_number, project_number, registered_on, valid_from,
    valid_to, headcount, contribution)
SELECT c.id, s.certificate_number, s.project_number, s.registered_on, s.valid_from, s.valid_to, s.headcount,
       s.contribution
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE NOT EXISTS (
    SELECT FROM coverage_registration r WHERE r.contract_id = c.id AND r.certificate_number = s.certificate_number)
ORDER BY c.id, s.certificate_number
"""

INSTALMENTS_CHANGED = """
UPDATE coverage_instalment i
SET amount = s.amount, due_on = s.due_on, paid_on = s.paid_on, receipt = s.receipt
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE i.contract_id = c.id AND i.number = s.number
  AND (i.amount, i.due_on, i.paid_on, i.receipt) IS DISTINCT FROM (s.amount, s.due_on, s.paid_on, s.receipt)
"""

INSTALMENTS_NEW = """
INSERT INTO coverage_instalment (contract_id, number, amount, due_on, paid_on, receipt)
SELECT c.id, s.number, s.amount, s.due_on, s.paid_on, s.receipt
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE NOT EXISTS (SELECT FROM coverage_instalment i WHERE i.contract_id = c.id AND i.number = s.number)
ORDER BY c.id, s.number
"""

PEOPLE = """
DROP TABLE IF EXISTS staged_worker;
CREATE TEMP TABLE staged_worker ON COMMIT DROP AS
SELECT nik_index,
       (array_agg(nik ORDER BY file, line))[1] AS nik,
       COALESCE((array_agg(name ORDER BY file, line) FILTER (WHERE name <> ''))[1], '') AS name,
       (array_agg(born_on ORDER BY file, line) FILTER (WHERE born_on IS NOT NULL))[1] AS born_on,
       COALESCE((array_agg(sex ORDER BY file, line) FILTER (WHERE sex <> ''))[1], '') AS sex
FROM (
    SELECT file, line, nik_index, nik, name, born_on, sex FROM staged_assignment
    UNION ALL
    SELECT file, line, nik_index, nik, '', NULL, '' FROM staged_membership
) people
GROUP BY nik_index;
ANALYZE staged_worker
"""

WORKERS_FILLED = """
UPDATE contractors_worker w
SET name = CASE w.name WHEN '' THEN s.name ELSE w.name END,
    born_on = COALESCE(w.born_on, s.born_on),
    sex = CASE w.sex WHEN '' THEN s.sex ELSE w.sex END
FROM staged_worker s
WHERE w.nik_index = s.nik_index
  AND ((w.name = '' AND s.name <> '') OR (w.born_on IS NULL AND s.born_on IS NOT NULL)
       OR (w.sex = '' AND s.sex <> ''))
"""

WORKERS_NEW = """
INSERT INTO contractors_worker (nik, nik_index, name, born_on, sex)
SELECT nik, nik_index, name, born_on, sex FROM staged_worker s
WHERE NOT EXISTS (SELECT FROM contractors_worker w WHERE w.nik_index = s.nik_index)
ORDER BY nik_index
"""

ASSIGNMENTS_CHANGED = """
UPDATE projects_assignment a
SET ends_on = s.ends_on, job = s.job, employment = s.employment, domicile_code = s.domicile_code, wage = s.wage,
    kpj = s.kpj
FROM staged_assignment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on
  AND (a.ends_on, a.job, a.employment, a.domicile_code, a.wage, a.kpj)
      IS DISTINCT FROM (s.ends_on, s.job, s.employment, s.domicile_code, s.wage, s.kpj)
"""

ASSIGNMENTS_NEW = """
INSERT INTO projects_assignment (contract_id, worker_id, starts_on, ends_on, job, employment, domicile_code, wage, kpj)
SELECT c.id, w.id, s.starts_on, s.ends_on, s.job, s.employment, s.domicile_code, s.wage, s.kpj
FROM staged_assignment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE NOT EXISTS (
    SELECT FROM projects_assignment a
    WHERE a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on)
ORDER BY c.id, w.id, s.starts_on
"""

MEMBERSHIPS_CHANGED = """
UPDATE coverage_membership m SET ends_on = s.ends_on, kpj = s.kpj
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE m.worker_id = w.id AND m.segment = s.segment AND m.starts_on = s.starts_on
  AND (m.ends_on, m.kpj) IS DISTINCT FROM (s.ends_on, s.kpj)
"""

MEMBERSHIPS_NEW = """
INSERT INTO coverage_membership (worker_id, segment, starts_on, ends_on, kpj)
SELECT w.id, s.segment, s.starts_on, s.ends_on, s.kpj
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE NOT EXISTS (
    SELECT FROM coverage_membership m
    WHERE m.worker_id = w.id AND m.segment = s.segment AND m.starts_on = s.starts_on)
ORDER BY w.id, s.segment, s.starts_on
"""

CONTRACTS = """
SELECT c.id FROM projects_contract c JOIN (
    SELECT package_code FROM staged_contract UNION SELECT package_code FROM staged_amendment
    UNION SELECT package_code FROM staged_assignment UNION SELECT package_code FROM staged_registration
) s ON s.package_code = c.package_code
"""
"""The contracts on whose days or people the staged rows say something."""
