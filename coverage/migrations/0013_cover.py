"""Who is covered, said once: the figures of the city, the heads of a list, the persons and the roster all ask it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("definitions")


def sql(name):
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("coverage", "0012_verified_facts")]

    operations = [
        migrations.RunSQL(sql("cover"), "DROP FUNCTION coverage_cover"),
        migrations.RunSQL(
            sql("figures_by_cover"), sql("figures").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
        ),
    ]
