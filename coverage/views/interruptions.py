"""What interrupts a contract without ending it: a stop of its work, another provider; recorded and corrected."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.numbers import day
from cakupan.pages import render_form
from coverage import interrupting
from coverage.forms.guarded import as_typed
from coverage.forms.interruptions import NewSuspensionForm, ProviderChangeForm, SuspensionForm
from coverage.locking import version_of
from coverage.views.changing import back_to, sent_or_asked, typed
from projects.models import Contract, Suspension

PART = "#h-henti"


def _contract(request, uid):
    return get_object_or_404(Contract.objects.editable_by(request.user).select_related("contractor"), uid=uid)


@sent_or_asked
def suspension_new(request, uid):
    """Record that the work stands still from a day on."""
    contract, today = _contract(request, uid), timezone.localdate()
    form = NewSuspensionForm(
        typed(request), initial={"mulai": as_typed(today)}, contract=contract, others=[], today=today
    )
    if request.method == "POST" and (made := interrupting.stop(contract, form)):
        messages.success(request, f"Dicatat: pekerjaan berhenti sejak {day(made.starts_on)}. Angka tidak berubah.")
        return back_to(contract, PART)
    return render_form(request, "coverage/suspension", {"contract": contract, "form": form})


@sent_or_asked
def suspension_edit(request, uid, pk):
    """Say that the work goes on, or correct what was recorded of a stop."""
    contract, today, theirs = _contract(request, uid), timezone.localdate(), None
    stored = get_object_or_404(Suspension.objects.select_related("contract"), contract=contract, pk=pk)
    known = {name: as_typed(getattr(stored, column)) for name, column in SuspensionForm.COLUMNS.items()}
    known["versi"] = version_of(stored)
    form = SuspensionForm(typed(request), initial=known, contract=contract, others=[], today=today, stored=stored)
    if request.method == "POST":
        mended, theirs = interrupting.correct_stop(stored, form)
        if mended:
            goes_on = f"sampai {day(mended.ends_on)}" if mended.ends_on else "dan belum dilanjutkan"
            messages.success(request, f"Dicatat: pekerjaan berhenti sejak {day(mended.starts_on)} {goes_on}.")
            return back_to(contract, PART)
    context = {"contract": contract, "form": form, "suspension": stored, "divergence": theirs}
    return render_form(request, "coverage/suspension", context)


@sent_or_asked
def provider_change_new(request, uid):
    """Record that from a day on another provider carries the contract out."""
    contract, today = _contract(request, uid), timezone.localdate()
    form = ProviderChangeForm(
        typed(request), initial={"mulai": as_typed(today)}, contract=contract, others=[], today=today
    )
    if request.method == "POST":
        form.take(request.POST.get("aksi", ""))
        if made := interrupting.pass_on(contract, form):
            messages.success(request, f"Dicatat: {made.contractor} mengerjakannya sejak {day(made.starts_on)}.")
            return back_to(contract, PART)
    entry = {"twins": form.twins, "checked": form.is_bound, "texts": form.data}
    return render_form(request, "coverage/provider_change", {"contract": contract, "form": form, "entry": entry})
