"""A worker's own membership (PU, BPU), recorded from the roster of a contract."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage.forms.membership import MembershipForm, memberships_of
from coverage.insuring import join
from coverage.views.changing import back_to, sent_or_asked, typed
from projects.models import Assignment, Contract


@sent_or_asked
def membership(request, uid, assignment):
    """Record that a worker of the roster is a member on their own, or correct it from the same day on."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    listed = get_object_or_404(Assignment.objects.select_related("worker"), contract=contract, pk=assignment)
    form, moved = MembershipForm(typed(request), worker=listed.worker), None
    if request.method == "POST":
        made, moved = join(contract, listed.worker, form, timezone.localdate())
        if made:
            messages.success(request, f"Kepesertaan {made.segment} {listed.worker} dicatat.")
            return back_to(contract, "#h-tk")
    context = {"contract": contract, "listed": listed, "form": form, "restatement": moved}
    return render_form(request, "coverage/membership", context | {"memberships": memberships_of(listed.worker)})
