"""A gang that comes again: from which contract, who of it, and all of them or nobody."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.history import because
from coverage.insuring import FIRST_ENTRY
from coverage.querysets.crew import sharing
from coverage.recomputing import wake
from coverage.roster_changes import follow
from projects.models import Assignment, Contract
from projects.turns import by_hand

MOST = 30
"""Contracts from which one chooses; the others are found by words."""


def sources(user, contract, words=""):
    """The contracts with a roster that `user` may see, without `contract`; those of the same provider first, then the
    newest; of `words` each must stand in number, title or package code. At most MOST.
    """
    listed = Assignment.objects.filter(contract=OuterRef("pk"))
    found = Contract.objects.visible_to(user).exclude(pk=contract.pk).filter(Exists(listed))
    for word in words.split():
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(package_code__icontains=word))
    same = Q(contractor=contract.contractor_id) if contract.contractor_id else Q(pk__in=[])
    found = found.annotate(same=Exists(Contract.objects.filter(same, pk=OuterRef("pk"))))
    return found.select_related("contractor").order_by(F("same").desc(), "-signed_on", "package_code")[:MOST]


def people_of(contract):
    """The people of a contract, each with the newest assignment, by name."""
    newest = Assignment.objects.filter(contract=contract).order_by("worker_id", "-starts_on").distinct("worker_id")
    return sorted(newest.select_related("worker"), key=lambda one: (str(one.worker).casefold(), one.pk))


@by_hand()
def reuse(contract, form):
    """The Assignments of everybody whom the GangForm ticks, or None: then nobody was added and each error names its
    person. Sent twice they are added once. Job, status of work, domicile and KPJ come along; the wage does not.
    """
    row = Contract.objects.select_for_update().get(pk=contract.pk)
    if not form.is_valid():
        return None
    said, chosen = form.cleaned_data, form.chosen
    first, last = said["mulai"], said["selesai"]
    met = Assignment.objects.filter(sharing(first, last), contract=row, worker__in=[one.worker_id for one in chosen])
    there = {one.worker_id: one for one in met}
    if len(there) == len(chosen) and all((one.starts_on, one.ends_on) == (first, last) for one in there.values()):
        return list(there.values())
    for one in chosen:
        if one.worker_id in there:
            form.add_error("orang", f"{one.worker} sudah bertugas pada kontrak ini pada hari yang sama.")
    if form.errors:
        return None
    kept = ("worker", "job", "employment", "domicile_code", "kpj")
    rows = [
        Assignment(contract=row, starts_on=first, ends_on=last, **{name: getattr(one, name) for name in kept})
        for one in chosen
    ]
    with because(FIRST_ENTRY):
        made = Assignment.objects.bulk_create(rows)
        follow([row.pk])
    transaction.on_commit(wake, robust=True)
    return made
