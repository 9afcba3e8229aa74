"""The history of one contract for people: who changed what and when, old and new side by side."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from accounts.history import nobody
from coverage.models import Document, HeadcountDeclaration, Instalment, Membership, Registration, Replacement, Slot
from coverage.querysets.history import change_rows, names_of
from coverage.wording import said
from projects.models import Amendment, Assignment, Contract, Handover, ProviderChange, Subcontract, Suspension

PARTS = {
    "contract": Contract,
    "amendment": Amendment,
    "assignment": Assignment,
    "registration": Registration,
    "instalment": Instalment,
    "declaration": HeadcountDeclaration,
    "document": Document,
    "subcontract": Subcontract,
    "handover": Handover,
    "suspension": Suspension,
    "provider": ProviderChange,
    "replacement": Replacement,
    "membership": Membership,
}
PART_NAMES = {
    "contract": "Kontrak",
    "amendment": "Adendum",
    "assignment": "Tenaga kerja",
    "registration": "Pendaftaran",
    "instalment": "Iuran",
    "declaration": "Jumlah tenaga kerja",
    "document": "Berkas",
    "subcontract": "Subkontrak",
    "handover": "Serah terima PPK",
    "suspension": "Penghentian sementara",
    "provider": "Pergantian penyedia",
    "replacement": "Perubahan pekerja",
    "membership": "Kepesertaan sendiri",
}
OF_ITS_KIND = {
    Handover: "Serah terima ke PPK lain",
    Suspension: "Penghentian sementara",
    ProviderChange: "Pergantian penyedia",
}
"""Parts without a number or a name of their own."""

NAMED = {
    "agency": "agency",
    "officer": "officer",
    "contractor": "contractor",
    "worker": "worker",
    "entered_by": "user",
    "verified_by": "user",
}
"""Columns that hold the id of a row, and what its name is asked of (querysets.history.names_of)."""
HIDDEN = frozenset({"wage", "kpj", "nik", "nik_index", "born_on"})
"""Columns of which a page tells that they changed, and never what they held."""

UNTOLD = frozenset(
    {"id", "uid", "contract", "parent", "file", "form", "name", "sha256", "size", "slot", "filed_by", "filed_at"}
    | {"amendment", "instalment", "registration", "left", "came"}
)
MASK = "•••"
TOGETHER = {"assignment": "tenaga kerja", "replacement": "perubahan pekerja", "membership": "kepesertaan sendiri"}
"""Parts of which one act adds or removes many, and how many are counted in words."""


@dataclass(frozen=True)
class Alteration:
    """One field, old and new: dates, numbers and texts as the model gives them, None where empty; `column` is its name
    in the model.
    """

    name: str
    before: object
    after: object
    column: str = ""


@dataclass(frozen=True)
class Altered:
    """One field of a change in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One act on the contract or on one of its parts; `count` rows alike in the same transaction stand as one."""

    at: datetime
    who: str
    part: str
    title: str
    act: str
    alterations: list[Alteration] = field(default_factory=list)
    count: int = 1
    reason: str = ""

    @property
    def act_in_words(self):
        return {"insert": "ditambahkan", "update": "diubah", "delete": "dihapus"}[self.act]


def changes_of(contract, most=300, **asked):
    """The newest `most` recorded changes of a contract and its parts, newest first, in two queries; `asked` narrows them
    (querysets.history.change_rows).

    `who` is the person who was signed in, else the import, else the database role and the program. Rows of TOGETHER that
    one transaction added or removed are one change with their `count`.
    """
    rows = change_rows(contract.pk, most, **asked)
    names = names_of(_ids(rows))
    changes = []
    for row in rows:
        change = _change(row, names)
        last = changes[-1] if changes else None
        if last and change.part in TOGETHER and change.act != "update" and _together(last, change):
            changes[-1] = replace(last, count=last.count + 1, alterations=[])
        else:
            changes.append(change)
    return [replace(one, title=f"{one.count} {TOGETHER[one.part]}") if one.count > 1 else one for one in changes]


def _together(one, other):
    return (one.at, one.part, one.act, one.who) == (other.at, other.part, other.act, other.who)


def _ids(rows):
    found = {relation: set() for relation in NAMED.values()}
    for row in rows:
        for facts in (row["facts"], row["previous"]):
            for name, relation in NAMED.items():
                value = (facts or {}).get(f"{name}_id")
                if value is not None:
                    found[relation].add(value)
    return {name: list(ids) for name, ids in found.items()}


def _change(row, names):
    model = PARTS[row["part"]]
    before, after = {"insert": (None, row["facts"]), "delete": (row["facts"], None)}.get(
        row["act"], (row["previous"], row["facts"])
    )
    return Change(
        at=row["at"],
        who=row["person"] or row["by"] or nobody(row["db_role"], row["application"]),
        part=row["part"],
        title=_title(model, row),
        act=row["act"],
        alterations=list(_alterations(model, before or {}, after or {}, names)),
        reason=row["reason"] or "",
    )


def _title(model, row):
    if model is Contract:
        return "Kontrak"
    if model is Assignment:
        return row["worker"] or "tenaga kerja tanpa nama"
    if model is HeadcountDeclaration:
        return "Jumlah tenaga kerja"
    if model in OF_ITS_KIND:
        return OF_ITS_KIND[model]
    facts = row["facts"]
    if model is Replacement:
        return f"Perubahan pekerja {row['worker'] or ''}".strip()
    if model is Membership:
        return f"Kepesertaan {facts['segment']} {row['worker'] or 'tanpa nama'}"
    if model is Subcontract:
        return f"Subkontrak {facts['work']}"
    if model is Document:
        return f"Berkas {Slot(facts['slot']).label}: {facts['name']}"
    if model is Registration:
        return f"Sertifikat {facts['certificate_number']}".strip()
    return f"Adendum {facts['number']}" if model is Amendment else f"Termin {facts['number']}"


def _alterations(model, before, after, names):
    for column in model._meta.concrete_fields:
        old, new = before.get(column.attname), after.get(column.attname)
        if column.name in UNTOLD or old == new or {old, new} <= {None, ""}:
            continue
        if column.name in HIDDEN:
            old, new = (MASK if value not in (None, "") else None for value in (old, new))
        elif column.name in NAMED:
            old, new = (names.get((NAMED[column.name], value)) for value in (old, new))
        else:
            old, new = (None if value in (None, "") else column.to_python(value) for value in (old, new))
        yield Alteration(str(column.verbose_name), old, new, column.name)


def in_words(change):
    """The fields of a change as Altered, as a page tells them."""
    return [Altered(one.name, said(one.before, one.column), said(one.after, one.column)) for one in change.alterations]


def facts_of(row):
    """What a row of a contract says now, [(name of the field, its value in words)], as its history would tell it."""
    facts = {column.attname: column.value_from_object(row) for column in row._meta.concrete_fields}
    names = names_of(_ids([{"facts": facts, "previous": None}]))
    return [(one.name, said(one.after, one.column)) for one in _alterations(type(row), {}, facts, names)]
