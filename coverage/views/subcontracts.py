"""Subcontracts of a contract: recorded and corrected under the main contract."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage import subcontracting
from coverage.forms.guarded import as_typed
from coverage.forms.subcontract import SubcontractForm
from coverage.locking import version_of
from coverage.views.changing import back_to, sent_or_asked, typed
from projects.models import Contract, Subcontract

PAGE = "coverage/subcontract"


@sent_or_asked
def subcontract_new(request, uid):
    """Record a firm's share of a contract."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    form = SubcontractForm(typed(request), contract=contract, today=timezone.localdate())
    if request.method == "POST":
        form.take(request.POST.get("aksi", ""))
        made = subcontracting.add(contract, form)
        if made:
            _tell(request, made, "dicatat")
            return back_to(contract, "#h-sub")
    return render_form(request, PAGE, {"contract": contract, "form": form, "entry": _entry(form)})


@sent_or_asked
def subcontract_edit(request, uid, pk):
    """Correct a firm's share of a contract, or what is known of its registration."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    stored = get_object_or_404(Subcontract.objects.select_related("contractor"), contract=contract, pk=pk)
    firm, theirs = stored.contractor, None
    texts = {name: as_typed(getattr(stored, column)) for name, column in SubcontractForm.COLUMNS.items()}
    texts |= {"penyedia": firm.name, "npwp_penyedia": firm.npwp, "versi": version_of(stored), "penyedia_id": firm.pk}
    form = SubcontractForm(
        typed(request), initial=texts, contract=contract, today=timezone.localdate(), subcontract=stored
    )
    if request.method == "POST":
        form.take(request.POST.get("aksi", ""))
        mended, theirs = subcontracting.correct(stored, form)
        if mended:
            _tell(request, mended, "disimpan")
            return back_to(contract, "#h-sub")
    context = {"contract": contract, "form": form, "entry": _entry(form), "divergence": theirs, "subcontract": stored}
    return render_form(request, PAGE, context)


def _tell(request, subcontract, done):
    messages.success(request, f"Subkontrak {subcontract} {done}.")
    if subcontracting.paid_before_registration(subcontract):
        messages.warning(request, subcontracting.PAID_EARLY)


def _entry(form):
    """What the part of the page that asks for a provider needs."""
    return {"twins": form.twins, "checked": form.is_bound, "texts": form.data}
