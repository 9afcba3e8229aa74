"""A bare start or end after the registration waits until it is reported, in one line a day, and then is gone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.models import Replacement
from coverage.rules.deadlines import change_due
from coverage.workdays import is_working
from coverage.worklist import groups_of
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.reference import refill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEFORE = TODAY - timedelta(days=40)


def shown(day):
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def contract(budi):
    """Of Budi's, registered 40 days ago, with two workers of the first day."""
    refill()
    days = {"signed_on": BEFORE, "starts_on": BEFORE, "ends_on": TODAY + timedelta(days=60)}
    made = factories.contract(agency=cast.agency_of(budi), officer=budi.officer, **days)
    factories.protected(made, BEFORE, TODAY + timedelta(days=60))
    for serial, name in ((1, "Asep"), (2, "Ujang")):
        factories.assignment(made, factories.worker(serial, name), BEFORE)
    factories.declaration(made, 2)
    return made


def lines(user):
    return [task for group in groups_of(user, TODAY) for task in group.tasks if task.title.startswith("Laporkan")]


def person(serial, name, since=TODAY):
    return {"nik": factories.invented_nik(serial).reveal(), "nama": name, "mulai": shown(since)}


def end(user, assignment, on=TODAY, **typed):
    return Form(user, "assignment_end", assignment.contract.uid, assignment.pk).send(selesai=shown(on), **typed)


def test_a_start_after_the_registration_is_to_be_reported_until_it_was(budi, contract):
    form = Form(budi, "assignment_new", contract.uid)
    for _ in range(2):
        assert form.send(**person(42, "Wawan")).status_code == 303
    change = Replacement.objects.get()
    assert (change.left, str(change), change.changed_on) == (None, "Wawan mulai bertugas", TODAY)
    (line,) = lines(budi)
    due = change_due(TODAY, is_working())
    assert (line.due, line.url) == (due, reverse("replacement_report", args=[contract.uid, change.pk]))
    told = form.client.get(reverse("roster", args=[contract.uid])).content.decode()
    assert f"laporkan paling lambat {shown(due)}" in told
    assert form.client.post(line.url, {"dilaporkan": shown(TODAY)}).status_code == 303
    assert lines(budi) == []


def test_an_end_after_the_registration_is_to_be_reported_from_the_day_after(budi, contract):
    asep = contract.assignments.get(worker__name="Asep")
    assert end(budi, asep).status_code == 303
    change = Replacement.objects.get()
    assert (change.came, str(change), change.changed_on) == (None, "Asep berhenti", TODAY + timedelta(days=1))
    assert len(lines(budi)) == 1


def test_the_workers_of_the_registration_and_those_who_go_with_the_work_are_no_change(budi, contract):
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**person(42, "Wawan", BEFORE)).status_code == 303
    assert end(budi, contract.assignments.get(worker__name="Asep"), contract.ends_on).status_code == 303
    assert not Replacement.objects.exists()
    contract.registrations.all().delete()
    assert form.send(**person(43, "Dadang")).status_code == 303
    assert lines(budi) == []


def test_what_is_corrected_takes_its_clock_along(budi, contract):
    asep = contract.assignments.get(worker__name="Asep")
    end(budi, asep)
    assert end(budi, asep, TODAY + timedelta(days=3)).status_code == 303
    assert Replacement.objects.get().changed_on == TODAY + timedelta(days=4)
    assert Form(budi, "assignment_edit", contract.uid, asep.pk).send(selesai="", alasan="Tidak jadi").status_code == 303
    assert not Replacement.objects.exists()
    end(budi, asep)
    Replacement.objects.update(reported_on=TODAY + timedelta(days=1))
    assert end(budi, asep, TODAY + timedelta(days=5)).status_code == 303
    assert Replacement.objects.get().changed_on == TODAY + timedelta(days=1), "what was reported stays"


def test_a_replacement_stays_one_change(budi, contract):
    asep = contract.assignments.get(worker__name="Asep")
    assert Form(budi, "assignment_replace", contract.uid, asep.pk).send(**person(42, "Wawan")).status_code == 303
    came = contract.assignments.get(worker__name="Wawan")
    edit = Form(budi, "assignment_edit", contract.uid, came.pk)
    assert edit.send(jabatan="Mandor").status_code == 303
    (change,) = Replacement.objects.all()
    assert str(change) == "Wawan menggantikan Asep"


def test_a_gang_is_one_line_and_one_report(budi, contract):
    earlier = factories.contract(agency=cast.agency_of(budi))
    gang = [factories.assignment(earlier, factories.worker(at, f"Tukang {at}")) for at in (11, 12, 13)]
    client, path = cast.signed_in(budi), reverse("gang_reuse", args=[contract.uid]) + f"?dari={earlier.uid}"
    for _ in range(2):
        assert client.post(path, {"mulai": shown(TODAY), "orang": [one.pk for one in gang]}).status_code == 303
    assert Replacement.objects.count() == 3
    (line,) = lines(budi)
    assert "dan 2 lainnya" in line.facts
    report = Form(budi, "replacement_report", contract.uid, int(line.url.rstrip("/").rsplit("/", 1)[1]))
    assert "Tukang 13 mulai bertugas" in report.text
    assert report.send(dilaporkan=shown(TODAY)).status_code == 303
    assert lines(budi) == []
    assert set(Replacement.objects.values_list("reported_on", flat=True)) == {TODAY}


def test_it_waits_for_the_officer_in_charge(budi, ani, contract):
    Form(ani, "assignment_new", contract.uid).send(**person(42, "Wawan"))
    assert (len(lines(budi)), lines(ani)) == (1, [])
    factories.handover(contract, "PPK Pengganti", TODAY)
    assert lines(budi) == []


def test_a_change_of_the_past_asks_for_its_reason_first_and_leaves_nothing_behind(budi, contract):
    asep = contract.assignments.get(worker__name="Asep")
    assert end(budi, asep, TODAY - timedelta(days=9)).status_code == 422
    assert not Replacement.objects.exists()
    form = Form(budi, "assignment_end", contract.uid, asep.pk)
    form.send(selesai=shown(TODAY - timedelta(days=9)), alasan="Terlambat dicatat")
    assert form.send().status_code == 303
    assert Replacement.objects.get().changed_on == TODAY - timedelta(days=8)
