"""How long the files of uploads stay: sealed on the disk until they were settled long enough ago, then gone for good."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from coverage.models import Upload
from coverage.tasks import erase_uploads
from coverage.uploading.keeping import erase_old, folder, path_of
from coverage.uploading.undoing import undo
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import bring, bring_and_apply, called, person

pytestmark = pytest.mark.django_db
NOW = timezone.localtime()
JUST_KEPT = NOW - timedelta(days=settings.UPLOAD_KEEP_DAYS, seconds=-1)
JUST_OVER = NOW - timedelta(days=settings.UPLOAD_KEEP_DAYS, seconds=1)


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def dated(upload, **moments):
    Upload.objects.filter(pk=upload.pk).update(**moments)
    return Upload.objects.get(pk=upload.pk)


def test_a_file_stays_as_long_as_it_is_kept(budi, contract):
    upload = dated(bring_and_apply(budi, contract, person(1))[1], made_at=JUST_OVER, applied_at=JUST_KEPT)
    assert erase_old(NOW) == 0
    assert path_of(upload).exists()
    assert upload.rows.count() == 1


def test_after_that_file_and_rows_are_gone_and_the_rest_stays(budi, contract):
    upload = dated(bring_and_apply(budi, contract, person(1), person(2))[1], applied_at=JUST_OVER)
    assert erase_old(NOW) == 1
    upload.refresh_from_db()
    assert not path_of(upload).exists()
    assert not upload.rows.exists()
    assert (upload.state, upload.counts["new"], upload.erased_at is None) == (Upload.State.APPLIED, 2, False)
    page = cast.signed_in(budi).get(upload.get_absolute_url())
    assert page.status_code == 200
    assert called(1) not in page.content.decode()
    assert erase_old(NOW) == 0


def test_what_was_erased_can_still_be_undone(budi, contract):
    upload = dated(bring_and_apply(budi, contract, person(1))[1], applied_at=JUST_OVER)
    erase_old(NOW)
    undo(upload.pk, budi)
    assert not Assignment.objects.exists()


def test_what_nobody_decided_is_given_up(budi, contract):
    young = dated(bring(budi, contract, person(1)), made_at=JUST_KEPT)
    old = dated(bring(budi, contract, person(2)), made_at=JUST_OVER)
    assert erase_old(NOW) == 1
    young.refresh_from_db()
    old.refresh_from_db()
    assert (young.state, old.state) == (Upload.State.READY, Upload.State.DROPPED)
    assert (path_of(young).exists(), path_of(old).exists()) == (True, False)


def test_files_that_no_upload_names_go_too(budi, contract):
    named = bring(budi, contract, person(1))
    lost, fresh = folder() / "hilang.sealed", folder() / "baru.part"
    for path in (lost, fresh, path_of(named)):
        path.touch()
    for path in (lost, path_of(named)):
        os.utime(path, (JUST_OVER.timestamp(), JUST_OVER.timestamp()))
    erase_old(NOW)
    assert (lost.exists(), fresh.exists(), path_of(named).exists()) == (False, True, True)
    fresh.unlink()


def test_a_file_that_is_gone_before_it_is_looked_at_stops_nothing(budi, contract):
    gone, lost = [folder() / name for name in ("hilang.part", "hilang.sealed")]
    gone.symlink_to(folder() / "tiada")
    lost.touch()
    os.utime(lost, (JUST_OVER.timestamp(), JUST_OVER.timestamp()))
    erase_old(NOW)
    gone.unlink()
    assert not lost.exists()


def test_the_task_of_the_night_erases_as_of_now(budi, contract):
    upload = dated(bring_and_apply(budi, contract, person(1))[1], applied_at=JUST_OVER)
    erase_uploads()
    assert not path_of(upload).exists()
