"""The staging tables of an import: filled by COPY, gone when the transaction ends."""

from contextlib import contextmanager

from django.db import connection

from projects.querysets import wait_for_everybody

LOCK = """
LOCK TABLE contractors_contractor, contractors_worker, projects_agency, projects_officer, projects_appointment,
           projects_contract, projects_amendment, projects_assignment, coverage_registration, coverage_instalment,
           coverage_membership, coverage_headcountdeclaration
IN SHARE ROW EXCLUSIVE MODE
"""

BY_FILE = "SELECT set_config('coverage.by_file', %s, true)"
"""What is written meanwhile, at most until the transaction ends, is not by hand (migrations/0011_handwritten.py)."""

STAGE = """
DROP TABLE IF EXISTS staged_contract, staged_amendment, staged_assignment, staged_registration, staged_instalment,
                     staged_membership;
CREATE TEMP TABLE staged_contract (
    file integer, line integer, bad boolean,
    package_code text, rup_code text, year integer, agency_name text, officer_name text, kind text, method text,
    fund text, title text, number text, signed_on date, price numeric, ppn_percent numeric, starts_on date,
    ends_on date, npwp text, provider_name text, village_code text, headcount integer, status text, actual_end_on date,
    satker_code text DEFAULT '', spse_code text DEFAULT '', hps numeric,
    has_contract boolean DEFAULT true, has_announcement boolean DEFAULT true, has_hps boolean DEFAULT false,
    has_work_order boolean DEFAULT true, has_handover boolean DEFAULT true, has_template boolean DEFAULT true
) ON COMMIT DROP;
CREATE TEMP TABLE staged_amendment (
    file integer, line integer, bad boolean,
    package_code text, number text, signed_on date, new_price numeric, new_ends_on date, reason text
) ON COMMIT DROP;
CREATE TEMP TABLE staged_assignment (
    file integer, line integer, bad boolean,
    package_code text, nik_index bytea, nik bytea, nik_shown text, name text, born_on date, sex text, job text,
    employment text, domicile_code text, starts_on date, ends_on date, wage numeric, kpj text
) ON COMMIT DROP;
CREATE TEMP TABLE staged_registration (
    file integer, line integer, bad boolean,
    package_code text, project_number text, certificate_number text, registered_on date, valid_from date,
    valid_to date, headcount integer, contribution numeric
) ON COMMIT DROP;
CREATE TEMP TABLE staged_instalment (
    file integer, line integer, bad boolean,
    package_code text, number integer, amount numeric, due_on date, paid_on date, receipt text
) ON COMMIT DROP;
CREATE TEMP TABLE staged_membership (
    file integer, line integer, bad boolean,
    nik_index bytea, nik bytea, nik_shown text, kpj text, segment text, starts_on date, ends_on date
) ON COMMIT DROP;
"""

COPIES = {
    "kontrak": """COPY staged_contract (file, line, bad, package_code, rup_code, year, agency_name, officer_name, kind,
        method, fund, title, number, signed_on, price, ppn_percent, starts_on, ends_on, npwp, provider_name,
        village_code, headcount, status, actual_end_on) FROM STDIN""",
    "isb": """COPY staged_contract (file, line, bad, package_code, rup_code, year, agency_name, officer_name, kind,
        method, fund, title, number, signed_on, price, starts_on, ends_on, npwp, provider_name, status, actual_end_on,
        satker_code, spse_code, hps, has_contract, has_announcement, has_hps, has_work_order, has_handover,
        has_template) FROM STDIN""",
    "adendum": "COPY staged_amendment FROM STDIN",
    "tenaga_kerja": "COPY staged_assignment FROM STDIN",
    "pendaftaran": "COPY staged_registration FROM STDIN",
    "pembayaran": "COPY staged_instalment FROM STDIN",
    "kepesertaan": "COPY staged_membership FROM STDIN",
}

BOTH_SOURCES = """
WITH lent AS (
    UPDATE staged_contract t SET hps = i.hps, has_hps = i.has_hps, spse_code = i.spse_code
    FROM staged_contract i
    WHERE t.has_template AND NOT i.has_template AND i.package_code = t.package_code
    RETURNING i.ctid AS was, i.file, i.line, t.file AS by_file, t.line AS by_line
), gone AS (
    DELETE FROM staged_contract WHERE ctid IN (SELECT was FROM lent)
)
SELECT file, line, by_file, by_line FROM lent ORDER BY file, line
"""
"""A package in a template and in LKPP's tables: the template is used, and the HPS that it has no column for."""

KEYS = {
    "kontrak": ("staged_contract", "kode_paket", ("package_code",)),
    "adendum": ("staged_amendment", "kode_paket dan nomor", ("package_code", "number")),
    "tenaga_kerja": ("staged_assignment", "kode_paket, nik dan mulai", ("package_code", "nik_index", "starts_on")),
    "pendaftaran": ("staged_registration", "kode_paket dan nomor_sertifikat", ("package_code", "certificate_number")),
    "pembayaran": ("staged_instalment", "kode_paket dan termin", ("package_code", "number")),
    "kepesertaan": ("staged_membership", "nik, segmen dan mulai", ("nik_index", "segment", "starts_on")),
}
"""The staging table of each template, what its key is called, and its columns."""


def same_key(template=None):
    """The statement that finds rows with the key of an earlier row of their file: of one template, None for all."""
    asked = []
    for table, called, columns in KEYS.values() if template is None else [KEYS[template]]:
        complete = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        window = f"(PARTITION BY file, {', '.join(columns)} ORDER BY line)"
        asked.append(
            f"SELECT file, line, first_value(line) OVER {window}, '{called}' FROM {table} WHERE {complete}"  # noqa: S608
        )
    rows = " UNION ALL ".join(asked)
    return f"SELECT * FROM ({rows}) rows (file, line, first, key) WHERE line > first ORDER BY file, line"  # noqa: S608


REPLACED = """
WITH contract AS (
    DELETE FROM staged_contract s USING staged_contract l
    WHERE l.package_code = s.package_code AND l.file > s.file RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
), amendment AS (
    DELETE FROM staged_amendment s USING staged_amendment l
    WHERE (l.package_code, l.number) = (s.package_code, s.number) AND l.file > s.file
    RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
), assignment AS (
    DELETE FROM staged_assignment s USING staged_assignment l
    WHERE (l.package_code, l.nik_index, l.starts_on) = (s.package_code, s.nik_index, s.starts_on) AND l.file > s.file
    RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
), registration AS (
    DELETE FROM staged_registration s USING staged_registration l
    WHERE (l.package_code, l.certificate_number) = (s.package_code, s.certificate_number) AND l.file > s.file
    RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
), instalment AS (
    DELETE FROM staged_instalment s USING staged_instalment l
    WHERE (l.package_code, l.number) = (s.package_code, s.number) AND l.file > s.file
    RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
), membership AS (
    DELETE FROM staged_membership s USING staged_membership l
    WHERE (l.nik_index, l.segment, l.starts_on) = (s.nik_index, s.segment, s.starts_on) AND l.file > s.file
    RETURNING s.file, s.line, l.file AS by_file, l.line AS by_line
)
SELECT * FROM contract UNION ALL SELECT * FROM amendment UNION ALL SELECT * FROM assignment
UNION ALL SELECT * FROM registration UNION ALL SELECT * FROM instalment UNION ALL SELECT * FROM membership
ORDER BY file, line
"""

UNKNOWN_PACKAGE = """
SELECT file, line, package_code FROM (
    SELECT file, line, package_code FROM staged_amendment
    UNION ALL SELECT file, line, package_code FROM staged_assignment
    UNION ALL SELECT file, line, package_code FROM staged_registration
    UNION ALL SELECT file, line, package_code FROM staged_instalment
) s
WHERE package_code IS NOT NULL
  AND NOT EXISTS (SELECT FROM staged_contract c WHERE c.package_code = s.package_code)
  AND NOT EXISTS (SELECT FROM projects_contract c WHERE c.package_code = s.package_code)
ORDER BY file, line
"""

OVERLAPS = """
WITH days AS (
    SELECT package_code, nik_index, nik_shown, starts_on, ends_on, file, line FROM staged_assignment WHERE NOT bad
    UNION ALL
    SELECT c.package_code, w.nik_index, NULL, a.starts_on, a.ends_on, NULL, NULL
    FROM (SELECT DISTINCT package_code, nik_index FROM staged_assignment WHERE NOT bad) s
    JOIN projects_contract c ON c.package_code = s.package_code
    JOIN contractors_worker w ON w.nik_index = s.nik_index
    JOIN projects_assignment a ON a.contract_id = c.id AND a.worker_id = w.id
    WHERE NOT EXISTS (
        SELECT FROM staged_assignment t
        WHERE (t.package_code, t.nik_index, t.starts_on) = (s.package_code, s.nik_index, a.starts_on))
)
SELECT COALESCE(l.file, e.file) AS file, COALESCE(l.line, e.line) AS line, COALESCE(l.nik_shown, e.nik_shown) AS nik,
       CASE WHEN l.file IS NOT NULL THEN e.file END AS other_file,
       CASE WHEN l.file IS NOT NULL THEN e.line END AS other_line
FROM days e
JOIN days l ON l.package_code = e.package_code AND l.nik_index = e.nik_index AND l.starts_on > e.starts_on
           AND (e.ends_on IS NULL OR e.ends_on >= l.starts_on)
WHERE e.file IS NOT NULL OR l.file IS NOT NULL
ORDER BY 1, 2, other_file, other_line
"""


LARGE_IMPORT = 2_000
LARGE = """
SELECT set_config('enable_nestloop', 'off', true)
WHERE %(large)s < (SELECT count(*) FROM staged_contract) + (SELECT count(*) FROM staged_assignment)
                  + (SELECT count(*) FROM staged_membership) + (SELECT count(*) FROM staged_instalment)
                  + (SELECT count(*) FROM staged_registration) + (SELECT count(*) FROM staged_amendment)
"""


def begin():
    """Keep other writers out until the transaction ends, and make the empty staging tables."""
    lock()
    stage()


def lock():
    """Keep other writers of the register out until the transaction ends; who reads is not kept."""
    wait_for_everybody()
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(BY_FILE, ["on"])


def done():
    """What comes next in this transaction is no longer written by a file."""
    with connection.cursor() as cursor:
        cursor.execute(BY_FILE, ["off"])


@contextmanager
def not_by_hand():
    """What is written inside corrects no field of its own accord: files rule over it as before."""
    with connection.cursor() as cursor:
        cursor.execute(BY_FILE, ["on"])
    yield
    done()


def stage():
    """Make the empty staging tables, which are gone when the transaction ends; nobody is kept out."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)


def copy(name, lines):
    """COPY `lines`, an object whose read(size) gives COPY text, into the staging table of the template `name` or "isb".

    Raises Django's DatabaseError, which its own cursors do not do for copy_expert.
    """
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(COPIES[name], lines)


def registered(codes):
    """Those of the package codes that stand in the register, as a set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT package_code FROM projects_contract WHERE package_code = ANY (%s)", [codes])
        return {code for (code,) in cursor.fetchall()}


def analyse():
    """Tell the planner how large the staging tables are.

    A large import meets a register whose statistics it has itself outdated; nested loops then took minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE staged_contract, staged_amendment, staged_assignment, staged_registration, staged_instalment,"
            " staged_membership"
        )
        cursor.execute(LARGE, {"large": LARGE_IMPORT})


def analyse_register():
    """Tell the planner how large the register is now: until then pages that join it took a minute after an import."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE contractors_contractor, contractors_worker, projects_agency, projects_officer, projects_contract,"
            " projects_amendment, projects_assignment, coverage_registration, coverage_instalment, coverage_membership,"
            " coverage_headcountdeclaration"
        )


def found(statement):
    """The rows that one of the checks of this module finds, as tuples, some at a time."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(1000):
            yield from rows


def doubtful(statement, asked=None):
    """The rows that a plain SELECT finds, as tuples, held by the server and fetched some at a time; `asked`: parameters."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, asked)
        while rows := cursor.fetchmany(1000):
            yield from rows


def run(statement):
    """Run one of the set-based writes; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


ROWS = """
SELECT 'kontrak', count(*) FROM staged_contract WHERE bad IS NOT NULL
UNION ALL SELECT 'adendum', count(*) FROM staged_amendment
UNION ALL SELECT 'tenaga_kerja', count(*) FROM staged_assignment
UNION ALL SELECT 'pendaftaran', count(*) FROM staged_registration
UNION ALL SELECT 'pembayaran', count(*) FROM staged_instalment
UNION ALL SELECT 'kepesertaan', count(*) FROM staged_membership
UNION ALL SELECT 'OPD', count(DISTINCT CASE satker_code WHEN '' THEN agency_name ELSE '#' || satker_code END)
          FROM staged_contract WHERE has_contract
UNION ALL SELECT 'PPK', count(DISTINCT officer_name) FROM staged_contract WHERE has_contract AND officer_name <> ''
UNION ALL SELECT 'penunjukan PPK', count(*) FROM (
    SELECT DISTINCT officer_id, agency_id FROM staged_contract WHERE has_contract AND officer_id IS NOT NULL) pairs
UNION ALL SELECT 'penyedia', count(DISTINCT CASE npwp WHEN '' THEN provider_name ELSE '#' || npwp END)
          FROM staged_contract WHERE has_contract AND (npwp <> '' OR provider_name <> '')
UNION ALL SELECT 'rencana tenaga kerja', count(*) FROM staged_contract WHERE has_template AND headcount IS NOT NULL
UNION ALL SELECT 'orang', count(*) FROM staged_worker
"""
