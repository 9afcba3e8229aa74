"""What stands in the register where staged rows would change it: the old values beside the new ones on the page."""

from coverage.querysets.rows import as_dicts

ASSIGNMENTS = """
SELECT s.line, w.name AS nama, w.born_on AS tanggal_lahir, w.sex AS jenis_kelamin, a.job AS jabatan,
       a.employment AS status_kerja, a.domicile_code AS kode_domisili, a.ends_on AS selesai, a.wage AS upah, a.kpj
FROM staged_assignment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN projects_assignment a ON a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on
WHERE s.line = ANY (%(lines)s)
"""


def before(lines):
    """{row: {column: stored value}} for those of the staged roster rows `lines` that stand in the register."""
    if not lines:
        return {}
    return {row.pop("line"): row for row in as_dicts(ASSIGNMENTS, {"lines": lines})}


_LISTED = """
WITH stored AS (
    SELECT w.nik_index, a.starts_on, a.ends_on
    FROM projects_assignment a JOIN contractors_worker w ON w.id = a.worker_id
    WHERE a.contract_id = %(contract)s
), later AS (
    SELECT nik_index, starts_on, ends_on FROM staged_assignment
    UNION ALL
    SELECT * FROM stored t
    WHERE NOT EXISTS (
        SELECT FROM staged_assignment s WHERE (s.nik_index, s.starts_on) = (t.nik_index, t.starts_on))
)
SELECT (SELECT count(DISTINCT nik_index) FROM stored
        WHERE starts_on <= %(day)s AND (ends_on IS NULL OR ends_on >= %(day)s)) AS before,
       (SELECT count(DISTINCT nik_index) FROM later
        WHERE starts_on <= %(day)s AND (ends_on IS NULL OR ends_on >= %(day)s)) AS after
"""


def listed_on(contract_id, day):
    """How many persons the roster of a contract lists on `day` `before` and `after` its staged rows are applied."""
    return as_dicts(_LISTED, {"contract": contract_id, "day": day})[0]
