"""Who answers for a contract on a day, after hand-overs: the figures by officer, the list and the page ask it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("definitions")


def sql(name):
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("coverage", "0016_replacements"), ("projects", "0007_handovers")]

    operations = [
        migrations.RunSQL(sql("tenure"), "DROP VIEW coverage_tenure"),
        migrations.RunSQL(sql("figures_by_tenure"), sql("figures_by_cover")),
        migrations.RunSQL(
            sql("standing_by_tenure"),
            "DROP VIEW coverage_finding; DROP VIEW coverage_standing;" + sql("standing") + sql("finding"),
        ),
    ]
