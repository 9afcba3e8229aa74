"""All contracts of an officer pass to a successor: what would pass, and the act, one transaction for all of them."""

import hashlib

from django.db import transaction

from coverage.querysets.handovers import agencies_opened_by, answered_for
from coverage.restating import write_by_officer
from coverage.succession import passings
from projects.models import Contract, Handover, Officer


class Plan:
    """What passes when `giver` hands over to `successor` from `since`, as `user` sees it `now`, a local moment.

    `closed` are the agencies whose contracts stay closed to the successor: no confirmed appointment holds that day.
    """

    def __init__(self, user, giver, successor, since, now):
        today = now.date()
        self.giver, self.successor, self.since, self.past = giver, successor, since, since < today
        self.ids = list(answered_for(user, giver, since).values_list("pk", flat=True))
        self.passings = passings(user, today, self.ids, now) if self.ids else []
        opened = agencies_opened_by(successor, since) if self.ids else set()
        shut = {one.contract.agency for one in self.passings if one.contract.agency_id not in opened}
        self.closed = sorted(shut, key=str)

    @property
    def digest(self):
        """Names exactly this list: what was not shown is not handed over."""
        return hashlib.sha256(repr(sorted(self.ids)).encode()).hexdigest()


def handed_over(user, successor, since):
    """How many of the contracts that `user` may see passed to `successor` on the day `since`."""
    return Handover.objects.visible_to(user).filter(officer=successor, starts_on=since).count()


@transaction.atomic
def hand_over(user, form, now):
    """Hand over what the valid HandoverForm names; (how many contracts or None, the Plan, the Restatement or None).

    None where it was not written: the list is not the one that was shown, or past figures move without a reason.
    Nothing left to pass: the number that passed before, so that a second sending finds what the first one did.
    """
    said = form.cleaned_data
    giver, successor, since = said["dari"], said["kepada"], said["sejak"]
    list(Officer.objects.select_for_update().filter(pk__in=[giver.pk, successor.pk]).order_by("pk"))
    ids = list(answered_for(user, giver, since).values_list("pk", flat=True))
    list(Contract.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    plan = Plan(user, giver, successor, since, now)
    if not plan.ids:
        done = handed_over(user, successor, since)
        if not done:
            form.add_error("dari", "Tidak ada kontrak yang dapat diserahkan pada hari itu.")
        return done or None, plan, None
    if said["daftar"] != plan.digest:
        form.add_error(None, "Daftar kontraknya bukan yang ditampilkan. Periksa di bawah, lalu serahkan.")
        return None, plan, None

    def change():
        again = Handover.objects.filter(contract__in=plan.ids, starts_on=since)
        replaced = set(again.values_list("contract_id", flat=True))
        again.update(officer=successor)
        Handover.objects.bulk_create(
            Handover(contract_id=pk, officer=successor, starts_on=since) for pk in plan.ids if pk not in replaced
        )

    moved = write_by_officer(plan.ids, since, now.date(), change, reason=said["alasan"], seen=said["dilihat"])
    if moved:
        form.ask_why(moved)
    return None if moved else len(plan.ids), plan, moved
