"""Papers of a contract as files: what was signed, certified and paid, in the words of those who did."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.history import recorded
from coverage.models.registrations import Instalment, Registration
from coverage.querysets.documents import DocumentQuerySet
from projects.models import Amendment, Contract


class Slot(models.TextChoices):
    SPK = "spk", "SPK atau kontrak"
    SPMK = "spmk", "SPMK"
    RKK = "rkk", "RKK (rencana keselamatan konstruksi)"
    AMENDMENT = "adendum", "Adendum"
    CERTIFICATE = "sertifikat", "Sertifikat BPJS"
    PAYMENT = "bukti-bayar", "Bukti bayar iuran"
    BAST = "bast", "BAST"


def document_storage():
    """Where documents lie: a folder outside the web root, or a bucket (settings.STORAGES)."""
    return storages["documents"]


def own_name(document, _):
    """The name under which a document is stored; nothing of the name that it came with."""
    return f"{document.uid.hex[:2]}/{document.uid.hex}.{document.form}"


@recorded()
class Document(models.Model):
    """One file of one slot of a contract; never deleted, only withdrawn with a reason.

    A certificate, a payment and an amendment may name the row that they prove.
    """

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    uid = models.UUIDField("kode halaman", unique=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="documents", verbose_name="kontrak")
    slot = models.CharField("jenis berkas", max_length=12, choices=Slot)
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="adendum"
    )
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="pendaftaran"
    )
    instalment = models.ForeignKey(
        Instalment, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="termin"
    )
    file = models.FileField("berkas", storage=document_storage, upload_to=own_name, max_length=100, editable=False)
    form = models.CharField("bentuk", max_length=4, choices=Form)
    name = models.CharField("nama asal", max_length=200)
    size = models.PositiveIntegerField("ukuran (bita)", validators=[MinValueValidator(1)])
    sha256 = models.CharField("SHA-256", max_length=64)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    filed_at = models.DateTimeField("diunggah pada", db_default=Now())
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["-filed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slot__in=Slot.values),
                name="document_slot_known",
                violation_error_message="Jenis berkas tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=(Q(amendment__isnull=True) | Q(slot=Slot.AMENDMENT))
                & (Q(registration__isnull=True) | Q(slot=Slot.CERTIFICATE))
                & (Q(instalment__isnull=True) | Q(slot=Slot.PAYMENT)),
                name="document_proves_its_kind",
                violation_error_message="Berkas ini tidak sesuai dengan yang dibuktikannya.",
            ),
            models.UniqueConstraint(
                fields=["contract", "slot", "amendment", "registration", "instalment", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="document_once_per_place",
                violation_error_message="Berkas yang sama sudah ada di sini.",
            ),
        ]

    def __str__(self):
        return f"{self.get_slot_display()} {self.name}"
