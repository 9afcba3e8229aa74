"""Who answers for a contract after the one who signed it."""

import pgtrigger
from django.db import models

from accounts.history import recorded
from projects.models.contracts import Contract
from projects.models.offices import Officer
from projects.querysets import HandoverQuerySet

NOT_BEFORE_CONTRACT = """
    IF NEW.starts_on < (SELECT signed_on FROM projects_contract WHERE id = NEW.contract_id) THEN
        RAISE EXCEPTION 'a hand-over precedes its contract'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_not_before_contract';
    END IF;
    RETURN NEW;
"""
"""Asked when a hand-over is written, not when a file corrects the date of the contract: a file must tell the past."""


@recorded()
class Handover(models.Model):
    """From its day on `officer` answers for the contract, until the next hand-over; before the first, who signed."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="handovers", verbose_name="kontrak")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="handovers", verbose_name="PPK penerima")
    starts_on = models.DateField("mulai")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "serah terima kontrak"
        verbose_name_plural = "serah terima kontrak"
        ordering = ["starts_on", "contract"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "starts_on"],
                name="handover_once_a_day",
                violation_error_message="Kontrak ini sudah diserahterimakan pada hari itu.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="not_before_contract",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("contract_id", "starts_on"),
                func=NOT_BEFORE_CONTRACT,
            )
        ]

    def __str__(self):
        return f"{self.officer} sejak {self.starts_on:%d/%m/%Y}"
