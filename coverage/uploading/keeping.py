"""The files themselves: sealed, under names of our own, outside the web root, for as long as they are needed."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from contractors.sealing import seal_bytes, unseal_bytes
from coverage.importing.report import shown
from coverage.models import Upload, UploadRow

ENDING = ".sealed"


def folder():
    """The folder of uploaded files in $CAKUPAN_VAR, made where it is missing, for this account alone."""
    found = Path(settings.VAR_DIR) / "uploads"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_of(upload):
    """Where the file of an upload lies; nothing of what its sender called it stands in the path."""
    return folder() / f"{upload.uid}{ENDING}"


def keep(upload, content):
    """Write the file of an upload, sealed, to the disk before the row that names it is committed."""
    written = path_of(upload).with_suffix(".part")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(seal_bytes(content, str(upload.uid)))
        file.flush()
        os.fsync(file.fileno())
    written.rename(path_of(upload))


def content_of(upload):
    """The bytes of the file of an upload. Raises FileNotFoundError where it was erased, Spoilt where it is spoilt."""
    return unseal_bytes(path_of(upload).read_bytes(), str(upload.uid))


def name_of(file):
    """What an uploaded file is called, as it may be kept and shown: short, printable, no long number, its ending whole."""
    name = PurePath(file.name)
    return f"{shown(name.stem)}{name.suffix.lower()[:10]}"


def drop(upload):
    """Give up an upload of which nothing was written, and erase it; whether it was still there to be given up."""
    undecided = Upload.objects.filter(
        pk=upload.pk, state__in=[Upload.State.ARRIVED, Upload.State.READY, Upload.State.REFUSED]
    )
    with transaction.atomic():
        found = undecided.update(state=Upload.State.DROPPED, erased_at=Now())
        if found:
            UploadRow.objects.filter(upload=upload).delete()
            transaction.on_commit(lambda: path_of(upload).unlink(missing_ok=True))
    return bool(found)


def erase_old(now):
    """Erase files and rows of uploads that were settled UPLOAD_KEEP_DAYS ago, and files of no upload; how many uploads.

    What was never decided is given up after the same days. The upload, its counts and its report stay.
    """
    before = now - timedelta(days=settings.UPLOAD_KEEP_DAYS)
    settled = Q(applied_at__lt=before) | Q(applied_at__isnull=True, made_at__lt=before)
    old = Upload.objects.filter(settled, erased_at__isnull=True)
    erased = 0
    for upload in old.order_by("id"):
        path_of(upload).unlink(missing_ok=True)
        UploadRow.objects.filter(upload=upload).delete()
        undecided = upload.state in (Upload.State.ARRIVED, Upload.State.READY)
        state = Upload.State.DROPPED if undecided else upload.state
        erased += Upload.objects.filter(pk=upload.pk, state=upload.state).update(erased_at=Now(), state=state)
    _sweep(before)
    return erased


def _sweep(before):
    """Erase files that no upload names: their transaction never came to its end."""
    kept = set(Upload.objects.filter(erased_at__isnull=True).values_list("uid", flat=True))
    names = {f"{uid}{ENDING}" for uid in kept}
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # a file that is just being written takes its name while we look
            if path.name not in names and path.stat().st_mtime < before.timestamp():
                path.unlink()
