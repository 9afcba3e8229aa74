"""What was recorded by mistake taken back: an amendment, somebody on a roster, a registration, an instalment."""

from django.db import transaction
from django.db.models import ProtectedError

from coverage.restating import write
from projects.models import Contract

HELD = "Ada berkas, pergantian, atau laporan yang menunjuk kepadanya, jadi tidak dapat ditarik; betulkan isinya."


@transaction.atomic
def withdraw(row, form, today):
    """Take back `row` of a contract with the reason of a WithdrawalForm; (whether it is gone, its Restatement or None)."""
    contract = Contract.objects.select_for_update().get(pk=row.contract_id)
    if not form.is_valid():
        return False, None
    said, workers = form.cleaned_data, [row.worker_id] if hasattr(row, "worker_id") else []
    rows = type(row).objects.filter(pk=row.pk)
    try:
        moved = write(contract, today, rows.delete, reason=said["alasan"], seen=said["dilihat"], workers=workers)
    except ProtectedError:
        form.add_error(None, HELD)
        return False, None
    if moved:
        form.ask_why(moved)
    return not moved, moved
