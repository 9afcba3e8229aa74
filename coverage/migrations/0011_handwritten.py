"""Which fields a person wrote, noted by triggers in the transaction of the change.

By hand is what a signed-in person changes outside an import and outside taking one back. Of a row made by hand every
field that is not empty counts, and `was` is empty; keys are noted when they are corrected, with what they were.
"""

from django.db import migrations, models

PARTS = (
    (
        "projects_contract",
        "contract",
        "{rup_code,spse_code,year,agency_id,officer_id,kind,method,fund,title,number,signed_on,price,ppn_percent,"
        "starts_on,ends_on,contractor_id,village_code,status,actual_end_on,hps}",
        "{package_code}",
    ),
    ("projects_amendment", "amendment", "{signed_on,new_price,new_ends_on,reason}", "{number}"),
    ("projects_assignment", "assignment", "{ends_on,job,employment,domicile_code,wage,kpj}", "{starts_on}"),
    (
        "coverage_registration",
        "registration",
        "{project_number,registered_on,valid_from,valid_to,headcount,contribution}",
        "{certificate_number}",
    ),
    ("coverage_instalment", "instalment", "{amount,due_on,paid_on,receipt}", "{number}"),
    ("coverage_membership", "membership", "{ends_on,kpj}", "{starts_on}"),
    ("coverage_headcountdeclaration", "declaration", "{headcount}", "{}"),
)

FUNCTIONS = """
CREATE FUNCTION coverage_by_hand() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT COALESCE(told ->> 'user' IS NOT NULL AND NOT told ?| ARRAY['upload', 'undone_upload'], false)
           AND COALESCE(current_setting('coverage.by_file', true), '') <> 'on'
    FROM (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb AS told) context
$$;
COMMENT ON FUNCTION coverage_by_hand IS 'Whether a signed-in person makes this change, outside an import.';

CREATE FUNCTION coverage_cell(told jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(NULLIF(told, '""'), 'null')
$$;
COMMENT ON FUNCTION coverage_cell IS 'A value as a file can say it: an empty text and none are the same empty cell.';

CREATE FUNCTION coverage_note_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coverage_by_hand() THEN
        INSERT INTO coverage_handwritten (part, row_id, field, was)
        SELECT TG_ARGV[0], n.id, cell.key, 'null'
        FROM changed n CROSS JOIN LATERAL jsonb_each(to_jsonb(n)) cell
        WHERE cell.key = ANY (TG_ARGV[1]::text[]) AND coverage_cell(cell.value) <> 'null'
        ON CONFLICT (part, row_id, field) DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION coverage_note_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coverage_by_hand() THEN
        INSERT INTO coverage_handwritten (part, row_id, field, was)
        SELECT TG_ARGV[0], n.id, cell.key,
               CASE WHEN cell.key = ANY (TG_ARGV[2]::text[]) THEN to_jsonb(o) -> cell.key
                    ELSE coverage_cell(to_jsonb(o) -> cell.key) END
        FROM was o JOIN changed n ON n.id = o.id CROSS JOIN LATERAL jsonb_each(to_jsonb(n)) cell
        WHERE cell.key = ANY (TG_ARGV[1]::text[] || TG_ARGV[2]::text[]) AND cell.value <> to_jsonb(o) -> cell.key
        ON CONFLICT (part, row_id, field) DO NOTHING;
        DELETE FROM coverage_handwritten h USING changed n
        WHERE h.part = TG_ARGV[0] AND h.row_id = n.id
          AND h.was IN (to_jsonb(n) -> h.field, coverage_cell(to_jsonb(n) -> h.field));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION coverage_note_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM coverage_handwritten h USING changed o WHERE h.part = TG_ARGV[0] AND h.row_id = o.id;
    RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER coverage_note_new AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION coverage_note_new('{part}', '{fields}', '{keys}');
CREATE TRIGGER coverage_note_changed AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION coverage_note_changed('{part}', '{fields}', '{keys}');
CREATE TRIGGER coverage_note_gone AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION coverage_note_gone('{part}');
"""

DROP = """
DROP TRIGGER coverage_note_new ON {table};
DROP TRIGGER coverage_note_changed ON {table};
DROP TRIGGER coverage_note_gone ON {table};
"""


def on(table, part, fields, keys):
    made = TRIGGERS.format(table=table, part=part, fields=fields, keys=keys)
    return migrations.RunSQL(made, DROP.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("coverage", "0010_uploads")]

    operations = [
        migrations.CreateModel(
            name="Handwritten",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=20)),
                ("row_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40)),
                ("was", models.JSONField()),
            ],
            options={
                "verbose_name": "isian dengan tangan",
                "verbose_name_plural": "isian dengan tangan",
                "constraints": [
                    models.UniqueConstraint(fields=("part", "row_id", "field"), name="handwritten_once")
                ],
            },
        ),
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION coverage_note_new, coverage_note_changed, coverage_note_gone, coverage_cell, coverage_by_hand;",
        ),
        *[on(*part) for part in PARTS],
    ]
