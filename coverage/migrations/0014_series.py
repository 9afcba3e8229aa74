"""The stored series of the city, said once: the job writes it and the nightly check compares with it."""

from pathlib import Path

from django.db import migrations

SERIES = Path(__file__).with_name("definitions") / "series.sql"


class Migration(migrations.Migration):
    dependencies = [("coverage", "0013_cover")]

    operations = [
        migrations.RunSQL(SERIES.read_text(encoding="utf-8"), "DROP FUNCTION coverage_series"),
    ]
