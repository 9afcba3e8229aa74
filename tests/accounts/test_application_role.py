"""The database role of web, worker and beat, on the real server: its work goes on, and nothing rewrites the past."""

import pghistory
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pghistory.models import Context

from accounts.models import User
from coverage.models import Alarm, DailyFigure, Mark, Recompute
from coverage.recomputing import drain
from projects.models import Agency, Contract
from tests import cast, factories
from tests.coverage.importing.files import Folder

pytestmark = pytest.mark.django_db

AgencyEvent = Agency.recorded_events.rel.related_model


@pytest.fixture
def application(monkeypatch):
    """The same connection, from here on as the application's role."""
    role = f"{connection.settings_dict['NAME']}_app"
    monkeypatch.setenv("APP_DATABASE_USER", role)
    monkeypatch.setenv("APP_DATABASE_PASSWORD", "hanya-untuk-uji-coba")
    for _ in range(2):
        call_command("grant_application_role")
    with connection.cursor() as cursor:
        cursor.execute(f'SET SESSION AUTHORIZATION "{role}"')
        yield role
        cursor.execute("RESET SESSION AUTHORIZATION")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE baru (id int)",
        "CREATE FUNCTION baru() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE projects_contract ADD COLUMN baru int",
        "ALTER TABLE projects_contract DISABLE TRIGGER ALL",
        "ALTER TABLE projects_contract DISABLE TRIGGER USER",
        "ALTER TABLE projects_agency DROP CONSTRAINT projects_agency_pkey CASCADE",
        "DROP TABLE projects_assignment",
        "DROP TRIGGER coverage_mark_insert ON projects_contract",
        "CREATE TRIGGER baru BEFORE INSERT ON projects_contract EXECUTE FUNCTION coverage_mark_contract()",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "TRUNCATE projects_contract",
        "TRUNCATE projects_contract CASCADE",
        "TRUNCATE projects_contractrecordedevent",
        "UPDATE projects_contractrecordedevent SET title = 'lain'",
        "DELETE FROM projects_contractrecordedevent",
        "DELETE FROM accounts_userrecordedevent",
        "UPDATE pghistory_context SET metadata = '{}'",
        "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (gen_random_uuid(), '{}', now(), now())",
        "DELETE FROM pghistory_context",
        "UPDATE coverage_disclosure SET purpose = 'lain'",
        "DELETE FROM coverage_disclosure",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY projects_agency TO PROGRAM 'cat'",
    ],
)
def test_it_cannot(application, statement):
    refused = pytest.raises(DatabaseError, match=r"must be owner|permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_table_can_be_emptied_changed_or_dropped(application):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    assert "projects_contract" in tables
    for table in tables:
        for statement in ("TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"):
            refused = pytest.raises(DatabaseError, match=r"must be owner|permission denied")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(table))


def test_every_history_table_is_closed(application):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = %s AND table_name LIKE '%%recordedevent'",
            [application],
        )
        rights = cursor.fetchall()
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE '%recordedevent'")
        tables = {name for (name,) in cursor.fetchall()}
    assert {name for name, _ in rights} == tables
    assert len(tables) >= 10
    assert {right for _, right in rights} == {"SELECT", "INSERT"}


def test_its_changes_are_recorded_with_who(application):
    fitri = User.objects.create_user("fitri@bogor.test", "Fitri", "administrator")
    with pghistory.context(user=fitri.pk, url="/uji/"):
        agency = Agency.objects.create(name="Dinas Baru")
        Agency.objects.filter(pk=agency.pk).update(name="Dinas Berganti Nama")
    Agency.objects.filter(pk=agency.pk).delete()
    events = list(AgencyEvent.objects.filter(pgh_obj_id=agency.pk).order_by("pgh_id"))
    assert [event.pgh_label for event in events] == ["insert", "update", "delete"]
    assert {event.db_role for event in events} == {application}
    assert events[0].pgh_context.metadata == {"user": fitri.pk, "url": "/uji/"}


def test_it_cannot_switch_the_history_off(application):
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgrelid = 'projects_agency'::regclass")
        (names,) = cursor.fetchone()
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [names])
    agency = Agency.objects.create(name="Dinas Diam-diam")
    assert AgencyEvent.objects.filter(pgh_obj_id=agency.pk).count() == 1


def test_it_cannot_say_later_that_somebody_else_did_it(application):
    with pghistory.context(user=1, url="/uji/"):
        Agency.objects.create(name="Dinas Baru")
        context = Context.objects.get()
    with connection.cursor() as cursor:
        for told in ('{"user": 2, "url": "/uji/"}', "{}", '{"user": 1, "url": "/uji/", "reason": "susulan"}'):
            cursor.execute(
                "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true),"
                " _pgh_attach_context()",
                [str(context.pk), told],
            )
    context.refresh_from_db()
    assert context.metadata == {"user": 1, "url": "/uji/", "reason": "susulan"}


def test_its_work_goes_on(application, client):
    today = timezone.localdate()
    budi = cast.make_budi(cast.PASSWORD)
    factories.contract(agency=cast.agency_of(budi))
    assert Mark.objects.exists()
    assert drain(today).marks > 0
    assert not Mark.objects.exists()
    assert DailyFigure.objects.exists()
    assert Recompute.objects.count() == 1
    Alarm.objects.create(text="uji")
    cache.set("kunci", 1)
    assert cache.get("kunci") == 1
    cache.delete("kunci")
    assert client.post("/masuk/", {"login": budi.email, "password": cast.PASSWORD}).status_code == 302
    assert client.post("/keluar/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE impor (a int) ON COMMIT DROP")
    assert MigrationRecorder.Migration.objects.exists()


def test_it_imports_and_tells_the_planner(application, tmp_path):
    if connection.pg_version < 170000:
        pytest.skip("before PostgreSQL 17 only the owner analyses a table")
    connection.connection.notices.clear()
    folder = Folder(tmp_path, timezone.localdate())
    folder.put_all()
    assert not folder.bring().errors
    assert not [notice for notice in connection.connection.notices if "permission denied" in notice]
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'projects_contract'")
        assert cursor.fetchone()[0] == Contract.objects.count() > 0


def test_a_short_password_is_refused(monkeypatch):
    monkeypatch.setenv("APP_DATABASE_PASSWORD", "pendek")
    with pytest.raises(Exception, match="16 aksara"):
        call_command("grant_application_role")
