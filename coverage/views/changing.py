"""A contract that stands already: its state, corrected facts, amendments, declared headcounts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cakupan.pages import render_form, see_other
from coverage.forms.status import StatusForm
from coverage.moves import move, told
from projects.models import Contract

sent_or_asked = require_http_methods(["GET", "HEAD", "POST"])


def typed(request):
    """What was sent; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def back_to(contract, part=""):
    """The page of the contract, at one of its parts."""
    return see_other(reverse("contract_detail", args=[contract.uid]) + part)


@sent_or_asked
def contract_status(request, uid):
    """End, terminate or void a contract, or correct how that was recorded."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    today = timezone.localdate()
    form, restatement = StatusForm(typed(request), contract=contract, today=today), None
    if request.method == "POST":
        moved, restatement = move(contract, form, today)
        if moved:
            messages.success(request, told(form))
            return back_to(contract)
    context = {"contract": contract, "form": form, "restatement": restatement}
    return render_form(request, "coverage/contract_status", context)
