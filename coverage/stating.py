"""UCJ as the branch states it for a month, by form."""

from django.db import transaction

from accounts.history import because
from coverage.models import UCJStatement


@transaction.atomic
def state(form):
    """State a month anew or correct it; (the UCJStatement or None, whether it stood there already). Needs a reason to
    change what stands; the same said again changes nothing.
    """
    if not form.is_valid():
        return None, False
    told = form.columns
    with because(form.cleaned_data["alasan"]):
        # Of two that come at once the second finds what the first stated.
        statement, new = UCJStatement.objects.select_for_update().get_or_create(month=told["month"], defaults=told)
    changed = [name for name, value in told.items() if getattr(statement, name) != value]
    if changed and not form.cleaned_data["alasan"]:
        labels = ", ".join(form.labels[name] for name in changed)
        form.add_error("alasan", f"Bulan ini sudah dinyatakan dan berbeda pada: {labels}. Isi alasan pembetulannya.")
        return None, True
    if changed:
        for name in changed:
            setattr(statement, name, told[name])
        with because(form.cleaned_data["alasan"]):
            statement.save()
    return statement, not new
