"""People of a contract by hand: added, corrected, ended, replaced, and a replacement marked as reported."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.history import because
from contractors.models import Worker
from coverage.insuring import FIRST_ENTRY
from coverage.locking import divergence, locked, masked
from coverage.models import Replacement
from coverage.querysets.crew import sharing
from coverage.recomputing import wake
from coverage.restating import write
from coverage.roster_changes import follow
from coverage.rules.deadlines import change_due
from coverage.workdays import is_working
from projects.models import Assignment, Contract
from projects.turns import by_hand

SAME_DAYS = "Orang ini sudah bertugas pada kontrak ini pada hari yang sama; buka barisnya untuk membetulkannya."


def due_of(replacements):
    """{id: last day on which it is reported in time} of `replacements`; None where the calendar does not know it."""
    works = is_working()
    return {one.pk: change_due(one.changed_on, works, settings.CHANGE_WORKING_DAYS) for one in replacements}


@by_hand()
def add(contract, form):
    """The Assignment that the PersonForm says, or None where it was refused. Sent twice it is one."""
    row = Contract.objects.select_for_update().get(pk=contract.pk)
    if not form.is_valid():
        return None
    nik, columns = form.cleaned_data["nik"], form.columns
    known = Worker.objects.known_as(nik).first()
    if known and (met := _met(row, known, columns)):
        same = met[0].starts_on == columns["starts_on"] and met[0].ends_on == columns["ends_on"]
        if len(met) == 1 and same and all(getattr(met[0], name) == value for name, value in columns.items()):
            return met[0]
        form.add_error("nik", SAME_DAYS)
        return None
    with because(FIRST_ENTRY):
        made = Assignment.objects.create(contract=row, worker=Worker.objects.enlist(nik, **form.facts), **columns)
        follow([row.pk])
    transaction.on_commit(wake, robust=True)
    return made


def _met(contract, worker, columns, but=None):
    """The assignments of a worker to a contract on days of `columns`, without `but`."""
    found = Assignment.objects.filter(sharing(columns["starts_on"], columns["ends_on"]), contract=contract)
    return list(found.filter(worker=worker).exclude(pk=but.pk if but else None))


@by_hand()
def correct(assignment, form, today):
    """Correct an assignment, or end it; (the Assignment or None, its Restatement or None, the Divergence or None)."""
    row = Contract.objects.select_for_update().get(pk=assignment.contract_id)
    mine = locked(assignment, form)
    form.stored = mine or assignment
    if mine is None or not form.is_valid():
        return None, None, None
    said, columns = form.cleaned_data, form.columns
    if other := _diverged(form, mine, columns, form.labels):
        return None, None, other
    days = {"starts_on": mine.starts_on, "ends_on": mine.ends_on} | columns
    if _met(row, mine.worker_id, days, but=mine):
        form.add_error("selesai", SAME_DAYS)
        return None, None, None
    if all(getattr(mine, name) == value for name, value in columns.items()):
        return mine, None, None

    def change():
        for column, value in columns.items():
            setattr(mine, column, value)
        mine.save()

    found = write(row, today, change, reason=said["alasan"], seen=said["dilihat"])
    if found:
        form.ask_why(found)
    return None if found else mine, found, None


def _diverged(form, row, columns, labels):
    found = divergence(row, form.cleaned_data["versi"] or 0, columns, labels)
    if found is None:
        return None
    form.diverged(found, row)
    return masked(found)


@by_hand()
def replace(left, form, today):
    """Let somebody take the place of `left` (Assignment); (the Replacement, its Restatement, the Divergence), each or None.

    `left` ends the day before the ReplacementForm's first day. Sent twice it is one.
    """
    row = Contract.objects.select_for_update().get(pk=left.contract_id)
    mine = locked(left, form)
    form.stored = mine or left
    if mine is None or not form.is_valid():
        return None, None, None
    said, columns = form.cleaned_data, form.columns
    first, last = columns["starts_on"], columns["starts_on"] - timedelta(days=1)
    known = Worker.objects.known_as(said["nik"]).first()
    twin = Replacement.objects.filter(left=mine, came__worker=known, changed_on=first).first() if known else None
    if twin:
        return twin, None, None
    if other := _diverged(form, mine, {"ends_on": last}, {"ends_on": "Selesai bertugas"}):
        return None, None, other
    if mine.ends_on and mine.ends_on < last:
        form.add_error("mulai", "Yang diganti sudah selesai lebih dahulu; tambahkan orang baru tanpa mengganti.")
    elif known and known.pk == mine.worker_id:
        form.add_error("nik", "Ini orang yang diganti.")
    elif known and _met(row, known, columns):
        form.add_error("nik", SAME_DAYS)
    if form.errors:
        return None, None, None
    made = []

    def change():
        mine.ends_on = last
        mine.save()
        came = Assignment.objects.create(
            contract=row, worker=Worker.objects.enlist(said["nik"], **form.facts), **columns
        )
        made.append(Replacement.objects.create(contract=row, left=mine, came=came, changed_on=first))

    workers = [known.pk] if known else []
    found = write(row, today, change, reason=said["alasan"], seen=said["dilihat"], workers=workers)
    if found:
        form.ask_why(found)
    return None if found else made[0], found, None


@by_hand()
def report(replacement, form):
    """Mark a change, and all others of its contract and day that wait, as reported on the day of the ReportForm.

    (whether it was, the Divergence or None).
    """
    rows = {one.pk: one for one in Replacement.objects.of_its_day(replacement).select_for_update(of=("self",))}
    if not form.is_valid():
        return False, None
    if other := _diverged(form, rows[replacement.pk], form.columns, form.labels):
        return False, other
    said, with_it = form.cleaned_data["dilaporkan"], [one for one in rows.values() if one.reported_on is None]
    mended = [one.pk for one in (*with_it, rows[replacement.pk]) if one.reported_on != said]
    with because(""):
        Replacement.objects.filter(pk__in=mended).update(reported_on=said)
    return True, None


def unreported_of(assignments):
    """[(change, how many others on its day, last day on which they are reported in time)] of the changes of `assignments`
    to one contract that wait for their report, one of each day.
    """
    found = list(Replacement.objects.unreported().filter(Q(left__in=assignments) | Q(came__in=assignments)))
    due, days = due_of(found), {}
    for one in found:
        days.setdefault(one.changed_on, []).append(one)
    return [(one, len(others), due[one.pk]) for one, *others in days.values()]


def waiting_with(replacement):
    """What is reported together with `replacement`: the other changes of its contract and day that wait."""
    rows = Replacement.objects.of_its_day(replacement).filter(reported_on__isnull=True).exclude(pk=replacement.pk)
    return list(rows.select_related("left__worker", "came__worker"))
