"""How contracts stand on a day, and their findings."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Func,
    Q,
    Sum,
    Value,
    When,
)

from coverage.querysets.rows import as_dicts
from coverage.rules.measures import normal
from projects.querysets import ContractQuerySet

BANDS = {
    "1": (None, 100_000_000),
    "2": (100_000_000, 500_000_000),
    "3": (500_000_000, 1_000_000_000),
    "4": (1_000_000_000, 5_000_000_000),
    "5": (5_000_000_000, None),
}

STANDING = (
    "counts",
    "first_day",
    "last_day",
    "end_missing",
    "running",
    "protected",
    "protected_until",
    "registered_on",
    "due_on",
    "working_days_left",
    "paid_on",
    "value",
    "current_price",
    "declared",
    "listed",
    "headcount_unknown",
    "in_charge_id",
)


PLACES = (
    "protected",
    "unprotected",
    "ended",
    "not_begun",
    "never_runs",
    "void",
    "swakelola",
    "fund",
    "kind",
)
"""Where a contract stands in the measures of a day, exactly one for each: the first two are counted."""


class WouldCount(Func):
    """Whether a contract would count if only these of its texts mattered: `WouldCount(method="method")`."""

    function = "coverage_counts"
    output_field = BooleanField()

    def __init__(self, fund=None, kind=None, method=None, status=None, **extra):
        good = (Value("APBD"), Value("Pekerjaan Konstruksi"), Value(""), Value("Berjalan"))
        texts = (fund, kind, method, status)
        super().__init__(*(F(text) if text else usual for text, usual in zip(texts, good, strict=True)), **extra)


HEADS = ("declared", "listed", "headcount_unknown")
"""What a large list leaves out: they are asked a contract at a time; people_on tells them for the rows of a page."""

RUNNING = Q(running=True) & Q(counts=True)
"""The cheap question first: what the law asks of the texts is then asked of the contracts of the day alone."""


def due_soon(day):
    """Counting contracts signed by `day`, not registered, whose due date is `day` or at most 5 working days later."""
    soon = Q(due_on__gte=day, working_days_left__lte=5, registered_on=None, signed_on__lte=day)
    return soon & Q(counts=True)


class FindingQuerySet(models.QuerySet):
    def on(self, day):
        """The findings that hold on `day`."""
        return self.filter(day=day)

    def counts(self):
        """How many contracts carry each finding, as a dict of code to number; codes that nobody carries are absent."""
        return dict(self.values_list("code").annotate(contracts=Count("contract_id")))

    def visible_to(self, user):
        """The findings of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)


