"""The command: nothing on stdout, words on stderr, exit code 1 for any error, memory that does not grow with the file."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from psycopg2.errors import LockNotAvailable

from coverage.changes import changes_of
from coverage.importing import import_files
from coverage.importing.checking import Lines
from coverage.querysets import importing
from projects.models import Contract
from tests.coverage.importing import rosters
from tests.interleaving import sessions

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_data", *map(str, arguments), stdout=out, stderr=err, **options)
    assert out.getvalue() == ""
    return err.getvalue()


def test_it_tells_tallies_warnings_and_that_nothing_changed(folder):
    folder.put_all()
    folder.put("kontrak", {"sumber_dana": "BLUD"})
    folder.write("catatan.txt", b"")
    first = run(folder.path)
    assert "kontrak: 1 baru, 0 berubah, 0 sama" in first
    assert "peringatan catatan.txt" in first
    assert "BLUD" in first
    assert "Tidak ada yang berubah." in run(folder.path)


def test_it_tells_what_was_cleared(folder):
    folder.put("kontrak")
    run(folder.path)
    folder.put("kontrak", {"mulai": ""})
    assert "kontrak.csv baris 2 kolom mulai: “K1” dikosongkan" in run(folder.path)


def test_a_dry_run_says_so(folder):
    folder.put("kontrak")
    assert "tidak ada yang ditulis" in run(folder.path, dry_run=True)
    assert not Contract.objects.exists()


def test_errors_come_on_stderr_and_nothing_is_written(folder):
    folder.put("kontrak", {"tahun": "x"}, {"status": "x", "kode_paket": "K2"})
    err = io.StringIO()
    with pytest.raises(CommandError, match="2 galat"):
        call_command("import_data", str(folder.path), stderr=err)
    assert "GALAT kontrak.csv baris 2 kolom tahun" in err.getvalue()
    assert "GALAT kontrak.csv baris 3 kolom status" in err.getvalue()
    assert not Contract.objects.exists()


def test_exit_code_and_streams_of_a_process(folder):
    folder.put("kontrak", {"status": "?"})
    code, out, err, _ = rosters.in_a_process(folder.path)
    assert (code, out) == (1, "")
    assert "GALAT kontrak.csv baris 2 kolom status" in err
    assert "Traceback" not in err


def test_memory_does_not_grow_with_the_roster(tmp_path):
    peaks = []
    for rows in (1_000, 20_000):
        folder = tmp_path / str(rows)
        folder.mkdir()
        rosters.write(folder, rows)
        code, out, err, peak = rosters.in_a_process(folder, "--dry-run")
        assert (code, out) == (0, "")
        assert f"tenaga_kerja: {rows} baru" in err
        peaks.append(peak)
    assert peaks[1] <= 1.1 * peaks[0]


def test_an_import_succeeds_while_the_broker_is_stopped(folder, settings, django_capture_on_commit_callbacks):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    folder.put("kontrak")
    with django_capture_on_commit_callbacks(execute=True) as after_commit:
        report = folder.bring()
    assert report.errors == []
    assert len(after_commit) == 1
    with django_capture_on_commit_callbacks() as after_commit:
        assert folder.bring().changes == 0
    assert after_commit == []


def test_what_the_database_refuses_is_told_without_its_words(folder):
    folder.put_all()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projects_assignment ADD CONSTRAINT never CHECK (job <> 'Tukang batu')")
    (error,) = import_files([folder.path], folder.day).errors
    assert (error.file, "23514" in error.reason) == ("basis data", True)
    assert not Contract.objects.exists()


def test_what_copy_refuses_is_an_error_of_the_database_as_any_other():
    importing.begin()
    with pytest.raises(DatabaseError):
        importing.copy("adendum", Lines([b"0\t2\tf\tK1\t1\tno day\t\\N\t\\N\t\n"]))


def test_while_an_import_runs_other_writers_wait_and_readers_do_not(folder):
    folder.put_all()
    folder.bring()
    with sessions(1) as (other,):
        assert other.run("SELECT count(*) FROM projects_contract") == 0
        with pytest.raises(LockNotAvailable):
            other.run("LOCK TABLE projects_contract IN SHARE ROW EXCLUSIVE MODE NOWAIT")


def test_history_names_role_and_program(folder):
    folder.put_all()
    folder.bring()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(db_role), min(application) FROM projects_assignmentrecordedevent"
            " WHERE pgh_label = 'insert'"
        )
        count, role, application = cursor.fetchone()
        cursor.execute("SELECT current_user, current_setting('application_name')")
        assert (role, application) == cursor.fetchone()
    assert count == 1


def test_history_tells_of_an_import_as_people_would(folder):
    folder.put_all()
    folder.bring()
    contract = Contract.objects.get()
    assert {one.who for one in changes_of(contract)} == {"Impor berkas"}
    assert changes_of(contract, who="impor") == changes_of(contract)
    assert changes_of(contract, who="cakupan") == []
