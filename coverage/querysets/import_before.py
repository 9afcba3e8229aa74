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
