"""Twelve plausible ways to bring a figure up to date, each as a schedule of real connections on the real PostgreSQL.

The figure is the number of rows of `way_row`. The eight wrong ways are kept here as mutants: a schedule counts as
caught when the figure is wrong although every change was committed and nothing is left to do. The real drain goes
through the same schedules in test_drain_schedules.py.
"""

import pytest
from django.db import connection

from tests.interleaving import sessions

pytestmark = pytest.mark.usefixtures("scratch")

COUNT = "(SELECT count(*) FROM way_row)"
ADD = "INSERT INTO way_row DEFAULT VALUES"
MARK = "INSERT INTO way_mark DEFAULT VALUES"
WRITE = "UPDATE way_total SET n = %s"
AGGREGATE = f"UPDATE way_total SET n = {COUNT}"  # noqa: S608
LOCK = "SELECT pg_advisory_xact_lock(4711)"
TAKE = "WITH taken AS (DELETE FROM way_mark RETURNING id) SELECT count(*) FROM taken"


@pytest.fixture
def scratch(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS way_row, way_total, way_mark, way_dirty, way_figure;"
            "CREATE TABLE way_row (id bigserial); CREATE TABLE way_total (id int PRIMARY KEY, n int);"
            "CREATE TABLE way_mark (id bigserial); CREATE TABLE way_dirty (key int PRIMARY KEY);"
            "CREATE TABLE way_figure (id bigserial, n int); INSERT INTO way_total VALUES (1, 0)"
        )
        yield
        cursor.execute("DROP TABLE way_row, way_total, way_mark, way_dirty, way_figure")
        connection.close()


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def is_right():
    return asked("SELECT n FROM way_total") == asked(f"SELECT {COUNT}")


def lost():
    """The figure is wrong, and no mark is left that would ever mend it."""
    return not is_right() and asked("SELECT count(*) FROM way_mark") == 0


def change(writer, mark=MARK):
    writer.run(ADD)
    writer.run(mark)
    writer.commit()


def take(drainer):
    """Steps of the chosen way up to the aggregate: under the lock, marks first."""
    drainer.run(LOCK)
    return drainer.run(TAKE)


def drain(drainer):
    take(drainer)
    drainer.run(AGGREGATE)
    drainer.commit()


def test_1_reading_in_python_then_writing_loses():
    with sessions(3) as (writer, one, other):
        change(writer, ADD)
        stale = one.run(f"SELECT {COUNT}")
        change(writer, ADD)
        other.run(WRITE, other.run(f"SELECT {COUNT}"))
        other.commit()
        one.run(WRITE, stale)
        one.commit()
    assert lost()


def test_2_one_update_with_a_subselect_blocked_on_the_row_loses():
    with sessions(2) as (one, other):
        one.run(ADD)
        one.run(AGGREGATE)
        other.run(ADD)
        other.block(AGGREGATE)
        one.commit()
        other.go_on()
        other.commit()
    assert lost()


def test_3_an_advisory_lock_as_first_statement_of_repeatable_read_loses():
    figure = f"INSERT INTO way_figure (n) SELECT {COUNT}"
    with sessions(2) as (one, other):
        for session in (one, other):
            session.connection.set_session(isolation_level="REPEATABLE READ")
        one.run(LOCK)
        other.block(LOCK)
        for session in (one, other):
            session.run(ADD)
            session.run(figure)
            session.commit()
            if session is one:
                other.go_on()
    assert asked("SELECT n FROM way_figure ORDER BY id DESC LIMIT 1") == 1
    assert asked(f"SELECT {COUNT}") == 2


def test_4_a_unique_dirty_key_with_do_nothing_loses():
    dirty = "INSERT INTO way_dirty VALUES (1) ON CONFLICT DO NOTHING"
    with sessions(2) as (writer, drainer):
        change(writer, dirty)
        drainer.run("SELECT key FROM way_dirty FOR UPDATE SKIP LOCKED")
        drainer.run(AGGREGATE)
        change(writer, dirty)
        drainer.run("DELETE FROM way_dirty")
        drainer.commit()
    assert asked("SELECT count(*) FROM way_dirty") == 0
    assert lost()


