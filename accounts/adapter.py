"""What allauth asks of us: people are entered by an administrator, never by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAdapter(DefaultAccountAdapter):
    """No self-registration."""

    def is_open_for_signup(self, request):
        return False
