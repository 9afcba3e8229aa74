"""Documents of a contract: the page of its places, one file, and taking one out."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from cakupan.pages import render_form
from cakupan.uploads import too_large
from coverage.filing import file_document, places_of, withdraw_document
from coverage.forms.documents import DocumentForm, DocumentWithdrawalForm
from coverage.locking import version_of
from coverage.models import Document, Slot
from coverage.querysets.papers import papers_of
from coverage.views.changing import typed
from projects.models import Contract

CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
OF_BPJS = (Slot.CERTIFICATE, Slot.PAYMENT)


def _places(request, contract):
    documents = Document.objects.visible_to(request.user).current().filter(contract=contract).select_related("filed_by")
    amendments, registrations, instalments = papers_of(contract.pk)
    return places_of(contract, amendments, registrations, instalments, documents)


@require_http_methods(["GET", "HEAD", "POST"])
def contract_documents(request, uid):
    """What is filed of a contract and what is missing; who may record its facts files the rest here."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), uid=uid)
    may = Contract.objects.registrable_by(request.user).filter(pk=contract.pk).exists()
    places = _places(request, contract)
    fillable = [one for one in places if may and (request.user.role != Role.BPJS or one.slot in OF_BPJS)]
    form = None
    if request.method == "POST":
        if not may:
            raise Http404
        form = DocumentForm(fillable, request.POST, request.FILES, too_large=too_large(request))
        if form.is_valid():
            place = form.cleaned_data["tempat"]
            document, new = file_document(contract, place, form.cleaned_data["berkas"], request.user)
            said = "tersimpan" if new else "sudah ada di sini; tidak disimpan dua kali"
            messages.success(request, f"{place.label}: {document.name} {said}.")
            return redirect("contract_documents", contract.uid)
    context = {"contract": contract, "places": places, "fillable": {one.key for one in fillable}, "form": form}
    return render(request, "coverage/contract_documents.html", context, status=422 if form else 200)


@require_safe
def document_file(request, document):
    """One document as a file, by the reader's rights alone; a withdrawn one stays readable from the history."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=document)
    answer = FileResponse(found.file.open("rb"), content_type=CONTENT_TYPES[found.form])
    answer["Content-Disposition"] = f'inline; filename="{found.slot}-{found.uid.hex[:8]}.{found.form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def document_withdraw(request, document):
    """Ask why, and take a document out of its place; it stays in the history."""
    mine = Document.objects.visible_to(request.user).current().select_related("contract", "filed_by")
    found = get_object_or_404(mine, uid=document, contract__in=Contract.objects.registrable_by(request.user))
    if request.user.role == Role.BPJS and found.slot not in OF_BPJS:
        raise Http404
    form, theirs = DocumentWithdrawalForm(typed(request), initial={"versi": version_of(found)}), None
    if form.is_bound:
        out, theirs = withdraw_document(found, form)
        if out:
            messages.success(request, f"{found.name} ditarik. Riwayat menyimpan berkas dan alasannya.")
            return redirect("contract_documents", found.contract.uid)
    context = {"document": found, "form": form, "divergence": theirs}
    return render_form(request, "coverage/document_withdraw", context)
