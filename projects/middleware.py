from django.contrib.auth.middleware import get_user
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from projects.models import Appointment


def agencies_of_today(get_response):
    """Middleware: the reader's agencies, asked once a request, when the reader is first looked at.

    They follow the real day, whatever day `?pada=` turns the page to.
    """

    def middleware(request):
        request.user = SimpleLazyObject(lambda: with_agencies(get_user(request), timezone.localdate()))
        return get_response(request)

    return middleware


def with_agencies(user, day):
    """`user` with `agency_ids`, a frozenset: the agencies of the confirmed appointments of `day`; empty and
    without a query for a role that sees all.
    """
    if user.is_authenticated:
        user.agency_ids = frozenset() if user.sees_all else Appointment.objects.agency_ids_of(user, day)
    return user
