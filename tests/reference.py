"""The rows that migrations write, again: a test with a live server empties every table when it ends."""

from importlib import import_module

from django.apps import apps
from django.db import connection

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
    _refill_calendar()


def _refill_calendar():
    """The working calendar, 55,000 days: copied from where the first refill of the database kept them, then compared."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass('reference.workday') IS NOT NULL AND NOT EXISTS (SELECT FROM coverage_workday)"
        )
        if cursor.fetchone()[0]:
            cursor.execute("INSERT INTO coverage_workday SELECT * FROM reference.workday")
        rebuild_workdays()
        cursor.execute("CREATE SCHEMA IF NOT EXISTS reference")
        cursor.execute("CREATE TABLE IF NOT EXISTS reference.workday AS SELECT * FROM coverage_workday")
