"""A register of any size in a few set-based statements, for measuring and for counting queries."""

from datetime import date

from django.db import connection

_FILL = """
INSERT INTO projects_agency (name, satker_code) SELECT 'Dinas ' || n, '' FROM generate_series(1, 27) n
    ON CONFLICT DO NOTHING;
INSERT INTO projects_officer (name) SELECT 'PPK ' || n FROM generate_series(1, 40) n ON CONFLICT DO NOTHING;
INSERT INTO contractors_contractor (npwp, name, nib)
    SELECT '', 'CV Penyedia ' || n, '' FROM generate_series(1, 140) n ON CONFLICT DO NOTHING;
INSERT INTO contractors_worker (nik, nik_index, name, sex, born_on)
    SELECT '\\x00', sha256(n::text::bytea), 'Pekerja ' || n, 'L', '1990-01-01'
    FROM generate_series(%(begin)s::int * %(crew)s::int / 2, %(end)s::int * %(crew)s::int / 2) n
    ON CONFLICT DO NOTHING;
INSERT INTO projects_contract (package_code, rup_code, spse_code, year, agency_id, officer_id, contractor_id, kind,
                               method, fund, title, number, signed_on, price, ppn_percent, starts_on, ends_on,
                               village_code, status)
SELECT 'R-' || n, '', '', extract(year FROM signed), a.id, o.id, k.id, 'Pekerjaan Konstruksi',
       'Pengadaan Langsung', CASE WHEN n %% 20 = 0 THEN 'APBN' ELSE 'APBD' END, 'Paket ' || n, '602.1/' || n, signed,
       50000000 + n * 7919 %% 900000000, 11, signed + 3, signed + 33 + n * 31 %% 150, '32.71.01.1001', 'Berjalan'
FROM (SELECT n, %(day)s::date - n * 7919 %% 730 + 60 AS signed
      FROM generate_series(%(begin)s::int, %(end)s::int - 1) n) c
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM projects_agency) a ON a.at = 1 + n %% 27
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM projects_officer) o ON o.at = 1 + n %% 40
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM contractors_contractor) k ON k.at = 1 + n %% 140;
INSERT INTO coverage_registration (contract_id, project_number, certificate_number, registered_on, valid_from, valid_to)
    SELECT id, '', '', signed_on + 12, starts_on, ends_on FROM projects_contract
    WHERE id %% 3 > 0 AND package_code IN (SELECT 'R-' || n FROM generate_series(%(begin)s::int, %(end)s::int - 1) n);
INSERT INTO coverage_instalment (contract_id, number, paid_on, receipt)
    SELECT contract_id, 1, registered_on + 3, '' FROM coverage_registration r
    WHERE contract_id %% 7 > 0 ON CONFLICT DO NOTHING;
INSERT INTO coverage_headcountdeclaration (contract_id, headcount)
    SELECT id, 10 + id %% 12 FROM projects_contract WHERE id %% 5 > 0 ON CONFLICT DO NOTHING;
INSERT INTO projects_amendment (contract_id, number, signed_on, new_price, new_ends_on, reason)
    SELECT id, '1', signed_on + 25, price * 1.05, ends_on + 14, '' FROM projects_contract
    WHERE id %% 9 = 0 ON CONFLICT DO NOTHING;
INSERT INTO projects_assignment (contract_id, worker_id, starts_on, job, employment, domicile_code, kpj)
SELECT c.id, w.id, c.starts_on, 'Pekerja', 'Harian lepas', '32.71.01', ''
FROM (SELECT id, starts_on, row_number() OVER (ORDER BY id DESC) AS at FROM projects_contract
      WHERE package_code IN (SELECT 'R-' || n FROM generate_series(%(begin)s::int, %(end)s::int - 1) n)) c
CROSS JOIN generate_series(1, %(crew)s::int) place
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM contractors_worker) w
    ON w.at = 1 + (c.at * %(crew)s::int + place) %% (SELECT count(*) FROM contractors_worker);
"""


def grow(begin, end, crew=15, day=date(2025, 9, 30)):
    """Add the contracts number `begin` to `end` - 1 with `crew` roster rows each, around `day`, and analyse the tables.

    Workers carry no readable NIK: pages that show one need a roster of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(_FILL, {"begin": begin, "end": end, "crew": crew, "day": day})
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
