"""The real drain on the schedules of tests/coverage/test_twelve_ways.py: nothing committed is ever lost."""

from datetime import date

import pytest
from django.db import OperationalError, transaction

from coverage.measuring import figures_on
from coverage.models import DailyFigure, Mark, Recompute
from coverage.querysets.job import differences
from coverage.recomputing import drain, series_bounds, sweep
from projects.models import Contract
from tests import factories as make
from tests.interleaving import Background, clear_register, sessions, wait_until_blocked

TODAY = date(2025, 9, 8)
ADD = """
INSERT INTO projects_contract (package_code, rup_code, spse_code, year, agency_id, kind, method, fund, title, number,
    signed_on, price, village_code, status)
SELECT %s, '', '', 2025, min(id), 'Pekerjaan Konstruksi', '', 'APBD', 'Paket', '', '2025-07-01', 111000000, '', 'Berjalan'
FROM projects_agency
"""
HOLD = "SELECT numerator FROM coverage_dailyfigure WHERE day = '2025-09-08' AND measure = 'packages' FOR UPDATE"


@pytest.fixture(autouse=True)
def register(django_db_setup, django_db_blocker):
    """One contract, drained; what the schedules commit is cleared at the end."""
    with django_db_blocker.unblock():
        clear_register()
        make.contract(signed_on=date(2025, 7, 1))
        drain(TODAY)
        yield
        clear_register()


def packages():
    """What is stored for today, while nothing is marked and the whole series is right."""
    assert not Mark.objects.exists()
    assert differences(series_bounds(TODAY)) == ([], False)
    return int(DailyFigure.objects.get(day=TODAY, measure="packages").denominator)


def add(writer, code):
    writer.run(ADD, code)
    writer.commit()


def held_drain(holder):
    """A drain that has taken its marks and aggregated, and waits to write a row that `holder` holds."""
    holder.run(HOLD)
    running = Background(drain, TODAY)
    wait_until_blocked()
    return running


def test_marks_that_commit_out_of_order_are_drained():
    with sessions(2) as (slow, quick):
        slow.run(ADD, "slow")
        add(quick, "quick")
        drain(TODAY)
        assert packages() == 2
        slow.commit()
        drain(TODAY)
        assert packages() == 3


def test_a_change_between_aggregate_and_commit_stays_marked():
    with sessions(3) as (writer, holder, other):
        add(writer, "first")
        running = held_drain(holder)
        add(other, "during")
        holder.commit()
        assert running.join().marks == 1
        assert Mark.objects.count() == 1
        assert DailyFigure.objects.get(day=TODAY, measure="packages").denominator == 2
        drain(TODAY)
        assert packages() == 3


def test_two_drains_wait_for_one_another():
    with sessions(2) as (writer, holder):
        add(writer, "first")
        one = held_drain(holder)
        add(writer, "during")
        other = Background(drain, TODAY)
        wait_until_blocked(number=2)
        holder.commit()
        assert one.join().marks == 1
        assert other.join().marks == 1
        assert packages() == 3


def test_a_drain_delivered_twice_changes_nothing():
    with sessions(1) as (writer,):
        add(writer, "first")
    drain(TODAY)
    runs = Recompute.objects.count()
    assert drain(TODAY) is None
    assert Recompute.objects.count() == runs
    assert packages() == 2


def test_a_drain_killed_before_it_commits_leaves_its_marks():
    with sessions(2) as (writer, holder):
        add(writer, "first")
        running = held_drain(holder)
        (pid,) = wait_until_blocked()
        writer.run("SELECT pg_terminate_backend(%s, 5000)", pid)
        writer.commit()
        with pytest.raises(OperationalError):
            running.join()
        holder.commit()
    assert Mark.objects.count() == 1
    assert DailyFigure.objects.get(day=TODAY, measure="packages").denominator == 1
    drain(TODAY)
    assert packages() == 2


def test_writers_never_wait_for_a_drain():
    with sessions(2) as (writer, holder):
        add(writer, "first")
        running = held_drain(holder)
        writer.run("UPDATE projects_contract SET status = 'Batal' WHERE package_code = 'first'")
        writer.commit()
        holder.commit()
        running.join()
    drain(TODAY)
    assert packages() == 1


def test_two_nights_at_once_leave_one_row():
    with sessions(1) as (holder,):
        holder.run("SELECT pg_advisory_xact_lock(hashtext('coverage_recompute'))")
        both = [Background(sweep, TODAY) for _ in range(2)]
        wait_until_blocked(number=2)
        holder.commit()
    for one in both:
        one.join()
    assert Recompute.objects.filter(kind=Recompute.Kind.NIGHTLY, day=TODAY).count() == 1
    assert packages() == 1


def test_a_transaction_that_rolls_back_leaves_neither_change_nor_mark():
    with transaction.atomic():
        Contract.objects.update(status="Batal")
        transaction.set_rollback(True)
    assert drain(TODAY) is None
    assert packages() == figures_on(TODAY).packages.denominator == 1
