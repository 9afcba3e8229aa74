"""A bare start or end after the registration waits until it is reported, in one line a day, and then is gone."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.importing import import_files
from coverage.models import Replacement
from coverage.roster_changes import follow
from coverage.rules.deadlines import change_due, change_to_report
from coverage.uploading.applying import Outcome
from coverage.uploading.undoing import CannotUndo, undo
from coverage.workdays import is_working
from coverage.worklist import groups_of
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.importing.files import as_csv
from tests.coverage.uploading.rosters import bring_and_apply
from tests.coverage.uploading.rosters import person as person_of
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


def changes():
    return sorted((str(one), one.changed_on) for one in Replacement.objects.all())


def day(back):
    return TODAY - timedelta(days=back)


def row(serial, name, since, until=""):
    return person_of(serial, nama=name, mulai=shown(since), selesai=shown(until) if until else "")


def test_a_roster_by_file_runs_the_same_clocks_and_its_undo_stops_them(budi, contract):
    rows = [
        row(1, "Asep", BEFORE, day(3)),
        row(2, "Ujang", BEFORE),
        row(42, "Wawan", day(2)),
        row(43, "Dadang", BEFORE),
    ]
    outcome, upload = bring_and_apply(budi, contract, *rows, day=TODAY)
    assert outcome == Outcome.APPLIED
    assert changes() == [("Asep berhenti", day(2)), ("Wawan mulai bertugas", day(2))]
    (line,) = lines(budi)
    assert line.due == change_due(day(2), is_working())
    undo(upload.pk, budi)
    assert (changes(), lines(budi)) == ([], [])
    _, again = bring_and_apply(budi, contract, *rows, day=TODAY)
    Replacement.objects.filter(came__isnull=False).update(reported_on=TODAY)
    with pytest.raises(CannotUndo, match="sudah dipakai catatan lain"):
        undo(again.pk, budi)


def test_an_import_and_a_registration_recorded_later_run_them_too(budi, contract, tmp_path):
    contract.registrations.all().delete()
    rows = [row(42, "Wawan", day(2)) | {"kode_paket": contract.package_code}]
    (tmp_path / "tenaga_kerja.csv").write_text(as_csv("tenaga_kerja", rows))
    assert not import_files([tmp_path], TODAY).errors
    assert changes() == []
    said = {"tanggal_daftar": shown(day(5)), "nomor_sertifikat": "S", "berlaku_dari": shown(day(5))}
    form = Form(budi, "registration_new", contract.uid)
    assert form.send(**said, berlaku_sampai=shown(contract.ends_on)).status_code == 303
    assert changes() == [("Wawan mulai bertugas", day(2))]
    edit = Form(budi, "registration_edit", contract.uid, contract.registrations.get().pk)
    edit.send(tanggal_daftar=shown(day(1)), alasan="Salah tanggal")
    assert contract.registrations.get().registered_on == day(1) or edit.send().status_code == 303
    assert changes() == [], "who was there when it was registered is no change"
    contract.registrations.update(registered_on=day(9))
    rows[0]["jabatan"] = "Mandor"
    (tmp_path / "tenaga_kerja.csv").write_text(as_csv("tenaga_kerja", rows))
    assert not import_files([tmp_path], TODAY).errors
    assert len(changes()) == 1
    factories.amendment(contract, "1", TODAY, new_ends_on=contract.ends_on)
    status = Form(budi, "contract_status", contract.uid)
    status.send(langkah="complete", pada=shown(day(3)), surat="BAST/1", alasan="Selesai")
    contract.refresh_from_db()
    assert contract.actual_end_on == day(3) or status.send().status_code == 303
    assert changes() == [], "with the work all go"


DAYS = st.dates(date(2025, 7, 1), date(2025, 7, 12))
STAY = st.tuples(DAYS, st.none() | DAYS).filter(lambda one: one[1] is None or one[0] <= one[1])


@given(st.tuples(st.none() | DAYS, DAYS, DAYS, st.lists(STAY, max_size=4)))
@settings(max_examples=12, deadline=None)
def test_they_are_what_the_rule_says_of_each_start_and_end(some):
    registered, first_day, last, people = some
    with transaction.atomic():
        made = factories.contract(starts_on=first_day, ends_on=last)
        if registered:
            factories.registration(made, registered_on=registered)
        said = {factories.assignment(made, factories.worker(at), *days): days for at, days in enumerate(people, 1)}
        for _ in range(2):
            follow([made.pk])
        wanted = [
            (one.pk, None, first)
            for one, (first, _) in said.items()
            if change_to_report(first, registered, first_day, last)
        ]
        for one, (_, end) in said.items():
            gone = end and end + timedelta(days=1)
            wanted += [(None, one.pk, gone)] if change_to_report(gone, registered, first_day, last) else []
        found = Replacement.objects.filter(contract=made).values_list("came_id", "left_id", "changed_on")
        assert sorted(found, key=repr) == sorted(wanted, key=repr)
        made.registrations.all().delete()
        follow([made.pk])
        assert not Replacement.objects.filter(contract=made).exists()
        transaction.set_rollback(True)
