"""The whole history of a contract: who changed what, when, from what to what, and why."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coverage.changes import changes_of, in_words
from coverage.forms.history import HistoryForm
from coverage.passports_of_contract import history_passport
from projects.models import Contract

MOST = 5_000
"""Changes that one look goes back; older ones are found by their days."""
PER_PAGE = 50


@require_safe
def contract_history(request, uid):
    """Every recorded change of a contract and its parts, newest first, narrowed as asked; nothing is ever pruned."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), uid=uid)
    form = HistoryForm(request.GET if request.GET.keys() & HistoryForm.base_fields.keys() else {})
    found = changes_of(contract, MOST, **form.asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "contract": contract,
        "form": form,
        "page": page,
        "changes": [(one, in_words(one)) for one in page],
        "passport": history_passport(
            len(found), list(page), day=timezone.localdate(), computed_at=timezone.localtime()
        ),
        "cut": sum(one.count for one in found) >= MOST,
    }
    return render(request, "coverage/contract_history.html", context)
