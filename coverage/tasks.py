from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from contractors.models import NIKTail
from coverage.filing import clear_orphans
from coverage.recomputing import sweep
from coverage.uploading.jobs import KINDS
from coverage.uploading.keeping import erase_old
from coverage.working import run_waiting


@shared_task
def drain_marks():
    """Bring the figures up to date with every change marked so far; running it twice changes nothing."""
    sweep(timezone.localdate())


@shared_task
def index_tails():
    """Make new workers findable by the last digits of their NIK, and known by the age that it tells, some at a time."""
    NIKTail.objects.catch_up(timezone.localdate())


@shared_task
def clear_documents():
    """Remove files of a day ago and older that no document names."""
    clear_orphans(timezone.localtime() - timedelta(days=1))


@shared_task
def do_work():
    """Do what people have asked for and nobody has done yet; running it twice does nothing twice."""
    run_waiting(KINDS, timezone.localdate())


@shared_task
def erase_uploads():
    """Erase uploaded files that were settled long ago; running it twice erases nothing twice."""
    erase_old(timezone.localtime())
