from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Failures


@shared_task
def clear_sessions():
    """Forget the sessions that ended; running it twice changes nothing."""
    call_command("clearsessions")


@shared_task
def forget_failures():
    """Forget failed sign-ins of former days; running it twice changes nothing."""
    Failures.objects.forgotten_at(timezone.localtime()).delete()
