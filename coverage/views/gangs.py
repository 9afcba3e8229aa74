"""Let the gang of an earlier contract work on another: choose the contract, then who comes and when."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from cakupan.numbers import count
from cakupan.pages import render_form, see_other
from coverage.forms.gang import GangForm
from coverage.forms.guarded import as_typed
from coverage.gangs import people_of, reuse, sources
from coverage.views.changing import sent_or_asked, typed
from coverage.views.crew import tell_clock, tell_unusual
from projects.models import Contract


def _source(request, contract):
    try:
        uid = UUID(request.GET["dari"])
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Contract.objects.visible_to(request.user).exclude(pk=contract.pk), uid=uid)


@sent_or_asked
def gang_reuse(request, uid):
    """Choose an earlier contract (`?dari=`), tick its people and say from which day: all of them or nobody."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    if "dari" not in request.GET:
        words = request.GET.get("cari", "")[:100].replace("\x00", "")
        context = {"contract": contract, "words": words, "found": sources(request.user, contract, words)}
        return render_form(request, "coverage/gang_reuse", context)
    source, today = _source(request, contract), timezone.localdate()
    start = {"mulai": as_typed(max(today, contract.starts_on or contract.signed_on))}
    form = GangForm(typed(request), initial=start, people=people_of(source))
    if form.is_bound and (made := reuse(contract, form)):
        messages.success(request, f"{count(len(made))} orang ditambahkan dari {source.number or source.package_code}.")
        tell_unusual(request, made, today)
        tell_clock(request, made)
        return see_other(reverse("roster", args=[contract.uid]) + "#h-tk")
    return render_form(request, "coverage/gang_reuse", {"contract": contract, "source": source, "form": form})
