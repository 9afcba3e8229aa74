from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.history import recorded
from contractors.models import Worker
from coverage.querysets.calendar import DatedRateQuerySet, WorkdayQuerySet
from coverage.querysets.job import DailyFigureQuerySet, MarkQuerySet
from coverage.querysets.standing import ContractStandingQuerySet, FindingQuerySet
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


class ContractStanding(Contract):
    """A contract with what coverage knows of it on a day; a view of Contract, not a table."""

    objects = ContractStandingQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "kontrak"
        verbose_name_plural = "kontrak"


class Standing(models.Model):
    """How a contract stands on a day: a database view, always asked with one day (see ContractStanding)."""

    pk = models.CompositePrimaryKey("day", "contract")
    day = models.DateField()
    contract = models.ForeignKey(Contract, models.DO_NOTHING, related_name="standings")
    counts = models.BooleanField()
    first_day = models.DateField()
    last_day = models.DateField()
    end_missing = models.BooleanField()
    running = models.BooleanField()
    protected = models.BooleanField()
    protected_until = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    working_days_left = models.IntegerField(null=True)
    paid_on = models.DateField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=2)
    current_price = models.DecimalField(max_digits=20, decimal_places=2)
    declared = models.IntegerField(null=True)
    listed = models.IntegerField()

    class Meta:
        managed = False
        db_table = "coverage_standing"


class Finding(models.Model):
    """A finding of measures on a day: a database view, always asked with one day."""

    pk = models.CompositePrimaryKey("day", "contract", "code")
    day = models.DateField()
    contract = models.ForeignKey(Contract, models.DO_NOTHING, related_name="findings")
    code = models.CharField(max_length=40)

    objects = FindingQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "coverage_finding"
