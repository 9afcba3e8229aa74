"""`/healthz`: whether this copy can serve people; without a sign-in and without a secret."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECONDS = 0.3


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 while the database answers, else 503; the broker's state is told and decides nothing."""
    healthy = database_answers()
    state = {
        "status": "ok" if healthy else "down",
        "database": "ok" if healthy else "down",
        "broker": "ok" if broker_answers() else "down",
    }
    return JsonResponse(state, status=200 if healthy else 503)


def database_answers():
    try:
        connection.ensure_connection()
        return connection.is_usable()
    except DatabaseError:
        return False


def broker_answers():
    """Whether the broker answers within a moment; never waits longer, never tries again."""
    never = redis.retry.Retry(redis.backoff.NoBackoff(), 0)
    url = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    try:
        with redis.Redis.from_url(url, retry=never, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as client:
            return bool(client.ping())
    except (redis.RedisError, ValueError, OSError):
        return False
