"""People of a contract beside other contracts of theirs: where else somebody stands, and what is left to report."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject

from projects.models import Assignment, Contract

OPEN = Value(date.max)
"""The last day of days without one."""


def sharing(first, last):
    """The condition on assignments that they have a day in common with `first` to `last`; None or NULL is open."""
    return Q(starts_on__lte=Coalesce(last, OPEN)) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))


def elsewhere(user):
    """Annotations for assignments: `also` (a list of {uid, number, code} of other contracts that `user` may see and on
    which the person stands on some of the same days), and `also_hidden`: whether there is one that `user` may not see.
    """
    apart = Assignment.objects.filter(sharing(OuterRef("starts_on"), OuterRef("ends_on")), worker=OuterRef("worker"))
    apart = apart.exclude(contract=OuterRef("contract")).exclude(contract__status=Contract.Status.VOID)
    told = JSONObject(uid="contract__uid", number="contract__number", code="contract__package_code")
    seen = apart.visible_to(user).order_by("contract_id").distinct("contract_id").values(told=told)
    return {"also": ArraySubquery(seen), "also_hidden": Exists(apart.hidden_from(user))}


class ReplacementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The replacements on contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)

    def editable_by(self, user):
        """Those on contracts that `user` may change."""
        return self.filter(contract__in=Contract.objects.editable_by(user))

    def of_its_day(self, change):
        """All changes of the contract and the day of `change`, itself among them."""
        return self.filter(contract=change.contract_id, changed_on=change.changed_on).order_by("pk")

    def unreported(self):
        """Those that nobody has marked as reported, with contract and both people, the oldest first."""
        found = self.filter(reported_on__isnull=True).exclude(contract__status=Contract.Status.VOID)
        return found.select_related("contract", "left__worker", "came__worker").order_by(F("changed_on"), "pk")
