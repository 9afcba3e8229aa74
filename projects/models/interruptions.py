"""What interrupts a contract without ending it, as dated facts: a stop of its work, and another provider."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from contractors.models import Contractor
from projects.models.contracts import Contract, Days

WHY = ~Q(paper="") | ~Q(reason="")
"""Neither is recorded without a paper or a reason."""


@recorded()
class Suspension(models.Model):
    """Work stands still from the first to the last day, both included; an empty last day: it still does. No measure knows it."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="suspensions", verbose_name="kontrak")
    starts_on = models.DateField("berhenti mulai")
    ends_on = models.DateField("hari terakhir berhenti", null=True, blank=True)
    paper = models.CharField("nomor surat", max_length=200, blank=True)
    reason = models.CharField("sebab", max_length=1000, blank=True)

    class Meta:
        verbose_name = "penghentian sementara"
        verbose_name_plural = "penghentian sementara"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suspension_ends_after_start",
                violation_error_message="Hari terakhirnya mendahului hari pertamanya.",
            ),
            models.CheckConstraint(
                condition=WHY, name="suspension_says_why", violation_error_message="Isi nomor surat atau sebabnya."
            ),
            ExclusionConstraint(
                name="suspension_days_apart",
                expressions=[
                    ("contract", RangeOperators.EQUAL),
                    (
                        Days("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Harinya bertumpuk dengan penghentian lain pada kontrak ini.",
            ),
        ]

    def __str__(self):
        return f"berhenti sejak {self.starts_on:%d/%m/%Y}"


@recorded()
class ProviderChange(models.Model):
    """From its day another provider carries the contract out; who signed stays in `Contract.contractor` and in the measures."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="provider_changes", verbose_name="kontrak")
    contractor = models.ForeignKey(
        Contractor, models.PROTECT, related_name="taken_over", verbose_name="penyedia pengganti"
    )
    starts_on = models.DateField("mulai")
    paper = models.CharField("nomor adendum atau SPK", max_length=200, blank=True)
    reason = models.CharField("sebab", max_length=1000, blank=True)

    class Meta:
        verbose_name = "pergantian penyedia"
        verbose_name_plural = "pergantian penyedia"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "starts_on"],
                name="provider_change_once_a_day",
                violation_error_message="Penyedia kontrak ini sudah berganti pada hari itu.",
            ),
            models.CheckConstraint(
                condition=WHY, name="provider_change_says_why", violation_error_message="Isi nomor surat atau sebabnya."
            ),
        ]

    def __str__(self):
        return f"{self.contractor} sejak {self.starts_on:%d/%m/%Y}"
