"""Facts of BPJS on contracts: which of them a person may see, and which they may verify."""

from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import Role


class FactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The facts of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)

    def verifiable_by(self, user):
        """What `user` may mark as verified: for the BPJS branch what nobody has verified, and in which nothing is of their
        own hand, be it by form or by file, whoever wrote it last.
        """
        if user.role != Role.BPJS:
            return self.none()
        written = self.model.pgh_event_model.objects.filter(
            pgh_obj=OuterRef("pk"), pgh_context__metadata__user=user.pk, verified_at__isnull=True
        )
        return self.filter(~Exists(written), verified_at__isnull=True).exclude(entered_by=user)
