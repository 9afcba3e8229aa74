"""Facts of BPJS on contracts: which of them a person may see, and which they may verify."""

from django.db import models

from accounts.models import Role


class FactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The facts of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)

    def verifiable_by(self, user):
        """What `user` may mark as verified: for the BPJS branch what nobody has verified, but nothing of their own entry."""
        if user.role != Role.BPJS:
            return self.none()
        return self.filter(verified_at__isnull=True).exclude(entered_by=user)
