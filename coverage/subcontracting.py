"""Subcontracts of a contract: in order of their tiers, how each stands at BPJS, and the act of recording one."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast, JSONObject

from accounts.history import because
from cakupan.numbers import short_day
from contractors.models import Contractor
from coverage.locking import divergence
from coverage.registering import provider_named
from coverage.rules.spans import Certificate, protection
from coverage.wording import Status
from projects.models import Contract, Subcontract
from projects.turns import by_hand

FACTS = (
    "id",
    "parent_id",
    "work",
    "number",
    "signed_on",
    "price",
    "headcount",
    "registered_on",
    "valid_from",
    "valid_to",
    "paid_on",
)
"""What the page of the main contract tells of a subcontract, beside the name of its firm."""


PAID_EARLY = "Tanggal bayar mendahului pendaftaran; periksa keduanya."


def paid_before_registration(subcontract):
    """Whether a firm paid before the day on which it registered, or without having registered."""
    filed, paid_on = subcontract.registered_on or subcontract.valid_from, subcontract.paid_on
    return paid_on is not None and (filed is None or paid_on < filed)


COLUMNS = {column.attname: column for column in Subcontract._meta.concrete_fields}


@dataclass(frozen=True)
class Share:
    """A subcontract with its tier below the main provider (1 is directly below) and how it stands on a day."""

    subcontract: Subcontract
    tier: int
    status: Status


def share_facts():
    """For a queryset of contracts: the facts of the subcontracts of each, as `shares_of` reads them."""
    facts = {name: name for name in FACTS if name != "price"}
    told = JSONObject(**facts, price=Cast("price", TextField()), firm="contractor__name")
    rows = Subcontract.objects.filter(contract=OuterRef("pk")).order_by("signed_on", "id")
    return ArraySubquery(rows.values_list(told))


def shares_of(facts, day):
    """The Shares of a contract known on `day`, each below the one whose part it is; `facts` are of `share_facts`."""
    rows = [_read(one) for one in facts]
    known = [one for one in rows if one.signed_on is None or one.signed_on <= day]
    ids = {one.pk for one in known}
    children = {}
    for one in known:
        children.setdefault(one.parent_id if one.parent_id in ids else None, []).append(one)

    def walk(parent, tier):
        for one in children.get(parent, ()):
            yield Share(one, tier, status_of(one, day))
            yield from walk(one.pk, tier + 1)

    return list(walk(None, 1))


def _read(told):
    fields = {name: COLUMNS[name].to_python(told[name]) for name in FACTS}
    return Subcontract(**fields, contractor=Contractor(name=told["firm"]))


def status_of(subcontract, day):
    """How the firm's own registration stands on `day`: what is dated later is not known yet."""
    paid_on = subcontract.paid_on if subcontract.paid_on and subcontract.paid_on <= day else None
    filed = subcontract.registered_on or subcontract.valid_from
    certificate = Certificate(filed, subcontract.valid_from, subcontract.valid_to)
    if any(day in span for span in protection([certificate], paid_on)):
        return Status("good", "shield-check", "Terlindungi", f"sampai {short_day(subcontract.valid_to)}")
    if paid_on:
        return Status("bad", "shield-off", "Tidak terlindungi", "dibayar, di luar masa sertifikat")
    if filed and filed <= day:
        return Status("warn", "clock-dollar", "Belum dibayar", f"terdaftar {short_day(filed)}")
    return Status("bad", "alert-triangle", "Belum mendaftar", "wajib seperti penyedia utama")


def add(contract, form):
    """Record a new subcontract; the Subcontract, or None where the form says why not. Sent twice it is one."""
    try:
        with by_hand(), because(""):
            Contract.objects.select_for_update().get(pk=contract.pk)
            if not form.is_valid():
                return None
            key = form.cleaned_data["kunci"]
            known = Subcontract.objects.filter(contract=contract, uid=key).first() if key else None
            return known or Subcontract.objects.create(
                contract=contract, **_named(form), **({"uid": key} if key else {})
            )
    except IntegrityError:
        form.add_error(None, "Formulir ini sudah dipakai; buka yang baru.")
        return None


@by_hand()
def correct(subcontract, form):
    """Correct a subcontract; (the Subcontract or None, the Divergence or None)."""
    row = form.subcontract = Subcontract.objects.select_for_update().get(pk=subcontract.pk)
    if not form.is_valid():
        return None, None
    said = form.cleaned_data
    changed = {name: value for name, value in form.columns.items() if getattr(row, name) != value}
    other = changed and divergence(row, said["versi"] or 0, form.columns, form.labels)
    if other:
        form.diverged(other, row)
        return None, other
    if changed:
        for name, value in _named(form).items():
            setattr(row, name, value)
        with because(said["alasan"]):
            row.save()
    return row, None


def _named(form):
    """The columns of the form, its firm made where there is none yet."""
    columns = form.columns
    if not isinstance(columns["contractor"], Contractor):
        columns["contractor"] = provider_named(form.cleaned_data)
    return columns
