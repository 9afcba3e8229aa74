"""People of a contract by hand: add, correct, end, replace, and mark a replacement as reported."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from cakupan.numbers import count
from cakupan.pages import render_form, see_other
from coverage import crewing
from coverage.forms.crew import AssignmentForm, EndForm, PersonForm, ReplacementForm, ReportForm
from coverage.forms.guarded import as_typed
from coverage.locking import version_of
from coverage.models import Replacement
from coverage.recognising import HIDDEN_ELSEWHERE, kept_instead, recognise, unusual_about
from coverage.views.changing import sent_or_asked, typed
from projects.models import Assignment, Contract

secret = sensitive_post_parameters("nik", "tanggal_lahir", "upah", "kpj")
RECOGNISE = "kenali"
"""The part of a form that tells, while one types, who a NIK is."""


def _contract(request, uid):
    return get_object_or_404(Contract.objects.editable_by(request.user), uid=uid)


def _assignment(contract, pk):
    return get_object_or_404(Assignment.objects.select_related("worker"), contract=contract, pk=pk)


def _sent(request):
    """Whether a form was sent, and not only a NIK looked at while one types."""
    return request.method == "POST" and request.htmx.target != RECOGNISE


def _back(contract):
    return see_other(reverse("roster", args=[contract.uid]) + "#h-tk")


def _warn(request, found, worker, form):
    """Say what was unusual about what has been recorded, what is kept instead, and where else the person stands."""
    for doubt in [*kept_instead(worker, form.cleaned_data), *found.doubts]:
        messages.warning(request, doubt)
    for other in found.also:
        messages.warning(request, f"Orang ini juga terdaftar pada {other.number or other.package_code}.")
    if found.hidden:
        messages.warning(request, f"Orang ini {HIDDEN_ELSEWHERE}.")


def tell_clock(request, listed):
    """Say until when what changed by the act on the Assignments `listed` is to be reported."""
    for change, others, due in crewing.unreported_of(listed):
        more = f" dan {count(others)} lainnya" if others else ""
        messages.warning(
            request, f"{change}{more} sejak {as_typed(change.changed_on)}; laporkan paling lambat {as_typed(due)}."
        )


def tell_unusual(request, listed, today):
    """Say what is unusual about the Assignments `listed` as they were written, and where else their people stand."""
    for sentence in unusual_about(request.user, listed, today):
        messages.warning(request, sentence)


@secret
@sent_or_asked
def assignment_new(request, uid):
    """Add a person; while one types, what the reader may know of the NIK. Nothing is written then."""
    contract, today = _contract(request, uid), timezone.localdate()
    start = {"mulai": as_typed(max(today, contract.starts_on or contract.signed_on))}
    form = PersonForm(typed(request), initial=start, today=today)
    found = recognise(request.user, contract, form, today) if form.is_bound else None
    if _sent(request) and (made := crewing.add(contract, form)):
        messages.success(request, f"{made.worker} ditambahkan sejak {as_typed(made.starts_on)}.")
        _warn(request, found, made.worker, form)
        tell_clock(request, [made])
        return _back(contract)
    context = {"contract": contract, "form": form, "found": found}
    return render_form(request, "coverage/assignment_new", context, fragment=RECOGNISE)


@secret
@sent_or_asked
def assignment_edit(request, uid, assignment):
    """Correct days, job or what is masked of an assignment; who it is stays."""
    contract, today = _contract(request, uid), timezone.localdate()
    listed = _assignment(contract, assignment)
    stored = {name: as_typed(getattr(listed, column)) for name, column in AssignmentForm.COLUMNS.items()}
    form = AssignmentForm(typed(request), initial=stored | {"versi": version_of(listed)}, stored=listed)
    context = {"contract": contract, "listed": listed, "form": form}
    if form.is_bound:
        done, context["restatement"], context["divergence"] = crewing.correct(listed, form, today)
        if done:
            messages.success(request, f"Penugasan {listed.worker} dibetulkan.")
            tell_unusual(request, [done], today)
            tell_clock(request, [done])
            return _back(contract)
    return render_form(request, "coverage/assignment_edit", context)


@sent_or_asked
def assignment_end(request, uid, assignment):
    """Say on which day somebody worked last."""
    contract, today = _contract(request, uid), timezone.localdate()
    listed = _assignment(contract, assignment)
    last = {"selesai": as_typed(max(today, listed.starts_on)), "versi": version_of(listed)}
    form = EndForm(typed(request), initial=last, stored=listed)
    context = {"contract": contract, "listed": listed, "form": form}
    if form.is_bound:
        done, context["restatement"], context["divergence"] = crewing.correct(listed, form, today)
        if done:
            messages.success(request, f"{listed.worker} selesai pada {as_typed(done.ends_on)}.")
            tell_clock(request, [done])
            return _back(contract)
    return render_form(request, "coverage/assignment_end", context)


def _usual(listed, today):
    """What stands in the form of a replacement already: the place of whoever leaves it."""
    place = {"jabatan": listed.job, "status_kerja": listed.employment, "selesai": as_typed(listed.ends_on)}
    return place | {"mulai": as_typed(today), "versi": version_of(listed)}


@secret
@sent_or_asked
def assignment_replace(request, uid, assignment):
    """Let somebody take another's place: the one ends, the other starts, and the clock of the report begins."""
    contract, today = _contract(request, uid), timezone.localdate()
    listed = _assignment(contract, assignment)
    form = ReplacementForm(typed(request), initial=_usual(listed, today), stored=listed, today=today)
    found = recognise(request.user, contract, form, today) if form.is_bound else None
    context = {"contract": contract, "listed": listed, "form": form, "found": found}
    if _sent(request):
        done, context["restatement"], context["divergence"] = crewing.replace(listed, form, today)
        if done:
            due = crewing.due_of([done])[done.pk]
            messages.success(request, f"{done}; laporkan paling lambat {as_typed(due)}.")
            _warn(request, found, done.came.worker, form)
            return _back(contract)
    return render_form(request, "coverage/assignment_replace", context, fragment=RECOGNISE)


@sent_or_asked
def replacement_report(request, uid, replacement):
    """Mark a change of workers, with those of the same day, as reported to the branch, and the day on which it was."""
    contract, today = _contract(request, uid), timezone.localdate()
    found = get_object_or_404(
        Replacement.objects.select_related("left__worker", "came__worker"), contract=contract, pk=replacement
    )
    others = crewing.waiting_with(found)
    told = {"dilaporkan": as_typed(found.reported_on or today), "versi": version_of(found)}
    form = ReportForm(typed(request), initial=told, changed_on=found.changed_on, today=today)
    context = {"contract": contract, "replacement": found, "form": form, "others": others}
    if form.is_bound:
        done, context["divergence"] = crewing.report(found, form)
        if done:
            messages.success(request, f"{found}{' dan yang sehari dengannya' if others else ''}: dilaporkan.")
            return _back(contract)
    context["due"] = crewing.due_of([found])[found.pk]
    return render_form(request, "coverage/replacement_report", context)
