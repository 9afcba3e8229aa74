"""What only looks wrong beside other rows: asked after the writes, of the staged rows alone; (file, row, column, what).

`what` is a word for the message, or NULL; no statement gives a value of a person.
"""

NUMBERS = """
WITH spelt AS (
    SELECT id, package_code, year,
           upper(regexp_replace(translate(number, '\u2010\u2011\u2012\u2013\u2014\u2212', '------'), '\\s', '', 'g'))
           AS number
    FROM projects_contract WHERE number <> ''
)
SELECT s.file, s.line, 'nomor_kontrak', min(other.package_code)
FROM staged_contract s
JOIN spelt c ON c.package_code = s.package_code
JOIN spelt other ON other.number = c.number AND other.year = c.year AND other.id <> c.id
WHERE s.has_contract
GROUP BY s.file, s.line
ORDER BY s.file, s.line
"""

VILLAGES = """
SELECT s.file, s.line, 'kode_kelurahan', s.village_code
FROM staged_contract s
WHERE s.has_template AND s.village_code <> ''
  AND NOT EXISTS (SELECT FROM projects_region r WHERE r.code = s.village_code AND r.level = 'village')
ORDER BY s.file, s.line
"""

AGENCY_NAMES = """
SELECT DISTINCT ON (a.id, s.agency_name) s.file, s.line, 'nama_satker', a.name
FROM staged_contract s
JOIN projects_agency a ON a.satker_code = s.satker_code
WHERE s.has_contract AND s.satker_code <> '' AND a.name <> s.agency_name
ORDER BY a.id, s.agency_name, s.file, s.line
"""

PROVIDER_NAMES = """
SELECT DISTINCT ON (p.id, s.provider_name) s.file, s.line, 'nama_penyedia', p.name
FROM staged_contract s
JOIN contractors_contractor p ON p.npwp = s.npwp
WHERE s.has_contract AND s.npwp <> '' AND s.provider_name <> '' AND p.name <> s.provider_name
ORDER BY p.id, s.provider_name, s.file, s.line
"""

PROVIDERS_OF_ONE_NAME = """
SELECT DISTINCT ON (s.provider_name) s.file, s.line, 'nama_penyedia', s.provider_name
FROM staged_contract s
WHERE s.has_contract AND s.provider_name <> ''
  AND (SELECT count(*) FROM contractors_contractor p WHERE p.name = s.provider_name) > 1
ORDER BY s.provider_name, s.file, s.line
"""

OFFICERS_OF_SEVERAL_AGENCIES = """
SELECT DISTINCT ON (s.officer_name) s.file, s.line, 'ppk', s.officer_name
FROM staged_contract s
JOIN projects_officer o ON o.name = s.officer_name
WHERE s.has_contract
  AND (SELECT count(DISTINCT a.agency_id) FROM projects_appointment a WHERE a.officer_id = o.id) > 1
ORDER BY s.officer_name, s.file, s.line
"""

NOT_COUNTED = """
SELECT s.file, min(s.line), 'kode_paket', s.package_code
FROM (
    SELECT file, line, package_code FROM staged_amendment
    UNION ALL SELECT file, line, package_code FROM staged_assignment
    UNION ALL SELECT file, line, package_code FROM staged_registration
    UNION ALL SELECT file, line, package_code FROM staged_instalment
) s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_execution e ON e.contract_id = c.id AND NOT e.counts
GROUP BY s.file, s.package_code
ORDER BY s.file, 2
"""

AMENDMENT_DATES = """
SELECT s.file, s.line, cell.name, NULL
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
CROSS JOIN LATERAL (VALUES
    ('tanggal', s.signed_on < c.signed_on),
    ('selesai_baru', s.new_ends_on < COALESCE(c.starts_on, c.signed_on))
) cell (name, doubtful)
WHERE cell.doubtful
ORDER BY s.file, s.line
"""

AMENDMENT_ORDER = """
SELECT s.file, s.line, 'tanggal', NULL
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE EXISTS (
    SELECT FROM projects_amendment a
    WHERE a.contract_id = c.id AND a.signed_on > s.signed_on
      AND coverage_amendment_order(a.number) < coverage_amendment_order(s.number))
ORDER BY s.file, s.line
"""

OUTSIDE_CONTRACT = """
SELECT s.file, s.line, s.name, NULL
FROM (
    SELECT file, line, package_code, 'mulai' AS name, starts_on AS first, ends_on AS last FROM staged_assignment
    UNION ALL
    SELECT file, line, package_code, 'berlaku_dari', valid_from, valid_to FROM staged_registration
) s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_execution e ON e.contract_id = c.id
WHERE s.first < e.first_day OR COALESCE(s.last, s.first) > e.last_day
ORDER BY s.file, s.line
"""

REGISTERED_EARLY = """
SELECT s.file, s.line, 'tanggal_daftar', NULL
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE s.registered_on < c.signed_on
ORDER BY s.file, s.line
"""

PAID_EARLY = """
SELECT s.file, s.line, 'tanggal_bayar', NULL
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE s.paid_on < (
    SELECT min(COALESCE(r.registered_on, r.valid_from)) FROM coverage_registration r WHERE r.contract_id = c.id)
ORDER BY s.file, s.line
"""

PAID_UNREGISTERED = """
SELECT s.file, s.line, 'tanggal_bayar', NULL
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
WHERE s.paid_on IS NOT NULL
  AND NOT EXISTS (SELECT FROM coverage_registration r WHERE r.contract_id = c.id)
ORDER BY s.file, s.line
"""

