"""Kepatuhan: who registers, pays and declares, by agency, officer or provider."""

from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from cakupan.pages import as_of, render_page_or_fragment
from coverage.compliance import BYS, by_slug, compliance_on
from coverage.compliance_file import fields, head_of
from coverage.measuring import targets_on
from coverage.tables.compliance import ComplianceTable
from coverage.tables.rates import RowPaginator
from coverage.verdicts import verdicts
from coverage.views.files import file_response
from coverage.views.search import searched


def _table(request):
    day, (text, words) = as_of(request), searched(request)
    found = compliance_on(day, by_slug(request.GET.get("per")), request.user, words)
    verdict = verdicts(found.total.figures, targets_on(day))["workers"]
    return ComplianceTable(found, request=request, verdict=verdict, text=text, now=timezone.localtime())


@require_safe
def compliance(request):
    """The compliance table of a day: agencies for every reader, officers and providers as far as they may see."""
    table = _table(request)
    RequestConfig(request, paginate={"per_page": 50, "paginator_class": RowPaginator}).configure(table)
    context = {
        "table": table,
        "compliance": table.compliance,
        "ways": BYS,
        "verdict": table.verdict,
        "whose": table.marks(table.compliance.total)[0],
        "text": table.text,
    }
    return render_page_or_fragment(request, "coverage/compliance", context)


@require_safe
def compliance_export(request, form):
    """The table as it is shown, all its pages, as a file: `form` is "xlsx" or "csv"."""
    table = _table(request)
    RequestConfig(request, paginate=False).configure(table)
    rows = [table.compliance.total, *table.data.data]
    name = f"kepatuhan-{table.compliance.by.slug}-{as_of(request).isoformat()}"
    return file_response(form, name, head_of(table, request.user), fields(table.compliance.by), rows, title="Kepatuhan")