class ContractStandingQuerySet(ContractQuerySet):
    """Contracts with how they stand on one day: start with `on(day)`, then narrow."""

    def on(self, day, heads=True, only=None):
        """Each contract with `standing`: counts, first_day, last_day, running, protected, due_on and the rest that day.

        Without `heads` declared and listed can be filtered by and are not read: a large list is then twice as fast.
        `only` narrows to contract ids and lets the view read little more than those.
        """
        asked = Q(standings__day=day) if only is None else Q(standings__day=day, standings__contract__in=only)
        known = (self if only is None else self.filter(pk__in=only)).annotate(
            standing=FilteredRelation("standings", condition=asked)
        )
        read = {name: F(f"standing__{name}") for name in STANDING if heads or name not in HEADS}
        return known.annotate(**read).alias(**{name: F(f"standing__{name}") for name in HEADS if not heads})

    def named(self):
        """Annotate `in_charge_name`: of the officer who answers for the contract that day, None where there is none."""
        return self.annotate(in_charge_name=F("standing__in_charge__name"))

    def by_risk(self, day):
        """Annotate `risk`: 0 unregistered past its due date, 1 unprotected, 2 protected, 3 not begun, 4 the rest."""
        overdue = Q(registered_on=None, due_on__lt=day)
        return self.annotate(
            risk=Case(
                When(RUNNING, then=Case(When(protected=True, then=2), When(overdue, then=0), default=1)),
                When(Q(first_day__gt=day, last_day__gte=F("first_day")) & Q(counts=True), then=3),
                default=4,
            )
        )

    def running(self):
        """Counting contracts whose execution period holds the day: the rows of the compliance table."""
        return self.filter(RUNNING)

    def sums(self, day=None, ids=True, unknown=True):
        """Contracts, those in execution, those protected, the value of all, and the `ids` in execution, as a dict.

        With `day` also how many stand behind the saved views of the list: soon, ended, and `unknown`, which asks the
        roster of every running contract.
        """
        asked = {
            "contracts": Count("pk"),
            "in_execution": Count("pk", filter=RUNNING),
            "shielded": Count("pk", filter=RUNNING & Q(protected=True)),
            "worth": Sum("standing__value", default=0),
        }
        if ids:
            asked["running_ids"] = ArrayAgg("pk", filter=RUNNING, default=[])
        if day is not None:
            asked |= {"soon": Count("pk", filter=due_soon(day)), "ended": Count("pk", filter=Q(last_day__lt=day))}
            if unknown:
                asked["unknown"] = Count("pk", filter=Q(headcount_unknown=True))
        return self.aggregate(**asked)

    def placed(self):
        """Annotate `place`: one of PLACES; why a contract is counted, or the first reason why it is not."""
        day = F("standing__day")
        return self.annotate(
            place=Case(
                When(counts=True, running=True, protected=True, then=Value("protected")),
                When(counts=True, running=True, then=Value("unprotected")),
                When(counts=True, last_day__lt=F("first_day"), then=Value("never_runs")),
                When(counts=True, last_day__lt=day, then=Value("ended")),
                When(counts=True, then=Value("not_begun")),
                When(~Q(WouldCount(status="status")), then=Value("void")),
                When(~Q(WouldCount(method="method")), then=Value("swakelola")),
                When(~Q(WouldCount(fund="fund")), then=Value("fund")),
                default=Value("kind"),
            )
        )

    def places(self):
        """How many contracts stand in each place, as a dict with every one of PLACES."""
        found = dict(self.placed().order_by().values_list("place").annotate(contracts=Count("pk")))
        return {place: found.get(place, 0) for place in PLACES}

    def places_beside(self, agency_ids):
        """`places()` of all contracts, those of the agencies alone, and the ids of the latter; one statement."""
        own = Q(agency_id__in=agency_ids)
        rows = self.placed().order_by().values("place")
        rows = rows.annotate(contracts=Count("pk"), own=ArrayAgg("pk", filter=own, default=Value([])))
        found = {row["place"]: row for row in rows}
        everywhere = {place: found[place]["contracts"] if place in found else 0 for place in PLACES}
        narrowed = {place: len(found[place]["own"]) if place in found else 0 for place in PLACES}
        return everywhere, narrowed, [pk for row in found.values() for pk in row["own"]]

    def unknown(self):
        """Running contracts with neither a declared nor a listed headcount: left out of the two head measures."""
        return self.filter(headcount_unknown=True)

    def of_kind(self, kind):
        """Contracts of the kind, spelt as it may be: trimmed, case ignored."""
        return self.alias(kind_as_compared=Func("kind", function="coverage_normal", output_field=CharField())).filter(
            kind_as_compared=normal(kind)
        )

    def in_band(self, band):
        """Contracts whose value that day ends in the tariff slice `band` ('1' to '5'), upper edge included."""
        above, up_to = BANDS[band]
        found = self.filter(value__gt=above) if above else self
        return found.filter(value__lte=up_to) if up_to else found

    def in_district(self, code):
        """Contracts whose kelurahan lies in the kecamatan `code` ('32.71.01'); '' for those without a place."""
        if not code:
            return self.exclude(village_code__regex=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
        return self.filter(village_code__startswith=code)


def protected_days(contract_ids):
    """The protected days of each contract as (first, last) pairs, one a certificate, keyed by contract id."""
    found = {}
    rows = as_dicts(
        "SELECT contract_id, first_day, last_day FROM coverage_protection WHERE contract_id = ANY (%s)"
        " ORDER BY contract_id, first_day, last_day",
        [list(contract_ids)],
    )
    for row in rows:
        found.setdefault(row["contract_id"], []).append((row["first_day"], row["last_day"]))
    return found
