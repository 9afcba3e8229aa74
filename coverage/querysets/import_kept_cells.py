"""Cell by cell, what a file says beside what a person wrote; then the staged cell is led to what stands.

For each part one statement that compares and one that leads: (says, stands, was) in `staged_by_hand`.
"""

CONTRACT = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.package_code, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, false, cell.says_text, cell.stands_text
FROM coverage_handwritten h
JOIN projects_contract c ON c.id = h.row_id
JOIN staged_contract s ON s.package_code = c.package_code AND s.bad IS NOT TRUE
LEFT JOIN projects_agency a ON a.id = c.agency_id
LEFT JOIN projects_officer o ON o.id = c.officer_id
LEFT JOIN contractors_contractor p ON p.id = c.contractor_id
CROSS JOIN LATERAL (
    SELECT COALESCE(
               (SELECT id FROM projects_agency WHERE s.satker_code <> '' AND satker_code = s.satker_code),
               (SELECT id FROM projects_agency WHERE s.satker_code <> '' AND satker_code = '' AND name = s.agency_name),
               (SELECT id FROM projects_agency WHERE s.satker_code = '' AND name = s.agency_name
                ORDER BY satker_code <> '', id LIMIT 1)) AS agency,
           (SELECT id FROM projects_officer WHERE name = s.officer_name) AS officer,
           (SELECT COALESCE(merged_into_id, id) FROM contractors_contractor
            WHERE npwp = s.npwp AND (s.npwp <> '' OR name = s.provider_name)) AS contractor
) found
CROSS JOIN LATERAL (VALUES
    ('rup_code', 'kode_rup', s.has_announcement, to_jsonb(s.rup_code), to_jsonb(c.rup_code), NULL, NULL),
    ('spse_code', 'kode_spse', s.spse_code <> '', to_jsonb(s.spse_code), to_jsonb(c.spse_code), NULL, NULL),
    ('year', 'tahun', s.has_contract, to_jsonb(s.year), to_jsonb(c.year), NULL, NULL),
    ('agency_id', 'opd', s.has_contract, COALESCE(to_jsonb(found.agency), to_jsonb(s.agency_name)),
     to_jsonb(c.agency_id), s.agency_name, a.name),
    ('officer_id', 'ppk', s.has_contract, COALESCE(to_jsonb(found.officer), to_jsonb(s.officer_name)),
     to_jsonb(c.officer_id), s.officer_name, o.name),
    ('kind', 'jenis', s.has_announcement, to_jsonb(s.kind), to_jsonb(c.kind), NULL, NULL),
    ('method', 'metode', s.has_announcement, to_jsonb(s.method), to_jsonb(c.method), NULL, NULL),
    ('fund', 'sumber_dana', s.has_announcement, to_jsonb(s.fund), to_jsonb(c.fund), NULL, NULL),
    ('title', 'nama_paket', s.has_contract, to_jsonb(s.title), to_jsonb(c.title), NULL, NULL),
    ('number', 'nomor_kontrak', s.has_contract, to_jsonb(s.number), to_jsonb(c.number), NULL, NULL),
    ('signed_on', 'tanggal_kontrak', s.has_contract, to_jsonb(s.signed_on), to_jsonb(c.signed_on), NULL, NULL),
    ('price', 'nilai_kontrak', s.has_contract, to_jsonb(s.price), to_jsonb(c.price), NULL, NULL),
    ('ppn_percent', 'ppn_persen', s.has_template, to_jsonb(COALESCE(s.ppn_percent, 11)), to_jsonb(c.ppn_percent), NULL,
     NULL),
    ('starts_on', 'mulai', s.has_work_order, to_jsonb(s.starts_on), to_jsonb(c.starts_on), NULL, NULL),
    ('ends_on', 'selesai', s.has_work_order, to_jsonb(s.ends_on), to_jsonb(c.ends_on), NULL, NULL),
    ('contractor_id', 'penyedia', s.has_contract,
     COALESCE(to_jsonb(found.contractor), to_jsonb(NULLIF(s.npwp || s.provider_name, ''))), to_jsonb(c.contractor_id),
     btrim(s.provider_name || ' ' || s.npwp), p.name),
    ('village_code', 'kode_kelurahan', s.has_template, to_jsonb(s.village_code), to_jsonb(c.village_code), NULL, NULL),
    ('status', 'status', s.has_contract, to_jsonb(s.status), to_jsonb(c.status), NULL, NULL),
    ('actual_end_on', 'tanggal_selesai_nyata', s.has_handover, to_jsonb(s.actual_end_on), to_jsonb(c.actual_end_on), NULL,
     NULL),
    ('hps', 'hps', s.has_hps, to_jsonb(s.hps), to_jsonb(c.hps), NULL, NULL)
) cell (field, name, told, says, stands, says_text, stands_text)
WHERE h.part = 'contract' AND cell.field = h.field AND cell.told
"""

CONTRACT_LED = """
UPDATE staged_contract s
SET rup_code = CASE WHEN 'rup_code' = ANY (k.fields) THEN c.rup_code ELSE s.rup_code END,
    spse_code = CASE WHEN 'spse_code' = ANY (k.fields) THEN c.spse_code ELSE s.spse_code END,
    year = CASE WHEN 'year' = ANY (k.fields) THEN c.year ELSE s.year END,
    agency_name = CASE WHEN 'agency_id' = ANY (k.fields) THEN a.name ELSE s.agency_name END,
    satker_code = CASE WHEN 'agency_id' = ANY (k.fields) THEN a.satker_code ELSE s.satker_code END,
    officer_name = CASE WHEN 'officer_id' = ANY (k.fields) THEN COALESCE(o.name, '') ELSE s.officer_name END,
    kind = CASE WHEN 'kind' = ANY (k.fields) THEN c.kind ELSE s.kind END,
    method = CASE WHEN 'method' = ANY (k.fields) THEN c.method ELSE s.method END,
    fund = CASE WHEN 'fund' = ANY (k.fields) THEN c.fund ELSE s.fund END,
    title = CASE WHEN 'title' = ANY (k.fields) THEN c.title ELSE s.title END,
    number = CASE WHEN 'number' = ANY (k.fields) THEN c.number ELSE s.number END,
    signed_on = CASE WHEN 'signed_on' = ANY (k.fields) THEN c.signed_on ELSE s.signed_on END,
    price = CASE WHEN 'price' = ANY (k.fields) THEN c.price ELSE s.price END,
    ppn_percent = CASE WHEN 'ppn_percent' = ANY (k.fields) THEN c.ppn_percent ELSE s.ppn_percent END,
    starts_on = CASE WHEN 'starts_on' = ANY (k.fields) THEN c.starts_on ELSE s.starts_on END,
    ends_on = CASE WHEN 'ends_on' = ANY (k.fields) THEN c.ends_on ELSE s.ends_on END,
    npwp = CASE WHEN 'contractor_id' = ANY (k.fields) THEN COALESCE(p.npwp, '') ELSE s.npwp END,
    provider_name = CASE WHEN 'contractor_id' = ANY (k.fields) THEN COALESCE(p.name, '') ELSE s.provider_name END,
    village_code = CASE WHEN 'village_code' = ANY (k.fields) THEN c.village_code ELSE s.village_code END,
    status = CASE WHEN 'status' = ANY (k.fields) THEN c.status ELSE s.status END,
    actual_end_on = CASE WHEN 'actual_end_on' = ANY (k.fields) THEN c.actual_end_on ELSE s.actual_end_on END,
    hps = CASE WHEN 'hps' = ANY (k.fields) THEN c.hps ELSE s.hps END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'contract' AND says <> stands GROUP BY row_id, file, line
) k
JOIN projects_contract c ON c.id = k.row_id
LEFT JOIN projects_agency a ON a.id = c.agency_id
LEFT JOIN projects_officer o ON o.id = c.officer_id
LEFT JOIN contractors_contractor p ON p.id = c.contractor_id
WHERE (s.file, s.line, s.package_code) = (k.file, k.line, c.package_code)
"""

DECLARATION = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, 'rencana_tenaga_kerja', s.package_code,
       coverage_cell(to_jsonb(s.headcount)), to_jsonb(d.headcount), h.was, false
FROM coverage_handwritten h
JOIN coverage_headcountdeclaration d ON d.id = h.row_id AND d.declared_on IS NULL
JOIN projects_contract c ON c.id = d.contract_id
JOIN staged_contract s ON s.package_code = c.package_code AND s.has_template AND s.bad IS NOT TRUE
WHERE h.part = 'declaration'
"""

