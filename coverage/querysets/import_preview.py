"""What an import of one roster would do, row by row, asked of the staging tables before anything is written."""

from django.db import connection
from psycopg2.sql import SQL, Identifier

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


STAGED = {
    "kontrak": "staged_contract",
    "adendum": "staged_amendment",
    "tenaga_kerja": "staged_assignment",
    "pendaftaran": "staged_registration",
    "pembayaran": "staged_instalment",
    "kepesertaan": "staged_membership",
}
"""The staging table of each template."""
_LEAVE_OUT = "DELETE FROM {table} WHERE bad OR line = ANY (%s)"
_LINES = "SELECT line FROM {table} ORDER BY line"


def leave_out(template, lines):
    """Take the rows with these numbers, and those that are bad by themselves, out of the staging table of a template."""
    with connection.cursor() as cursor:
        statement = SQL(_LEAVE_OUT).format(table=Identifier(STAGED[template])).as_string(cursor.connection)
        cursor.execute(statement, [list(lines)])


def staged_lines(template):
    """The numbers of the rows in the staging table of a template, ascending."""
    with connection.cursor() as cursor:
        cursor.execute(SQL(_LINES).format(table=Identifier(STAGED[template])).as_string(cursor.connection))
        return [line for (line,) in cursor.fetchall()]
