"""`make bench`: ratios measured side by side in one run, never bare seconds.

`python -m tests.bench`, on a database of its own on the embedded server.
"""

import os
import sys

from cakupan.embedded import Postgres, Valkey
from cakupan.environment import write_env_file

NAME = "cakupan_bench"


def prepare():
    """A fresh database of its own, migrated; Django set up on it."""
    write_env_file()
    server = Postgres()
    server.up()
    server.recreate(NAME)
    os.environ["DATABASE_URL"] = server.url(NAME)
    os.environ["CELERY_BROKER_URL"] = Valkey().up()
    os.environ["LOG_LEVEL"] = "WARNING"
    os.environ["ALLOWED_HOSTS"] = "testserver"
    os.environ["CAKUPAN_SECOND_FACTOR"] = "offered"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cakupan.settings")

    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    call_command("migrate", verbosity=0)


def main():
    prepare()
    from tests.bench import job, memory, pages, preview, uploads

    kept = [*memory.ratios(), *preview.ratios(), *job.ratios(), *uploads.ratios(), *pages.ratios()]
    print(f"{sum(kept)} of {len(kept)} bars kept")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
