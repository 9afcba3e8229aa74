"""Where is built and who answers for it: regions, agencies, officers and their appointments."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from projects.querysets import AgencyQuerySet, AppointmentQuerySet, OfficerQuerySet, RegionQuerySet


@recorded()
class Region(models.Model):
    """A city, kecamatan or kelurahan with its Kemendagri code (Kepmendagri 300.2.2-2138/2025)."""

    class Level(models.TextChoices):
        CITY = "city", "kota"
        DISTRICT = "district", "kecamatan"
        VILLAGE = "village", "kelurahan"

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=100)
    level = models.CharField("tingkat", max_length=10, choices=Level)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["code"]

    def __str__(self):
        return self.name


@recorded()
class Agency(models.Model):
    """An OPD of the city that signs contracts, known by kode satker; without one, by its exact name."""

    name = models.CharField("nama OPD", max_length=200)
    satker_code = models.CharField("kode satker", max_length=40, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "OPD"
        verbose_name_plural = "OPD"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker_code"],
                condition=~Q(satker_code=""),
                name="agency_satker_once",
                violation_error_message="Kode satker ini sudah dipakai OPD lain.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(satker_code=""),
                name="agency_name_once_without_satker",
                violation_error_message="OPD tanpa kode satker dengan nama ini sudah ada.",
            ),
        ]

    def __str__(self):
        return self.name


@recorded()
class Officer(models.Model):
    """A contracting officer (PPK) as contracts name them; one may have a sign-in."""

    name = models.CharField("nama PPK", max_length=200, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officer",
        verbose_name="pengguna",
    )

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = "PPK"
        verbose_name_plural = "PPK"
        ordering = ["name"]

    def __str__(self):
        return self.name


@recorded()
class Appointment(models.Model):
    """An officer's service at an agency, with dates; it opens contracts only once an administrator confirmed it."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments", verbose_name="PPK")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments", verbose_name="OPD")
    starts_on = models.DateField("mulai", null=True, blank=True, help_text="kosong: sejak dahulu")
    ends_on = models.DateField("sampai", null=True, blank=True, help_text="kosong: belum berakhir")
    acting = models.BooleanField("pelaksana tugas (Plt)", default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="disahkan oleh",
    )
    confirmed_at = models.DateTimeField("disahkan pada", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penunjukan PPK"
        verbose_name_plural = "penunjukan PPK"
        ordering = ["officer__name", "agency__name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
                violation_error_message="Akhir penunjukan mendahului mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="appointment_confirmed_by_someone",
                violation_error_message="Pengesahan perlu nama dan waktunya.",
            ),
            models.UniqueConstraint(
                fields=["officer", "agency", "starts_on"],
                nulls_distinct=False,
                name="appointment_once_per_start",
                violation_error_message="Penunjukan ini sudah tercatat.",
            ),
        ]

    def __str__(self):
        return f"{self.officer} di {self.agency}"

    def holds(self, day):
        """Whether the days of the appointment hold `day`, both edges included."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or self.ends_on >= day)

    def opens_on(self, day):
        """Whether it opens the contracts of its agency on `day`."""
        return self.confirmed_at is not None and self.holds(day)
