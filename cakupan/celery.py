"""The queue: a wake-up call beside PostgreSQL, which alone holds the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cakupan.settings")

app = Celery("cakupan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
