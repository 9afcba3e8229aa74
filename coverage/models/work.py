"""Durable work: what must be done once and is never lost, as rows; the queue only wakes whoever does it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from coverage.querysets.work import WorkQuerySet


class Work(models.Model):
    """Something to be done by the worker; `key` makes that asking for it twice asks for it once.

    `done` of `total` (None: unknown) and `step` tell how far it is while it runs; a `state` of running whose process
    has died is taken up again, three times in all.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu giliran"
        RUNNING = "running", "sedang dikerjakan"
        DONE = "done", "selesai"
        FAILED = "failed", "gagal"

    kind = models.CharField("macam", max_length=40)
    key = models.CharField("kunci", max_length=100, unique=True)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    run_after = models.DateTimeField("tidak sebelum", db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diminta oleh"
    )
    step = models.CharField("langkah", max_length=100, blank=True)
    done = models.IntegerField("baris dikerjakan", default=0)
    total = models.IntegerField("baris seluruhnya", null=True)
    reason = models.CharField("sebab gagal", max_length=300, blank=True)
    asked_at = models.DateTimeField("diminta", db_default=Now())
    ended_at = models.DateTimeField("berakhir", null=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="work_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]), name="work_state_known"
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def open(self):
        """Whether it waits or runs."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
