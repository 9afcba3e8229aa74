"""A contract corrected where it was wrong, without delete and retype: one transaction, locked, restated, recorded."""

from contextlib import suppress

from django.db import IntegrityError

from contractors.models import Contractor
from coverage.locking import divergence
from coverage.registering import provider_named
from coverage.restating import write
from projects.models import Contract
from projects.turns import by_hand

TAKEN = "Kode paket ini baru saja dipakai kontrak lain di register."


def correct(contract, form, today):
    """Write what the CorrectionForm changes; (columns written or None, Restatement or None, Divergence or None).

    An empty set means that everything stood there already: a double click, or a page from before.
    """
    with suppress(IntegrityError):
        return _correct(contract, form, today)
    form.add_error("kode_paket", TAKEN)
    return None, None, None


def same_number(contract, user):
    """At most five other contracts of its year that `user` sees and that bear its number, however it is spelt."""
    stands = Contract.objects.get(pk=contract.pk)
    alike = Contract.objects.visible_to(user).alike(stands.number, stands.year, None, None, None)
    return alike.exclude(pk=contract.pk)[:5]


@by_hand()
def _correct(contract, form, today):
    row = Contract.objects.select_for_update().get(pk=contract.pk)
    if not form.is_valid():
        return None, None, None
    typed, said = form.columns, form.cleaned_data
    changed = {name: value for name, value in typed.items() if getattr(row, name) != value}
    if not changed:
        return set(), None, None
    other = divergence(row, said["versi"] or 0, typed, form.labels)
    if other:
        form.diverged(other, row)
        return None, None, other

    def change():
        for name, value in changed.items():
            made = name == "contractor" and value is not None and not isinstance(value, Contractor)
            setattr(row, name, provider_named(said) if made else value)
        row.save(update_fields=changed.keys())

    found = write(row, today, change, reason=said["alasan"], seen=said["dilihat"], parts=changed)
    if found:
        form.ask_why(found)
    return None if found else changed.keys(), found, None
