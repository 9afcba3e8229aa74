"""Correct what stands of a contract."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage.correcting import correct, same_number
from coverage.forms.contract import METHODS
from coverage.forms.correction import CorrectionForm
from coverage.locking import as_read, version_of
from coverage.views.changing import back_to, sent_or_asked, typed
from projects.models import Contract


@sent_or_asked
def contract_edit(request, uid):
    """Correct a contract; what somebody else wrote meanwhile, and which past figures move, is shown before."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    today, moved, theirs = timezone.localdate(), None, None
    version = request.POST.get("versi", "") if request.method == "POST" else str(version_of(contract))
    form = CorrectionForm(typed(request), read=as_read(contract, version), user=request.user, today=today)
    form.fields["versi"].initial = version
    if request.method == "POST":
        form.take(request.POST.get("aksi", ""))
        written, moved, theirs = correct(contract, form, today)
        if written is not None:
            messages.success(request, "Perubahan disimpan." if written else "Tidak ada yang berubah.")
            for other in same_number(contract, request.user) if "number" in written else ():
                messages.warning(request, f"Nomor ini juga dipakai kontrak {other.title}.")
            return back_to(contract)
    entry = {"twins": form.twins, "checked": form.is_bound, "texts": form.data}
    context = {"contract": contract, "form": form, "restatement": moved, "divergence": theirs, "entry": entry}
    return render_form(request, "coverage/contract_edit", context | {"methods": METHODS})
