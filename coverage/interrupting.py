"""Stops of a contract's work and changes of its provider: recorded, told, taken back; they move no figure."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.history import because
from coverage.locking import divergence, locked
from coverage.registering import provider_named
from coverage.rules.interruptions import in_force, provider_on
from projects.models import Contract, ProviderChange, Suspension
from projects.turns import by_hand


@dataclass(frozen=True)
class Stop:
    """A stop of the work as a page tells it; an empty `last` day: it still stands still."""

    pk: int
    first: date
    last: date | None
    paper: str
    reason: str


@dataclass(frozen=True)
class Firm:
    """A provider as the page of a contract names it."""

    pk: int | None
    name: str


@dataclass(frozen=True)
class Passed:
    """A change of provider as a page tells it; only the `newest` can be taken back."""

    pk: int
    since: date
    firm: Firm
    paper: str
    reason: str
    newest: bool


def stop_facts():
    """For a queryset of contracts: the stops of each, as `stops_of` reads them."""
    told = JSONObject(pk="pk", first="starts_on", last="ends_on", paper="paper", reason="reason")
    rows = Suspension.objects.filter(contract=OuterRef("pk")).order_by("starts_on")
    return ArraySubquery(rows.values_list(told))


def change_facts():
    """For a queryset of contracts: the changes of provider of each, as `changes_of_provider` reads them."""
    told = JSONObject(
        pk="pk", since="starts_on", firm="contractor_id", name="contractor__name", paper="paper", reason="reason"
    )
    rows = ProviderChange.objects.filter(contract=OuterRef("pk")).order_by("starts_on")
    return ArraySubquery(rows.values_list(told))


def _day(text):
    return date.fromisoformat(text) if text else None


def stops_of(facts, day):
    """The Stops that began by `day`, in their order, as known that day; `facts` are of `stop_facts`."""
    found = [Stop(**one | {"first": _day(one["first"]), "last": _day(one["last"])}) for one in facts]
    known = [one for one in found if one.first <= day]
    return [replace(one, last=None) if one.last and one.last >= day else one for one in known]


def stop_on(stops, day):
    """The one of `stops` that holds on `day`, or None."""
    return next((one for one in stops if in_force(day, one.first, one.last)), None)


def changes_of_provider(facts, day):
    """The changes of provider by `day` (Passed), in their order; `facts` are of `change_facts`."""
    found = [
        Passed(
            one["pk"], _day(one["since"]), Firm(one["firm"], one["name"]), one["paper"], one["reason"], one is facts[-1]
        )
        for one in facts
    ]
    return [one for one in found if one.since <= day]


def firm_on(contract, passed, day):
    """The Firm that carries `contract` out on `day` after the changes `passed`; None where nobody is recorded."""
    signed_by = contract.contractor and Firm(contract.contractor_id, contract.contractor.name)
    return provider_on(day, signed_by, [(one.since, one.firm) for one in passed])


def taken_over(user, firm, day):
    """The changes by `day` that brought a contract which `user` may see to the provider `firm` (its id), the newest
    first; each with its contract and who signed it, and `until`: from when on yet another one carries it out, or None.
    """
    later = ProviderChange.objects.filter(
        contract=OuterRef("contract"), starts_on__gt=OuterRef("starts_on"), starts_on__lte=day
    )
    rows = ProviderChange.objects.filter(contract__in=Contract.objects.visible_to(user), starts_on__lte=day)
    rows = rows.filter(contractor=firm).annotate(until=Subquery(later.order_by("starts_on").values("starts_on")[:1]))
    return list(rows.select_related("contract__contractor").order_by("-starts_on", "contract__package_code"))


def _locked(contract, form, model):
    form.contract = row = Contract.objects.select_for_update().get(pk=contract.pk)
    form.others = list(model.objects.filter(contract=row))
    return row


@by_hand()
def stop(contract, form):
    """Record a stop; the Suspension, or None where the form says why not. Sent twice it is one."""
    row = _locked(contract, form, Suspension)
    if twin := _typed_before(form):
        return twin
    if not form.is_valid():
        return None
    with because(form.cleaned_data["uraian"] or form.cleaned_data["surat"]):
        return Suspension.objects.create(contract=row, **form.columns)


def _typed_before(form):
    """The row that says exactly what the form says: a double click, or a page from before."""
    others, form.others = form.others, []
    said = form.columns if form.is_valid() else None
    twin = next((one for one in others if said and _says(one, said)), None)
    form.others, form._errors = others, None
    return twin


def _says(row, columns):
    return all(getattr(row, name) == value for name, value in columns.items())


@by_hand()
def correct_stop(suspension, form):
    """Say that work goes on, or correct a stop; (the Suspension or None, the Divergence or None)."""
    _locked(suspension.contract, form, Suspension)
    mine = locked(suspension, form)
    form.stored = mine or suspension
    form.others = [one for one in form.others if one.pk != suspension.pk]
    if mine is None or not form.is_valid():
        return None, None
    if _says(mine, form.columns):
        return mine, None
    other = divergence(mine, form.cleaned_data["versi"] or 0, form.columns, form.labels)
    if other:
        form.diverged(other, mine)
        return None, other
    for name, value in form.columns.items():
        setattr(mine, name, value)
    with because(form.cleaned_data["alasan"]):
        mine.save()
    return mine, None


@by_hand()
def pass_on(contract, form):
    """Record that another provider carries the work out; the ProviderChange, or None. Sent twice it is one."""
    row = _locked(contract, form, ProviderChange)
    if twin := _typed_before(form):
        return twin
    if not form.is_valid():
        return None
    said = form.cleaned_data
    with because(said["uraian"] or said["surat"]):
        firm = form.contractor or provider_named(said)
        return ProviderChange.objects.create(contract=row, **form.columns | {"contractor": firm})


def later_than(change):
    """Whether the provider changed again after `change`, so that it cannot be taken back."""
    return ProviderChange.objects.filter(contract=change.contract_id, starts_on__gt=change.starts_on).exists()
