"""What was written by hand before a file comes: kept where the file repeats the old value, told where it says a third.

The staged cells themselves are led to what stands in the register, so that no later statement has to know of it.
"""

from django.db import connection

_ANY = "SELECT EXISTS (SELECT FROM coverage_handwritten)"

_BEGIN = """
DROP TABLE IF EXISTS staged_by_hand;
CREATE TEMP TABLE staged_by_hand (
    part text, row_id bigint, field text, file integer, line integer, name text, whose text, says jsonb, stands jsonb,
    was jsonb, personal boolean, says_text text, stands_text text
) ON COMMIT DROP
"""

_KEYS_SAID = """
INSERT INTO staged_by_hand (part, row_id, field, says, stands, was)
SELECT h.part, h.row_id, h.field, 'true', 'true', h.was
FROM coverage_handwritten h
WHERE (h.part, h.field) = ('contract', 'package_code') AND EXISTS (
          SELECT FROM staged_contract s JOIN projects_contract c USING (package_code) WHERE c.id = h.row_id)
   OR (h.part, h.field) = ('amendment', 'number') AND EXISTS (
          SELECT FROM staged_amendment s JOIN projects_contract c USING (package_code)
          JOIN projects_amendment a ON a.contract_id = c.id AND a.number = s.number WHERE a.id = h.row_id)
   OR (h.part, h.field) = ('registration', 'certificate_number') AND EXISTS (
          SELECT FROM staged_registration s JOIN projects_contract c USING (package_code)
          JOIN coverage_registration r ON r.contract_id = c.id AND r.certificate_number = s.certificate_number
          WHERE r.id = h.row_id)
   OR (h.part, h.field) = ('instalment', 'number') AND EXISTS (
          SELECT FROM staged_instalment s JOIN projects_contract c USING (package_code)
          JOIN coverage_instalment i ON i.contract_id = c.id AND i.number = s.number WHERE i.id = h.row_id)
   OR (h.part, h.field) = ('assignment', 'starts_on') AND EXISTS (
          SELECT FROM staged_assignment s JOIN projects_contract c USING (package_code)
          JOIN contractors_worker w USING (nik_index)
          JOIN projects_assignment a ON a.contract_id = c.id AND a.worker_id = w.id AND a.starts_on = s.starts_on
          WHERE a.id = h.row_id)
   OR (h.part, h.field) = ('membership', 'starts_on') AND EXISTS (
          SELECT FROM staged_membership s JOIN contractors_worker w USING (nik_index)
          JOIN coverage_membership m ON m.worker_id = w.id AND m.segment = s.segment AND m.starts_on = s.starts_on
          WHERE m.id = h.row_id)
"""
"""Corrected keys that the files know by now: nothing is left to translate."""

_CODES = """
CREATE TEMP TABLE staged_code ON COMMIT DROP AS
SELECT h.was #>> '{}' AS was, c.package_code AS now
FROM coverage_handwritten h JOIN projects_contract c ON c.id = h.row_id
WHERE (h.part, h.field) = ('contract', 'package_code')
  AND NOT EXISTS (SELECT FROM projects_contract o WHERE o.package_code = h.was #>> '{}')
  AND NOT EXISTS (SELECT FROM staged_contract s WHERE s.package_code = c.package_code);
UPDATE staged_contract s SET package_code = k.now FROM staged_code k WHERE s.package_code = k.was;
UPDATE staged_amendment s SET package_code = k.now FROM staged_code k WHERE s.package_code = k.was;
UPDATE staged_assignment s SET package_code = k.now FROM staged_code k WHERE s.package_code = k.was;
UPDATE staged_registration s SET package_code = k.now FROM staged_code k WHERE s.package_code = k.was;
UPDATE staged_instalment s SET package_code = k.now FROM staged_code k WHERE s.package_code = k.was;
DROP TABLE staged_code
"""

