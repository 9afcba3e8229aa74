from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from contractors.nik import NIKField
from contractors.querysets import ContractorQuerySet, NIKTailQuerySet, WorkerQuerySet


@recorded()
class Contractor(models.Model):
    """A provider (penyedia or konsultan, as its contracts tell), known by NPWP; without one, by its exact name.

    One that was `merged_into` another is a variant of its name: it keeps its history and has no contracts any more.
    """

    npwp = models.CharField(
        "NPWP", max_length=40, blank=True, help_text="16 angka; bentuk lama 15 angka diberi 0 di depan"
    )
    name = models.CharField("nama", max_length=200)
    nib = models.CharField("NIB", max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variants", verbose_name="digabung ke"
    )

    objects = ContractorQuerySet.as_manager()

    class Meta:
        verbose_name = "penyedia"
        verbose_name_plural = "penyedia"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["npwp"],
                condition=~Q(npwp=""),
                name="contractor_npwp_once",
                violation_error_message="NPWP ini sudah terdaftar pada penyedia lain.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(npwp=""),
                name="contractor_name_once_without_npwp",
                violation_error_message="Penyedia tanpa NPWP dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="contractor_named",
                violation_error_message="Nama penyedia wajib diisi.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="contractor_not_merged_into_itself",
                violation_error_message="Penyedia tidak dapat digabung ke dirinya sendiri.",
            ),
        ]

    @property
    def in_its_own_right(self):
        """Whom it stands for: itself, or the one that it was merged into."""
        return self.merged_into or self

    def __str__(self):
        return self.name


@recorded()
class Worker(models.Model):
    """A person by NIK; the number is sealed, and found again by its keyed index alone."""

    nik = NIKField("NIK")
    nik_index = models.BinaryField("indeks NIK", max_length=32, unique=True, editable=False)
    name = models.CharField("nama", max_length=150, blank=True)
    born_on = models.DateField("tanggal lahir", null=True, blank=True)
    sex = models.CharField("jenis kelamin", max_length=20, blank=True)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "tenaga kerja"
        verbose_name_plural = "tenaga kerja"
        indexes = [GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="worker_by_name")]

    def __str__(self):
        return self.name or "tanpa nama"


class NIKTail(models.Model):
    """What is asked of many sealed NIKs at once, made after the worker (coverage.tasks.index_tails).

    `tail`: by what the last four digits are found, a keyed hash; in the clear they would complete what birth date, sex
    and place of a person tell of the NIK. `born_on`: the birth date that the NIK tells, of those alone who have none of
    their own; no page shows it.
    """

    worker = models.OneToOneField(
        Worker, models.CASCADE, primary_key=True, related_name="nik_tail", verbose_name="tenaga kerja"
    )
    tail = models.BinaryField("indeks empat angka akhir", max_length=32)
    born_on = models.DateField("tanggal lahir menurut NIK", null=True)

    objects = NIKTailQuerySet.as_manager()

    class Meta:
        verbose_name = "indeks akhir NIK"
        verbose_name_plural = "indeks akhir NIK"
        indexes = [models.Index(fields=["tail"], name="nik_tail_found")]
