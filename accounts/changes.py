"""The history of rows for people: who changed what and when, old and new side by side, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import ForeignKey

from accounts.history import nobody
from accounts.models import User
from cakupan import numbers

ACTS = {"insert": "ditambahkan", "update": "diubah", "delete": "dihapus"}


@dataclass(frozen=True)
class Alteration:
    """One field, old and new, in words; empty where there was nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One act on one row: `who` is the person who was signed in, else the import, else database role and program."""

    at: datetime
    who: str
    title: str
    act: str
    alterations: list[Alteration]
    reason: str
    adds: bool = False
    """Whether the row is new: its fields then stand as `after`, without those that are empty or no."""


def changes_of(parts, most=100):
    """The newest `most` recorded changes of `parts`, newest first; each part is (title, model, ids of its rows).

    Two queries a part, one for the people, and one for each model that a foreign key of theirs leads to.
    """
    events = [(title, model, *pair) for title, model, ids in parts for pair in _pairs(model, ids)]
    events = sorted(events, key=lambda one: (one[3].pgh_created_at, one[3].pgh_id), reverse=True)[:most]
    names = _names(events)
    return [_change(title, model, before, event, names) for title, model, before, event in events]


def _event_model(model):
    return model.recorded_events.rel.related_model


def _fields(model):
    known = {field.name for field in _event_model(model)._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.name in known and not field.primary_key]


def _pairs(model, ids):
    """(the row before, the row after) of each event of these rows, the first being None for the first event."""
    last = {}
    for event in (
        _event_model(model).objects.filter(pgh_obj_id__in=ids).select_related("pgh_context").order_by("pgh_id")
    ):
        yield last.get(event.pgh_obj_id), event
        last[event.pgh_obj_id] = event


def _context(event):
    return event.pgh_context.metadata if event.pgh_context else {}


def _names(events):
    """{(model, id): name} of everybody and everything that the events point to."""
    wanted = {User: {_context(event).get("user") for *_, event in events}}
    for _, model, before, event in events:
        for field in _fields(model):
            if isinstance(field, ForeignKey):
                ids = {getattr(row, field.attname) for row in (before, event) if row}
                wanted.setdefault(field.related_model, set()).update(ids)
    return {
        (model, pk): str(row)
        for model, ids in wanted.items()
        for pk, row in model._base_manager.in_bulk(ids - {None}).items()
    }


def _change(title, model, before, event, names):
    context = _context(event)
    return Change(
        at=event.pgh_created_at,
        who=names.get((User, context.get("user"))) or context.get("by") or nobody(event.db_role, event.application),
        title=title,
        act=ACTS[event.pgh_label],
        alterations=list(_alterations(model, before, event, names)) if event.pgh_label != "delete" else [],
        adds=event.pgh_label == "insert",
        reason=context.get("reason", ""),
    )


def _alterations(model, before, after, names):
    for field in _fields(model):
        old, new = (getattr(row, field.attname, None) for row in (before, after))
        if old != new and (before or new not in (None, "", False)):
            yield Alteration(str(field.verbose_name), _text(field, old, names), _text(field, new, names))


def _text(field, value, names):
    if value in (None, ""):
        return ""
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), str(value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return numbers.moment(value)
    if isinstance(value, date):
        return numbers.day(value)
    return str(dict(field.flatchoices).get(value, value))
