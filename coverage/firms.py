"""The record of a provider corrected by hand, so that files with its old name still mean it."""

from django.db import IntegrityError

from accounts.history import because
from contractors.models import Contractor
from coverage.locking import divergence
from projects.turns import by_hand


def correct(firm, form):
    """Correct a provider as the FirmForm says; (the Contractor or None, the Divergence or None).

    One without NPWP is known by its name: where either changes, the old name stays as a variant of it.
    """
    try:
        with by_hand():
            return _correct(Contractor.objects.select_for_update().get(pk=firm.pk), form)
    except IntegrityError:
        form.add_error(None, "Nama atau NPWP itu sementara ini dicatat untuk penyedia lain; simpan sekali lagi.")
        return None, None


def _correct(row, form):
    form.firm = row
    if not form.is_valid():
        return None, None
    changed = {name: value for name, value in form.columns.items() if getattr(row, name) != value}
    other = changed and divergence(row, form.cleaned_data["versi"] or 0, form.columns, form.labels)
    if other:
        form.diverged(other, row)
        return None, other
    if not changed:
        return row, None
    known_as = "" if row.npwp or changed.keys() <= {"nib"} else row.name
    for name, value in changed.items():
        setattr(row, name, value)
    with because(form.cleaned_data["alasan"]):
        row.save(update_fields=list(changed))
        if known_as:
            Contractor.objects.create(name=known_as, merged_into=row)
    return row, None
