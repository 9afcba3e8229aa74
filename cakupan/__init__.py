"""The front door: settings, addresses, the queue, and what every page shares."""

from cakupan.celery import app as celery_app

__all__ = ["celery_app"]
