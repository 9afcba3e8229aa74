"""What masked facts of persons were given to whom and what for: written before they are given, and never changed."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from contractors.models import Worker
from coverage.querysets.disclosures import DisclosureQuerySet
from projects.models import Contract


class Disclosure(models.Model):
    """One deliberate giving of NIK, birth date or wage: of one `worker`, or of a whole roster (no worker) as a file."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="kepada")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", verbose_name="kontrak")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+", verbose_name="tenaga kerja")
    what = models.CharField("isi", max_length=60)
    purpose = models.CharField("keperluan", max_length=300)
    records = models.PositiveIntegerField("jumlah orang", default=1)
    at = models.DateTimeField("waktu", db_default=Now())

    objects = DisclosureQuerySet.as_manager()

    APPEND_ONLY = True
    """The application adds rows and never changes one (accounts.querysets.open_to_application)."""

    class Meta:
        verbose_name = "pembukaan data"
        verbose_name_plural = "pembukaan data"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose=""),
                name="disclosure_has_a_purpose",
                violation_error_message="Tuliskan keperluannya.",
            ),
        ]

    def __str__(self):
        return f"{self.what}, {self.purpose}"
