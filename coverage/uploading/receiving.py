"""A file as it comes in: kept, read at once where it is small, else left to the worker; the same file is not read twice."""

import hashlib
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from coverage.importing.progress import SILENCE
from coverage.models import Upload
from coverage.querysets.import_before import listed_on
from coverage.uploading.judging import TooManyRows, judge, preview_of
from coverage.uploading.keeping import keep, name_of
from coverage.working import ask

SMALL = 2_000
"""Rows that are read and applied while somebody waits."""
READ = "upload_read"
MOST_PROBLEMS = 50
"""Faults of a file as a whole that its report keeps."""


def receive(file, user, *, key, template, contract, day):
    """(the Upload of a file that came, whether it was there before): the same form sent twice, or the same bytes again.

    Bytes that were applied whole, or that the same person has still to decide about, lead to that upload and change
    nothing. `file` is Django's UploadedFile, `key` the form's, `contract` None for the whole city.
    """
    content = file.read()
    told = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "file_name": name_of(file)}
    with transaction.atomic():
        # One at a time of each person: a form sent twice at once finds what the first made.
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if earlier := _earlier(user, key, told["sha256"], template, contract):
            return earlier, True
        if Upload.objects.filter(key=key).exists():
            key = uuid4()  # somebody else's form had this one; that there is one is nobody's business
        upload = Upload(user=user, key=key, contract=contract, template=template, **told)
        keep(upload, content)
        upload.save()
        read_or_queue(upload, content, day)
    return upload, False


def _earlier(user, key, digest, template, contract):
    if sent := Upload.objects.of(user).filter(key=key).first():
        return sent
    same = Upload.objects.visible_to(user).same_content(digest, contract, template)
    applied = same.filter(state=Upload.State.APPLIED, counts__wrong=0).first()
    return applied or same.of(user).filter(state__in=[Upload.State.ARRIVED, Upload.State.READY]).first()


def read_or_queue(upload, content, day):
    """Read a small file now; leave a larger one to the worker."""
    try:
        with transaction.atomic():
            read(upload, content, day, SILENCE, most=SMALL)
    except TooManyRows:
        upload.work = ask(READ, f"{READ}:{upload.uid}", upload.user)
        upload.save(update_fields=["work"])


def read(upload, content, day, progress, most=None):
    """Judge an upload that has arrived and store its rows for the page; it is then ready, or refused as a whole."""
    preview = preview_of(upload, content, day, upload.user, look=True)
    found = judge(upload, preview, progress, most=most, store=True)
    upload.state = Upload.State.REFUSED if found.problems else Upload.State.READY
    upload.counts = {state: found.counts[state] for state in ("rows", "new", "changed", "same", "wrong", "doubtful")}
    upload.report = {
        "header": preview.header,
        "digest": found.digest,
        "problems": found.problems[:MOST_PROBLEMS],
        "notices": found.notices[:MOST_PROBLEMS],
        "unmarked": found.unmarked,
    }
    if upload.contract_id and not found.problems:
        upload.report["listed"] = {"day": day.isoformat(), **listed_on(upload.contract_id, day)}
    upload.save(update_fields=["state", "counts", "report"])
