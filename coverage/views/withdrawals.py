"""Taking back what was recorded by mistake, with a reason and the figures that move."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cakupan.pages import render_form
from coverage.changes import facts_of
from coverage.forms.withdrawal import WithdrawalForm
from coverage.locking import version_of, was_taken_back
from coverage.models import HeadcountDeclaration, Instalment, Membership, Registration
from coverage.views.changing import back_to, sent_or_asked, typed
from coverage.withdrawing import withdraw
from projects.models import Amendment, Assignment, Contract, ProviderChange, Suspension

NO_FILE = (Suspension, ProviderChange)
"""What no template brings, so that no file can record it again; it moves no figure either."""


@sent_or_asked
def amendment_withdraw(request, uid, pk):
    """Take back an amendment that never was."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    return _withdrawn(request, contract, Amendment.objects, pk, "Adendum")


@sent_or_asked
def assignment_withdraw(request, uid, assignment):
    """Take somebody off a roster who never worked there."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    return _withdrawn(request, contract, Assignment.objects.select_related("worker"), assignment, "Penugasan")


@sent_or_asked
def registration_withdraw(request, uid, pk):
    """Take back a registration that belongs elsewhere."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    return _withdrawn(request, contract, Registration.objects.visible_to(request.user), pk, "Pendaftaran BPJS")


@sent_or_asked
def instalment_withdraw(request, uid, pk):
    """Take back an instalment that belongs elsewhere."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    return _withdrawn(request, contract, Instalment.objects.visible_to(request.user), pk, "Termin iuran")


@sent_or_asked
def headcount_withdraw(request, uid, pk):
    """Take back a headcount that was declared by mistake."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    return _withdrawn(request, contract, HeadcountDeclaration.objects, pk, "Pernyataan jumlah pekerja")


@sent_or_asked
def membership_withdraw(request, uid, assignment, pk):
    """Take back a membership that is not of this worker of the roster."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    listed = get_object_or_404(Assignment.objects.select_related("worker"), contract=contract, pk=assignment)
    what = f"Kepesertaan sendiri {listed.worker.name}".strip()
    return _withdrawn(request, contract, Membership.objects, pk, what, worker=listed.worker_id)


@sent_or_asked
def suspension_withdraw(request, uid, pk):
    """Take back a stop that never was."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    return _withdrawn(request, contract, Suspension.objects, pk, "Penghentian")


@sent_or_asked
def provider_change_withdraw(request, uid, pk):
    """Take back a change of provider that never was, as long as none follows."""
    contract = get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)
    return _withdrawn(request, contract, ProviderChange.objects.select_related("contractor"), pk, "Pergantian penyedia")


def _withdrawn(request, contract, rows, pk, what, **of):
    of = of or {"contract": contract}
    # Sent twice, the second one finds the row gone, and leads where the first one did.
    if request.method == "POST" and was_taken_back(rows.model, pk, **of):
        return back_to(contract)
    row = get_object_or_404(rows, pk=pk, **of)
    form = WithdrawalForm(typed(request), initial={"versi": version_of(row)})
    context = {"contract": contract, "form": form, "what": what, "row": row, "facts": facts_of(row)}
    context["by_file"] = rows.model not in NO_FILE
    if form.is_bound:
        gone, context["restatement"], context["divergence"] = withdraw(row, contract, form, timezone.localdate())
        if gone:
            messages.success(request, f"{what} ditarik kembali. Riwayat menyimpan isi dan alasannya.")
            return back_to(contract)
    return render_form(request, "coverage/withdrawal", context)
