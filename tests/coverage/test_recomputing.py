"""The job: marks, the stored series, tonight's comparison and its alarm, and the wake-up call."""

import io
import socket
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage import recomputing
from coverage.models import Alarm, DailyFigure, HolidayOverride, Mark, Membership, Recompute, Target, TariffSlice
from coverage.recomputing import SERIES_BEGINS, drain, freshness, recompute, series_bounds, sweep
from projects.models import Amendment, Assignment, Contract
from tests import factories as make
from tests import oracle
from tests.cities import cities
from tests.loading import stored

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 8)


@pytest.fixture(autouse=True)
def no_marks(db):
    """The marks that the migrations left beside rates and targets are drained."""
    Mark.objects.all().delete()


def marked():
    """The contract ids marked since the last call, each once; None stands for all."""
    found = set(Mark.objects.values_list("contract_id", flat=True))
    Mark.objects.all().delete()
    return found


def by_day():
    rows = {}
    for figure in DailyFigure.objects.all():
        rows.setdefault(figure.day, {})[figure.measure] = (figure.numerator, figure.denominator, figure.unknown)
    return rows


PARTS = {
    "amendment": (make.amendment, "reason", "Uji"),
    "assignment": (make.assignment, "ends_on", date(2025, 8, 1)),
    "registration": (make.registration, "valid_to", date(2025, 8, 1)),
    "instalment": (make.instalment, "paid_on", None),
    "declaration": (lambda of: make.declaration(of, 4), "headcount", 5),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_way_of_writing_a_part_marks_its_contract(part):
    create, name, value = PARTS[part]
    contract, other = make.contract(), make.contract()
    assert marked() == {contract.pk, other.pk}
    row = create(contract)
    model, table = type(row), type(row)._meta.db_table
    assert marked() == {contract.pk}
    setattr(row, name, value)
    row.save()
    assert marked() == {contract.pk}
    model.objects.filter(pk=row.pk).update(**{name: value})
    assert marked() == {contract.pk}
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET contract_id = %s WHERE id = %s", [other.pk, row.pk])  # noqa: S608
        assert marked() == {contract.pk, other.pk}
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])  # noqa: S608
    assert marked() == {other.pk}
    row.pk, row.contract = None, contract
    model.objects.bulk_create([row])
    assert marked() == {contract.pk}


def test_copy_marks_each_contract_once_a_statement():
    contracts = [make.contract(), make.contract()]
    marked()
    rows = "".join(f"{contract.pk}\t{number}\t\n" for contract in contracts for number in (1, 2, 3))
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY coverage_instalment (contract_id, number, receipt) FROM STDIN", io.StringIO(rows))
    assert Mark.objects.count() == 2
    assert marked() == {contract.pk for contract in contracts}


def test_what_touches_every_contract_marks_all():
    make.membership(make.worker())
    assert marked() == {None}
    Membership.objects.update(ends_on=date(2025, 8, 1))
    assert marked() == {None}
    HolidayOverride.objects.create(day=date(2025, 8, 4), name="Uji", source="Uji")
    assert marked() == {None}
    Target.objects.update(percent=51)
    assert marked() == {None}
    TariffSlice.objects.all().delete()
    assert marked() == {None}
    Target.objects.filter(year=1900).delete()
    assert marked() == set()


def test_the_series_runs_from_the_first_contract_to_the_end_of_the_year():
    assert series_bounds(TODAY) is None
    contract = make.contract(signed_on=date(2025, 7, 1), starts_on=date(2025, 7, 10))
    make.contract(fund="BLUD", starts_on=date(2024, 1, 1))
    run = drain(TODAY)
    assert (run.first_day, run.last_day, run.marks) == (date(2025, 7, 10), date(2025, 12, 31), 2)
    assert sorted(by_day()) == [date(2025, 7, 10) + timedelta(days=n) for n in range(175)]
    Contract.objects.filter(pk=contract.pk).update(starts_on=date(2025, 8, 1))
    drain(TODAY)
    assert min(by_day()) == date(2025, 8, 1)
    Contract.objects.filter(pk=contract.pk).update(starts_on=date(1, 1, 1))
    assert drain(TODAY).first_day == min(by_day()) == SERIES_BEGINS
    Contract.objects.all().delete()
    assert drain(TODAY).first_day is None
    assert by_day() == {}


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_the_stored_series_of_random_cities_equals_the_oracle(data):
    city = data.draw(cities())
    today = city.anchor + timedelta(days=5)
    truth = oracle.City(city.tables, city.declarations)
    with stored(city.tables, city.declarations):
        drain(today)
        rows = by_day()
        for day in list(rows)[::9]:
            figures, unknown = truth.figures(day)
            assert rows[day] == {name: (*pair, unknown) for name, pair in figures.items()}
        assert recompute(today).changed == 0
        Assignment.objects.update(ends_on=None)
        Amendment.objects.update(signed_on=today, new_price=5)
        Contract.objects.update(ppn_percent=12)
        drain(today)
        assert recompute(today).changed == 0


