"""Parts of a contract that its provider hands on to another firm, with that firm's own registration at BPJS."""

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.history import recorded
from contractors.models import Contractor
from projects.models.contracts import Contract


@recorded()
class Subcontract(models.Model):
    """A firm's share of a main contract, or of another firm's share; recorded, and in no measure of its own."""

    uid = models.UUIDField("kunci formulir", unique=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="subcontracts", verbose_name="kontrak induk")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="di bawah subkontrak"
    )
    contractor = models.ForeignKey(Contractor, models.PROTECT, related_name="subcontracts", verbose_name="subpenyedia")
    work = models.CharField("pekerjaan", max_length=300)
    number = models.CharField("nomor kontrak", max_length=200, blank=True)
    signed_on = models.DateField("tanggal kontrak", null=True, blank=True)
    price = models.DecimalField("nilai (dengan PPN)", max_digits=20, decimal_places=2, null=True, blank=True)
    headcount = models.PositiveIntegerField("jumlah tenaga kerja", null=True, blank=True)
    registered_on = models.DateField("tanggal daftar BPJS", null=True, blank=True)
    certificate_number = models.CharField("nomor sertifikat BPJS", max_length=100, blank=True)
    valid_from = models.DateField("berlaku dari", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)
    paid_on = models.DateField("iuran pertama dibayar", null=True, blank=True)

    class Meta:
        verbose_name = "subkontrak"
        verbose_name_plural = "subkontrak"
        ordering = ["signed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0),
                name="subcontract_price_not_negative",
                violation_error_message="Nilai subkontrak tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="subcontract_certificate_ends_after_start",
                violation_error_message="Akhir sertifikat mendahului mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="subcontract_not_below_itself",
                violation_error_message="Subkontrak tidak dapat berada di bawah dirinya sendiri.",
            ),
        ]

    def __str__(self):
        return self.work
