"""Which people a reader may see, and what the application may do to its database: rows come and go, and nothing
rewrites the history of them.
"""

from dataclasses import asdict
from datetime import timedelta

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from pghistory.models import Context, Event
from psycopg2.extensions import encrypt_password
from psycopg2.sql import SQL, Identifier, Literal

SILENT_DAYS = 90
"""Days without a sign-in after which an account is worth a question."""


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people whom `user` may administer: all for an administrator, nobody for others."""
        return self if user.is_staff else self.none()

    def administrators(self):
        """Those who may administer today."""
        return self.filter(role="administrator", is_active=True)

    def held(self):
        """The same rows, kept from changing until the end of the transaction, in an order that cannot deadlock."""
        return self.select_for_update(of=("self",)).order_by("pk")

    def silent_on(self, day):
        """Those whose last sign-in, or without one whose account, is SILENT_DAYS old on `day`."""
        told = self.annotate(heard_at=Coalesce("last_login", "joined_at"))
        return told.filter(heard_at__date__lte=day - timedelta(days=SILENT_DAYS))

    def named_by(self, words):
        """Those whose name or surel holds every one of `words`."""
        found = self
        for word in words:
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found


_TAKE = """
INSERT INTO accounts_failures AS f (key, count, last_at) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET last_at = %(now)s,
    count = CASE WHEN f.last_at < %(now)s - make_interval(secs => %(forgotten)s) THEN 1 ELSE f.count + 1 END
WHERE f.count < %(free)s OR f.last_at <= %(now)s - make_interval(
    secs => LEAST(%(base)s * power(2, LEAST(f.count - %(free)s, 20)), %(longest)s))
"""
_WAIT = """
SELECT extract(epoch FROM f.last_at - %(now)s) + LEAST(%(base)s * power(2, LEAST(f.count - %(free)s, 20)), %(longest)s)
FROM accounts_failures f WHERE f.key = %(key)s AND f.count >= %(free)s
"""


class FailuresQuerySet(models.QuerySet):
    def take(self, key, limit, now):
        """Count one attempt against `key` unless it is in its delay (accounts.lockout.Limit); whether it was counted.

        One statement: of attempts at the same moment each sees what the others counted.
        """
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, {"key": key, "now": now, **asdict(limit)})
            return cursor.rowcount == 1

    def wait(self, key, limit, now):
        """The seconds until `key` is out of its delay; 0 where it is in none."""
        with connection.cursor() as cursor:
            cursor.execute(_WAIT, {"key": key, "now": now, **asdict(limit)})
            found = cursor.fetchone()
        return max(0, float(found[0])) if found else 0

    def give_back(self, keys):
        """Take one attempt back from each of `keys`."""
        self.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)

    def forgotten_at(self, now):
        """Counts that nobody has added to for a day."""
        return self.filter(last_at__lt=now - timedelta(days=1))


_ONE_WAY_HISTORY = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS 'SELECT false';

CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    wanted uuid := NULLIF(current_setting('pghistory.context_id', true), '');
    told jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF wanted IS NULL OR told IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS known (id, metadata, created_at, updated_at)
    VALUES (wanted, told, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
    WHERE EXCLUDED.metadata @> known.metadata AND EXCLUDED.metadata <> known.metadata;
    RETURN wanted;
END $$;
"""
"""pgtrigger lets any session switch its triggers off, pghistory lets any session rewrite who did what: not here.
Who and where may be told later of what was done (a superset), never differently.
"""

_GRANTS = """
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};
REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE ON {events} FROM {role};
REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {role};
"""

_ANALYSE = "GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}"
"""So that an import may tell the planner how large the register became; before PostgreSQL 17 only the owner may, and
autovacuum does it a minute later. It changes no row and no trigger.
"""


@transaction.atomic
def open_to_application(role, password):
    """Let `role` sign in with `password` and work with the rows of every table, with these exceptions: it owns
    nothing, so it cannot alter, truncate or disable triggers; it adds to the history, and to logs that are marked
    APPEND_ONLY, and never changes them.

    Run by the owner after every migration; running it twice changes nothing.
    """
    events = [
        model._meta.db_table for model in apps.get_models() if issubclass(model, Event) or hasattr(model, "APPEND_ONLY")
    ]
    names = {
        "role": Identifier(role),
        "database": Identifier(connection.settings_dict["NAME"]),
        "events": SQL(", ").join(map(Identifier, events)),
        "read_only": SQL(", ").join(map(Identifier, [Context._meta.db_table, "django_migrations"])),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
        made = "ALTER" if cursor.rowcount else "CREATE"
        cursor.execute(
            SQL(made + " ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD {password}").format(
                password=Literal(encrypt_password(password, role, connection.connection)), **names
            )
        )
        cursor.execute(_ONE_WAY_HISTORY)
        cursor.execute(SQL(_GRANTS).format(**names))
        if connection.pg_version >= 170000:
            cursor.execute(SQL(_ANALYSE).format(**names))
