"""What BPJS and the officer said of a contract and its workers."""

from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from contractors.models import Worker
from projects.models import Contract


@recorded()
class Registration(models.Model):
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
        ]

    def __str__(self):
        return self.certificate_number or self.project_number or "pendaftaran"


@recorded()
class Instalment(models.Model):
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
        ]

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
        return f"{self.segment} sejak {self.starts_on}"


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
