"""The roster of one contract: who stands in it, and the file that brings many at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cakupan.pages import as_of, render_form, see_other
from coverage.dossier import Dossier, contracts_on
from coverage.forms.uploads import FilledTemplateForm, UploadForm
from coverage.models import Upload
from coverage.passports_of_contract import contract_passports
from coverage.uploading.listing import lines_of
from coverage.uploading.messages import same_again
from coverage.uploading.prefilling import filled_template
from coverage.uploading.receiving import receive
from coverage.uploading.rights import ROSTER
from coverage.views.files import attachment
from projects.models import Contract

RECENT = 10


@require_safe
def roster(request, uid):
    """The roster of a contract as it stands on a day, and the files that brought it."""
    day = as_of(request)
    contract = get_object_or_404(contracts_on(request.user, day), uid=uid)
    dossier = Dossier(request.user, contract, day, everything=["tenaga-kerja"])
    seen = Upload.objects.visible_to(request.user).filter(contract=contract.pk)
    context = {
        "dossier": dossier,
        "contract": contract,
        "passports": contract_passports(dossier, timezone.localtime()),
        "lines": lines_of(seen.select_related("user", "work")[:RECENT], request.user),
        "editable": Contract.objects.editable_by(request.user).filter(pk=contract.pk).exists(),
        "rows_act": dossier.registrable,
        "reveals": Contract.objects.disclosable_to(request.user).filter(pk=contract.pk).exists(),
    }
    return render(request, "coverage/roster.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def roster_upload(request, uid):
    """Take a roster file for a contract and lead to its preview; nothing of it is written yet."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        return _take(request, form, contract)
    context = {"form": form, "contract": contract, "filled": FilledTemplateForm()}
    return render_form(request, "coverage/roster_upload", context)


@require_POST
def roster_filled(request, uid):
    """The roster as it stands, as a file to be changed and uploaded again; who got it and what for is recorded."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    filled = FilledTemplateForm(request.POST)
    if not filled.is_valid():
        context = {"form": UploadForm(), "contract": contract, "filled": filled}
        return render_form(request, "coverage/roster_upload", context)
    body = filled_template(request.user, contract, filled.cleaned_data["keperluan"], ".xlsx")
    return attachment(body, "tenaga_kerja.xlsx", "xlsx")


def _take(request, form, contract):
    file, key = form.cleaned_data["berkas"], form.cleaned_data["key"]
    day = timezone.localdate()
    upload, was_there = receive(file, request.user, key=key, template=ROSTER, contract=contract, day=day)
    if was_there:
        messages.info(request, same_again(upload))
    return see_other(upload.get_absolute_url())
