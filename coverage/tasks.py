from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from coverage.filing import clear_orphans
from coverage.recomputing import sweep


@shared_task
def drain_marks():
    """Bring the figures up to date with every change marked so far; running it twice changes nothing."""
    sweep(timezone.localdate())


@shared_task
def clear_documents():
    """Remove files of a day ago and older that no document names."""
    clear_orphans(timezone.localtime() - timedelta(days=1))
