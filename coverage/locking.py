"""Optimistic locking: what others changed in a row since a form read it, field by field, beside what was typed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from accounts.models import User
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


def as_read(row, version):
    """`row` as it stood at `version` (text of a form): an event of its history, or `row` itself where it is none."""
    return row.recorded_events.filter(pgh_id=read_version(version)).first() or row


def read_version(text):
    """The version that the text of a form names; 0, which is none, where it cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


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
                before=said(getattr(read, name)) if read else "tidak diketahui",
                theirs=said(getattr(row, name)),
                mine=said(mine),
                touched=read is None or wanted != before,
            )
        )
    return Divergence(newest.pgh_id, _who(newest), newest.pgh_created_at, fields) if fields else None


def _who(event):
    context = event.pgh_context
    user = User.objects.filter(pk=context.metadata.get("user")).first() if context else None
    return user.name if user else ""
