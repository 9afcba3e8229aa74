"""What BPJS and the officer said of a contract and its workers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from contractors.models import Worker
from coverage.querysets.facts import FactQuerySet
from projects.models import Contract

VERIFIED_BY_SOMEONE = Q(verified_by__isnull=True, verified_at__isnull=True) | Q(
    verified_by__isnull=False, verified_at__isnull=False
)


def loses_its_mark(*facts):
    """A trigger by which a row whose `facts` (columns) change is no longer verified, whoever or whatever changes them."""
    before, after = (", ".join(f"{row}.{fact}" for fact in facts) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="loses_its_mark",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF ({before}) IS DISTINCT FROM ({after}) THEN
                NEW.verified_by_id = NULL;
                NEW.verified_at = NULL;
            END IF;
            RETURN NEW;
        """,
    )


class Fact(models.Model):
    """A fact of BPJS: who entered it by a page (None: a file), and who of the branch found that it is so."""

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicatat oleh"
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diverifikasi oleh",
    )
    verified_at = models.DateTimeField("diverifikasi pada", null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


@recorded()
class Registration(Fact):
    """A project's registration at BPJS with its certificate; protection needs both dates and instalment 1."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="registrations", verbose_name="kontrak")
    project_number = models.CharField("nomor proyek", max_length=60, blank=True)
    certificate_number = models.CharField("nomor sertifikat", max_length=100, blank=True)
    registered_on = models.DateField("tanggal daftar", null=True, blank=True)
    valid_from = models.DateField("berlaku dari", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)
    headcount = models.PositiveIntegerField("tenaga kerja pada sertifikat", null=True, blank=True)
    contribution = models.DecimalField("iuran", max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "pendaftaran"
        verbose_name_plural = "pendaftaran"
        ordering = ["registered_on", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "certificate_number"],
                name="registration_certificate_once",
                violation_error_message="Sertifikat ini sudah tercatat pada kontrak ini.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="registration_ends_after_start",
                violation_error_message="Akhir sertifikat mendahului mulainya.",
            ),
            models.CheckConstraint(condition=VERIFIED_BY_SOMEONE, name="registration_verified_by_someone"),
        ]
        triggers = [
            loses_its_mark(
                "contract_id",
                "project_number",
                "certificate_number",
                "registered_on",
                "valid_from",
                "valid_to",
                "headcount",
                "contribution",
            )
        ]

    def __str__(self):
        return self.certificate_number or self.project_number or "pendaftaran"


@recorded()
class Instalment(Fact):
    """A part of the contribution (termin); the payment of number 1 makes the contract a participant."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="instalments", verbose_name="kontrak")
    number = models.PositiveIntegerField("termin")
    amount = models.DecimalField("jumlah", max_digits=20, decimal_places=2, null=True, blank=True)
    due_on = models.DateField("jatuh tempo", null=True, blank=True)
    paid_on = models.DateField("tanggal bayar", null=True, blank=True)
    receipt = models.CharField("nomor bukti", max_length=100, blank=True)

    class Meta:
        verbose_name = "termin iuran"
        verbose_name_plural = "termin iuran"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="instalment_number_once",
                violation_error_message="Termin ini sudah tercatat pada kontrak ini.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="instalment_amount_not_negative",
                violation_error_message="Jumlah tidak boleh negatif.",
            ),
            models.CheckConstraint(condition=VERIFIED_BY_SOMEONE, name="instalment_verified_by_someone"),
        ]
        triggers = [loses_its_mark("contract_id", "number", "amount", "due_on", "paid_on", "receipt")]

    def __str__(self):
        return f"Termin {self.number}"


@recorded()
class Membership(models.Model):
    """A worker's own membership as wage earner (PU) or independent worker (BPU)."""

    class Segment(models.TextChoices):
        PU = "PU"
        BPU = "BPU"

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="memberships", verbose_name="tenaga kerja")
    segment = models.CharField("segmen", max_length=3, choices=Segment)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai", null=True, blank=True)
    kpj = models.CharField("KPJ", max_length=20, blank=True)

    class Meta:
        verbose_name = "kepesertaan"
        verbose_name_plural = "kepesertaan"
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "segment", "starts_on"],
                name="membership_once_per_start",
                violation_error_message="Kepesertaan ini sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message="Akhir kepesertaan mendahului mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(segment__in=["PU", "BPU"]),
                name="membership_segment_known",
                violation_error_message="Segmen harus PU atau BPU.",
            ),
        ]

    def __str__(self):
        return f"{self.segment} sejak {self.starts_on:%d/%m/%Y}"


@recorded()
class HeadcountDeclaration(models.Model):
    """The planned number of workers as the PPK declared it; without a day it holds from the contract's first day."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="declarations", verbose_name="kontrak")
    declared_on = models.DateField("dinyatakan pada", null=True, blank=True)
    headcount = models.PositiveIntegerField("jumlah tenaga kerja")

    class Meta:
        verbose_name = "pernyataan jumlah tenaga kerja"
        verbose_name_plural = "pernyataan jumlah tenaga kerja"
        ordering = [F("declared_on").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "declared_on"],
                nulls_distinct=False,
                name="declaration_once_a_day",
                violation_error_message="Jumlah tenaga kerja untuk hari itu sudah dinyatakan.",
            ),
        ]

    def __str__(self):
        return f"{self.headcount} orang"
