from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """pg_trgm, by which names with a slip are found."""

    dependencies = [("contractors", "0001_initial")]

    operations = [TrigramExtension()]
