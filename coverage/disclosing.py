"""Masked facts of one person, given deliberately: written down before they are given."""

from django.db import transaction

from cakupan.numbers import day, rupiah
from coverage.forms.disclosing import RevealForm
from coverage.models import Disclosure


@transaction.atomic
def reveal(user, assignment, form):
    """(label, text) of the fact that a valid RevealForm asks for; that it was given is recorded first."""
    chosen = form.cleaned_data["isi"]
    label = RevealForm.FACTS[chosen]
    Disclosure.objects.create(
        user=user,
        contract=assignment.contract,
        worker=assignment.worker,
        what=label,
        purpose=form.cleaned_data["keperluan"],
    )
    return label, _told(assignment, chosen)


def _told(assignment, chosen):
    if chosen == "nik":
        return assignment.worker.nik.reveal()
    if chosen == "lahir":
        return day(assignment.worker.born_on) if assignment.worker.born_on else "belum diisi"
    return "tidak diketahui" if assignment.wage is None else rupiah(assignment.wage)
