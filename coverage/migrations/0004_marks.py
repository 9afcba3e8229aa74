"""Triggers that leave a mark beside every change that a figure reads, in the same transaction.

One mark a contract and statement (transition tables) instead of one a row: as safe, and a roster of 100,000 rows
leaves as many marks as it has contracts.
"""

from django.db import migrations

PARTS = (
    "projects_amendment",
    "projects_assignment",
    "coverage_registration",
    "coverage_instalment",
    "coverage_headcountdeclaration",
)
EVERYTHING = ("coverage_membership", "coverage_holidayoverride", "coverage_tariffslice", "coverage_target")

FUNCTIONS = """
CREATE FUNCTION coverage_mark_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coverage_mark (contract_id) SELECT id FROM changed ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION coverage_mark_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO coverage_mark (contract_id) SELECT contract_id FROM was UNION SELECT contract_id FROM changed;
    ELSE
        INSERT INTO coverage_mark (contract_id) SELECT DISTINCT contract_id FROM changed;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION coverage_mark_everything() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coverage_mark (contract_id) SELECT NULL WHERE EXISTS (SELECT FROM changed);
    RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER coverage_mark_insert AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER coverage_mark_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER coverage_mark_delete AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""

DROP = """
DROP TRIGGER coverage_mark_insert ON {table};
DROP TRIGGER coverage_mark_update ON {table};
DROP TRIGGER coverage_mark_delete ON {table};
"""


def on(table, function):
    return migrations.RunSQL(TRIGGERS.format(table=table, function=function), DROP.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_definitions")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION coverage_mark_contract, coverage_mark_part, coverage_mark_everything;",
        ),
        on("projects_contract", "coverage_mark_contract"),
        *[on(table, "coverage_mark_part") for table in PARTS],
        *[on(table, "coverage_mark_everything") for table in EVERYTHING],
    ]
