"""Who may use a form about no row yet."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts.models import Role
from projects.querysets import EDITORS


def _only(roles):
    def guard(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return answer

    return guard


editors_only = _only(EDITORS)
"""The view for those who write the register, 403 for others; what they may write about is the querysets' to say."""
HAND_OVER = EDITORS | {Role.ADMINISTRATOR}
"""The roles that hand contracts over and take a hand-over back."""
hands_over_only = _only(HAND_OVER)
"""The view for those who hand contracts over to another officer, 403 for others."""
branch_only = _only({Role.BPJS})
"""The view for the BPJS branch, 403 for others."""
