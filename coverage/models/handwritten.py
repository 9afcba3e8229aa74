"""Which fields a person wrote: triggers fill it beside every change by a page, an import reads it."""

from django.db import models


class Handwritten(models.Model):
    """A field of a row of the register whose value was written by hand; `was` is what stood there before, as JSON.

    It is gone once a file says the same, or the value returns to what it was. Rows are found by the name of their
    table's part (contract, amendment, registration, instalment, assignment, membership, declaration) and their id.
    """

    part = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    was = models.JSONField()

    class Meta:
        verbose_name = "isian dengan tangan"
        verbose_name_plural = "isian dengan tangan"
        constraints = [models.UniqueConstraint(fields=["part", "row_id", "field"], name="handwritten_once")]
