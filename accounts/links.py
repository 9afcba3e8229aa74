"""One-time links to a new password, made by an administrator for those whom no surel reaches."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator


class OneTimeTokens(PasswordResetTokenGenerator):
    """Tokens that end after PASSWORD_RESET_TIMEOUT, with use, with a sign-in, with another surel, and with a newer link."""

    def _make_hash_value(self, user, timestamp):
        made = str(user.link_made_at.timestamp()) if user.link_made_at else ""
        return super()._make_hash_value(user, timestamp) + made


def one_time_link(user, now):
    """A link at which `user` sets a new password, and the moment until which it holds; older links end.

    That it was made is itself a change of the user, recorded with who and when; the link is not.
    """
    user.link_made_at = now
    user.save(update_fields=["link_made_at"])
    key = f"{user_pk_to_url_str(user)}-{OneTimeTokens().make_token(user)}"
    until = now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return get_adapter().get_reset_password_from_key_url(key), until
