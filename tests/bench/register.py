"""A large register made by a few set-based statements, for measuring; nobody in it exists."""

from django.db import connection

from tests.factories import invented_nik

_CITY = """
INSERT INTO projects_agency (name, satker_code) SELECT 'Dinas Ukur ' || n, '' FROM generate_series(1, 20) n;
INSERT INTO projects_officer (name) SELECT 'PPK Ukur ' || n FROM generate_series(1, 60) n;
INSERT INTO contractors_contractor (npwp, name, nib)
SELECT lpad((n * 7919)::text, 16, '0'), 'CV Ukur ' || n, '' FROM generate_series(1, GREATEST(%(contracts)s / 8, 1)) n;
"""

_CONTRACTS = """
INSERT INTO projects_contract (package_code, rup_code, spse_code, year, agency_id, officer_id, kind, method, fund, title,
    number, signed_on, price, ppn_percent, starts_on, ends_on, contractor_id, village_code, status)
SELECT 'U-' || n, '', '', extract(year FROM d.signed_on), a.ids[1 + n %% 20], o.ids[1 + n %% 60],
       (ARRAY['Pekerjaan Konstruksi', 'Jasa Konsultansi Pengawasan', 'Pekerjaan Konstruksi'])[1 + n %% 3],
       'Pengadaan Langsung', 'APBD', 'Pekerjaan ukur nomor ' || n, '602.1/' || n || '/SPK', d.signed_on,
       (50 + n %% 900) * 1000000, 11, d.signed_on, d.signed_on + 30 + n %% 150, c.ids[1 + n %% cardinality(c.ids)],
       '32.71.0' || 1 + n %% 6 || '.1001', 'Berjalan'
FROM generate_series(1, %(contracts)s) n
CROSS JOIN LATERAL (SELECT %(today)s::date - (n * 7 %% 400) AS signed_on) d
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM projects_agency) a
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM projects_officer) o
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM contractors_contractor) c;
"""

_PROOFS = """
INSERT INTO coverage_headcountdeclaration (contract_id, headcount)
SELECT id, 5 + id %% 20 FROM projects_contract WHERE id %% 9 > 0;
INSERT INTO coverage_registration (contract_id, project_number, certificate_number, registered_on, valid_from, valid_to)
SELECT id, '', 'S-' || id, signed_on + (id %% 30)::int, starts_on, ends_on FROM projects_contract WHERE id %% 3 > 0;
INSERT INTO coverage_instalment (contract_id, number, due_on, paid_on, receipt)
SELECT id, 1, signed_on + 28, CASE WHEN id %% 4 > 0 THEN signed_on + (id %% 35)::int END, ''
FROM projects_contract WHERE id %% 3 > 0;
INSERT INTO projects_amendment (contract_id, number, signed_on, new_price, new_ends_on, reason)
SELECT id, '1', signed_on + 20, price * 1.1, ends_on + 15, '' FROM projects_contract WHERE id %% 10 = 0;
"""

_PEOPLE = """
INSERT INTO contractors_worker (nik, nik_index, name, sex)
SELECT %(nik)s, decode(md5('c' || n) || md5('d' || n), 'hex'), 'Pekerja ' || n, 'L'
FROM generate_series(1, GREATEST(%(rows)s * 2 / 3, 1)) n;
INSERT INTO projects_assignment (contract_id, worker_id, starts_on, job, employment, domicile_code, kpj)
SELECT c.id, w.first + (c.place * 4 + k) %% w.people, c.starts_on, 'Tukang', 'Harian lepas', '32.71.01.1001', ''
FROM (SELECT id, starts_on, row_number() OVER (ORDER BY id) AS place FROM projects_contract) c
CROSS JOIN generate_series(1, %(rows)s / %(contracts)s) k
CROSS JOIN (SELECT min(id) AS first, count(*) AS people FROM contractors_worker) w;
"""

_EMPTY = """
SET session_replication_role = replica;
TRUNCATE projects_contract, projects_agency, projects_officer, contractors_contractor, contractors_worker CASCADE;
TRUNCATE coverage_mark, coverage_dailyfigure;
SET session_replication_role = DEFAULT;
"""


def fill(contracts, rows, today):
    """Replace the register by one of `contracts` contracts and `rows` roster rows, dated in the year before `today`.

    History and marks stay out (replica mode): what is measured is reading.
    """
    asked = {"contracts": contracts, "rows": rows, "today": today, "nik": invented_nik(1).seal()}
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        cursor.execute("SET session_replication_role = replica")
        for statement in (_CITY, _CONTRACTS, _PROOFS, _PEOPLE):
            cursor.execute(statement, asked)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
