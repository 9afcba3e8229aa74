"""Files that people bring: what was in them, what became of it, and whether it was taken back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from coverage.models.work import Work
from coverage.querysets.uploads import UploadQuerySet, UploadRowQuerySet
from projects.models import Contract


class Upload(models.Model):
    """One file of one template, from its arrival on; the file itself lies sealed outside the database.

    `contract` is the one whose page took it, or None for a file of the whole city. `counts` are its rows by state,
    `report` says what is wrong with the file as a whole and what was written: neither holds a value of a person.
    `history` is the context of the recorded changes that it made; `erased_at` when file and rows were erased.
    """

    class State(models.TextChoices):
        ARRIVED = "arrived", "belum dibaca"
        READY = "ready", "menunggu keputusan"
        REFUSED = "refused", "ditolak"
        APPLIED = "applied", "diterapkan"
        DROPPED = "dropped", "tidak dipakai"
        UNDONE = "undone", "dibatalkan"

    uid = models.UUIDField("kode halaman", unique=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField("kode formulir", unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", verbose_name="pengunggah"
    )
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="uploads", verbose_name="kontrak"
    )
    template = models.CharField("templat", max_length=20)
    file_name = models.CharField("nama berkas", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.BigIntegerField("bita")
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.ARRIVED)
    counts = models.JSONField("jumlah baris", default=dict)
    report = models.JSONField("laporan", default=dict)
    good_only = models.BooleanField("hanya baris yang baik", default=False)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+", verbose_name="pekerjaan")
    history = models.UUIDField("konteks riwayat", null=True)
    made_at = models.DateTimeField("diunggah", db_default=Now())
    applied_at = models.DateTimeField("diterapkan", null=True)
    undone_at = models.DateTimeField("dibatalkan", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dibatalkan oleh"
    )
    erased_at = models.DateTimeField("dihapus", null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="upload_newest"),
            models.Index(fields=["sha256"], name="upload_by_content"),
            models.Index(fields=["id"], condition=Q(erased_at__isnull=True), name="upload_kept"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["arrived", "ready", "refused", "applied", "dropped", "undone"]),
                name="upload_state_known",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("upload_detail", args=[self.uid])

    @property
    def waits(self):
        """Whether the worker has still to read or to apply it."""
        return bool(self.work_id and self.work.open)

    @property
    def asks_why(self):
        """Whether it changes what the branch has verified, so that it is not applied without a reason."""
        return bool(self.report.get("unmarked"))

    @property
    def good(self):
        """How many of its rows are not wrong."""
        return self.counts.get("rows", 0) - self.counts.get("wrong", 0)

    @property
    def writes(self):
        """How many rows it would write."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)


class UploadRow(models.Model):
    """One row of an upload as the preview shows it; what it says is sealed, its number and state are not."""

    class State(models.TextChoices):
        NEW = "new", "Baru"
        CHANGED = "changed", "Berubah"
        SAME = "same", "Sama"
        WRONG = "wrong", "Salah"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows", verbose_name="unggahan")
    line = models.IntegerField("baris")
    state = models.CharField("keadaan", max_length=10, choices=State)
    doubtful = models.BooleanField("ada peringatan")
    written = models.BinaryField("isi tersegel")
    verdict = models.BinaryField("penilaian tersegel")

    objects = UploadRowQuerySet.as_manager()

    class Meta:
        verbose_name = "baris unggahan"
        verbose_name_plural = "baris unggahan"
        constraints = [models.UniqueConstraint(fields=["upload", "line"], name="upload_row_once")]
        indexes = [models.Index(fields=["upload", "state", "line"], name="upload_row_by_state")]
