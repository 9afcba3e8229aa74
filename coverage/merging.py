"""Variants of one provider's name become one record: its contracts move, its own record stays readable."""

from dataclasses import dataclass

from django.db import transaction

from accounts.history import because
from contractors.models import Contractor
from coverage.querysets.importing import not_by_hand
from coverage.recomputing import wake
from projects.models import Contract, ProviderChange, Subcontract
from projects.turns import alone


@dataclass(frozen=True)
class Merger:
    """What a merge would move: `contracts` and `subcontracts` from `variant` to `into`, and names merged before."""

    variant: Contractor
    into: Contractor
    contracts: int
    subcontracts: int

    @property
    def digest(self):
        """What a page that showed it sends back."""
        return f"{self.variant.pk}-{self.into.pk}-{self.contracts}-{self.subcontracts}"


def merger(variant, into):
    """The Merger of `variant` into `into` as things stand."""
    counts = (model.objects.filter(contractor=variant).count() for model in (Contract, Subcontract))
    return Merger(variant, into, *counts)


@alone()
def merge(variant, form):
    """Merge `variant` as the MergeForm says; (the Contractor it is part of now or None, the Merger to look at or None).

    Files that name the variant mean the other from then on. Sent twice it is done once.
    """
    if not form.is_valid():
        return None, None
    locked = {one.pk: one for one in Contractor.objects.select_for_update().filter(
        pk__in=[variant.pk, form.contractor.pk]).order_by("pk")}  # fmt: skip
    mine, into = locked[variant.pk], locked[form.contractor.pk]
    if mine.merged_into_id == into.pk:
        return into, None
    if mine.merged_into_id or into.merged_into_id:  # by somebody else, after the form had been looked at
        form.add_error("penyedia", "Salah satunya sementara itu digabungkan; muat ulang halaman.")
        return None, None
    found = merger(mine, into)
    if form.cleaned_data["dilihat"] != found.digest:
        form.retype({"dilihat": found.digest})
        return None, found
    with because(form.cleaned_data["alasan"]), not_by_hand():
        for model in (Contract, Subcontract, ProviderChange):
            model.objects.filter(contractor=mine).update(contractor=into)
        Contractor.objects.filter(merged_into=mine).update(merged_into=into)
        mine.merged_into = into
        mine.save(update_fields=["merged_into"])
    transaction.on_commit(wake, robust=True)
    return into, None
