"""Bare starts and ends of workers after the registration: each waits until it is reported to the branch."""

from datetime import timedelta

from django.db.models import Min
from django.db.models.functions import Coalesce

from coverage.models import Registration, Replacement
from coverage.rules.deadlines import change_to_report
from coverage.rules.spans import last_day
from projects.models import Amendment

DAY = timedelta(days=1)


def keep(contract, assignments):
    """Let the reporting clock of each of the `assignments` to `contract`, just written, run as its days say.

    Somebody who started or ended after the registration is to be reported; a change that was not, is none any more, or
    lies on another day now follows. What was reported stays, and so does a replacement, which tells both sides.
    """
    filed = Registration.objects.filter(contract=contract)
    registered_on = filed.aggregate(first=Min(Coalesce("registered_on", "valid_from")))["first"]
    amendments = Amendment.objects.filter(contract=contract)
    end = last_day(contract.actual_end_on, contract.ends_on, amendments, contract.year)
    for side, others, day_of in (("came", "left", _start), ("left", "came", _end)):
        known = {getattr(one, f"{side}_id"): one for one in Replacement.objects.filter(**{f"{side}__in": assignments})}
        new = []
        for one in assignments:
            day = day_of(one)
            due = change_to_report(day, registered_on, end)
            found = known.get(one.pk)
            if found is None and due:
                new.append(Replacement(contract=contract, changed_on=day, **{side: one}))
            elif found and getattr(found, f"{others}_id") is None and found.reported_on is None:
                _follow(found, day if due else None)
        Replacement.objects.bulk_create(new)


def forget(assignment):
    """Let go of the bare changes of an assignment that never was; what was reported, or replaced somebody, stays."""
    waiting = Replacement.objects.filter(reported_on__isnull=True)
    waiting.filter(came=assignment, left=None).delete()
    waiting.filter(left=assignment, came=None).delete()


def _start(assignment):
    return assignment.starts_on


def _end(assignment):
    return assignment.ends_on + DAY if assignment.ends_on else None


def _follow(change, day):
    if day is None:
        change.delete()
    elif day != change.changed_on:
        change.changed_on = day
        change.save(update_fields=["changed_on"])
