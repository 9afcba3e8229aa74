"""The planned headcount of a contract, declared anew: one fact a day, the newest counts."""

from coverage.locking import is_gone_since, met, version_among
from coverage.models import HeadcountDeclaration
from coverage.restating import write
from projects.models import Contract
from projects.turns import by_hand


def declarations_of(contract):
    """The declarations of `contract`, the newest first."""
    return HeadcountDeclaration.objects.filter(contract=contract).reverse()


@by_hand()
def declare(contract, form, today):
    """Declare what the HeadcountForm says; (the HeadcountDeclaration, its Restatement, the Divergence), each or None.

    A second declaration of the same day corrects the first; the same one sent twice is one.
    """
    row = form.contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if not form.is_valid():
        return None, None, None
    said, of = form.cleaned_data, {"contract": row, "declared_on": form.cleaned_data["sejak"]}
    known = HeadcountDeclaration.objects.filter(**of).first()
    if known and known.headcount == said["jumlah"]:
        return known, None, None
    if known and (other := met(known, said["versi"] or 0, form.columns, form.labels)):
        form.diverged(other, known)
        return None, None, other
    if known is None and is_gone_since(HeadcountDeclaration, said["versi"] or 0, **of):
        form.is_missing(version_among(HeadcountDeclaration, contract=row))
        return None, None, None
    made = known or HeadcountDeclaration(contract=row, declared_on=said["sejak"])
    made.headcount = said["jumlah"]
    found = write(row, today, made.save, reason=said["alasan"], seen=said["dilihat"])
    if found:
        form.ask_why(found)
    return None if found else made, found, None
