"""Contracts counted by the agency, officer or provider that answers for them."""

from django.db.models import Count, F, Q, Value

from coverage.models import ContractStanding

OWNERS = {
    "agency": ("agency_id", "agency__name", Value("")),
    "officer": ("in_charge_id", "standing__in_charge__name", Value("")),
    "provider": ("contractor_id", "contractor__name", F("contractor__npwp")),
}
"""Who answers, as breakdowns name it: the key, the name, and the number that tells two of one name apart."""

REGISTERED = Q(registered_on__isnull=False)
LATE = Q(registered_on__gt=F("due_on"))


def answered_by(user, by, day):
    """The contracts on `day` that the rows `by` are counted from, as a pair.

    First the contracts: the whole city where rows are agencies, because those totals are open to every reader, else
    what `user` may see. Second their ids, None for the whole city.
    """
    found = ContractStanding.objects.on(day)
    if by == "agency" or user.sees_all:
        return found, None
    seen = ContractStanding.objects.visible_to(user)
    return found.visible_to(user), list(seen.values_list("pk", flat=True))


def compliance_counts(found, by, day, words=()):
    """The running contracts of `found` (as they stand on `day`) counted by owner: the counts of the compliance table.

    One dict an owner: `key`, `name` and `npwp` (None where the owner is not filled in); `contracts` and its three
    parts `in_time`, `late` and `not_yet`; `overdue`, which is part of the last; `unknown`; `unpaid` and `undeclared`,
    which are the findings of instalment 1 and of the headcount, asked of the contract instead of coverage_finding
    because that view decides all findings of the whole register;
    and `hits`, 0 where the name does not hold every one of `words`.
    """
    owner, name, npwp = OWNERS[by]
    asked = Q(*(Q(**{f"{name}__icontains": word}) for word in words)) if words else Q(pk__isnull=False)
    return list(
        found.running()
        .order_by()
        .values(key=F(owner), name=F(name), npwp=npwp)
        .annotate(
            contracts=Count("pk"),
            in_time=Count("pk", filter=REGISTERED) - Count("pk", filter=LATE),
            late=Count("pk", filter=LATE),
            not_yet=Count("pk", filter=~REGISTERED),
            overdue=Count("pk", filter=~REGISTERED & Q(due_on__lt=day)),
            unpaid=Count("pk", filter=REGISTERED & Q(paid_on__isnull=True, signed_on__lte=day)),
            unknown=Count("pk", filter=Q(declared__isnull=True, listed=0)),
            undeclared=Count("pk", filter=Q(declared__isnull=True, signed_on__lte=day)),
            hits=Count("pk", filter=asked),
        )
    )