def test_5_a_watermark_loses_what_commits_out_of_order():
    last = 0
    with sessions(3) as (slow, quick, drainer):
        slow.run(ADD)
        slow.run(MARK)
        change(quick)
        for writer in (quick, slow):
            writer.commit()
            newest = drainer.run("SELECT max(id) FROM way_mark WHERE id > %s", last)
            if newest:
                drainer.run(AGGREGATE)
                last = newest
            drainer.commit()
        assert drainer.run("SELECT count(*) FROM way_mark WHERE id > %s", last) == 0
    assert not is_right()


def test_6_recomputing_before_deleting_the_marks_loses():
    with sessions(2) as (writer, drainer):
        change(writer)
        drainer.run(AGGREGATE)
        change(writer)
        drainer.run(TAKE)
        drainer.commit()
    assert lost()


def test_7_two_drainers_without_a_lock_lose():
    skipping = "DELETE FROM way_mark WHERE id IN (SELECT id FROM way_mark FOR UPDATE SKIP LOCKED)"
    with sessions(3) as (writer, one, other):
        change(writer)
        one.run(skipping)
        stale = one.run(f"SELECT {COUNT}")
        change(writer)
        other.run(skipping)
        other.run(WRITE, other.run(f"SELECT {COUNT}"))
        other.commit()
        one.run(WRITE, stale)
        one.commit()
    assert lost()


def test_8_adding_one_miscounts_a_duplicate_delivery():
    with sessions(2) as (writer, worker):
        change(writer, ADD)
        for _ in range(3):
            worker.run("UPDATE way_total SET n = n + 1")
            worker.commit()
    assert lost()


def test_9_locking_the_row_first_and_aggregating_later_is_right():
    with sessions(2) as (one, other):
        one.run(ADD)
        one.run("SELECT n FROM way_total FOR UPDATE")
        other.run(ADD)
        other.block("SELECT n FROM way_total FOR UPDATE")
        one.run(AGGREGATE)
        one.commit()
        other.go_on()
        other.run(AGGREGATE)
        other.commit()
    assert is_right()


def test_10_a_unique_key_with_do_update_is_right_but_writers_wait():
    dirty = "INSERT INTO way_dirty VALUES (1) ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key"
    with sessions(2) as (writer, drainer):
        change(writer, dirty)
        for once in (True, False):
            drainer.run("DELETE FROM way_dirty WHERE key IN (SELECT key FROM way_dirty FOR UPDATE SKIP LOCKED)")
            drainer.run(AGGREGATE)
            if once:
                writer.run(ADD)
                writer.block(dirty)
            drainer.commit()
            if once:
                writer.go_on()
                writer.commit()
    assert is_right()


def test_11_marks_taken_first_aggregate_after_under_one_lock_is_right():
    with sessions(4) as (slow, writer, one, other):
        slow.run(ADD)
        slow.run(MARK)
        change(writer)
        assert take(one) == 1
        other.block(LOCK)
        one.run(AGGREGATE)
        change(writer)
        slow.commit()
        one.commit()
        other.go_on()
        assert other.run(TAKE) == 2
        other.run(AGGREGATE)
        other.commit()
        assert is_right()
        drain(one)
    assert is_right()


def test_12_a_drainer_killed_between_delete_and_aggregate_is_right():
    with sessions(3) as (writer, killed, next_one):
        change(writer)
        take(killed)
        writer.run("SELECT pg_terminate_backend(%s, 5000)", killed.pid)
        writer.commit()
        assert asked("SELECT count(*) FROM way_mark") == 1
        drain(next_one)
    assert is_right()
