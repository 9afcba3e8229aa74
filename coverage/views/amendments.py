"""Amendments of a contract: recorded, corrected, and held beside what stood before while one types."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage import amending
from coverage.dossier import SEES_WAGES, contracts_on
from coverage.forms.amendment import AmendmentForm, NewAmendmentForm
from coverage.forms.guarded import as_typed
from coverage.locking import version_of
from coverage.views.changing import back_to, sent_or_asked, typed
from coverage.wages import path_of
from projects.models import Amendment, Contract

PAGE = "coverage/amendment"


@sent_or_asked
def amendment_new(request, uid):
    """Record an amendment; by GET with what was typed so far, what it would change."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    today, others, moved = timezone.localdate(), amending.others_of(contract), None
    form = NewAmendmentForm(_sent(request), contract=contract, others=others, today=today)
    if request.method == "POST":
        made, moved = amending.add(contract, form, today)
        if made:
            messages.success(request, f"{made} dicatat.")
            return back_to(contract, "#h-ad")
    context = {"contract": contract, "form": form, "restatement": moved, "beside": _beside(request, form)}
    return render_form(request, PAGE, context, fragment="banding")


@sent_or_asked
def amendment_edit(request, uid, pk):
    """Correct what was recorded of an amendment; what somebody else corrected meanwhile is shown first."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    amendment = get_object_or_404(Amendment, contract=contract, pk=pk)
    today, others, moved, theirs = timezone.localdate(), amending.others_of(contract, amendment), None, None
    stored = {name: as_typed(getattr(amendment, column)) for name, column in AmendmentForm.COLUMNS.items()}
    stored["versi"] = version_of(amendment)
    form = AmendmentForm(_sent(request), initial=stored, contract=contract, others=others, today=today)
    if request.method == "POST":
        mended, moved, theirs = amending.correct(amendment, form, today)
        if mended:
            messages.success(request, f"{mended} dibetulkan.")
            return back_to(contract, "#h-ad")
    context = {"contract": contract, "amendment": amendment, "form": form, "restatement": moved, "divergence": theirs}
    return render_form(request, PAGE, context | {"beside": _beside(request, form, amendment)}, fragment="banding")


def _sent(request):
    """What was sent, or typed so far; None on a first visit."""
    return typed(request) if request.method == "POST" or "tanggal" not in request.GET else request.GET


def _beside(request, form, stored=None):
    """What the amendment of a form changes as far as it can be read, or that of the `stored` one; None without a date."""
    if form.is_bound:
        form.is_valid()
        columns = {column: form.cleaned_data.get(name) for name, column in form.COLUMNS.items()}
    elif stored:
        columns = {column: getattr(stored, column) for column in form.COLUMNS.values()}
    else:
        return None
    columns["number"] = columns["number"] or ""
    if not columns["signed_on"]:
        return None
    today = timezone.localdate()
    standing = contracts_on(request.user, today).get(pk=form.contract.pk)
    path_at = partial(path_of, standing, today, request.user.role in SEES_WAGES)
    return amending.beside(form.contract, form.others, columns, path_at)
