"""Optimistic locking: what others changed in a row since a form read it, field by field, beside what was typed."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max

from accounts.models import User
from cakupan.pages import id_in
from coverage.changes import HIDDEN, MASK, UNTOLD
from coverage.wording import said


@dataclass(frozen=True)
class Theirs:
    """One field that somebody changed meanwhile, in words: as it was read, as it is now, as it was typed."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    touched: bool
    """Whether it was typed anew here; where it was not, only what is stored now can be meant."""


@dataclass(frozen=True)
class Divergence:
    """What stands in a row and was not there when a form read it; `who` is "" where no person was signed in."""

    version: int
    who: str
    at: datetime
    fields: list[Theirs]


def version_of(row):
    """What a form carries of a row with a recorded history: the id of its newest event; 0 without one."""
    return row.recorded_events.aggregate(newest=Max("pgh_id"))["newest"] or 0


def version_among(model, **of):
    """What a form carries that may meet any row `of` something: the newest event of them all, of those gone too."""
    return _events(model).filter(**of).aggregate(newest=Max("pgh_id"))["newest"] or 0


def is_gone_since(model, version, **of):
    """Whether a row `of` something was taken away after `version`, which is of `version_among`."""
    return _events(model).filter(pgh_label="delete", pgh_id__gt=version, **of).exists()


def was_taken_back(model, pk, **of):
    """Whether the row `pk` `of` a contract, or whatever it belongs to, was there once and is gone."""
    return _events(model).filter(pgh_label="delete", pgh_obj=pk, **of).exists()


def _events(model):
    return model.pgh_event_model.objects


def as_read(row, version):
    """`row` as it stood at `version` (text of a form): an event of its history, or `row` itself where it is none."""
    return row.recorded_events.filter(pgh_id=id_in(version)).first() or row


def locked(row, form):
    """`row` taken FOR UPDATE; None, said by its GuardedForm, where somebody took it back since it was read."""
    mine = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if mine is None:
        form.gone()
    return mine


def divergence(row, version, typed, labels):
    """How `row` differs from what was read as `version`, in the fields of `typed`; None where nothing is in the way.

    `row` must have been taken FOR UPDATE before: its history then stands still. `typed` maps names of fields to the
    values that would be written; a field that somebody set to the very same value is in nobody's way. A version that
    is none of this row's counts as never read.
    """
    events = list(row.recorded_events.filter(pgh_id__gte=version).order_by("pgh_id").select_related("pgh_context"))
    newest = events[-1] if events else row.recorded_events.order_by("pgh_id").select_related("pgh_context").last()
    if newest is None or newest.pgh_id == version:
        return None
    read = events[0] if events and events[0].pgh_id == version else None
    fields = []
    for name, mine in typed.items():
        column = row._meta.get_field(name)
        stored, before = column.value_from_object(row), column.value_from_object(read) if read else None
        wanted = getattr(mine, "pk", mine)
        if stored in (before, wanted) or {stored, wanted} <= {None, ""}:
            continue
        fields.append(
            Theirs(
                name=name,
                label=str(labels.get(name, column.verbose_name)),
                before=said(getattr(read, name), name) if read else "tidak diketahui",
                theirs=said(getattr(row, name), name),
                mine=said(mine, name),
                touched=read is None or wanted != before,
            )
        )
    return Divergence(newest.pgh_id, _who(newest), newest.pgh_created_at, fields) if fields else None


def met(row, version, typed, labels):
    """As `divergence`, for a form that was opened before it could know `row`; `version` is of `version_among`."""
    read = row.recorded_events.filter(pgh_id__lte=version).aggregate(newest=Max("pgh_id"))["newest"] or 0
    return masked(divergence(row, read, typed, labels))


def changed_since(row, version):
    """How `row`, taken FOR UPDATE, differs from what was read as `version`, in all that a page may tell; else None."""
    read = as_read(row, str(version))
    told = [column for column in row._meta.concrete_fields if column.name not in UNTOLD]
    return masked(divergence(row, version, {one.name: one.value_from_object(read) for one in told}, {}))


def masked(found):
    """A Divergence (or None) that tells of what is secret only that it changed."""
    if found is None:
        return None
    veil = {"before": MASK, "theirs": MASK, "mine": MASK}
    return replace(found, fields=[replace(one, **veil) if one.name in HIDDEN else one for one in found.fields])


def _who(event):
    context = event.pgh_context
    user = User.objects.filter(pk=context.metadata.get("user")).first() if context else None
    return user.name if user else ""
