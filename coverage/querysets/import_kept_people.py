"""The same as import_kept_cells for rows about persons: no value of theirs is told."""

ASSIGNMENT = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.nik_shown, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, true
FROM coverage_handwritten h
JOIN projects_assignment a ON a.id = h.row_id
JOIN projects_contract c ON c.id = a.contract_id
JOIN contractors_worker w ON w.id = a.worker_id
JOIN staged_assignment s ON (s.package_code, s.nik_index, s.starts_on) = (c.package_code, w.nik_index, a.starts_on)
                        AND s.bad IS NOT TRUE
CROSS JOIN LATERAL (VALUES
    ('ends_on', 'selesai', to_jsonb(s.ends_on), to_jsonb(a.ends_on)),
    ('job', 'jabatan', to_jsonb(s.job), to_jsonb(a.job)),
    ('employment', 'status_kerja', to_jsonb(s.employment), to_jsonb(a.employment)),
    ('domicile_code', 'kode_domisili', to_jsonb(s.domicile_code), to_jsonb(a.domicile_code)),
    ('wage', 'upah', to_jsonb(s.wage), to_jsonb(a.wage)),
    ('kpj', 'kpj', to_jsonb(s.kpj), to_jsonb(a.kpj))
) cell (field, name, says, stands)
WHERE h.part = 'assignment' AND cell.field = h.field
"""

ASSIGNMENT_LED = """
UPDATE staged_assignment s
SET ends_on = CASE WHEN 'ends_on' = ANY (k.fields) THEN a.ends_on ELSE s.ends_on END,
    job = CASE WHEN 'job' = ANY (k.fields) THEN a.job ELSE s.job END,
    employment = CASE WHEN 'employment' = ANY (k.fields) THEN a.employment ELSE s.employment END,
    domicile_code = CASE WHEN 'domicile_code' = ANY (k.fields) THEN a.domicile_code ELSE s.domicile_code END,
    wage = CASE WHEN 'wage' = ANY (k.fields) THEN a.wage ELSE s.wage END,
    kpj = CASE WHEN 'kpj' = ANY (k.fields) THEN a.kpj ELSE s.kpj END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'assignment' AND says <> stands GROUP BY row_id, file, line
) k
JOIN projects_assignment a ON a.id = k.row_id
WHERE (s.file, s.line, s.starts_on) = (k.file, k.line, a.starts_on)
"""

MEMBERSHIP = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.nik_shown, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, true
FROM coverage_handwritten h
JOIN coverage_membership m ON m.id = h.row_id
JOIN contractors_worker w ON w.id = m.worker_id
JOIN staged_membership s ON (s.nik_index, s.segment, s.starts_on) = (w.nik_index, m.segment, m.starts_on)
                        AND s.bad IS NOT TRUE
CROSS JOIN LATERAL (VALUES
    ('ends_on', 'selesai', to_jsonb(s.ends_on), to_jsonb(m.ends_on)),
    ('kpj', 'kpj', to_jsonb(s.kpj), to_jsonb(m.kpj))
) cell (field, name, says, stands)
WHERE h.part = 'membership' AND cell.field = h.field
"""

MEMBERSHIP_LED = """
UPDATE staged_membership s
SET ends_on = CASE WHEN 'ends_on' = ANY (k.fields) THEN m.ends_on ELSE s.ends_on END,
    kpj = CASE WHEN 'kpj' = ANY (k.fields) THEN m.kpj ELSE s.kpj END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'membership' AND says <> stands GROUP BY row_id, file, line
) k
JOIN coverage_membership m ON m.id = k.row_id
WHERE (s.file, s.line, s.starts_on) = (k.file, k.line, m.starts_on)
"""

ALL = (ASSIGNMENT, ASSIGNMENT_LED, MEMBERSHIP, MEMBERSHIP_LED)
