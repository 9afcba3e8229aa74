"""What was recorded by mistake taken back: an amendment, somebody on a roster, a registration, an instalment, and the like."""

from django.db import transaction
from django.db.models import ProtectedError

from coverage import roster_changes
from coverage.interrupting import later_than
from coverage.locking import changed_since, version_of
from coverage.restating import write
from projects.models import Assignment, Contract, ProviderChange
from projects.turns import by_hand

HELD = "Ada berkas, pergantian, atau laporan yang menunjuk kepadanya, jadi tidak dapat ditarik; betulkan isinya."


@by_hand()
def withdraw(row, contract, form, today):
    """Take back `row`, recorded on `contract`, with the reason of a WithdrawalForm.

    (whether it is gone, its Restatement or None, the Divergence or None). Documents that point to it and were withdrawn
    themselves let go of it.
    """
    held = Contract.objects.select_for_update().get(pk=contract.pk)
    mine = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if not form.is_valid():
        return False, None, None
    if mine is None:
        return True, None, None
    said, workers = form.cleaned_data, [mine.worker_id] if hasattr(mine, "worker_id") else []
    if (said["versi"] or 0) != (version := version_of(mine)):
        form.has_changed(version)
        return False, None, changed_since(mine, said["versi"] or 0)

    if isinstance(mine, ProviderChange) and later_than(mine):
        form.add_error(None, "Penyedianya berganti lagi sesudah itu; tarik kembali dahulu yang terakhir.")
        return False, None, None

    def change():
        if isinstance(mine, Assignment):
            roster_changes.forget(mine)
        if papers := getattr(mine, "documents", None):
            papers.filter(withdrawn_at__isnull=False).update(**{papers.field.name: None})
        mine.delete()

    try:
        with transaction.atomic():
            moved = write(held, today, change, reason=said["alasan"], seen=said["dilihat"], workers=workers)
    except ProtectedError:
        form.add_error(None, HELD)
        return False, None, None
    if moved:
        form.ask_why(moved)
    return not moved, moved, None
