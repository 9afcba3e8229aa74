"""What was looked at becomes the register: all rows or the good ones, in one transaction, exactly as it was shown."""

from enum import Enum

import pghistory
import structlog
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from coverage.importing.applying import apply
from coverage.importing.progress import SILENCE
from coverage.importing.report import Report
from coverage.models import Upload
from coverage.querysets import importing
from coverage.recomputing import wake
from coverage.uploading.judging import judge, preview_of
from coverage.uploading.keeping import content_of
from coverage.uploading.receiving import SMALL, read
from coverage.uploading.rights import may_bring
from coverage.working import ask

APPLY = "upload_apply"

_log = structlog.get_logger(__name__)


class Outcome(Enum):
    """What became of the wish to apply an upload."""

    APPLIED = "applied"
    QUEUED = "queued"
    MOVED = "moved"
    """The register has changed since it was shown: nothing was written, and it is to be looked at anew."""
    WITHOUT_REASON = "without a reason"
    """It changes what the branch has verified, and no reason was given: nothing was written."""
    WRONG_ROWS = "wrong rows"
    """All rows were to be applied and some are wrong: nothing was written."""
    SETTLED = "settled"
    """It was applied, dropped or refused before, or waits for the worker."""
    FORBIDDEN = "forbidden"
    """Whoever brought it may not write this any more."""
    FAILED = "failed"
    """The database refused or did not answer: nothing was written."""


def apply_or_queue(upload, user, day, good_only, reason=""):
    """Apply a small upload of `user` now, leave a large one to the worker; the Outcome. The history keeps the `reason`."""
    if upload.counts.get("wrong") and not good_only:
        return Outcome.WRONG_ROWS
    if upload.asks_why and not reason:
        return Outcome.WITHOUT_REASON
    if upload.counts.get("rows", 0) > SMALL:
        return _queue(upload, good_only, reason)
    try:
        return apply_upload(upload.pk, good_only, user, day, reason=reason)
    except DatabaseError as error:
        # Its text may quote a row, and a row holds persons: only the code of the error is told.
        _log.error("upload not applied", upload=upload.pk, error=getattr(error.__cause__, "pgcode", None))
        return Outcome.FAILED


def _queue(upload, good_only, reason):
    with transaction.atomic():
        held = Upload.objects.select_for_update(of=("self",)).select_related("work").get(pk=upload.pk)
        if held.state != Upload.State.READY or (held.work and held.work.open):
            return Outcome.SETTLED
        held.good_only, held.report["reason"] = good_only, reason
        held.work = ask(APPLY, f"{APPLY}:{held.uid}:{held.report['digest'][:16]}:{good_only:d}", held.user)
        held.save(update_fields=["good_only", "work", "report"])
    return Outcome.QUEUED


@transaction.atomic
def apply_upload(upload_id, good_only, user, day, *, progress=SILENCE, reason=""):
    """Apply an upload as of today's `day` for `user`, with `good_only` without its wrong rows; the Outcome.

    `reason` is why what the branch has verified changes.

    Everything is read anew under the lock of an import, and written only where every row has the fate that was shown.
    """
    upload = Upload.objects.select_for_update(of=("self",)).select_related("contract").get(pk=upload_id)
    if upload.state != Upload.State.READY:
        return Outcome.SETTLED
    if not may_bring(user, upload.template, upload.contract):
        return Outcome.FORBIDDEN
    # As they came with the request: agencies of theirs are those of the day.
    upload.user, content = user, content_of(upload)
    told = {"reason": reason} if reason else {}
    with pghistory.context(user=user.pk, upload=str(upload.uid), **told) as history:
        importing.begin()
        preview = preview_of(upload, content, day, user, look=False)
        outcome = _apply(upload, preview, good_only, progress)
        if outcome == Outcome.APPLIED:
            upload.state, upload.good_only = Upload.State.APPLIED, good_only
            upload.applied_at, upload.history = Now(), history.id
            upload.save(update_fields=["state", "good_only", "applied_at", "history", "report"])
            transaction.on_commit(wake, robust=True)
    if outcome == Outcome.MOVED:
        upload.rows.all().delete()
        read(upload, content, day, progress)
    return outcome


def _apply(upload, preview, good_only, progress):
    found = judge(upload, preview, progress)
    if found.problems or found.digest != upload.report["digest"]:
        return Outcome.MOVED
    if found.counts["wrong"] and not good_only:
        return Outcome.WRONG_ROWS
    report = Report()
    apply([preview.name], report, progress, preview.by_hand)
    if found.good > importing.LARGE_IMPORT:
        importing.analyse_register()
    upload.report["written"] = {
        name: {"new": tally.new, "changed": tally.changed, "same": tally.same} for name, tally in report.tallies.items()
    }
    return Outcome.APPLIED
