"""Which records of given facts a person may read."""

from django.db import models

from accounts.models import Role

READ_ALL = frozenset({Role.INSPECTORATE, Role.ADMINISTRATOR})


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All records for inspectorate and administrator, their own for everybody else; the newest first."""
        found = self if user.role in READ_ALL else self.filter(user=user)
        return found.select_related("user", "contract", "worker").order_by("-at", "-id")
