"""Masked facts: one of one person shown for a purpose, and the log of all that were."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cakupan.pages import render_form, render_page_or_fragment
from coverage.disclosing import reveal as give
from coverage.dossier import SEES_WAGES, contracts_on
from coverage.ejakon import columns, ejakon_file
from coverage.forms.disclosing import PurposeForm, RevealForm
from coverage.models import Disclosure
from coverage.views.changing import typed
from coverage.views.files import attachment
from projects.models import Assignment, Contract

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, uid, assignment):
    """Show one masked fact of one person, once: the answer is stored nowhere, and a reload asks and notes again."""
    contract = get_object_or_404(Contract.objects.disclosable_to(request.user), uid=uid)
    people = Assignment.objects.select_related("worker", "contract")
    listed = get_object_or_404(people, contract=contract, pk=assignment)
    form = RevealForm(typed(request), wages=request.user.role in SEES_WAGES)
    context = {"contract": contract, "listed": listed, "form": form}
    if form.is_bound and form.is_valid():
        context["label"], context["told"] = give(request.user, listed, form)
        return render(request, "coverage/reveal.html", context)
    return render_form(request, "coverage/reveal", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ejakon_export(request, uid):
    """The file for e-Jakon, given for a purpose that is noted; to ask for it gives the question alone."""
    today = timezone.localdate()
    mine = Contract.objects.registrable_by(request.user).values("pk")
    contract = get_object_or_404(contracts_on(request.user, today).filter(pk__in=mine), uid=uid)
    form = PurposeForm(typed(request))
    if form.is_bound and form.is_valid():
        wages = request.user.role in SEES_WAGES
        body = ejakon_file(request.user, contract, today, form.cleaned_data["keperluan"], wages=wages)
        return attachment(body, "ejakon.xlsx", "xlsx")
    context = {"contract": contract, "form": form, "titles": [title for title, _ in columns()]}
    return render_form(request, "coverage/ejakon", context)


@require_safe
def disclosure_list(request):
    """Who was given which masked facts, when and what for: all for those who check, their own for the others."""
    pages = Paginator(Disclosure.objects.visible_to(request.user), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    table = {"page": page, "paginator": pages, "prefixed_page_field": "page"}
    return render_page_or_fragment(request, "coverage/disclosure_list", {"table": table, "rows": page.object_list})
