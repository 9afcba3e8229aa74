"""What is built: contracts, their amendments, and who works on them."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.db.models.functions import Upper

from accounts.history import recorded
from contractors.models import Contractor, Worker
from projects.models.offices import Agency, Officer
from projects.querysets import AssignmentQuerySet, ContractQuerySet


class Days(Func):
    """The date range of two columns, both edges included, an empty last day open."""

    function = "daterange"
    output_field = DateRangeField()


class RandomUUID(Func):
    template = "gen_random_uuid()"
    output_field = models.UUIDField()


@recorded()
class Contract(models.Model):
    """One package under contract, as signed; what changed later stands in its amendments."""

    class Status(models.TextChoices):
        RUNNING = "Berjalan", "Berjalan"
        DONE = "Selesai", "Selesai"
        TERMINATED = "Putus", "Putus"
        VOID = "Batal", "Batal"

    uid = models.UUIDField("kode halaman", unique=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    package_code = models.CharField("kode paket", max_length=60, unique=True)
    rup_code = models.CharField("kode RUP", max_length=200, blank=True)
    spse_code = models.CharField("kode SPSE", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("tahun anggaran")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contracts", verbose_name="OPD")
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="contracts", verbose_name="PPK penanda tangan"
    )
    kind = models.CharField("jenis", max_length=100)
    method = models.CharField("metode", max_length=100, blank=True)
    fund = models.CharField("sumber dana", max_length=100)
    title = models.CharField("nama paket", max_length=500)
    number = models.CharField("nomor kontrak", max_length=200, blank=True)
    signed_on = models.DateField("tanggal kontrak")
    price = models.DecimalField("nilai kontrak (dengan PPN)", max_digits=20, decimal_places=2)
    ppn_percent = models.DecimalField("PPN (%)", max_digits=7, decimal_places=4, default=11, db_default=11)
    starts_on = models.DateField("mulai (SPMK)", null=True, blank=True)
    ends_on = models.DateField("selesai", null=True, blank=True)
    contractor = models.ForeignKey(
        Contractor, models.PROTECT, null=True, blank=True, related_name="contracts", verbose_name="penyedia"
    )
    village_code = models.CharField("kode kelurahan", max_length=20, blank=True)
    status = models.CharField("status", max_length=10, choices=Status)
    actual_end_on = models.DateField("selesai nyata (BAST I, putus)", null=True, blank=True)
    hps = models.DecimalField("HPS", max_digits=20, decimal_places=2, null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrak"
        verbose_name_plural = "kontrak"
        ordering = ["-signed_on", "package_code"]
        indexes = [
            models.Index(fields=["signed_on", "package_code"], name="contract_by_date"),
            models.Index(Upper("number"), name="contract_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="contract_price_not_negative",
                violation_error_message="Nilai kontrak tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(ppn_percent__gte=0),
                name="contract_ppn_not_negative",
                violation_error_message="PPN tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(hps__isnull=True) | Q(hps__gte=0),
                name="contract_hps_not_negative",
                violation_error_message="HPS tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1, year__lte=9999),
                name="contract_year_possible",
                violation_error_message="Tahun anggaran harus antara 1 dan 9999.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["Berjalan", "Selesai", "Putus", "Batal"]),
                name="contract_status_known",
                violation_error_message="Status harus Berjalan, Selesai, Putus, atau Batal.",
            ),
        ]

    def __str__(self):
        return self.title


@recorded()
class Amendment(models.Model):
    """An addendum: from its date a new price, for every day a new end; the newest one counts."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments", verbose_name="kontrak")
    number = models.CharField("nomor", max_length=100)
    signed_on = models.DateField("tanggal")
    new_price = models.DecimalField("nilai baru (dengan PPN)", max_digits=20, decimal_places=2, null=True, blank=True)
    new_ends_on = models.DateField("selesai baru", null=True, blank=True)
    reason = models.CharField("alasan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "adendum"
        verbose_name_plural = "adendum"
        ordering = ["signed_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="amendment_number_once",
                violation_error_message="Adendum dengan nomor ini sudah ada pada kontrak ini.",
            ),
            models.CheckConstraint(
                condition=Q(new_price__isnull=True) | Q(new_price__gte=0),
                name="amendment_price_not_negative",
                violation_error_message="Nilai baru tidak boleh negatif.",
            ),
        ]

    def __str__(self):
        return f"Adendum {self.number}"


@recorded()
class Assignment(models.Model):
    """A worker's days on a contract; an empty last day is open."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="assignments", verbose_name="kontrak")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="assignments", verbose_name="tenaga kerja")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai", null=True, blank=True)
    job = models.CharField("jabatan", max_length=100, blank=True)
    employment = models.CharField("status kerja", max_length=40, blank=True)
    domicile_code = models.CharField("kode wilayah KTP", max_length=20, blank=True)
    wage = models.DecimalField("upah sebulan", max_digits=20, decimal_places=2, null=True, blank=True)
    kpj = models.CharField("KPJ", max_length=20, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
                violation_error_message="Akhir tugas mendahului mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(wage__isnull=True) | Q(wage__gte=0),
                name="assignment_wage_not_negative",
                violation_error_message="Upah tidak boleh negatif.",
            ),
            models.UniqueConstraint(
                fields=["contract", "worker", "starts_on"],
                name="assignment_once_per_start",
                violation_error_message="Tenaga kerja ini sudah tercatat mulai hari itu pada kontrak ini.",
            ),
            ExclusionConstraint(
                name="assignment_days_apart",
                expressions=[
                    ("contract", RangeOperators.EQUAL),
                    ("worker", RangeOperators.EQUAL),
                    (
                        Days("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Hari tugas tenaga kerja ini bertumpuk pada kontrak ini.",
            ),
        ]

    def __str__(self):
        return f"{self.worker} sejak {self.starts_on:%d/%m/%Y}"