DECLARATION_LED = """
UPDATE staged_contract s SET headcount = (k.stands #>> '{}')::integer
FROM staged_by_hand k
WHERE k.part = 'declaration' AND k.says <> k.stands
  AND (s.file, s.line, s.package_code) = (k.file, k.line, k.whose)
"""

AMENDMENT = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.package_code, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, false
FROM coverage_handwritten h
JOIN projects_amendment a ON a.id = h.row_id
JOIN projects_contract c ON c.id = a.contract_id
JOIN staged_amendment s ON (s.package_code, s.number) = (c.package_code, a.number) AND s.bad IS NOT TRUE
CROSS JOIN LATERAL (VALUES
    ('signed_on', 'tanggal', to_jsonb(s.signed_on), to_jsonb(a.signed_on)),
    ('new_price', 'nilai_baru', to_jsonb(s.new_price), to_jsonb(a.new_price)),
    ('new_ends_on', 'selesai_baru', to_jsonb(s.new_ends_on), to_jsonb(a.new_ends_on)),
    ('reason', 'alasan', to_jsonb(s.reason), to_jsonb(a.reason))
) cell (field, name, says, stands)
WHERE h.part = 'amendment' AND cell.field = h.field
"""

AMENDMENT_LED = """
UPDATE staged_amendment s
SET signed_on = CASE WHEN 'signed_on' = ANY (k.fields) THEN a.signed_on ELSE s.signed_on END,
    new_price = CASE WHEN 'new_price' = ANY (k.fields) THEN a.new_price ELSE s.new_price END,
    new_ends_on = CASE WHEN 'new_ends_on' = ANY (k.fields) THEN a.new_ends_on ELSE s.new_ends_on END,
    reason = CASE WHEN 'reason' = ANY (k.fields) THEN a.reason ELSE s.reason END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'amendment' AND says <> stands GROUP BY row_id, file, line
) k
JOIN projects_amendment a ON a.id = k.row_id
WHERE (s.file, s.line, s.number) = (k.file, k.line, a.number)
"""

REGISTRATION = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.package_code, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, false
FROM coverage_handwritten h
JOIN coverage_registration r ON r.id = h.row_id
JOIN projects_contract c ON c.id = r.contract_id
JOIN staged_registration s ON (s.package_code, s.certificate_number) = (c.package_code, r.certificate_number)
                          AND s.bad IS NOT TRUE
CROSS JOIN LATERAL (VALUES
    ('project_number', 'nomor_proyek', to_jsonb(s.project_number), to_jsonb(r.project_number)),
    ('registered_on', 'tanggal_daftar', to_jsonb(s.registered_on), to_jsonb(r.registered_on)),
    ('valid_from', 'berlaku_dari', to_jsonb(s.valid_from), to_jsonb(r.valid_from)),
    ('valid_to', 'berlaku_sampai', to_jsonb(s.valid_to), to_jsonb(r.valid_to)),
    ('headcount', 'jumlah_tenaga_kerja', to_jsonb(s.headcount), to_jsonb(r.headcount)),
    ('contribution', 'iuran', to_jsonb(s.contribution), to_jsonb(r.contribution))
) cell (field, name, says, stands)
WHERE h.part = 'registration' AND cell.field = h.field
"""

