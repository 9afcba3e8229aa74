"""Contracts of an officer pass to a successor, all or those ticked: what would pass, and the act, one transaction."""

import hashlib

from coverage.querysets.handovers import agencies_opened_by, answered_for
from coverage.restating import write_by_officer
from coverage.succession import passings
from projects.models import Contract, Handover, Officer
from projects.turns import by_hand


class Plan:
    """What passes when `giver` hands over to `successor` from `since`, as `user` sees it `now`, a local moment.

    `ids` are all that can pass, `chosen` those that are ticked: all of them without `ticked`.
    `closed` are the agencies whose contracts stay closed to the successor: no confirmed appointment holds that day.
    """

    def __init__(self, user, giver, successor, since, now, *, ticked=None):
        today = now.date()
        self.giver, self.successor, self.since, self.past = giver, successor, since, since < today
        self.ids = list(answered_for(user, giver, since).values_list("pk", flat=True))
        self.chosen = [pk for pk in self.ids if ticked is None or pk in ticked]
        self.passings = passings(user, today, self.ids, now) if self.ids else []
        opened = agencies_opened_by(successor, since) if self.ids else set()
        shut = {one.contract.agency for one in self.passings if one.contract.agency_id not in opened}
        self.closed = sorted(shut, key=str)

    @property
    def digest(self):
        """Names exactly this list: what was not shown is not handed over."""
        return hashlib.sha256(repr(sorted(self.ids)).encode()).hexdigest()


def handed_over(user, successor, since, ticked):
    """How many of the ticked contracts that `user` may see passed to `successor` on the day `since`; 0 unless all did."""
    passed = Handover.objects.visible_to(user).filter(officer=successor, starts_on=since, contract__in=ticked).count()
    return passed if passed == len(ticked) else 0


@by_hand()
def hand_over(user, form, now):
    """Hand over what the valid HandoverForm names; (how many contracts or None, the Plan, the Restatement or None).

    None where it was not written: the list is not the one that was shown, or past figures move without a reason.
    Where all that is ticked has passed already, their number: a second sending finds what the first one did.
    """
    said = form.cleaned_data
    giver, successor, since = said["dari"], said["kepada"], said["sejak"]
    # Their keys stay free: whoever holds a contract and names one of them as its officer must not wait for us.
    list(Officer.objects.select_for_update(no_key=True).filter(pk__in=[giver.pk, successor.pk]).order_by("pk"))
    ids = list(answered_for(user, giver, since).values_list("pk", flat=True))
    list(Contract.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    plan = Plan(user, giver, successor, since, now, ticked=said["pilih"])
    if not plan.chosen and (done := handed_over(user, successor, since, said["pilih"])):
        return done, plan, None
    if not plan.ids:
        form.add_error("dari", "Tidak ada kontrak yang dapat diserahkan pada hari itu.")
        return None, plan, None
    if said["daftar"] != plan.digest:
        form.add_error(None, "Daftar kontraknya bukan yang ditampilkan. Periksa di bawah, lalu serahkan.")
        return None, plan, None
    if not plan.chosen:
        form.add_error(None, "Centang paling sedikit satu kontrak.")
        return None, plan, None

    def change():
        again = Handover.objects.filter(contract__in=plan.chosen, starts_on=since)
        replaced = set(again.values_list("contract_id", flat=True))
        again.update(officer=successor)
        Handover.objects.bulk_create(
            Handover(contract_id=pk, officer=successor, starts_on=since) for pk in plan.chosen if pk not in replaced
        )

    moved = write_by_officer(plan.chosen, since, now.date(), change, reason=said["alasan"], seen=said["dilihat"])
    if moved:
        form.ask_why(moved)
    return None if moved else len(plan.chosen), plan, moved
