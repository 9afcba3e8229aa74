"""Masked facts: one of one person shown for a purpose, and the log of all that were."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from cakupan.pages import render_form, render_page_or_fragment
from coverage.disclosing import reveal as give
from coverage.dossier import SEES_WAGES
from coverage.forms.disclosing import RevealForm
from coverage.models import Disclosure
from coverage.views.changing import typed
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


@require_safe
def disclosure_list(request):
    """Who was given which masked facts, when and what for: all for those who check, their own for the others."""
    pages = Paginator(Disclosure.objects.visible_to(request.user), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    table = {"page": page, "paginator": pages, "prefixed_page_field": "page"}
    return render_page_or_fragment(request, "coverage/disclosure_list", {"table": table, "rows": page.object_list})
