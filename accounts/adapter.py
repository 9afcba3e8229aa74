"""What allauth asks of us: people are entered by an administrator, never by themselves."""

from smtplib import SMTPException

import structlog
from allauth.account.adapter import DefaultAccountAdapter

_log = structlog.get_logger(__name__)


class ClosedAdapter(DefaultAccountAdapter):
    """No self-registration, no flash messages, and a mail server that is down stops nobody."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Surel dan kata sandi ini tidak cocok, atau akun ini tidak aktif lagi.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi.",
        "invalid_password_reset": "Tautan ini tidak berlaku lagi. Minta yang baru.",
    }

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """The user of these credentials; None also for one that may no longer sign in."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def add_message(self, *args, **kwargs):
        """Nothing: the pages themselves say what happened."""

    def send_mail(self, template_prefix, email, context):
        """Send it, or log that the mail server does not take it: the page answers the same, whoever asked."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _log.error("mail not sent", template=template_prefix, error=type(error).__name__)
