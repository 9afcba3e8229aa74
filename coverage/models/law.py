"""Rates, targets, statements and the calendar: dated rows, each with its source."""

from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from coverage.querysets.calendar import DatedRateQuerySet, WorkdayQuerySet


@recorded()
class TariffSlice(models.Model):
    """One slice of the contribution on the contract value, in force from `valid_from` until a newer set."""

    valid_from = models.DateField("berlaku sejak")
    above = models.DecimalField("di atas (Rp)", max_digits=20, decimal_places=2)
    up_to = models.DecimalField("sampai (Rp)", max_digits=20, decimal_places=2, null=True, blank=True)
    jkk_percent = models.DecimalField("JKK (%)", max_digits=6, decimal_places=4)
    jkm_percent = models.DecimalField("JKM (%)", max_digits=6, decimal_places=4)
    source = models.CharField("dasar hukum", max_length=300)

    objects = DatedRateQuerySet.as_manager()

    class Meta:
        verbose_name = "lapisan tarif"
        verbose_name_plural = "lapisan tarif"
        ordering = ["valid_from", "above"]
        constraints = [
            models.UniqueConstraint(fields=["valid_from", "above"], name="tariff_slice_once"),
            models.CheckConstraint(
                condition=Q(up_to__isnull=True) | Q(up_to__gt=F("above")), name="tariff_slice_not_empty"
            ),
        ]

    def __str__(self):
        return f"di atas {self.above} sejak {self.valid_from}"


@recorded()
class WageRate(models.Model):
    """The contribution on a known monthly wage, in force from `valid_from` until a newer row."""

    valid_from = models.DateField("berlaku sejak", unique=True)
    jkk_percent = models.DecimalField("JKK (%)", max_digits=6, decimal_places=4)
    jkm_percent = models.DecimalField("JKM (%)", max_digits=6, decimal_places=4)
    source = models.CharField("dasar hukum", max_length=300)

    objects = DatedRateQuerySet.as_manager()

    class Meta:
        verbose_name = "tarif upah"
        verbose_name_plural = "tarif upah"
        ordering = ["valid_from"]

    def __str__(self):
        return f"tarif upah sejak {self.valid_from}"


class Measure(models.TextChoices):
    WORKERS = "workers", "Tingkat kepesertaan pekerja"
    HEADCOUNT = "headcount", "Cakupan tenaga kerja terdaftar"
    PACKAGES = "packages", "Cakupan paket"
    VALUE = "value", "Cakupan nilai"
    UCJ = "ucj", "Universal Coverage Jamsostek"


@recorded()
class Target(models.Model):
    """What a measure should reach at the end of a year, who set it and by which paper."""

    measure = models.CharField("ukuran", max_length=10, choices=Measure)
    year = models.PositiveSmallIntegerField("tahun")
    percent = models.DecimalField("target (%)", max_digits=5, decimal_places=2)
    set_by = models.CharField("ditetapkan oleh", max_length=200)
    source = models.CharField("surat atau sumber", max_length=300)

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["measure", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year"],
                name="target_once_a_year",
                violation_error_message="Target ukuran ini untuk tahun itu sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="target_is_a_percentage",
                violation_error_message="Target harus antara 0 dan 100 persen.",
            ),
        ]

    def __str__(self):
        return f"{self.get_measure_display()} {self.year}: {self.percent} %"


@recorded()
class UCJStatement(models.Model):
    """Active participants of all sectors as the BPJS branch stated them for a month, beside employed residents."""

    month = models.DateField("bulan", unique=True, help_text="tanggal 1 bulan itu")
    pu = models.PositiveIntegerField("PU")
    bpu = models.PositiveIntegerField("BPU")
    jakon = models.PositiveIntegerField("Jakon")
    pmi = models.PositiveIntegerField("PMI")
    employed = models.PositiveIntegerField("penduduk bekerja")
    employed_year = models.PositiveSmallIntegerField("tahun data penduduk bekerja (BPS)")
    stated_by = models.CharField("dinyatakan oleh", max_length=200)
    source = models.CharField("surat atau sumber", max_length=300)

    class Meta:
        verbose_name = "pernyataan UCJ"
        verbose_name_plural = "pernyataan UCJ"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="ucj_month_is_first_day",
                violation_error_message="Isi tanggal 1 bulan yang dinyatakan.",
            ),
            models.CheckConstraint(
                condition=Q(employed__gt=0),
                name="ucj_employed_positive",
                violation_error_message="Penduduk bekerja harus lebih dari 0.",
            ),
        ]

    def __str__(self):
        return f"UCJ {self.month:%m/%Y}"

    @property
    def participants(self):
        """Active participants of the four segments together."""
        return self.pu + self.bpu + self.jakon + self.pmi


@recorded()
class HolidayOverride(models.Model):
    """A day that the city counts otherwise than the national calendar does (a new decree, a local holiday)."""

    day = models.DateField("tanggal", unique=True)
    working = models.BooleanField("hari kerja", default=False)
    name = models.CharField("nama", max_length=200)
    source = models.CharField("surat atau sumber", max_length=300)

    class Meta:
        verbose_name = "perkecualian hari libur"
        verbose_name_plural = "perkecualian hari libur"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"


class Workday(models.Model):
    """The working calendar, derived from national holidays and overrides; `number` counts working days up to `day`."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    number = models.IntegerField()

    objects = WorkdayQuerySet.as_manager()

    class Meta:
        verbose_name = "hari kerja"
        verbose_name_plural = "hari kerja"
        indexes = [models.Index(fields=["number"], condition=Q(working=True), name="workday_by_number")]
