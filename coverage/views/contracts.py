"""Kontrak: the list, its file, and one contract."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cakupan.pages import as_of, render_page_or_fragment
from coverage.dossier import Dossier, contracts_on
from coverage.exporting import fields, head_of
from coverage.listing import Listing
from coverage.passports_of_contract import contract_passports
from coverage.querysets.standing import protected_days
from coverage.views.files import file_response
from projects.querysets import EDITORS


def _listing(request):
    day = as_of(request)
    asked = "pada" in request.GET and not request.unreadable_day
    return Listing(request.user, request.GET, day, day.isoformat() if asked else "")


@require_safe
def contract_list(request):
    """Every contract the reader may see, narrowed and sorted as they ask."""
    listing = _listing(request)
    table, ids = listing.page(request.GET.get("page"))
    whole, people = listing.people(ids)
    now = timezone.localtime()
    table.furnish(listing.day, people, protected_days(ids), now)
    table.sums = listing.sum_lines(whole, now)
    may_write = request.user.role in EDITORS
    context = {"listing": listing, "table": table, "sums": table.sums, "may_write": may_write}
    return render_page_or_fragment(request, "coverage/contract_list", context)


@require_safe
def contract_export(request, form):
    """The list as it is shown, as a file: `form` is "xlsx" or "csv"."""
    listing = _listing(request)
    columns, rows, whole = listing.all_rows()
    computed_at = timezone.localtime()
    head = head_of(listing, listing.sum_lines(whole, computed_at), computed_at)
    name = f"kontrak-{listing.day.isoformat()}"
    return file_response(form, name, head, fields(columns), rows, title="Kontrak")


@require_safe
def contract_detail(request, uid):
    """How one contract stands; somebody else's answers as one that does not exist."""
    day = as_of(request)
    contract = get_object_or_404(contracts_on(request.user, day), uid=uid)
    dossier = Dossier(request.user, contract, day, everything=request.GET.get("semua", "").split(","))
    passports = contract_passports(dossier, timezone.localtime())
    return render(
        request, "coverage/contract_detail.html", {"dossier": dossier, "contract": contract, "passports": passports}
    )
