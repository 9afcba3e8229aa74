"""The fields of every form as pages show them and as form classes have them, and what a person sends in them."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from django.db import connection
from django.forms import BaseForm, ModelChoiceField
from django.urls import Resolver404, resolve

from accounts.history import RecordedEvent
from coverage.models import Workday
from tests.desk import SENDINGS, Sending, _of
from tests.doors.rows import UID, tables
from tests.pages import read
from tests.rights import WRITTEN, WRITTEN_OF_A_PERSON, WRITTEN_OF_AN_AGENCY

PURPOSE = {"keperluan": "Mencocokkan dengan daftar hadir lapangan"}
LOOKED_AT = {
    "reveal": Sending("Budi", _of("listed"), lambda desk: PURPOSE | {"isi": "nik"}),
    "ejakon_export": Sending("Budi", _of(), lambda desk: PURPOSE),
    "roster_filled": Sending("Budi", _of(), lambda desk: PURPOSE, bare=True),
    "contract_reckoning": replace(SENDINGS["contract_new"]),
    "upload_rerun": Sending("Budi", lambda desk: (desk.brought(24),), bare=True),
    "user_link": Sending("Fitri", lambda desk: (desk.budi.pk,), bare=True),
    "user_sessions": Sending("Fitri", lambda desk: (desk.budi.pk,), bare=True),
}
"""Forms that are no part of tests/desk.py, because they write nothing twice."""
READ = {
    "contract_detail": Sending("Budi", _of()),
    "contract_history": Sending("Budi", _of()),
    "roster": Sending("Budi", _of()),
    "document_file": Sending("Budi", lambda desk: (desk.document.uid,)),
    "handover_pack": Sending("Budi", lambda desk: (desk.budi.officer.pk,)),
    "upload_detail": Sending("Budi", lambda desk: (desk.brought(25),)),
    "upload_wrong": Sending("Budi", lambda desk: (desk.brought(26),)),
    "user_detail": Sending("Fitri", lambda desk: (desk.budi.pk,)),
}
"""Pages about a row that take no form."""


def sending_of(name):
    """How `name` is sent: by Budi, whose agency bounds what he sees, wherever he may."""
    sending = (SENDINGS | LOOKED_AT | READ)[name]
    may = WRITTEN.get(name) or WRITTEN_OF_AN_AGENCY.get(name) or ({"Fitri"} if name in WRITTEN_OF_A_PERSON else ())
    return replace(sending, who="Budi") if "Budi" in may else sending


@dataclass
class Control:
    """What pages show of a field: what it holds or offers (`values`), whether one types in it, and, where its form
    chooses among rows, of which `model`. Of `many` one may choose several.
    """

    values: set = field(default_factory=set)
    typed: bool = False
    many: bool = False
    model: type | None = None
    rule: object = None
    origin: type | None = None
    """The class that declares it."""

    @property
    def holds_a_uid(self):
        """Whether it is a key that a page made."""
        return any(map(UID.fullmatch, self.values))

    def takes(self, text):
        """Whether the field of the form class could take a text at all."""
        if self.rule is None:
            return True
        with suppress(Exception):
            self.rule.clean(text)
            return True
        return False


def shown_on(answer, path):
    """{name of an address: {name of a field: Control}} of all forms of a page that are sent by POST."""
    found: dict[str, dict[str, Control]] = {}
    if "html" not in answer.get("Content-Type", ""):
        return found
    for form in read(answer).select("form[method=post]"):
        with suppress(Resolver404):
            name = resolve((form.get("action") or path).partition("?")[0]).url_name
            _controls(form, found.setdefault(name, {}))
    return found


def _controls(form, found):
    for control in form.select("input[name], select[name], textarea[name], button[name]"):
        one = found.setdefault(control["name"], Control())
        if control.name == "select":
            one.values |= {option.get("value", "") for option in control.select("option")}
        elif control.name == "textarea" or control.get("type", "text") in ("text", "email", "search"):
            one.typed = True
        else:
            one.values.add(control.get("value", ""))
        one.many |= control.get("type") == "checkbox" or control.has_attr("multiple")


def of_classes(answer):
    """{name of a field: Control} of the forms that a page was drawn with, also of what they do not draw."""
    found = {}
    for layer in answer.context or ():
        for form in [one for one in layer.dicts for one in one.values() if isinstance(one, BaseForm)]:
            for name, rule in form.fields.items():
                model = rule.queryset.model if isinstance(rule, ModelChoiceField) else None
                origin = [one for one in type(form).__mro__ if name in getattr(one, "base_fields", ())][-1:]
                found[form.add_prefix(name)] = Control(
                    typed=not rule.widget.is_hidden, model=model, rule=rule, origin=next(iter(origin), None)
                )
    return found


def together(*parts):
    """Controls of the same field found in several places, as one."""
    found: dict[str, Control] = {}
    for part in parts:
        for name, one in part.items():
            known = found.setdefault(name, Control())
            known.values |= one.values
            known.typed, known.many = known.typed or one.typed, known.many or one.many
            known.model, known.rule = known.model or one.model, known.rule or one.rule
            known.origin = known.origin or one.origin
    return found


def texts_of(value):
    """The texts that a value, or a list of them, sends; a file sends none."""
    many = value if isinstance(value, list | tuple) else [value]
    return {str(one) for one in many if not hasattr(one, "read")}


def anew(fields):
    """The same fields to be sent once more, files from their beginning."""
    for value in fields.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return fields


def queried(address):
    """[(name, value)] of the query of an address."""
    return parse_qsl(address.partition("?")[2])


def asked_for(address, name, value):
    """The address with another value in its query."""
    path = address.partition("?")[0]
    return f"{path}?{urlencode([(one, value if one == name else old) for one, old in queried(address)])}"


class State:
    """The whole database in a few figures: what is recorded by its history, all else by what stands in it."""

    def __init__(self):
        parts = []
        for model in tables():
            if model is Workday:
                continue
            table = model._meta.db_table
            kept = hasattr(model, "recorded_events") or issubclass(model, RecordedEvent)
            text = "''" if kept else "md5(string_agg(t::text, '|' ORDER BY t::text))"
            parts.append(f"SELECT '{table}', count(*), {text} FROM \"{table}\" t")  # noqa: S608
        self._query = " UNION ALL ".join(parts)

    def now(self):
        """{table: what tells whether it changed}."""
        with connection.cursor() as cursor:
            cursor.execute(self._query)
            return {table: tuple(rest) for table, *rest in cursor.fetchall()}

    @staticmethod
    def touched():
        """How often this transaction has written so far, also where it was taken back: cheaper than to look at all."""
        with connection.cursor() as cursor:
            cursor.execute(_TOUCHED)
            return cursor.fetchone()[0]


_TOUCHED = """
SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid))
FROM pg_class WHERE relkind = 'r' AND relname ~ '^(accounts|contractors|projects|coverage)_'
"""
