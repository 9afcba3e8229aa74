"""An applied upload taken back: exactly what it changed, and only while nothing later depends on it."""

import pghistory
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Role
from cakupan.numbers import count
from coverage.models import Upload
from coverage.querysets import importing
from coverage.querysets.undoing import (
    changed_later,
    contracts_of,
    named_later,
    stop_clocks,
    take_back,
    without_before,
)
from coverage.recomputing import wake
from coverage.roster_changes import follow
from coverage.uploading.rights import may_bring


class CannotUndo(Exception):
    """Why an upload stays as it is: `reasons` in Indonesian, without a value of anything."""

    def __init__(self, *reasons):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def may_undo(user, upload):
    """Whether `user` may take an upload back: whoever brought it and may still write it, and procurement."""
    theirs = upload.user_id == user.pk or user.role == Role.PROCUREMENT
    return theirs and may_bring(user, upload.template, upload.contract)


@transaction.atomic
def undo(upload_id, user):
    """Take back what an upload wrote, as changes of `user`. Raises CannotUndo where something later depends on it."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("contract").get(pk=upload_id)
    if upload.state != Upload.State.APPLIED:
        raise CannotUndo("unggahan ini tidak sedang diterapkan")
    if not may_undo(user, upload):
        raise CannotUndo("Anda tidak berhak mengubah isinya")
    importing.lock()
    contracts = contracts_of(upload.history)
    stop_clocks(upload.history)
    _refuse_what_is_needed(upload.history)
    try:
        with transaction.atomic(), pghistory.context(user=user.pk, undone_upload=str(upload.uid)):
            done = take_back(upload.history)
            follow(contracts)
    except IntegrityError:
        raise CannotUndo("catatan yang dibuat sesudahnya bertumpuk dengan keadaan semula") from None
    upload.report["taken_back"] = {str(model._meta.verbose_name): list(counts) for model, counts in done.items()}
    upload.state, upload.undone_at, upload.undone_by = Upload.State.UNDONE, Now(), user
    upload.save(update_fields=["state", "undone_at", "undone_by", "report"])
    transaction.on_commit(wake, robust=True)


def _refuse_what_is_needed(history):
    said = (
        (changed_later, "sudah diubah sesudahnya"),
        (named_later, "sudah dipakai catatan lain"),
        (without_before, "tidak diketahui keadaannya semula"),
    )
    reasons = [
        f"{count(many)} {model._meta.verbose_name} {why}" for ask, why in said for model, many in ask(history).items()
    ]
    if reasons:
        raise CannotUndo(*reasons)
