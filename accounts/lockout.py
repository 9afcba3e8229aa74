"""Lock-out after repeated failures that cannot be used to lock others out.

Failures are counted for an account at one network address, and for the address; whoever fails on Budi's name elsewhere
leaves Budi alone. A browser in which Budi has signed in before shows a cookie: it has a count of its own, so that not
even a colleague behind the same address gets in its way. Delays rise and end; nothing is locked for good.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from accounts.models import Failures

COOKIE = "perangkat"
COOKIE_AGE = timedelta(days=180)
MOST_PEOPLE = 8
"""Who is remembered in one browser: a computer of an office has several users."""


@dataclass(frozen=True)
class Limit:
    """`free` attempts, then a delay that begins at `base` seconds and doubles with each to `longest`.

    Without an attempt for `forgotten` seconds the count begins anew. The delay holds for attempts with the right
    password too, or else one could go on guessing.
    """

    kind: str
    free: int
    base: int
    longest: int
    forgotten: int


MINUTE, HOUR, DAY = 60, 3600, 86_400
AT_ADDRESS = Limit("account at address", 5, MINUTE, HOUR, DAY)
OF_ADDRESS = Limit("address", 30, MINUTE, 15 * MINUTE, HOUR)
OF_DEVICE = Limit("account on known device", 5, MINUTE // 2, 15 * MINUTE, DAY)
OF_CODES = Limit("codes of account", 5, MINUTE, HOUR, DAY)
"""For all unknown devices together: six digits are few, and whoever gets here has the password."""
OF_CODES_ON_DEVICE = Limit("codes of account on known device", 5, MINUTE // 2, 15 * MINUTE, DAY)


def password_counts(request, email):
    """What an attempt to sign in as `email` counts against: (Limit, key) pairs."""
    address, device = get_ip(request), _devices(request).get(email.lower())
    if device:
        return [(OF_DEVICE, _key(OF_DEVICE, email.lower(), device))]
    return [(OF_ADDRESS, _key(OF_ADDRESS, address)), (AT_ADDRESS, _key(AT_ADDRESS, email.lower(), address))]


def code_counts(request, user):
    """What a code of the second factor of `user` counts against: (Limit, key) pairs."""
    device = _devices(request).get(user.email)
    if device:
        return [(OF_CODES_ON_DEVICE, _key(OF_CODES_ON_DEVICE, str(user.pk), device))]
    return [(OF_CODES, _key(OF_CODES, str(user.pk)))]


def attempt(counts):
    """Count one attempt, before it is looked at: of many at the same moment no more are let through.

    Raises ValidationError where one of `counts` is in its delay; then nothing is counted.
    """
    now, taken = datetime.now(UTC), []
    for limit, key in counts:
        if not Failures.objects.take(key, limit, now):
            Failures.objects.give_back(taken)
            raise ValidationError(sentence(Failures.objects.wait(key, limit, now)), code="locked")
        taken.append(key)


def forgive(counts, and_address=True):
    """Forget the failures of who has come in; of an address, only this attempt: others fail there too.

    Without `and_address` not even that: who has just chosen a new password has not tried one.
    """
    if and_address:
        Failures.objects.give_back([key for limit, key in counts if limit is OF_ADDRESS])
    Failures.objects.filter(key__in=[key for limit, key in counts if limit is not OF_ADDRESS]).delete()


def sentence(seconds):
    """How long to wait, in words."""
    minutes = max(1, -(-int(seconds) // MINUTE))
    how_long = f"{minutes} menit" if minutes < 60 else "satu jam"
    return f"Terlalu banyak percobaan yang gagal dari sini. Coba lagi dalam {how_long}."


def remember(request, response, user):
    """Let the browser show, next time, that `user` has signed in here before."""
    devices = _devices(request)
    known = {user.email: devices.pop(user.email, None) or secrets.token_urlsafe(12)}
    kept = known | dict(list(devices.items())[: MOST_PEOPLE - 1])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=__name__, compress=True),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _devices(request):
    """What the cookie says: {surel: a random name of this browser for it}; empty for a forged or old one."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=__name__, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}


def _key(limit, *parts):
    """A name for a count that tells neither surel nor address."""
    return salted_hmac(limit.kind, "\n".join(parts), algorithm="sha256").hexdigest()
