"""Facts of BPJS on a contract, by hand: a registration, a payment, and that the branch has verified them."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from accounts.history import because
from contractors.models import Worker
from coverage.contributions import reckon
from coverage.filing import file_document, places_of
from coverage.locking import divergence, is_gone_since, locked, met, version_among, version_of
from coverage.models import Instalment, Membership, Registration, Slot, TariffSlice
from coverage.querysets.papers import papers_of
from coverage.recomputing import wake
from coverage.restating import write
from coverage.roster_changes import follow
from coverage.wages import path_of
from projects.models import Contract
from projects.turns import by_hand

FIRST_ENTRY = "pencatatan pertama"
"""Why figures of days gone by move when a fact is recorded that was not there; nothing is corrected by it."""


def sheet_of(contract, day, told):
    """What `contract` (of coverage.dossier.contracts_on) owes and what was paid (contributions.Sheet) on `day`, by wages
    where the reader is `told` of them; None where no rate held on its date.
    """
    try:
        rates = TariffSlice.objects.holding(contract.signed_on)
    except LookupError:
        return None
    amendments, _, instalments = papers_of(contract.pk)
    return reckon(contract, amendments, instalments, rates, day, path=path_of(contract, day, told))


def usual_amount(sheet, number):
    """What instalment `number` is by the rule, or the difference of amendments that is still to be paid in it; None
    where the rule names none, or it may not be told.
    """
    line = line_of(sheet, number)
    return None if line is None or sheet.path.hidden else line.difference or line.owed


def line_of(sheet, number):
    """The line of instalment `number` (contributions.Line), or None."""
    return next((one for one in sheet.lines if one.number == number), None) if sheet else None


def usual_total(sheet):
    """What the whole contribution is by the rule, in whole rupiah; None where it is not known or may not be told."""
    return None if sheet is None or sheet.path.hidden else sheet.owed


def usual_due(contract, number):
    """Until when instalment `number` is to be paid by the rule: the first with the registration, the others before the
    work ends; None where that is not known. The branch may say otherwise.
    """
    if number == 1:
        return contract.due_on
    return None if contract.end_missing else contract.last_day


@by_hand()
def register(contract, form, user):
    """Record a registration anew; the Registration, or None where the form was refused. Sent twice it is one."""
    row = form.contract = Contract.objects.select_for_update().get(pk=contract.pk)
    form.others = list(Registration.objects.filter(contract=row))
    if not form.is_valid() or form.twin:
        return form.twin
    made = Registration(contract=row, entered_by=user, **form.columns)
    _first_entry(made)
    follow([row.pk])
    return made


def settle(fact, number, form, user):
    """Record instalment `number` where no `fact` is stored, else correct it; as `correct`. The day is the form's."""
    if fact is None:
        paid, other = pay(form.contract, number, form, user)
        return paid, None, other
    return correct(fact, form, user, form.today)


@by_hand()
def pay(contract, number, form, user):
    """Record an instalment anew, with its proof where one came along; (the Instalment or None, the Divergence or None)."""
    row = form.contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if not form.is_valid():
        return None, None
    known = Instalment.objects.filter(contract=row, number=number).first()
    if known is None and form.cleaned_data["versi"]:
        form.is_missing("")
        return None, None
    if known is None:
        known = Instalment(contract=row, number=number, entered_by=user, **form.columns)
        _first_entry(known)
    elif other := divergence(known, 0, form.columns, form.labels):
        form.diverged(other, known)
        return None, other
    file_proof(known, form, user)
    return known, None


def _first_entry(row):
    with because(FIRST_ENTRY):
        row.save()
    transaction.on_commit(wake, robust=True)


@by_hand()
def correct(fact, form, user, today):
    """Correct a stored fact; (the row or None, its Restatement or None, the Divergence or None).

    What was verified needs a reason, and is verified no more.
    """
    row = form.contract = Contract.objects.select_for_update().get(pk=fact.contract_id)
    form.others = list(type(fact).objects.filter(contract=row).exclude(pk=fact.pk))
    mine = locked(fact, form)
    if mine is None or not form.is_valid():
        return None, None, None
    said = form.cleaned_data
    if other := divergence(mine, said["versi"] or 0, form.columns, form.labels):
        form.diverged(other, mine)
        return None, None, other
    changed = any(getattr(mine, column) != value for column, value in form.columns.items())
    if changed and mine.verified_at and not said["alasan"]:
        form.add_error("alasan", f"Sudah diverifikasi {mine.verified_by.name}; isi alasannya. Verifikasinya gugur.")
        return None, None, None

    def change():
        for column, value in form.columns.items():
            setattr(mine, column, value)
        mine.entered_by = user
        mine.save()

    found = write(row, today, change, reason=said["alasan"], seen=said["dilihat"]) if changed else None
    if found:
        form.ask_why(found)
        return None, found, None
    file_proof(mine, form, user)
    return mine, None, None


def paid_before_registration(contract):
    """Whether something of `contract`, which is registered, was paid before the first day on which it was."""
    first = min(one.registered_on or one.valid_from or date.max for one in contract.registrations.all())
    return contract.instalments.filter(paid_on__lt=first).exists()


@by_hand()
def join(contract, worker, form, today):
    """Record a membership of `worker`, listed on `contract`, or correct the one of the same segment and first day.

    (the Membership, its Restatement, the Divergence), each or None.
    """
    Contract.objects.select_for_update().get(pk=contract.pk)
    Worker.objects.select_for_update().get(pk=worker.pk)
    form.others = list(Membership.objects.filter(worker=worker))
    if not form.is_valid():
        return None, None, None
    said, told = form.cleaned_data, form.columns
    known = [one for one in form.others if (one.segment, one.starts_on) == (told["segment"], told["starts_on"])]
    row = known[0] if known else Membership(worker=worker)
    if known and all(getattr(row, column) == value for column, value in told.items()):
        return row, None, None
    if known and (other := met(row, said["versi"] or 0, told, form.labels)):
        form.diverged(other, row)
        return None, None, other
    of = {"worker": worker, "segment": told["segment"], "starts_on": told["starts_on"]}
    if not known and is_gone_since(Membership, said["versi"] or 0, **of):
        form.is_missing(version_among(Membership, worker=worker))
        return None, None, None

    def change():
        for column, value in told.items():
            setattr(row, column, value)
        row.save()

    if not known:
        with because(FIRST_ENTRY):
            change()
        transaction.on_commit(wake, robust=True)
        return row, None, None
    found = write(contract, today, change, reason=said["alasan"], seen=said["dilihat"])
    if found:
        form.ask_why(found)
    return None if found else row, found, None


def file_proof(fact, form, user):
    """File the proof that came with a form in the place of its fact; nothing where none came."""
    uploaded = form.cleaned_data.get("berkas")
    if uploaded:
        slot = Slot.PAYMENT if isinstance(fact, Instalment) else Slot.CERTIFICATE
        papers = {Slot.PAYMENT: ([], [], [fact]), Slot.CERTIFICATE: ([], [fact], [])}[slot]
        place = next(one for one in places_of(fact.contract, *papers, []) if one.slot == slot and one.paper)
        file_document(fact.contract, place, uploaded, user)


@by_hand()
def verify(fact, version, user):
    """Mark a fact as verified by `user` of the branch; whether it still said what was read as `version`."""
    mine = type(fact).objects.select_for_update().filter(pk=fact.pk).first()
    if mine is None or version_of(mine) != version:
        return False
    type(fact).objects.filter(pk=mine.pk).update(verified_by=user, verified_at=Now())
    return True
