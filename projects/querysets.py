"""Which rows a person may see, and the few facts that are asked of many rows at once."""

from django.db import models
from django.db.models import Q

from accounts.models import Role

EDITORS = frozenset({Role.PPK, Role.PROCUREMENT})
"""Whose work the register is: contracting officers, and the procurement office beside them."""


class AppointmentQuerySet(models.QuerySet):
    def holding(self, day):
        """Appointments whose days hold `day`, both edges included, empty edges open."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def confirmed(self):
        """Appointments that an administrator has confirmed; an imported one opens nothing until then."""
        return self.filter(confirmed_at__isnull=False)

    def agency_ids_of(self, user, day):
        """The ids of the agencies whose contracts a PPK may see on `day`, as a frozenset."""
        held = self.confirmed().holding(day).filter(officer__user=user)
        return frozenset(held.values_list("agency_id", flat=True))


class ContractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The contracts `user` may see: all for city-wide roles, else those of the agencies of today's appointments."""
        return self if user.sees_all else self.filter(agency_id__in=user.agency_ids)

    def editable_by(self, user):
        """The contracts whose facts `user` may change: those a PPK sees, all for procurement, none for others."""
        return self.visible_to(user) if user.role in EDITORS else self.none()


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The assignments on contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)
