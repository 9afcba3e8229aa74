"""Every field of every form of the application, by the kind of thing that people type into it."""

import copy
from importlib import import_module
from pkgutil import iter_modules

from django import forms
from django.core.exceptions import ValidationError

import coverage.forms
from accounts.names import NameField
from coverage.forms import crew, disclosing, fields, membership, ucj
from coverage.importing import cells
from projects.forms import DayField

HOMES = (
    *(f"coverage.forms.{one.name}" for one in iter_modules(coverage.forms.__path__)),
    *("accounts.forms", "projects.forms"),
)
CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.FileField)
"""Fields in which nobody types."""
PARSED = {
    cells.nik: "nik",
    crew.name: "name",
    fields.npwp: "npwp",
    cells.nib: "nib",
    membership.kpj: "kpj",
    cells.rupiah: "money",
    cells.percent: "number",
    cells.count: "number",
    cells.year: "number",
    cells.day: "day",
    ucj.month: "month",
    crew.region: "region",
    disclosing.purpose: "text",
}


def forms_of_ours():
    """Every form class that one of our modules defines."""
    found = {}
    for home in HOMES:
        module = import_module(home)
        for name, one in vars(module).items():
            if isinstance(one, type) and issubclass(one, forms.BaseForm) and one.__module__ == home:
                found[name] = one
    return found


def kind_of(name, field):
    """What people type into `field`; None where nobody types; fails for a field of which nobody has thought."""
    if isinstance(field, CHOSEN) or field.widget.is_hidden:
        return None
    if isinstance(field, fields.CellField):
        reads = getattr(field.parse, "__qualname__", "")
        return PARSED.get(field.parse) or ("text" if reads == "text.<locals>.parse" else PARSED[field.parse])
    if isinstance(field, NameField):
        return "office name"
    if isinstance(field, DayField):
        return "day"
    if isinstance(field, forms.EmailField):
        return "email"
    if getattr(field.widget, "input_type", "") == "password" or name == "code":
        return "secret"
    assert isinstance(field, forms.CharField), f"what is typed into {field!r}?"
    return "plain"


def of_kind(*kinds):
    """("Form.field", a field of its own) for each field of one of these kinds."""
    return [
        (f"{form}.{name}", copy.deepcopy(field))
        for form, one in forms_of_ours().items()
        for name, field in one.base_fields.items()
        if kind_of(name, field) in kinds
    ]


def said_of(field, typed):
    """What `field` says of what was typed, as one text; "" where it is taken."""
    try:
        field.clean(typed)
    except ValidationError as refusal:
        return " ".join(map(str, refusal.messages))
    return ""
