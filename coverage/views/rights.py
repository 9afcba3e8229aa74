"""Who may use a form about no row yet."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from projects.querysets import EDITORS


def editors_only(view):
    """The view for those who write the register, 403 for others; what they may write about is the querysets' to say."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.user.role not in EDITORS:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer
