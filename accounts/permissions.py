"""Which roles a page is for; what they see there is narrowed by querysets."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def for_roles(*roles):
    """A decorator: the view for people of these roles, 403 for anybody else who has signed in."""

    def for_these(view):
        @wraps(view)
        def inner(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return for_these