REGISTRATION_LED = """
UPDATE staged_registration s
SET project_number = CASE WHEN 'project_number' = ANY (k.fields) THEN r.project_number ELSE s.project_number END,
    registered_on = CASE WHEN 'registered_on' = ANY (k.fields) THEN r.registered_on ELSE s.registered_on END,
    valid_from = CASE WHEN 'valid_from' = ANY (k.fields) THEN r.valid_from ELSE s.valid_from END,
    valid_to = CASE WHEN 'valid_to' = ANY (k.fields) THEN r.valid_to ELSE s.valid_to END,
    headcount = CASE WHEN 'headcount' = ANY (k.fields) THEN r.headcount ELSE s.headcount END,
    contribution = CASE WHEN 'contribution' = ANY (k.fields) THEN r.contribution ELSE s.contribution END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'registration' AND says <> stands GROUP BY row_id, file, line
) k
JOIN coverage_registration r ON r.id = k.row_id
WHERE (s.file, s.line, s.certificate_number) = (k.file, k.line, r.certificate_number)
"""

INSTALMENT = """
INSERT INTO staged_by_hand
SELECT h.part, h.row_id, h.field, s.file, s.line, cell.name, s.package_code, coverage_cell(cell.says),
       coverage_cell(cell.stands), h.was, false
FROM coverage_handwritten h
JOIN coverage_instalment i ON i.id = h.row_id
JOIN projects_contract c ON c.id = i.contract_id
JOIN staged_instalment s ON (s.package_code, s.number) = (c.package_code, i.number) AND s.bad IS NOT TRUE
CROSS JOIN LATERAL (VALUES
    ('amount', 'jumlah', to_jsonb(s.amount), to_jsonb(i.amount)),
    ('due_on', 'jatuh_tempo', to_jsonb(s.due_on), to_jsonb(i.due_on)),
    ('paid_on', 'tanggal_bayar', to_jsonb(s.paid_on), to_jsonb(i.paid_on)),
    ('receipt', 'nomor_bukti', to_jsonb(s.receipt), to_jsonb(i.receipt))
) cell (field, name, says, stands)
WHERE h.part = 'instalment' AND cell.field = h.field
"""

INSTALMENT_LED = """
UPDATE staged_instalment s
SET amount = CASE WHEN 'amount' = ANY (k.fields) THEN i.amount ELSE s.amount END,
    due_on = CASE WHEN 'due_on' = ANY (k.fields) THEN i.due_on ELSE s.due_on END,
    paid_on = CASE WHEN 'paid_on' = ANY (k.fields) THEN i.paid_on ELSE s.paid_on END,
    receipt = CASE WHEN 'receipt' = ANY (k.fields) THEN i.receipt ELSE s.receipt END
FROM (
    SELECT row_id, file, line, array_agg(field) AS fields FROM staged_by_hand
    WHERE part = 'instalment' AND says <> stands GROUP BY row_id, file, line
) k
JOIN coverage_instalment i ON i.id = k.row_id
WHERE (s.file, s.line, s.number) = (k.file, k.line, i.number)
"""

ALL = (
    CONTRACT,
    CONTRACT_LED,
    DECLARATION,
    DECLARATION_LED,
    AMENDMENT,
    AMENDMENT_LED,
    REGISTRATION,
    REGISTRATION_LED,
    INSTALMENT,
    INSTALMENT_LED,
)
"""In order; each part is compared before it is led."""