def test_a_night_is_one_row_and_finds_nothing_where_all_is_right():
    make.protected(make.contract())
    for day in (TODAY, TODAY, TODAY + timedelta(days=1), date(2026, 1, 1)):
        sweep(day)
    nights = Recompute.objects.filter(kind=Recompute.Kind.NIGHTLY).values_list("day", flat=True)
    assert sorted(nights) == [TODAY, TODAY + timedelta(days=1), date(2026, 1, 1)]
    assert not Alarm.objects.exists()
    assert max(by_day()) == date(2026, 12, 31)


def test_a_change_that_nobody_drained_is_no_alarm():
    contract = make.contract()
    sweep(TODAY)
    make.protected(contract)
    sweep(TODAY + timedelta(days=1))
    assert not Alarm.objects.exists()
    assert by_day()[TODAY]["packages"] == (1, 1, 1)


@pytest.mark.parametrize("corrupt", ["changed", "gone", "last gone", "too much"])
def test_a_stored_day_that_went_wrong_is_an_alarm_and_is_right_again(corrupt):
    make.protected(make.contract())
    sweep(TODAY)
    right = by_day()
    wrong = DailyFigure.objects.filter(day=TODAY, measure="workers")
    if corrupt == "changed":
        wrong.update(numerator=7)
    elif corrupt == "gone":
        wrong.delete()
    elif corrupt == "last gone":
        DailyFigure.objects.filter(day=date(2025, 12, 31), measure="value").delete()
    else:
        DailyFigure.objects.create(day=date(2024, 1, 1), measure="value", numerator=1, denominator=1, unknown=0)
    sweep(TODAY)
    assert not Alarm.objects.exists()
    sweep(TODAY + timedelta(days=1))
    alarm = Alarm.objects.get()
    assert "1 angka harian pada 1 hari" in alarm.text
    (difference,) = alarm.details["differences"]
    assert difference["measure"] == ("workers" if corrupt in ("changed", "gone") else "value")
    assert by_day() == right
    sweep(TODAY + timedelta(days=2))
    assert Alarm.objects.count() == 1


def test_freshness_knows_the_newest_run_and_the_oldest_change():
    assert (freshness().computed_at, freshness().waiting_since) == (None, None)
    make.contract()
    assert freshness().waiting_since <= timezone.localtime()
    run = drain(TODAY)
    run.refresh_from_db()
    assert (freshness().computed_at, freshness().waiting_since) == (run.computed_at, None)


@pytest.fixture
def silent_broker():
    """The address of a broker that accepts and never answers, and how often somebody knocked."""
    knocks, server = [], socket.create_server(("127.0.0.1", 0))

    def accept():
        while True:
            try:
                knocks.append(server.accept())
            except OSError:
                return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", knocks
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_silent_broker_is_asked_once_and_then_left_in_peace(silent_broker, settings, monkeypatch):
    address, knocks = silent_broker
    settings.CELERY_BROKER_URL = address
    monkeypatch.setattr(recomputing, "_quiet_until", 0.0)
    for _ in range(3):
        recomputing.wake()
    assert len(knocks) == 1
    assert recomputing.KNOCK["socket_connect_timeout"] + recomputing.KNOCK["socket_timeout"] <= 0.2


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere/kv.sock?virtual_host=0"])
def test_a_dead_broker_raises_nothing(address, settings, monkeypatch):
    settings.CELERY_BROKER_URL = address
    monkeypatch.setattr(recomputing, "_quiet_until", 0.0)
    recomputing.wake()
    assert recomputing._quiet_until > 0
