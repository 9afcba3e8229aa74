"""How contracts stand on a day: a proxy and two database views, no tables."""

from django.db import models

from coverage.querysets.standing import ContractStandingQuerySet, FindingQuerySet
from projects.models import Contract, Officer


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
    headcount_unknown = models.BooleanField()
    in_charge = models.ForeignKey(Officer, models.DO_NOTHING, null=True, related_name="+")

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
