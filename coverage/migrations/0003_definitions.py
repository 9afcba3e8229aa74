"""What the register means on a day, in one place for page, file, command and job (docs/rules.md)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("definitions")
PARTS = ("counting", "execution", "figures", "standing", "finding")


def sql(name):
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("coverage", "0002_relations")]

    operations = [
        migrations.RunSQL("".join(sql(name) for name in PARTS), sql("drop")),
    ]
