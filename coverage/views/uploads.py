"""Impor: what people brought as files, one of them row by row, and what may be done with it."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cakupan.pages import render_form, render_page_or_fragment, see_other
from coverage.forms.uploads import ApplyForm, TemplateUploadForm
from coverage.importing.returning import template_file
from coverage.importing.templates import BY_NAME
from coverage.models import Upload
from coverage.tables.contracts import KnownPaginator
from coverage.uploading.applying import apply_or_queue
from coverage.uploading.columns import TITLES
from coverage.uploading.keeping import drop
from coverage.uploading.listing import lines_of, status_of_upload
from coverage.uploading.messages import SAID, applied, not_applied, same_again
from coverage.uploading.receiving import receive
from coverage.uploading.returning import form_of, wrong_rows
from coverage.uploading.rights import templates_of
from coverage.uploading.showing import PER_PAGE, TABS, groups_of, headings_of, rows_of, tabs_of, totals_of
from coverage.uploading.undoing import CannotUndo, may_undo, undo
from coverage.views.files import CONTENT_TYPES, attachment
from coverage.working import ask_again


def _upload(request, uid, mine=False):
    """The upload that the reader may see, or with `mine` only one that they brought; 404 for all others."""
    seen = Upload.objects.visible_to(request.user)
    seen = seen.of(request.user) if mine else seen
    return get_object_or_404(seen.select_related("contract__agency", "user", "work", "undone_by"), uid=uid)


@require_safe
def upload_detail(request, upload):
    """One upload: its preview while it waits for a decision, how far it is, or what became of it."""
    found = _upload(request, upload)
    answer = render_page_or_fragment(request, "coverage/upload_detail", _shown(request, found))
    if request.htmx and not found.waits:
        answer["HX-Refresh"] = "true"  # heading, buttons and messages around the progress tell its end too
    return answer


def _shown(request, found, why=None):
    """What the page of an upload needs; `why` is the ApplyForm that was sent."""
    context = {
        "upload": found,
        "why": why or ApplyForm(asked=found.asks_why),
        "title": TITLES[found.template],
        "status": status_of_upload(found),
        "totals": totals_of(found),
        "mine": found.user_id == request.user.pk,
        "not_applied": not_applied(found),
        "undoable": found.state == Upload.State.APPLIED and may_undo(request.user, found),
    }
    if context["mine"] and not found.erased_at and context["totals"]:
        context |= {"tabs": tabs_of(found), "columns": headings_of(found)} | _rows(request, found)
    return context


def _rows(request, found):
    """The groups of the first page, or one page of the tab that is asked for."""
    tab = request.GET.get("baris", "")
    if tab not in {slug for slug, _ in TABS if slug}:
        return {"tab": "", "groups": groups_of(found)}
    pages = KnownPaginator(found.rows.shown_as(tab), PER_PAGE, count=found.counts.get(tab, 0))
    page = pages.get_page(request.GET.get("page"))
    table = {"page": page, "paginator": pages, "prefixed_page_field": "page"}
    return {"tab": tab, "rows": rows_of(found, page.object_list), "table": table}


@require_safe
def upload_list(request):
    """Every upload that the reader may see, the newest first."""
    seen = Upload.objects.visible_to(request.user).select_related("contract", "user", "work")
    pages = Paginator(seen, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    table = {"page": page, "paginator": pages, "prefixed_page_field": "page"}
    context = {"lines": lines_of(page.object_list, request.user), "table": table, "brings": templates_of(request.user)}
    return render_page_or_fragment(request, "coverage/upload_list", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_new(request):
    """Take a file of a template for more than one contract and lead to its preview."""
    names = templates_of(request.user)
    if not names:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TemplateUploadForm(*sent, templates=[(name, TITLES[name]) for name in names])
    if not (form.is_bound and form.is_valid()):
        return render_form(request, "coverage/upload_new", {"form": form})
    given, day = form.cleaned_data, timezone.localdate()
    upload, was_there = receive(
        given["berkas"], request.user, key=given["key"], template=given["templat"], contract=None, day=day
    )
    if was_there:
        messages.info(request, same_again(upload))
    return see_other(upload.get_absolute_url())


@require_safe
def upload_template(request, name, form):
    """An empty file of a template, as XLSX or CSV."""
    if name not in BY_NAME or form not in CONTENT_TYPES:
        raise Http404
    return attachment(template_file(f".{form}", BY_NAME[name]), f"{name}.{form}", form)


@require_safe
def upload_wrong(request, upload):
    """The wrong rows of the reader's own upload, as a file that can be mended and uploaded again."""
    found = _upload(request, upload, mine=True)
    if found.erased_at or not found.counts.get("wrong"):
        raise Http404
    name = f"salah-{PurePath(found.file_name).stem[:60]}{form_of(found)}"
    return attachment(wrong_rows(found), name, form_of(found).removeprefix("."))


@require_POST
def upload_apply(request, upload):
    """Apply all rows, or the good ones where that button was pressed."""
    found = _upload(request, upload, mine=True)
    form = ApplyForm(request.POST, asked=found.asks_why)
    if not form.is_valid():
        return render_form(request, "coverage/upload_detail", _shown(request, found, form))
    told = "good_only" in request.POST, form.cleaned_data["alasan"]
    outcome = apply_or_queue(found, request.user, timezone.localdate(), *told)
    found.refresh_from_db()
    level, text = SAID[outcome]
    messages.add_message(request, level, text or applied(found))
    return see_other(found.get_absolute_url())


@require_POST
def upload_rerun(request, upload):
    """Let work that failed three times be done once more."""
    found = _upload(request, upload, mine=True)
    if found.work and ask_again(found.work):
        messages.info(request, "Dikerjakan lagi. Halaman ini boleh ditinggalkan.")
    return see_other(found.get_absolute_url())


@require_POST
def upload_drop(request, upload):
    """Decide against an upload that was looked at; nothing of it is written."""
    found = _upload(request, upload, mine=True)
    if drop(found):
        messages.success(request, f"{found.file_name} tidak dipakai; tidak ada yang ditulis.")
    return see_other(found.get_absolute_url())


@require_POST
def upload_undo(request, upload):
    """Take back what an applied upload wrote, as long as nothing later depends on it."""
    found = _upload(request, upload)
    if not may_undo(request.user, found):
        raise Http404
    try:
        undo(found.pk, request.user)
    except CannotUndo as refused:
        messages.error(request, f"Unggahan tidak dapat dibatalkan: {refused}.")
    else:
        messages.success(request, "Unggahan dibatalkan; catatan kembali seperti sebelum unggahan ini.")
    return see_other(found.get_absolute_url())