_KEYS = """
UPDATE staged_amendment s SET number = a.number
FROM coverage_handwritten h
JOIN projects_amendment a ON a.id = h.row_id JOIN projects_contract c ON c.id = a.contract_id
WHERE (h.part, h.field) = ('amendment', 'number') AND s.package_code = c.package_code AND s.number = h.was #>> '{}'
  AND NOT EXISTS (SELECT FROM projects_amendment o WHERE o.contract_id = c.id AND o.number = s.number)
  AND NOT EXISTS (SELECT FROM staged_amendment o WHERE (o.package_code, o.number) = (c.package_code, a.number));
UPDATE staged_registration s SET certificate_number = r.certificate_number
FROM coverage_handwritten h
JOIN coverage_registration r ON r.id = h.row_id JOIN projects_contract c ON c.id = r.contract_id
WHERE (h.part, h.field) = ('registration', 'certificate_number')
  AND s.package_code = c.package_code AND s.certificate_number = h.was #>> '{}'
  AND NOT EXISTS (SELECT FROM coverage_registration o
                  WHERE o.contract_id = c.id AND o.certificate_number = s.certificate_number)
  AND NOT EXISTS (SELECT FROM staged_registration o
                  WHERE (o.package_code, o.certificate_number) = (c.package_code, r.certificate_number));
UPDATE staged_instalment s SET number = i.number
FROM coverage_handwritten h
JOIN coverage_instalment i ON i.id = h.row_id JOIN projects_contract c ON c.id = i.contract_id
WHERE (h.part, h.field) = ('instalment', 'number') AND s.package_code = c.package_code AND to_jsonb(s.number) = h.was
  AND NOT EXISTS (SELECT FROM coverage_instalment o WHERE o.contract_id = c.id AND o.number = s.number)
  AND NOT EXISTS (SELECT FROM staged_instalment o WHERE (o.package_code, o.number) = (c.package_code, i.number));
UPDATE staged_assignment s SET starts_on = a.starts_on
FROM coverage_handwritten h
JOIN projects_assignment a ON a.id = h.row_id JOIN projects_contract c ON c.id = a.contract_id
JOIN contractors_worker w ON w.id = a.worker_id
WHERE (h.part, h.field) = ('assignment', 'starts_on')
  AND (s.package_code, s.nik_index) = (c.package_code, w.nik_index) AND to_jsonb(s.starts_on) = h.was
  AND NOT EXISTS (SELECT FROM projects_assignment o
                  WHERE (o.contract_id, o.worker_id, o.starts_on) = (c.id, w.id, s.starts_on))
  AND NOT EXISTS (SELECT FROM staged_assignment o
                  WHERE (o.package_code, o.nik_index, o.starts_on) = (c.package_code, w.nik_index, a.starts_on));
UPDATE staged_membership s SET starts_on = m.starts_on
FROM coverage_handwritten h
JOIN coverage_membership m ON m.id = h.row_id JOIN contractors_worker w ON w.id = m.worker_id
WHERE (h.part, h.field) = ('membership', 'starts_on')
  AND (s.nik_index, s.segment) = (w.nik_index, m.segment) AND to_jsonb(s.starts_on) = h.was
  AND NOT EXISTS (SELECT FROM coverage_membership o
                  WHERE (o.worker_id, o.segment, o.starts_on) = (w.id, m.segment, s.starts_on))
  AND NOT EXISTS (SELECT FROM staged_membership o
                  WHERE (o.nik_index, o.segment, o.starts_on) = (w.nik_index, m.segment, m.starts_on))
"""
"""A row under a key that was corrected by hand is the corrected row, unless the register or the files have both."""

_CONFLICTS = """
SELECT file, line, name, whose, personal, COALESCE(says_text, says #>> '{}'), COALESCE(stands_text, stands #>> '{}')
FROM staged_by_hand WHERE says <> stands AND says <> was
ORDER BY file, line, name
"""
_KEPT = "SELECT count(*) FROM staged_by_hand WHERE says <> stands AND says = was"
_SETTLED = """
DELETE FROM coverage_handwritten h USING staged_by_hand k
WHERE k.says = k.stands AND (h.part, h.row_id, h.field) = (k.part, k.row_id, k.field)
"""


def nothing_by_hand():
    """Whether no field of the register was ever written by hand, or every such field is settled."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY)
        return not cursor.fetchone()[0]


def lead_to_hand(statements):
    """Lead the staged rows to the rows and values that were written by hand; once for each filling of the tables.

    `statements` are those of import_kept_cells.
    """
    with connection.cursor() as cursor:
        for statement in (_BEGIN, _KEYS_SAID, _CODES, _KEYS, *statements):
            cursor.execute(statement)


def conflicts():
    """(file, row, column, whose, personal, what the file says, what stands) of each third value, some at a time."""
    with connection.cursor() as cursor:
        cursor.execute(_CONFLICTS)
        yield from cursor.fetchall()


def kept():
    """How many cells repeated an old value and were left as a person wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return cursor.fetchone()[0]


def settle():
    """Forget the hand where the files say the same by now; how many fields."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED)
        return cursor.rowcount
