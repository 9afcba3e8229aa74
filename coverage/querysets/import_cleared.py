"""Which cells an import will empty: asked before the writes, so that each is told as a change."""

CONTRACTS = """
SELECT s.file, s.line, cell.name, s.package_code
FROM staged_contract s
JOIN projects_contract c ON c.package_code = s.package_code
CROSS JOIN LATERAL (VALUES
    ('kode_rup', s.has_announcement AND s.rup_code = '' AND c.rup_code <> ''),
    ('ppk', s.has_contract AND s.officer_name = '' AND c.officer_id IS NOT NULL),
    ('metode', s.has_announcement AND s.method = '' AND c.method <> ''),
    ('nomor_kontrak', s.has_contract AND s.number = '' AND c.number <> ''),
    ('hps', s.has_hps AND s.hps IS NULL AND c.hps IS NOT NULL),
    ('ppn_persen', s.has_template AND s.ppn_percent IS NULL AND c.ppn_percent <> 11),
    ('mulai', s.has_work_order AND s.starts_on IS NULL AND c.starts_on IS NOT NULL),
    ('selesai', s.has_work_order AND s.ends_on IS NULL AND c.ends_on IS NOT NULL),
    ('penyedia', s.has_contract AND s.npwp = '' AND s.provider_name = '' AND c.contractor_id IS NOT NULL),
    ('kode_kelurahan', s.has_template AND s.village_code = '' AND c.village_code <> ''),
    ('rencana_tenaga_kerja', s.has_template AND s.headcount IS NULL AND EXISTS (
        SELECT FROM coverage_headcountdeclaration d WHERE d.contract_id = c.id AND d.declared_on IS NULL)),
    ('tanggal_selesai_nyata', s.has_handover AND s.actual_end_on IS NULL AND c.actual_end_on IS NOT NULL)
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

AMENDMENTS = """
SELECT s.file, s.line, cell.name, s.package_code
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN projects_amendment a ON a.contract_id = c.id AND a.number = s.number
CROSS JOIN LATERAL (VALUES
    ('nilai_baru', s.new_price IS NULL AND a.new_price IS NOT NULL),
    ('selesai_baru', s.new_ends_on IS NULL AND a.new_ends_on IS NOT NULL),
    ('alasan', s.reason = '' AND a.reason <> '')
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

ASSIGNMENTS = """
SELECT s.file, s.line, cell.name, s.nik_shown
FROM staged_assignment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN projects_assignment a ON a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on
CROSS JOIN LATERAL (VALUES
    ('jabatan', s.job = '' AND a.job <> ''),
    ('status_kerja', s.employment = '' AND a.employment <> ''),
    ('kode_domisili', s.domicile_code = '' AND a.domicile_code <> ''),
    ('selesai', s.ends_on IS NULL AND a.ends_on IS NOT NULL),
    ('upah', s.wage IS NULL AND a.wage IS NOT NULL),
    ('kpj', s.kpj = '' AND a.kpj <> '')
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

REGISTRATIONS = """
SELECT s.file, s.line, cell.name, s.package_code
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_registration r ON r.contract_id = c.id AND r.certificate_number = s.certificate_number
CROSS JOIN LATERAL (VALUES
    ('nomor_proyek', s.project_number = '' AND r.project_number <> ''),
    ('tanggal_daftar', s.registered_on IS NULL AND r.registered_on IS NOT NULL),
    ('berlaku_dari', s.valid_from IS NULL AND r.valid_from IS NOT NULL),
    ('berlaku_sampai', s.valid_to IS NULL AND r.valid_to IS NOT NULL),
    ('jumlah_tenaga_kerja', s.headcount IS NULL AND r.headcount IS NOT NULL),
    ('iuran', s.contribution IS NULL AND r.contribution IS NOT NULL)
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

INSTALMENTS = """
SELECT s.file, s.line, cell.name, s.package_code
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_instalment i ON i.contract_id = c.id AND i.number = s.number
CROSS JOIN LATERAL (VALUES
    ('jumlah', s.amount IS NULL AND i.amount IS NOT NULL),
    ('jatuh_tempo', s.due_on IS NULL AND i.due_on IS NOT NULL),
    ('tanggal_bayar', s.paid_on IS NULL AND i.paid_on IS NOT NULL),
    ('nomor_bukti', s.receipt = '' AND i.receipt <> '')
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

MEMBERSHIPS = """
SELECT s.file, s.line, cell.name, s.nik_shown
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN coverage_membership m ON m.worker_id = w.id AND m.segment = s.segment AND m.starts_on = s.starts_on
CROSS JOIN LATERAL (VALUES
    ('kpj', s.kpj = '' AND m.kpj <> ''),
    ('selesai', s.ends_on IS NULL AND m.ends_on IS NOT NULL)
) cell (name, emptied)
WHERE cell.emptied
ORDER BY s.file, s.line, cell.name
"""

ALL = (CONTRACTS, AMENDMENTS, ASSIGNMENTS, REGISTRATIONS, INSTALMENTS, MEMBERSHIPS)
