"""What changes among the people of a contract, as dated facts."""

from django.db import models
from django.db.models import Q

from accounts.history import recorded
from coverage.querysets.crew import ReplacementQuerySet
from projects.models import Assignment, Contract


@recorded()
class Replacement(models.Model):
    """One worker who took another's place on a contract from a day on; to be reported until `reported_on` says when."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="replacements", verbose_name="kontrak")
    left = models.ForeignKey(Assignment, models.PROTECT, related_name="replaced_by", verbose_name="yang berhenti")
    came = models.ForeignKey(Assignment, models.PROTECT, related_name="replaces", verbose_name="penggantinya")
    changed_on = models.DateField("hari pergantian")
    reported_on = models.DateField("dilaporkan", null=True, blank=True)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "pergantian pekerja"
        verbose_name_plural = "pergantian pekerja"
        ordering = ["changed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "came"], name="replacement_once"),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=models.F("changed_on")),
                name="replacement_reported_after",
                violation_error_message="Laporan mendahului pergantiannya.",
            ),
        ]

    def __str__(self):
        return f"{self.came.worker} menggantikan {self.left.worker}"
