"""The contracts that pass from one officer to another, and what their successor has to know of each."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q

from coverage.models import ContractStanding, Finding, Instalment
from coverage.querysets.duties import became_dearer
from projects.models import Appointment, Contract


def answered_for(user, officer, day):
    """The contracts that `user` may see, for which `officer` answers on `day`, and on which work is left or not closed.

    What ended and was closed stays with who answered for it; so does what is void.
    """
    rows = ContractStanding.objects.visible_to(user).on(day, heads=False).exclude(status=Contract.Status.VOID)
    rows = rows.filter(standing__in_charge=officer, signed_on__lte=day)
    return rows.filter(Q(last_day__gte=day) | Q(status=Contract.Status.RUNNING)).order_by("package_code")


def with_risks(user, day, contract_ids):
    """Those contracts as they stand on `day` with `finding_codes`, `in_charge_name` and `dearer` (became_dearer), the
    nearest due date first.
    """
    codes = Finding.objects.on(day).filter(contract=OuterRef("pk")).order_by("code").values("code")
    rows = ContractStanding.objects.visible_to(user).on(day, only=contract_ids).named()
    rows = rows.annotate(finding_codes=ArraySubquery(codes), dearer=became_dearer(day))
    rows = rows.select_related("agency", "officer", "contractor")
    return rows.order_by(F("due_on").asc(nulls_last=True), "package_code")


def unpaid_on(day, contract_ids):
    """{contract id: its instalments that are unpaid on `day`, by due date}, those without a due date left out."""
    unpaid = Q(paid_on__isnull=True) | Q(paid_on__gt=day)
    found: dict[int, list] = {}
    for one in Instalment.objects.filter(unpaid, contract__in=contract_ids, due_on__isnull=False).order_by("due_on"):
        found.setdefault(one.contract_id, []).append(one)
    return found


def agencies_opened_by(officer, day):
    """The ids of the agencies whose contracts a confirmed appointment opens to `officer` on `day`."""
    held = Appointment.objects.confirmed().holding(day).filter(officer=officer)
    return set(held.values_list("agency_id", flat=True))
