"""Penyedia: the list of providers, and one provider with all its contracts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.models import Role
from cakupan import numbers
from cakupan.pages import as_of, render_form, render_page_or_fragment, see_other
from contractors.models import Contractor
from coverage.catalogue import FINDINGS
from coverage.contractor_file import FIELDS, head_of
from coverage.firms import correct
from coverage.forms.firm import FirmForm
from coverage.forms.guarded import as_typed
from coverage.forms.merging import MergeForm
from coverage.interrupting import taken_over
from coverage.listing import DEFAULT_ORDER, SORTABLE
from coverage.locking import version_of
from coverage.merging import merge
from coverage.models import ContractStanding
from coverage.providers import KINDS, provider_on, providers_on, seen_by, seen_of, sums_on, years_on
from coverage.querysets.people import people_rows
from coverage.querysets.standing import protected_days
from coverage.tables.contractor_heads import detail_passports
from coverage.tables.contractors import ContractorTable, YearTable
from coverage.tables.contracts import PER_PAGE, ContractTable, KnownPaginator
from coverage.views.changing import typed
from coverage.views.files import file_response
from coverage.views.search import searched


def _asked(request):
    """The search as typed, its words, and the kind of provider that the URL asks for ('' for all)."""
    kind = request.GET.get("jenis")
    return *searched(request), kind if kind in KINDS else ""


def _table(request, paginate):
    day, (_, words, kind) = as_of(request), _asked(request)
    found = providers_on(day, seen_by(request.user), words, kind)
    sums, known = sums_on(day, found), Contractor.objects.unmerged().count()
    table = ContractorTable(found, request=request, day=day, known=known, sums=sums, now=timezone.localtime())
    RequestConfig(request, paginate=paginate).configure(table)
    return table


@require_safe
def contractor_list(request):
    """Every provider by name and NPWP; the figures are of the contracts that the reader may see."""
    table, (text, _, kind) = _table(request, {"per_page": PER_PAGE}), _asked(request)
    context = {"table": table, "text": text, "kind": kind, "kinds": KINDS}
    return render_page_or_fragment(request, "coverage/contractor_list", context)


@require_safe
def contractor_export(request, form):
    """The list as it is shown, all its pages, as a file: `form` is "xlsx" or "csv"."""
    table, (text, _, kind) = _table(request, paginate=False), _asked(request)
    head = head_of(table, request.user, text, KINDS.get(kind, ""))
    rows = [row.record for row in table.rows]
    return file_response(form, f"penyedia-{table.day.isoformat()}", head, FIELDS, rows, title="Penyedia")


@require_safe
def contractor_detail(request, pk):
    """One provider; a reader who may see none of its contracts still reads its name and NPWP."""
    day, now = as_of(request), timezone.localtime()
    provider = provider_on(day, pk, seen_of(request.user, pk))
    if provider is None:
        raise Http404
    found = [(text, provider.carriers[text.code]) for text in FINDINGS if text.code in provider.carriers]
    context = {
        "provider": provider,
        "may_keep": request.user.role == Role.PROCUREMENT,
        "contracts": contract_table(request, day, provider, now),
        "years": YearTable(provider, years_on(day, provider), now=now),
        "found": found,
        "taken": taken_over(request.user, pk, day),
        "passports": detail_passports(provider, found, day, now),
        "whose": f"penyedia:{provider.id}",
    }
    return render(request, "coverage/contractor_detail.html", context)


def contract_table(request, day, provider, now):
    """The contracts of `provider` as the Kontrak list draws them, without its sums; `now` is the moment of the passports."""
    seen = ContractStanding.objects.visible_to(request.user).on(day, heads=False).filter(contractor=provider.id)
    sort = request.GET.get("sort", "")
    known = sort if sort.removeprefix("-") in SORTABLE else DEFAULT_ORDER
    table = ContractTable(seen.by_risk(day).select_related("agency", "contractor"), order_by=known)
    page = KnownPaginator(table.data.data, PER_PAGE, count=provider.contracts).get_page(request.GET.get("page"))
    table.show(page, list(page.object_list))
    ids = [row.record.pk for row in table.page.object_list]
    heads = people_rows(day, ids, provider.contract_ids)[1:]
    table.furnish(day, {row["contract_id"]: row for row in heads}, protected_days(ids), now)
    table.foot_template, table.caption = "", f"Kontrak {provider.name} per {numbers.day(day)}"
    return table


@require_http_methods(["GET", "HEAD", "POST"])
def contractor_edit(request, pk):
    """Correct the name, NPWP and NIB of a provider."""
    firm, theirs = get_object_or_404(Contractor.objects.kept_by(request.user), pk=pk), None
    texts = {name: as_typed(getattr(firm, column)) for name, column in FirmForm.COLUMNS.items()}
    form = FirmForm(typed(request), initial=texts | {"versi": version_of(firm)}, firm=firm)
    if request.method == "POST":
        mended, theirs = correct(firm, form)
        if mended:
            messages.success(request, f"{mended} disimpan.")
            return see_other(reverse("contractor_detail", args=[pk]))
    return render_form(request, "coverage/contractor_edit", {"firm": firm, "form": form, "divergence": theirs})


@require_http_methods(["GET", "HEAD", "POST"])
def contractor_merge(request, pk):
    """Say that a provider is another one under a variant of its name; its contracts move after a look."""
    variant = get_object_or_404(Contractor.objects.kept_by(request.user), pk=pk)
    form, shown = MergeForm(request.POST if request.method == "POST" else None, variant=variant), None
    if request.method == "POST":
        form.take(request.POST.get("aksi", ""))
        into, shown = merge(variant, form)
        if into:
            messages.success(request, f"{variant} digabung ke {into}.")
            return see_other(reverse("contractor_detail", args=[into.pk]))
    entry = {"twins": form.twins, "checked": form.is_bound, "texts": form.data}
    context = {"variant": variant, "form": form, "merger": shown, "entry": entry}
    context["near"] = Contractor.objects.near(variant.name).exclude(pk=pk)[:6]
    return render_form(request, "coverage/contractor_merge", context)
