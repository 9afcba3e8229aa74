"""A wrong hand-over taken back: what of it can be, and the act, one transaction for all that is ticked."""

import hashlib

from coverage.restating import write_by_officer
from projects.models import Contract, Handover
from projects.turns import by_hand


class Undo:
    """The hand-overs to `officer` on the day `since` that `user` may take back `today`; `ticked` are contract ids.

    `rows` carry `later_on`, the day on which the contract passed on once more: such a one stays. What is
    `past` moves figures by officer of days gone by.
    """

    def __init__(self, user, officer, since, today, ticked=None):
        self.officer, self.since, self.past = officer, since, since < today
        rows = Handover.objects.withdrawable_by(user, today).filter(officer=officer, starts_on=since)
        self.rows = list(rows.with_later().select_related("contract").order_by("contract__title", "pk"))
        free = {one.contract_id for one in self.rows if one.later_on is None}
        self.ids = sorted(free if ticked is None else free & ticked)

    @property
    def digest(self):
        """Names exactly this list as it stands: what changed since it was shown is not taken back."""
        return hashlib.sha256(repr(sorted((one.pk, one.later_on) for one in self.rows)).encode()).hexdigest()


@by_hand()
def take_back(user, officer, since, form, today):
    """Take back what the WithdrawalForm ticks; (how many or None, the Undo, the Restatement or None)."""
    ticked = form.cleaned_data["pilih"] if form.is_valid() else None
    given = Handover.objects.withdrawable_by(user, today).filter(officer=officer, starts_on=since)
    ids = sorted(given.values_list("contract_id", flat=True))
    list(Contract.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    undo = Undo(user, officer, since, today, ticked)
    if ticked is None:
        return None, undo, None
    if form.cleaned_data["daftar"] != undo.digest:
        form.has_changed()
        return None, undo, None
    if not undo.ids:
        form.add_error(None, "Centang paling sedikit satu kontrak yang dapat ditarik kembali.")
        return None, undo, None
    rows = Handover.objects.filter(officer=officer, starts_on=since, contract__in=undo.ids)
    said = form.cleaned_data
    moved = write_by_officer(undo.ids, since, today, rows.delete, reason=said["alasan"], seen=said["dilihat"])
    if moved:
        form.ask_why(moved)
    return None if moved else len(undo.ids), undo, moved
