"""What the worker does with uploads that are too large to be read or applied while somebody waits."""

from accounts.models import User
from coverage.models import Upload
from coverage.uploading.applying import APPLY, Outcome, apply_upload
from coverage.uploading.keeping import content_of
from coverage.uploading.receiving import READ, read
from projects.middleware import with_agencies


def _upload_of(work, today):
    upload = Upload.objects.select_for_update(of=("self",)).select_related("contract").get(work=work)
    upload.user = with_agencies(User.objects.get(pk=work.actor_id), today)
    return upload


def read_upload(work, today, progress):
    """Read an upload that has arrived, for the page; one that was read or dropped meanwhile is left alone."""
    upload = _upload_of(work, today)
    if upload.state == Upload.State.ARRIVED:
        progress.set_description_str("membaca baris")
        read(upload, content_of(upload), today, progress)


def apply_large_upload(work, today, progress):
    """Apply an upload as its owner wished; where that is not possible any more its report says why."""
    upload = _upload_of(work, today)
    progress.expect(upload.counts.get("rows"))
    progress.set_description_str("membaca baris")
    reason = upload.report.get("reason", "")
    outcome = apply_upload(upload.pk, upload.good_only, upload.user, today, progress=progress, reason=reason)
    if outcome not in (Outcome.APPLIED, Outcome.SETTLED):
        upload.refresh_from_db(fields=["report"])
        upload.report["outcome"] = outcome.value
        upload.save(update_fields=["report"])


KINDS = {READ: read_upload, APPLY: apply_large_upload}
