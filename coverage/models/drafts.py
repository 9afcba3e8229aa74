"""What a person has begun to type and not yet sent."""

import uuid

from django.conf import settings
from django.db import models

from coverage.querysets.drafts import DraftQuerySet


class Draft(models.Model):
    """A form in progress, one row each, read by nobody but who types it; never a field of a roster.

    `uid` is the key of the form: what is made of it carries the same one, so that it is made once. `data` maps the
    names of fields to their texts as typed; `version` counts the savings, so that a second window cannot overwrite
    the first unseen.
    """

    class Kind(models.TextChoices):
        CONTRACT = "kontrak"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=20, choices=Kind)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "draf"
        verbose_name_plural = "draf"
        ordering = ["-saved_at"]

    def __str__(self):
        return self.data.get("nama_paket") or "draf tanpa nama"
