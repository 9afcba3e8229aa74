"""A contract that stands already: its state, and how many work on it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cakupan.numbers import day
from cakupan.pages import render_form, see_other
from coverage.declaring import declarations_of, declare
from coverage.forms.guarded import as_typed
from coverage.forms.headcount import HeadcountForm
from coverage.forms.status import StatusForm
from coverage.locking import version_among, version_of
from coverage.models import HeadcountDeclaration
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
    form = StatusForm(typed(request), initial={"versi": version_of(contract)}, contract=contract, today=today)
    context = {"contract": contract, "form": form}
    if request.method == "POST":
        moved, context["restatement"], context["divergence"] = move(contract, form, today)
        if moved:
            messages.success(request, told(form))
            return back_to(contract)
    return render_form(request, "coverage/contract_status", context)


@sent_or_asked
def headcount_declare(request, uid):
    """Declare anew how many work on a contract, from a day on."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    today = timezone.localdate()
    since = {"sejak": as_typed(today), "versi": version_among(HeadcountDeclaration, contract=contract)}
    form = HeadcountForm(typed(request), initial=since, contract=contract, today=today)
    context = {"contract": contract, "form": form, "declarations": declarations_of(contract)}
    if request.method == "POST":
        made, context["restatement"], context["divergence"] = declare(contract, form, today)
        if made:
            since_day = day(made.declared_on) if made.declared_on else "hari pertama kontrak"
            messages.success(request, f"Dinyatakan: {made} sejak {since_day}.")
            return back_to(contract, "#h-tk")
    return render_form(request, "coverage/headcount", context)
