"""What an import that was tried did with each staged row: read from the events of the statements that applied it.

For the templates whose rows are few. A trial runs the very statements of an import and is rolled back, so that there
is no second rule of what is new, changed or the same.
"""

import json

from django.db import connection
from psycopg2.sql import SQL, Identifier

from coverage.models.registrations import HeadcountDeclaration, Instalment, Membership, Registration
from coverage.querysets.rows import as_dicts
from projects.models import Amendment, Contract

_CONTRACT = """
SELECT s.line, c.id FROM staged_contract s JOIN projects_contract c ON c.package_code = s.package_code
"""
_DECLARATION = """
SELECT s.line, e.pgh_obj_id AS id
FROM staged_contract s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_headcountdeclarationrecordedevent e ON e.contract_id = c.id AND e.declared_on IS NULL
"""
_AMENDMENT = """
SELECT s.line, a.id
FROM staged_amendment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN projects_amendment a ON a.contract_id = c.id AND a.number = s.number
"""
_REGISTRATION = """
SELECT s.line, r.id
FROM staged_registration s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_registration r ON r.contract_id = c.id AND r.certificate_number = s.certificate_number
"""
_INSTALMENT = """
SELECT s.line, i.id
FROM staged_instalment s
JOIN projects_contract c ON c.package_code = s.package_code
JOIN coverage_instalment i ON i.contract_id = c.id AND i.number = s.number
"""
_MEMBERSHIP = """
SELECT s.line, m.id
FROM staged_membership s
JOIN contractors_worker w ON w.nik_index = s.nik_index
JOIN coverage_membership m ON m.worker_id = w.id AND m.segment = s.segment AND m.starts_on = s.starts_on
"""

_DAYS = {"starts_on": "mulai", "ends_on": "selesai"}
PARTS = {
    "kontrak": (
        (
            Contract,
            _CONTRACT,
            {
                **_DAYS,
                "rup_code": "kode_rup",
                "year": "tahun",
                "agency_id": "opd",
                "officer_id": "ppk",
                "kind": "jenis",
                "method": "metode",
                "fund": "sumber_dana",
                "title": "nama_paket",
                "number": "nomor_kontrak",
                "signed_on": "tanggal_kontrak",
                "price": "nilai_kontrak",
                "ppn_percent": "ppn_persen",
                "contractor_id": "nama_penyedia",
                "village_code": "kode_kelurahan",
                "status": "status",
                "actual_end_on": "tanggal_selesai_nyata",
            },
        ),
        (HeadcountDeclaration, _DECLARATION, {"headcount": "rencana_tenaga_kerja"}),
    ),
    "adendum": (
        (
            Amendment,
            _AMENDMENT,
            {
                "signed_on": "tanggal",
                "new_price": "nilai_baru",
                "new_ends_on": "selesai_baru",
                "reason": "alasan",
            },
        ),
    ),
    "pendaftaran": (
        (
            Registration,
            _REGISTRATION,
            {
                "project_number": "nomor_proyek",
                "registered_on": "tanggal_daftar",
                "valid_from": "berlaku_dari",
                "valid_to": "berlaku_sampai",
                "headcount": "jumlah_tenaga_kerja",
                "contribution": "iuran",
            },
        ),
    ),
    "pembayaran": (
        (
            Instalment,
            _INSTALMENT,
            {"amount": "jumlah", "due_on": "jatuh_tempo", "paid_on": "tanggal_bayar", "receipt": "nomor_bukti"},
        ),
    ),
    "kepesertaan": ((Membership, _MEMBERSHIP, {**_DAYS, "kpj": "kpj"}),),
}
"""Of each template: the models that its rows write, where a row stands after it, {column of the table: of the file}."""

NAMELESS = frozenset({"agency_id", "officer_id", "contractor_id"})
"""Columns that hold a number of the database: that they change is told, not from what."""

_NEWEST = "SELECT COALESCE(max(pgh_id), 0) FROM {events}"
_OUTCOME = """
SELECT here.line, e.pgh_label AS label, was.facts AS before, to_jsonb(e) AS after
FROM ({here}) here
JOIN LATERAL (
    SELECT * FROM {events} e WHERE e.pgh_obj_id = here.id AND e.pgh_id > %(newest)s ORDER BY e.pgh_id DESC LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT to_jsonb(p) AS facts FROM {events} p
    WHERE p.pgh_obj_id = here.id AND p.pgh_id <= %(newest)s ORDER BY p.pgh_id DESC LIMIT 1
) was ON true
ORDER BY here.line
"""


def _events(model):
    return Identifier(model.pgh_event_model._meta.db_table)


def newest_events(template):
    """The newest event of each table that rows of the template write, to be asked before the trial."""
    found = []
    with connection.cursor() as cursor:
        for model, *_ in PARTS[template]:
            cursor.execute(SQL(_NEWEST).format(events=_events(model)).as_string(cursor.connection))
            found.append(cursor.fetchone()[0])
    return found


def outcome_of(template, newest):
    """{row: (whether it is new, {column of the file: value before})} of the staged rows that the trial wrote.

    Rows that it left alone are not in it; the value is None where it was empty or is not told.
    """
    found = {}
    for (model, here, columns), last in zip(PARTS[template], newest, strict=True):
        with connection.cursor() as cursor:
            statement = SQL(_OUTCOME).format(events=_events(model), here=SQL(here)).as_string(cursor.connection)
        for row in as_dicts(statement, {"newest": last}):
            new, changes = found.setdefault(row["line"], (False, {}))
            new = new or (row["label"] == "insert" and model is PARTS[template][0][0])
            changes |= _changes(row, columns)
            found[row["line"]] = (new, changes)
    return found


def _changes(row, columns):
    before = json.loads(row["before"], parse_float=str) if row["before"] else {}
    after = {} if row["label"] == "delete" else json.loads(row["after"], parse_float=str)
    return {
        name: None if column in NAMELESS else before.get(column)
        for column, name in columns.items()
        if before.get(column) != after.get(column)
    }
