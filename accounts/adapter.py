"""What allauth asks of us: people are entered by an administrator, never by themselves."""

import time
from smtplib import SMTPException

import pghistory
import structlog
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib import messages

from accounts import lockout
from cakupan.pages import is_ours

PASSWORD_STORED = {"account/messages/password_changed.txt", "account/messages/password_set.txt"}
_log = structlog.get_logger(__name__)


class ClosedAdapter(DefaultAccountAdapter):
    """No self-registration, hardly a flash message, and a mail server that is down stops nobody."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Surel dan kata sandi ini tidak cocok, atau akun ini tidak aktif lagi.",
        "enter_current_password": "Ini bukan kata sandi Anda yang sekarang.",
        "invalid_password_reset": "Tautan ini tidak berlaku lagi. Minta yang baru.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whether a password or code is asked for once more: not within minutes of the sign-in."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def is_safe_url(self, url):
        """Whether `?next=` may lead there."""
        return bool(url) and is_ours(url)

    def pre_authenticate(self, request, **credentials):
        """Count the attempt; raises ValidationError where it has to wait (accounts/lockout.py)."""
        lockout.attempt(lockout.password_counts(request, credentials["email"]))

    def authenticate(self, request, **credentials):
        """The user of these credentials; None also for one that may no longer sign in."""
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        lockout.forgive(lockout.password_counts(request, credentials["email"]))
        return user

    def post_login(self, request, user, **more):
        """Where to; the browser shows from now on that `user` has signed in with it."""
        response = super().post_login(request, user, **more)
        lockout.remember(request, response, user)
        return response

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """That a password was changed; what else happened, the pages themselves say."""
        if message_template in PASSWORD_STORED:
            messages.success(request, "Kata sandi baru tersimpan. Sesi Anda di perangkat lain sudah berakhir.")

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def set_password(self, user, password):
        """Store it; in the history it is the deed of `user`, also by a link, where nobody has signed in."""
        with pghistory.context(user=user.pk):
            super().set_password(user, password)
        if context.request:
            lockout.forgive(lockout.password_counts(context.request, user.email), and_address=False)

    def send_mail(self, template_prefix, email, context):
        """Send it, or log that the mail server does not take it: the page answers the same, whoever asked."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _log.error("mail not sent", template=template_prefix, error=type(error).__name__)
