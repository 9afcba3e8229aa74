"""Which documents a person may open."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from accounts.models import Role

OF_THE_CONTRACT = ("bast",)
"""Slots that registration and contribution do not ask for: not of the BPJS branch's business."""


TOLD = ("slot", "uid", "filed_at", "amendment_id", "registration_id", "instalment_id")


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents of contracts that `user` may see; the BPJS branch opens what registration and payment rest on."""
        seen = self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)
        return seen.exclude(slot__in=OF_THE_CONTRACT) if user.role == Role.BPJS else seen

    def current(self):
        """Documents that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def beside_contract(self):
        """The documents as a column of a query over contracts: an array of what `from_column` makes whole."""
        mine = self.filter(contract=OuterRef("pk")).order_by("-filed_at", "-id")
        return ArraySubquery(mine.values(told=JSONObject(**{name: name for name in TOLD})))

    def from_column(self, column):
        """Documents with the fields of TOLD alone, from a column of `beside_contract`, newest first."""
        return [self.model(**{**one, "filed_at": datetime.fromisoformat(one["filed_at"])}) for one in column]
