"""Facts of BPJS on a contract: registrations and instalments by hand, and what the branch verifies."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from cakupan.pages import id_in, render_form
from coverage import insuring
from coverage.contributions import held_against
from coverage.dossier import SEES_WAGES, contracts_on
from coverage.forms.bpjs import InstalmentForm, RegistrationForm
from coverage.forms.guarded import as_typed
from coverage.locking import version_of
from coverage.models import Instalment, Registration
from coverage.subcontracting import PAID_EARLY
from coverage.views.changing import back_to, sent_or_asked
from projects.models import Contract

REGISTRATION, INSTALMENT = "coverage/registration", "coverage/instalment"
BESIDE = "menurut-aturan"
"""What stands beside the form, asked for anew while an amount is typed."""
BY_RULE = (1, 2, 3)
"""The instalments that the rule knows; one more holds what amendments added, others can come by a file alone."""


def _contract(request, uid):
    contract = get_object_or_404(contracts_on(request.user, timezone.localdate()), uid=uid)
    if not Contract.objects.registrable_by(request.user).filter(pk=contract.pk).exists():
        raise Http404
    return contract


def _sheet(request, contract, today):
    return insuring.sheet_of(contract, today, request.user.role in SEES_WAGES)


def _sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _heads(contract):
    """How many persons a certificate is taken to hold: all who are declared or named; None where neither is known."""
    return max(contract.declared or 0, contract.listed) or contract.declared


def _typed(request, name):
    """What is typed so far, where the page asks while one types; else None."""
    return request.GET.get(name) if request.htmx.target == BESIDE else None


def _stored(form, fact):
    return {name: as_typed(getattr(fact, column)) for name, column in form.COLUMNS.items()} | {
        "versi": version_of(fact)
    }


@sent_or_asked
def registration_new(request, uid):
    """Record a registration and its certificate; what the system can know stands there already."""
    contract, today = _contract(request, uid), timezone.localdate()
    sheet = _sheet(request, contract, today)
    owed = insuring.usual_total(sheet)
    usual = {
        "berlaku_dari": as_typed(contract.first_day),
        "berlaku_sampai": as_typed(contract.last_day),
        "jumlah": as_typed(_heads(contract)),
        "iuran": as_typed(owed if owed is None else Decimal(owed)),
    }
    form = RegistrationForm(*_sent(request), initial=usual, contract=contract, today=today)
    if request.method == "POST" and (made := insuring.register(contract, form, request.user)):
        insuring.file_proof(made, form, request.user)
        messages.success(request, f"Pendaftaran {made.certificate_number or made.project_number} dicatat.")
        _paid_early(request, contract)
        return back_to(contract, "#h-se")
    return _registration(request, {"contract": contract, "form": form, "sheet": sheet})


@sent_or_asked
def registration_edit(request, uid, pk):
    """Correct a registration; what somebody else changed meanwhile, and which past figures move, is shown first."""
    contract, today = _contract(request, uid), timezone.localdate()
    fact = get_object_or_404(Registration.objects.visible_to(request.user), contract=contract, pk=pk)
    form = RegistrationForm(*_sent(request), initial=_stored(RegistrationForm, fact), contract=contract, today=today)
    context = {"contract": contract, "form": form, "fact": fact, "sheet": _sheet(request, contract, today)}
    if request.method == "POST":
        mended, context["restatement"], context["divergence"] = insuring.correct(fact, form, request.user, today)
        if mended:
            messages.success(request, "Pendaftaran dibetulkan.")
            _paid_early(request, contract)
            return back_to(contract, "#h-se")
    return _registration(request, context)


def _registration(request, context):
    amount = context["form"].amount("iuran", _typed(request, "iuran"))
    context["against"] = held_against(insuring.usual_total(context["sheet"]), amount)
    return render_form(request, REGISTRATION, context, fragment=BESIDE)


@sent_or_asked
def instalment(request, uid, number):
    """Record or correct an instalment, its amount beside what the rule says."""
    contract, today = _contract(request, uid), timezone.localdate()
    fact = Instalment.objects.visible_to(request.user).filter(contract=contract, number=number).first()
    context = _beside_the_rule(request, contract, number, today)
    if fact is None and number not in BY_RULE and not insuring.line_of(context["sheet"], number):
        raise Http404
    usual = {"jumlah": as_typed(context["usual"]), "jatuh_tempo": as_typed(insuring.usual_due(contract, number))}
    initial = _stored(InstalmentForm, fact) if fact else usual
    form = InstalmentForm(*_sent(request), initial=initial, contract=contract, today=today)
    context |= {"form": form, "fact": fact}
    if request.method == "POST":
        done, context["restatement"], context["divergence"] = insuring.settle(fact, number, form, request.user)
        if done:
            messages.success(request, f"Termin {number} {'dibetulkan' if fact else 'dicatat'}.")
            _doubts(request, contract, done)
            return back_to(contract, "#h-iu")
    amount = form.amount("jumlah", _typed(request, "jumlah"))
    return render_form(request, INSTALMENT, context | {"against": _against(amount, context)}, fragment=BESIDE)


def _beside_the_rule(request, contract, number, today):
    sheet = _sheet(request, contract, today)
    usual = insuring.usual_amount(sheet, number)
    told = {"usual": usual if usual is None else Decimal(usual), "sheet": sheet}
    return {"contract": contract, "number": number, **told}


def _against(amount, context):
    """How an amount stands beside the rule; the whole sum at once is as good as instalment 1."""
    usual, sheet = context["usual"], context["sheet"]
    whole = held_against(insuring.usual_total(sheet), amount) if context["number"] == 1 else None
    return ("seluruh iuran sekaligus", "good") if whole and whole[1] == "good" else held_against(usual, amount)


def _doubts(request, contract, paid):
    if paid.paid_on and contract.registered_on is None:
        messages.warning(request, "Dibayar, padahal pendaftarannya belum dicatat; catat juga pendaftarannya.")
    elif paid.paid_on and paid.paid_on < contract.registered_on:
        messages.warning(request, PAID_EARLY)


def _paid_early(request, contract):
    if insuring.paid_before_registration(contract):
        messages.warning(request, PAID_EARLY)


def _verify(request, contract, fact, part):
    if insuring.verify(fact, id_in(request.POST.get("versi", "")), request.user):
        messages.success(request, "Diverifikasi.")
    else:
        messages.error(request, "Isinya berubah sejak halaman dibuka. Periksa sekali lagi, lalu verifikasi.")
    return back_to(contract, part)


@require_POST
def registration_verify(request, uid, pk):
    """Mark a registration as verified by the branch; never one of the reader's own entry."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    fact = get_object_or_404(Registration.objects.verifiable_by(request.user), contract=contract, pk=pk)
    return _verify(request, contract, fact, "#h-se")


@require_POST
def instalment_verify(request, uid, number):
    """Mark a payment as verified by the branch; never one of the reader's own entry, nor one that is not paid."""
    contract = get_object_or_404(Contract.objects.registrable_by(request.user), uid=uid)
    mine = Instalment.objects.verifiable_by(request.user).filter(paid_on__isnull=False)
    fact = get_object_or_404(mine, contract=contract, number=number)
    return _verify(request, contract, fact, "#h-iu")
