"""Uploads above 2,000 rows: the worker reads and applies them, tells how far it is, and dies without harm."""

import pytest
from django.db import transaction
from django.urls import reverse

from coverage.models import Upload, Work
from coverage.querysets.work import LOCK_CLASS, Telling
from coverage.uploading.applying import Outcome, apply_or_queue
from coverage.uploading.jobs import KINDS
from coverage.working import MOST_ATTEMPTS, ask, ask_again, run_waiting
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import DAY, bring, large
from tests.interleaving import sessions, wait_until_gone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def anew(upload):
    return Upload.objects.get(pk=upload.pk)


def looked_again(client, upload):
    """The answer that the page of an upload which waits for the worker asks for every two seconds."""
    return client.get(upload.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "unggahan"})


def test_the_worker_reads_and_applies_it_while_nobody_waits(budi, contract):
    found, client = bring(budi, contract, *large(2_001)), cast.signed_in(budi)
    assert (found.state, found.waits) == (Upload.State.ARRIVED, True)
    page = client.get(found.get_absolute_url()).content.decode()
    assert "<h1>Sedang dibaca</h1>" in page
    assert 'hx-trigger="every 2s"' in page
    assert "HX-Refresh" not in looked_again(client, found)

    assert run_waiting(KINDS, DAY) == 1
    assert looked_again(client, found)["HX-Refresh"] == "true", "the heading around the progress tells its end too"
    found = anew(found)
    assert (found.state, found.counts["new"], found.waits) == (Upload.State.READY, 2_001, False)
    assert "Terapkan 2.001 baris" in client.get(found.get_absolute_url()).content.decode()
    assert not Assignment.objects.exists()

    assert apply_or_queue(found, budi, DAY, False) == Outcome.QUEUED
    assert apply_or_queue(anew(found), budi, DAY, False) == Outcome.SETTLED
    assert run_waiting(KINDS, DAY) == 1
    assert anew(found).state == Upload.State.APPLIED
    assert Assignment.objects.count() == 2_001
    assert Assignment.objects.first().recorded_events.get().pgh_context.metadata["user"] == budi.pk
    assert run_waiting(KINDS, DAY) == 0


def test_who_lost_the_right_meanwhile_applies_nothing(budi, contract):
    found = bring(budi, contract, *large(2_001))
    run_waiting(KINDS, DAY)
    apply_or_queue(anew(found), budi, DAY, False)
    budi.officer.appointments.update(confirmed_by=None, confirmed_at=None)
    run_waiting(KINDS, DAY)
    assert not Assignment.objects.exists()
    assert anew(found).report["outcome"] == "forbidden"


def test_100_001_rows_are_refused_with_the_limit(budi, contract):
    found = bring(budi, contract, *large(100_001))
    run_waiting(KINDS, DAY)
    found = anew(found)
    assert found.state == Upload.State.REFUSED
    assert "100000" in found.report["problems"][0].replace(".", "")
    assert not found.rows.exists()


class Stumbling:
    """Work that fails some times, having written something each time."""

    def __init__(self, times):
        self.times = times
        self.calls = 0

    def __call__(self, work, today, progress):
        self.calls += 1
        factories.contract(package_code=f"JEJAK-{self.calls}")
        if self.calls <= self.times:
            raise ValueError("3271010101900001 Pekerja Rahasia")


def due():
    Work.objects.update(run_after="2020-01-01T00:00:00Z")


def test_work_that_fails_leaves_nothing_and_is_done_again():
    with transaction.atomic():
        work = ask("uji", "uji:1", None)
        assert ask("uji", "uji:1", None) == work
    act = Stumbling(times=2)
    for _ in range(3):
        run_waiting({"uji": act}, DAY)
        due()
    work.refresh_from_db()
    assert (work.state, work.attempts, act.calls) == (Work.State.DONE, 3, 3)
    assert [one.package_code for one in type(factories.contract()).objects.filter(package_code__startswith="J")] == [
        "JEJAK-3"
    ]


def test_after_three_failures_it_waits_for_a_person_and_says_why():
    with transaction.atomic():
        work = ask("uji", "uji:2", None)
    act = Stumbling(times=3)
    for _ in range(5):
        run_waiting({"uji": act}, DAY)
        due()
    work.refresh_from_db()
    assert (work.state, act.calls) == (Work.State.FAILED, MOST_ATTEMPTS)
    assert "ValueError" in work.reason
    assert "Rahasia" not in work.reason
    assert ask_again(work)
    run_waiting({"uji": act}, DAY)
    work.refresh_from_db()
    assert work.state == Work.State.DONE
    assert not ask_again(work)


def test_work_whose_process_died_is_taken_up_and_work_in_hand_is_not():
    with transaction.atomic():
        work = ask("uji", "uji:3", None)
    Work.objects.update(state=Work.State.RUNNING, attempts=1)
    act = Stumbling(times=0)
    with sessions(1) as (other,):
        other.run("SELECT pg_advisory_lock(%s, %s)", LOCK_CLASS, work.pk)
        assert run_waiting({"uji": act}, DAY) == 0
    wait_until_gone(other)
    assert run_waiting({"uji": act}, DAY) == 1
    Work.objects.update(state=Work.State.RUNNING, attempts=MOST_ATTEMPTS)
    due()
    assert run_waiting({"uji": act}, DAY) == 0
    work.refresh_from_db()
    assert (work.state, act.calls) == (Work.State.FAILED, 1)
    assert "terhenti" in work.reason


def test_how_far_it_is_can_be_seen_while_it_runs(budi, contract):
    found = bring(budi, contract, *large(2_001))
    seen = []

    def act(work, today, progress):
        progress.set_description_str("membaca baris")
        Telling(work)("membaca baris", 500, 2_001)
        seen.append(cast.signed_in(budi).get(found.get_absolute_url()).content.decode())

    run_waiting(dict.fromkeys(KINDS, act), DAY)
    assert "Membaca baris" in seen[0]
    assert "500 dari 2.001 baris" in seen[0]


def test_failed_work_has_its_reason_and_a_button(budi, contract):
    found = bring(budi, contract, *large(2_001))
    Work.objects.update(state=Work.State.FAILED, reason="Pekerjaan gagal 3 kali.")
    client = cast.signed_in(budi)
    assert "Ulangi" in client.get(found.get_absolute_url()).content.decode()
    client.post(reverse("upload_rerun", args=[found.uid]))
    assert run_waiting(KINDS, DAY) == 1
    assert anew(found).state == Upload.State.READY
