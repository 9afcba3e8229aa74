"""Bare starts and ends of workers after the registration: each waits until it is reported to the branch."""

from coverage.models import Replacement
from coverage.querysets.roster_changes import follow_changes


def follow(contract_ids):
    """Let the reporting clocks of these contracts run as their people, registrations and days say, however they came.

    Somebody who started or ended after the registration is to be reported; a change that was not, is none any more, or
    lies on another day now follows. What was reported stays, and so does a replacement, which tells both sides.
    """
    follow_changes(contract_ids)


def forget(assignment):
    """Let go of the bare changes of an assignment that never was; what was reported, or replaced somebody, stays."""
    waiting = Replacement.objects.filter(reported_on__isnull=True)
    waiting.filter(came=assignment, left=None).delete()
    waiting.filter(left=assignment, came=None).delete()
