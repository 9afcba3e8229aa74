"""What changes among the people of a contract, as dated facts."""

from django.db import models
from django.db.models import Q

from accounts.history import recorded
from coverage.querysets.crew import ReplacementQuerySet
from projects.models import Assignment, Contract


@recorded()
class Replacement(models.Model):
    """One worker who took another's place on a contract from a day on; to be reported until `reported_on` says when.

    Without `left` somebody came, without `came` somebody is gone from that day on.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="replacements", verbose_name="kontrak")
    left = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="replaced_by", verbose_name="yang berhenti"
    )
    came = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="replaces", verbose_name="penggantinya"
    )
    changed_on = models.DateField("hari perubahan")
    reported_on = models.DateField("dilaporkan", null=True, blank=True)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "perubahan pekerja"
        verbose_name_plural = "perubahan pekerja"
        ordering = ["changed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "came"], name="replacement_once"),
            models.CheckConstraint(
                condition=Q(left__isnull=False) | Q(came__isnull=False), name="replacement_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=models.F("changed_on")),
                name="replacement_reported_after",
                violation_error_message="Laporan mendahului perubahannya.",
            ),
        ]

    def __str__(self):
        if self.left is None or self.came is None:
            return f"{self.came.worker} mulai bertugas" if self.came else f"{self.left.worker} berhenti"
        return f"{self.came.worker} menggantikan {self.left.worker}"
