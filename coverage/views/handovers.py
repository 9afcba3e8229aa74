"""Serah terima: the contracts of an officer pass to a successor, and the page per contract that goes with them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cakupan.numbers import count, day
from cakupan.pages import as_of, day_in, render_form, see_other
from coverage.forms.guarded import as_typed
from coverage.forms.handover import HandoverForm, HandoverWithdrawalForm
from coverage.handing_over import Plan, hand_over
from coverage.querysets.handovers import answered_for
from coverage.succession import passings
from coverage.undoing_handovers import Undo, take_back
from coverage.views.changing import sent_or_asked, typed
from coverage.views.rights import HAND_OVER, hands_over_only
from projects.models import Officer

CHOSEN = ("dari", "kepada", "sejak")


@hands_over_only
@sent_or_asked
def handover(request):
    """Choose officer, successor and day, look at what passes, and hand it over."""
    now, plan, moved = timezone.localtime(), None, None
    today = now.date()
    sent = request.POST if request.method == "POST" else request.GET if "kepada" in request.GET else None
    form = HandoverForm(sent, user=request.user, today=today)
    if sent is None:
        own = getattr(request.user, "officer", None)
        form.initial = {"sejak": as_typed(today), "dari": request.GET.get("dari") or (own and own.pk)}
    if form.is_valid() and request.method == "POST":
        done, plan, moved = hand_over(request.user, form, now)
        if done:
            return _handed(request, form.cleaned_data, done)
    elif form.is_valid():
        plan = Plan(request.user, *(form.cleaned_data[name] for name in CHOSEN), now)
    return render_form(request, "coverage/handover", {"form": form, "plan": plan, "restatement": moved})


def _handed(request, said, done):
    messages.success(request, f"{count(done)} kontrak diserahkan kepada {said['kepada']} mulai {day(said['sejak'])}.")
    query = urlencode({"pada": said["sejak"].isoformat()})
    return see_other(f"{reverse('handover_pack', args=[said['kepada'].pk])}?{query}")


@require_safe
def handover_pack(request, officer):
    """A page for each contract for which an officer answers on the day: state, time line, risks, clocks; to print."""
    chosen = get_object_or_404(Officer.objects.visible_to(request.user), pk=officer)
    on = as_of(request)
    ids = list(answered_for(request.user, chosen, on).values_list("pk", flat=True))
    pages = passings(request.user, on, ids, timezone.localtime()) if ids else []
    context = {"officer": chosen, "pages": pages, "undo": Undo(request.user, chosen, on, timezone.localdate())}
    return render(request, "coverage/handover_pack.html", context)


@sent_or_asked
def handover_withdraw(request, officer):
    """Take back the hand-over to an officer on the day `sejak`, whole or for the contracts that are ticked."""
    chosen = get_object_or_404(Officer.objects.visible_to(request.user), pk=officer)
    since, today, moved = day_in(request.GET.get("sejak", "")), timezone.localdate(), None
    undo = Undo(request.user, chosen, since, today) if since else None
    again = request.method == "POST" and request.user.role in HAND_OVER
    if undo is None or not (undo.rows or again):
        raise Http404
    form = HandoverWithdrawalForm(typed(request))
    if request.method == "POST" and undo.rows:
        done, undo, moved = take_back(request.user, chosen, since, form, today)
        if done:
            messages.success(
                request, f"{count(done)} kontrak kembali ke PPK sebelum {chosen}. Riwayat menyimpan alasannya."
            )
            return see_other(reverse("contract_list"))
    elif request.method == "POST":
        return see_other(reverse("contract_list"))
    return render_form(request, "coverage/handover_withdraw", {"form": form, "undo": undo, "restatement": moved})
