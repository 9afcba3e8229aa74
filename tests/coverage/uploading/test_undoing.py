"""Undo: exactly what an upload changed is as before, or nothing is where something later depends on it."""

from datetime import date

import pghistory
import pytest

from contractors.models import Worker
from coverage.models import Disclosure, Mark, Upload
from coverage.tasks import index_tails
from coverage.uploading.undoing import CannotUndo, undo
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import DAY, bring_and_apply, called, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def later():
    """What is written by something else: within one transaction the context of an upload would stay in force."""
    return pghistory.context(user=None)


def standing():
    """Everything that an upload of a roster can write, by row."""
    return list(Worker.objects.order_by("id").values()), list(Assignment.objects.order_by("id").values())


def test_new_changed_and_filled_rows_are_as_before(budi, contract):
    factories.assignment(contract, factories.worker(1, called(1), born_on=None, sex=""), job="Pekerja", wage=1)
    factories.assignment(contract, factories.worker(2, called(2)), ends_on=date(2025, 8, 1))
    before = standing()
    _outcome, found = bring_and_apply(budi, contract, person(1), person(2), person(3), person(4))
    assert standing() != before
    Mark.objects.all().delete()
    undo(found.pk, budi)
    assert standing() == before
    assert Mark.objects.exists()
    found.refresh_from_db()
    assert (found.state, found.undone_by) == (Upload.State.UNDONE, budi)
    assert found.report["taken_back"] == {"tenaga kerja": [2, 2, 0], "penugasan": [2, 2, 0]}


def test_undo_is_recorded_as_changes_of_whoever_undid(budi, ani, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    assignment = Assignment.objects.get()
    undo(found.pk, ani)
    event = Assignment.pgh_event_models["delete"].objects.get(pgh_obj_id=assignment.pk, pgh_label="delete")
    assert event.pgh_context.metadata == {"user": ani.pk, "undone_upload": str(found.uid)}


def test_it_happens_once(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    undo(found.pk, budi)
    with pytest.raises(CannotUndo, match="tidak sedang diterapkan"):
        undo(found.pk, budi)


def refused(found, user, said):
    before = standing()
    with pytest.raises(CannotUndo, match=said):
        undo(found.pk, user)
    assert standing() == before
    found.refresh_from_db()
    assert found.state == Upload.State.APPLIED


def test_not_where_a_row_was_changed_later(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1), person(2))
    with later():
        Assignment.objects.filter(worker__name=called(1)).update(job="Mandor")
    refused(found, budi, "1 penugasan sudah diubah sesudahnya")


def test_not_where_a_row_is_gone(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    with later():
        Assignment.objects.all().delete()
    refused(found, budi, "1 penugasan sudah diubah sesudahnya")


def test_not_where_somebody_whom_it_brought_works_elsewhere(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    with later():
        factories.assignment(factories.contract(), Worker.objects.get())
    refused(found, budi, "1 tenaga kerja sudah dipakai catatan lain")


def test_the_index_of_numbers_goes_along(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1), person(2))
    index_tails()
    undo(found.pk, budi)
    assert standing() == ([], [])


def test_whoever_was_looked_at_stays_in_the_log_and_nothing_is_left_of_what_the_file_said(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1), person(2))
    index_tails()
    looked_at = Worker.objects.get(name=called(1))
    with later():
        Disclosure.objects.create(user=budi, contract=contract, worker=looked_at, what="NIK", purpose="Cocokkan KTP")
    undo(found.pk, budi)
    assert not Assignment.objects.exists()
    assert list(Worker.objects.values_list("pk", "name", "born_on", "sex")) == [(looked_at.pk, "", None, "")]
    assert Disclosure.objects.get().worker == looked_at
    bring_and_apply(budi, contract, person(1, nama="Nama Betul"))
    assert Worker.objects.get().name == "Nama Betul"


def test_not_where_days_that_it_ended_are_taken_since(budi, contract):
    factories.assignment(contract, factories.worker(1, called(1)))
    _, found = bring_and_apply(budi, contract, person(1, selesai="2025-08-01"))
    with later():
        factories.assignment(contract, factories.worker(1), starts_on=date(2025, 8, 2))
    refused(found, budi, "bertumpuk")


def test_a_later_upload_is_undone_first_and_then_the_earlier(budi, contract):
    before = standing()
    _, first = bring_and_apply(budi, contract, person(1))
    _, second = bring_and_apply(budi, contract, person(1, jabatan="Mandor"), person(2))
    refused(first, budi, "sudah diubah sesudahnya")
    undo(second.pk, budi)
    undo(first.pk, budi)
    assert standing() == before


def test_what_was_undone_can_be_brought_again(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    undo(found.pk, budi)
    _outcome, again = bring_and_apply(budi, contract, person(1), day=DAY)
    assert again.pk != found.pk
    assert Assignment.objects.count() == 1
    undo(again.pk, budi)
    assert not Assignment.objects.exists()
