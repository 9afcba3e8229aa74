"""What people have to do on contracts on a day: the facts behind a worklist, each set in one statement."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from coverage.models import ContractStanding, Finding, Instalment, Registration
from projects.models import Amendment, Assignment, Contract

SOON = 7
"""Days before a due date of an instalment from which it is told."""


def answers_for(user, day):
    """The ids of the contracts that have not ended, that `user` may change and for which they answer on `day`, counting
    or not.
    """
    rows = ContractStanding.objects.editable_by(user).on(day, heads=False)
    return rows.filter(standing__in_charge__user=user, last_day__gte=day).values("pk")


def own_contracts(user, day):
    """The counting contracts for which `user` answers on `day`, as they stand; of those that they may change."""
    return ContractStanding.objects.editable_by(user).on(day).filter(counts=True, standing__in_charge__user=user)


def became_dearer(day):
    """Whether an amendment by `day` set another price of a contract."""
    return Exists(Amendment.objects.filter(contract=OuterRef("pk"), new_price__isnull=False, signed_on__lte=day))


def duties_of(user, day, codes):
    """The own contracts of `user` that run on `day` or carry at least one of the findings `codes`.

    As ContractStanding.on, with `finding_codes`, `risk`, and `dearer` (became_dearer);
    those whose due date comes first stand first.
    """
    held = Finding.objects.on(day).filter(contract=OuterRef("pk"), code__in=codes).values("code")
    rows = own_contracts(user, day).by_risk(day).annotate(finding_codes=ArraySubquery(held), dearer=became_dearer(day))
    rows = rows.filter(Q(finding_codes__len__gt=0) | Q(running=True))
    return rows.select_related("contractor").order_by(F("due_on").asc(nulls_last=True), "package_code")


def instalments_due(user, day):
    """Unpaid instalments after the first with a due date before `day` or within SOON days of it, on own contracts that
    have not ended. The first is a duty of its own, with the clock of the registration.
    """
    unpaid = Q(paid_on__isnull=True) | Q(paid_on__gt=day)
    mine = own_contracts(user, day).filter(last_day__gte=day).values("pk")
    due = Instalment.objects.filter(unpaid, due_on__lte=day + timedelta(days=SOON), contract__in=mine, number__gt=1)
    return due.select_related("contract").order_by("due_on", "contract_id", "number")


def sites_with_minors(user, day):
    """The contracts running on `day`, of those that `user` may see, on which somebody began before turning 18; each with
    `minors`, how many persons.
    """
    found = Assignment.objects.of_minors(day).filter(contract=OuterRef("pk")).order_by().values("contract")
    heads = found.annotate(n=Count("worker", distinct=True)).values("n")
    rows = ContractStanding.objects.visible_to(user).filter(Exists(found)).exclude(status=Contract.Status.VOID)
    rows = rows.on(day).filter(running=True).annotate(minors=Subquery(heads))
    return rows.select_related("contractor").order_by("package_code")


def _verifiable(user, **entered):
    """(registrations, payments) that `user` of the branch may verify."""
    payments = Instalment.objects.verifiable_by(user).filter(paid_on__isnull=False)
    return Registration.objects.verifiable_by(user).filter(**entered), payments.filter(**entered)


def waiting_for(user):
    """(registrations, payments) that somebody entered by hand and `user` of the branch may verify, the oldest first."""
    return [
        facts.select_related("contract__agency").order_by("id") for facts in _verifiable(user, entered_by__isnull=False)
    ]


def brought_by_file(user, day):
    """Whether a file brought what `user` of the branch may verify to a contract that runs on `day`."""
    running = ContractStanding.objects.on(day, heads=False).running().values("pk")
    return any(facts.filter(contract__in=running).exists() for facts in _verifiable(user, entered_by__isnull=True))
