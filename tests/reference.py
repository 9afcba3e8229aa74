"""The rows that migrations write, again: a test with a live server empties every table when it ends."""

from importlib import import_module

from django.apps import apps

from coverage.models import TariffSlice
from coverage.workdays import rebuild_workdays
from projects.models import Region


def refill():
    """Write the law and the regions where an earlier test left none; the same functions as the migrations."""
    law = import_module("coverage.migrations.0005_law")
    if not TariffSlice.objects.exists():
        law.write_rates(apps, None)
        law.write_targets(apps, None)
    if not Region.objects.exists():
        import_module("projects.migrations.0002_kota_bogor").write_regions(apps, None)
    rebuild_workdays()
