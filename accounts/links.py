"""One-time links: mailed ones to a new password, and those of an administrator by which somebody comes in once.

Nothing of a link is stored: its token is a keyed hash of what the person's row says, and ends when that changes.
"""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import url_str_to_user_pk, user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse

from accounts.history import because
from accounts.models import User

HOLDS = timedelta(hours=4)
"""How long a link of an administrator holds: handed over and used in the same half day."""
BY_LINK = "link"
"""What the session notes of a sign-in by link, beside allauth's "password" and "mfa"."""
TIME_TO_CHOOSE = timedelta(minutes=30)
"""How long after a sign-in by link a new password may be chosen without the old one."""


class OneTimeTokens(PasswordResetTokenGenerator):
    """Tokens that end after PASSWORD_RESET_TIMEOUT, with use, with a sign-in, with another surel, and with a newer link."""

    def _make_hash_value(self, user, timestamp):
        made = str(user.link_made_at.timestamp()) if user.link_made_at else ""
        return super()._make_hash_value(user, timestamp) + made


class SignInTokens(OneTimeTokens):
    """Tokens of an administrator's link: a mailed one is none of them."""

    key_salt = "accounts.links.SignInTokens"


def make_link(user, now):
    """The path of a link by which `user` signs in once, and the moment until which it holds; older links end.

    That it was made is itself a change of the user, recorded with who and when; the link is not.
    """
    user.link_made_at = now
    user.save(update_fields=["link_made_at"])
    parts = {"uidb36": user_pk_to_url_str(user), "key": SignInTokens().make_token(user)}
    return reverse("link_sign_in", kwargs=parts), now + HOLDS


def owner_of(uidb36, key, now, among=None):
    """Whom a link lets in at `now`, or None; `among` are the people it is looked for in, everybody by default."""
    try:
        pk = url_str_to_user_pk(uidb36)
    except (ValueError, OverflowError):
        return None
    people = User.objects.all() if among is None else among
    user = people.filter(pk=pk, is_active=True, link_made_at__gt=now - HOLDS).first()
    return user if user and SignInTokens().check_token(user, key) else None


@transaction.atomic
def use_link(uidb36, key, now):
    """Whom a link lets in at `now`, or None; it lets nobody in again, also not at the same moment."""
    user = owner_of(uidb36, key, now, User.objects.held())
    if user:
        user.link_made_at = None
        with because("Masuk dengan tautan sekali pakai."):
            user.save(update_fields=["link_made_at"])
    return user


def came_by_link(request):
    """Whether who signed in came by a link just now, and has given or chosen no password since."""
    records = [
        one for one in get_authentication_records(request, request.user) if one["method"] in (BY_LINK, "password")
    ]
    last = records[-1] if records else {"method": "", "at": 0}
    return last["method"] == BY_LINK and time.time() - last["at"] < TIME_TO_CHOOSE.total_seconds()
