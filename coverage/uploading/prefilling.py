"""The roster of a contract as a file to be changed and uploaded again: it holds NIK and wage in clear, so it is noted."""

from django.db import transaction

from coverage.importing.returning import template_file
from coverage.importing.templates import TENAGA_KERJA
from coverage.models import Disclosure
from projects.models import Assignment

WHAT = "daftar lengkap (NIK, tanggal lahir, upah)"


@transaction.atomic
def filled_template(user, contract, purpose, form):
    """The file (".xlsx" or ".csv", bytes) with every assignment that `user` may see; that it was given is recorded."""
    rows = Assignment.objects.visible_to(user).filter(contract=contract).select_related("worker").order_by("id")
    values = [_row(contract, one) for one in rows]
    people = len({one.worker_id for one in rows})
    Disclosure.objects.create(user=user, contract=contract, what=WHAT, purpose=purpose, records=people)
    return template_file(form, TENAGA_KERJA, values)


def _row(contract, one):
    worker = one.worker
    return [
        contract.package_code,
        worker.nik.reveal(),
        worker.name,
        worker.born_on,
        worker.sex,
        one.job,
        one.employment,
        one.domicile_code,
        one.starts_on,
        one.ends_on,
        one.wage,
        one.kpj,
    ]
