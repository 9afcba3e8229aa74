"""What an import of one roster would do, row by row, asked of the staging tables before anything is written."""

from django.db import connection

OF_A_ROW = """
SELECT s.line,
       CASE WHEN a.id IS NULL THEN 'new' WHEN cardinality(change.columns) > 0 THEN 'changed' ELSE 'same' END,
       change.columns
FROM staged_assignment s
LEFT JOIN projects_contract c ON c.package_code = s.package_code
LEFT JOIN contractors_worker w ON w.nik_index = s.nik_index
LEFT JOIN projects_assignment a ON a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on
CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[
        CASE WHEN w.name = '' AND s.name <> '' THEN 'nama' END,
        CASE WHEN w.born_on IS NULL AND s.born_on IS NOT NULL THEN 'tanggal_lahir' END,
        CASE WHEN w.sex = '' AND s.sex <> '' THEN 'jenis_kelamin' END,
        CASE WHEN a.job <> s.job THEN 'jabatan' END,
        CASE WHEN a.employment <> s.employment THEN 'status_kerja' END,
        CASE WHEN a.domicile_code <> s.domicile_code THEN 'kode_domisili' END,
        CASE WHEN a.ends_on IS DISTINCT FROM s.ends_on THEN 'selesai' END,
        CASE WHEN a.wage IS DISTINCT FROM s.wage THEN 'upah' END,
        CASE WHEN a.kpj <> s.kpj THEN 'kpj' END
    ], NULL) AS columns
) change
ORDER BY s.line
"""
"""(row, "new" | "changed" | "same", columns that change) for each staged row; the columns of a new row say nothing."""


def leave_out(lines):
    """Take the rows with these numbers out of the staged roster."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM staged_assignment WHERE bad OR line = ANY (%s)", [list(lines)])
