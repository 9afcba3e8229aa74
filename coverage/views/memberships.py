"""A worker's own membership (PU, BPU), recorded from the roster of a contract."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage.forms.membership import MembershipForm, memberships_of
from coverage.insuring import join
from coverage.locking import version_among
from coverage.models import Membership
from coverage.views.changing import back_to, sent_or_asked, typed
from projects.models import Assignment, Contract


@sent_or_asked
def membership(request, uid, assignment):
    """Record that a worker of the roster is a member on their own, or correct it from the same day on."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    listed = get_object_or_404(Assignment.objects.select_related("worker"), contract=contract, pk=assignment)
    read = {"versi": version_among(Membership, worker=listed.worker)}
    form = MembershipForm(typed(request), initial=read, worker=listed.worker)
    context = {"contract": contract, "listed": listed, "form": form}
    if request.method == "POST":
        made, context["restatement"], context["divergence"] = join(contract, listed.worker, form, timezone.localdate())
        if made:
            messages.success(request, f"Kepesertaan {made.segment} {listed.worker} dicatat.")
            return back_to(contract, "#h-tk")
    return render_form(request, "coverage/membership", context | {"memberships": memberships_of(listed.worker)})
