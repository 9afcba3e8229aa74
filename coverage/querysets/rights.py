"""What the database role of web and worker may do: write facts, never change the tables or their history."""

from django.db import connection

_GRANT = """
DO $do$
DECLARE
    role text := current_setting('cakupan.granted_role');
    name text;
BEGIN
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', role);
    EXECUTE format('REVOKE CREATE ON SCHEMA public FROM %I, PUBLIC', role);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', role);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM %I', role);
    EXECUTE format('REVOKE DELETE ON pghistory_context FROM %I', role);
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%recordedevent' LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM %I', name, role);
    END LOOP;
END $do$
"""


def grant_rights(role):
    """Give `role` what web and worker need: rows of all tables, history to append alone; no TRUNCATE, no triggers.

    Raises ProgrammingError where the role is unknown.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cakupan.granted_role', %s, false)", [role])
        cursor.execute(_GRANT)
