"""What the job reads and writes: marks, the daily series, its runs and its alarms."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.history import recorded
from coverage.models.law import Measure
from coverage.querysets.job import DailyFigureQuerySet, MarkQuerySet


class Mark(models.Model):
    """Written by triggers beside every change that a figure reads; NULL stands for all contracts."""

    contract_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = "tanda perubahan"
        verbose_name_plural = "tanda perubahan"


class DailyFigure(models.Model):
    """A measure of the whole city on a day, as the job last computed it."""

    day = models.DateField("hari")
    measure = models.CharField("ukuran", max_length=10, choices=Measure)
    numerator = models.DecimalField("pembilang", max_digits=24, decimal_places=2)
    denominator = models.DecimalField("penyebut", max_digits=24, decimal_places=2)
    unknown = models.IntegerField("kontrak tanpa jumlah tenaga kerja")

    objects = DailyFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "angka harian"
        verbose_name_plural = "angka harian"
        constraints = [models.UniqueConstraint(fields=["day", "measure"], name="daily_figure_once")]


class Recompute(models.Model):
    """One run of the job: which days it computed, and what it found different from what stood there."""

    class Kind(models.TextChoices):
        DRAIN = "drain", "perubahan"
        NIGHTLY = "nightly", "malam"
        COMMAND = "command", "perintah"

    kind = models.CharField("macam", max_length=10, choices=Kind)
    day = models.DateField("hari kerja job")
    first_day = models.DateField("dari", null=True)
    last_day = models.DateField("sampai", null=True)
    marks = models.IntegerField("tanda yang dikerjakan")
    changed = models.IntegerField("angka yang berubah")
    computed_at = models.DateTimeField("dihitung", db_default=Now())

    class Meta:
        verbose_name = "hitung ulang"
        verbose_name_plural = "hitung ulang"
        indexes = [models.Index(fields=["-computed_at"], name="recompute_newest")]
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=Q(kind="nightly"), name="recompute_one_night_a_day"),
        ]


@recorded()
class Alarm(models.Model):
    """Something that people must see on Beranda until an administrator has closed it."""

    raised_at = models.DateTimeField("muncul", db_default=Now())
    text = models.CharField("isi", max_length=500)
    details = models.JSONField("rincian", default=dict)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )

    class Meta:
        verbose_name = "peringatan"
        verbose_name_plural = "peringatan"
        ordering = ["-raised_at"]

    def __str__(self):
        return self.text


class Dataset(models.Model):
    """Where the register's contents come from; at most one row, and pages say so when it was invented."""

    invented = models.BooleanField("data karangan")
    source = models.CharField("asal", max_length=300)
    created_at = models.DateTimeField("dibuat", db_default=Now())

    class Meta:
        verbose_name = "asal data"
        verbose_name_plural = "asal data"
        constraints = [models.UniqueConstraint(models.Value(1), name="dataset_only_one")]
