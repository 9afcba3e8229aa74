"""Which documents a person may open."""

from django.db import models

from accounts.models import Role

OF_THE_CONTRACT = ("bast",)
"""Slots that registration and contribution do not ask for: not of the BPJS branch's business."""


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents of contracts that `user` may see; the BPJS branch opens what registration and payment rest on."""
        seen = self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)
        return seen.exclude(slot__in=OF_THE_CONTRACT) if user.role == Role.BPJS else seen

    def current(self):
        """Documents that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)
