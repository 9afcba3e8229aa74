"""How contracts stand on a day, and their findings."""

from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, When

from coverage.querysets.rows import as_dicts
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
)


class FindingQuerySet(models.QuerySet):
    def on(self, day):
        """The findings that hold on `day`."""
        return self.filter(day=day)

    def visible_to(self, user):
        """The findings of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)


class ContractStandingQuerySet(ContractQuerySet):
    """Contracts with how they stand on one day: start with `on(day)`, then narrow."""

    def on(self, day):
        """Each contract with `standing`: counts, first_day, last_day, running, protected, due_on and the rest that day."""
        return self.annotate(
            standing=FilteredRelation("standings", condition=Q(standings__day=day)),
            **{name: F(f"standing__{name}") for name in STANDING},
        )

    def by_risk(self):
        """Annotate `risk`: 0 unregistered past its due date, 1 unprotected, 2 protected, 3 not begun, 4 the rest."""
        late = Q(counts=True, running=True, protected=False, registered_on=None, working_days_left__lt=0)
        return self.annotate(
            risk=Case(
                When(late, then=0),
                When(counts=True, running=True, protected=False, then=1),
                When(counts=True, running=True, then=2),
                When(counts=True, first_day__gt=F("standing__day"), then=3),
                default=4,
            )
        )

    def running(self):
        """Counting contracts whose execution period holds the day: the rows of the compliance table."""
        return self.filter(counts=True, running=True)

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
