"""Kota Bogor with its 6 kecamatan and 68 kelurahan."""

from django.db import migrations

from projects.regions import KOTA_BOGOR


def write_regions(apps, schema_editor):
    Region = apps.get_model("projects", "Region")
    Region.objects.bulk_create(
        [Region(code=code, name=name, level=level) for code, name, level in KOTA_BOGOR], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [migrations.RunPython(write_regions, migrations.RunPython.noop)]