RECEIPTS = """
WITH said AS (
    SELECT NULL::integer AS file, NULL::integer AS line, contract_id, receipt FROM coverage_instalment
    UNION ALL
    SELECT s.file, s.line, c.id, s.receipt
    FROM staged_instalment s JOIN projects_contract c ON c.package_code = s.package_code
), spelt AS (
    SELECT file, line, contract_id,
           upper(regexp_replace(translate(receipt, '\u2010\u2011\u2012\u2013\u2014\u2212', '------'), '\\s', '', 'g'))
           AS receipt
    FROM said WHERE receipt <> ''
)
SELECT s.file, s.line, 'nomor_bukti', NULL
FROM spelt s
WHERE s.file IS NOT NULL
  AND EXISTS (
    SELECT FROM spelt i WHERE i.file IS NULL AND i.receipt = s.receipt AND i.contract_id <> s.contract_id)
ORDER BY s.file, s.line
"""

_DIFFERING = """
SELECT s.file, s.line, cell.name, s.nik_shown
FROM staged_assignment s
JOIN contractors_worker w ON w.nik_index = s.nik_index
CROSS JOIN LATERAL (VALUES
    ('nama', w.name <> '' AND s.name <> w.name),
    ('tanggal_lahir', s.born_on <> w.born_on),
    ('jenis_kelamin', s.sex <> '' AND w.sex <> '' AND s.sex <> w.sex)
) cell (name, doubtful)
WHERE cell.doubtful
"""
_BY_ROW = "ORDER BY s.file, s.line"

PERSONS = _DIFFERING + _BY_ROW

SEVERAL_CONTRACTS = """
SELECT s.file, min(s.line), 'nik', count(DISTINCT s.nik_index)::text
FROM staged_assignment s
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN projects_contract c ON c.package_code = s.package_code
WHERE EXISTS (SELECT FROM projects_assignment a WHERE a.worker_id = w.id AND a.contract_id <> c.id)
GROUP BY s.file
ORDER BY s.file
"""

_ELSEWHERE = """
FROM staged_assignment s
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN projects_contract c ON c.package_code = s.package_code
JOIN projects_assignment a ON a.worker_id = w.id AND a.contract_id <> c.id
    AND (s.ends_on IS NULL OR a.starts_on <= s.ends_on) AND (a.ends_on IS NULL OR a.ends_on >= s.starts_on)
JOIN projects_contract other ON other.id = a.contract_id AND other.status <> 'Batal'
"""

_SEEN_ANYWHERE = """
  AND (%(agencies)s::bigint[] IS NULL OR EXISTS (
      SELECT FROM projects_assignment a JOIN projects_contract own ON own.id = a.contract_id
      WHERE a.worker_id = w.id AND own.agency_id = ANY (%(agencies)s::bigint[])))
"""
PERSONS_SEEN = _DIFFERING + _SEEN_ANYWHERE + _BY_ROW
"""Of somebody who stands on contracts of other agencies alone, that what is stored differs would tell what is stored."""

_SEEN = "(%(agencies)s::bigint[] IS NULL OR other.agency_id = ANY (%(agencies)s::bigint[]))"

ON_CONTRACTS = f"""
SELECT s.file, s.line, 'nik',
       array_agg(DISTINCT COALESCE(NULLIF(other.number, ''), other.title)) FILTER (WHERE told.seen)
{_ELSEWHERE}
CROSS JOIN LATERAL (SELECT {_SEEN} AS seen) told
GROUP BY s.file, s.line, told.seen
ORDER BY s.file, s.line, told.seen DESC
"""
"""The contracts that may be told of, in order; NULL for those that may not, of which nothing else is asked."""

SEVERAL_SPELLS = """
SELECT s.file, min(s.line), 'nik', count(DISTINCT (s.package_code, s.nik_index))::text
FROM staged_assignment s
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN projects_contract c ON c.package_code = s.package_code
WHERE EXISTS (
    SELECT FROM projects_assignment a
    WHERE a.worker_id = w.id AND a.contract_id = c.id AND a.starts_on <> s.starts_on)
GROUP BY s.file
ORDER BY s.file
"""

MEMBERS_WITHOUT_ROSTER = """
SELECT s.file, s.line, 'nik', s.nik_shown
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE w.name = ''
ORDER BY s.file, s.line
"""

MEMBERSHIPS_OVERLAP = """
SELECT s.file, s.line, 'mulai', s.nik_shown
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
WHERE EXISTS (
    SELECT FROM coverage_membership m
    WHERE m.worker_id = w.id AND m.segment = s.segment AND m.starts_on < s.starts_on
      AND (m.ends_on IS NULL OR m.ends_on >= s.starts_on))
ORDER BY s.file, s.line
"""

AGENCIES_OF_ONE_NAME = """
SELECT DISTINCT ON (s.agency_name) s.file, s.line, 'opd', s.agency_name
FROM staged_contract s
WHERE s.has_contract AND s.satker_code = ''
  AND (SELECT count(*) FROM projects_agency a WHERE a.name = s.agency_name) > 1
ORDER BY s.agency_name, s.file, s.line
"""

CONTRIBUTIONS = """
SELECT s.file, s.line, s.contribution,
       COALESCE((SELECT a.new_price FROM projects_amendment a
                 WHERE a.contract_id = c.id AND a.new_price IS NOT NULL
                 ORDER BY a.signed_on DESC, coverage_amendment_order(a.number) DESC LIMIT 1), c.price),
       c.price, c.ppn_percent, c.signed_on
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_execution e ON e.contract_id = c.id AND e.counts
WHERE s.contribution IS NOT NULL
ORDER BY s.file, s.line
"""
AMOUNTS = """
SELECT s.file, s.line, s.number, s.amount, c.price, c.ppn_percent, c.signed_on
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_execution e ON e.contract_id = c.id AND e.counts
WHERE s.amount IS NOT NULL
ORDER BY s.file, s.line
"""
"""These two stand beside the rule's amount, which coverage.rules knows."""
