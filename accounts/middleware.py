from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts import resending, second_factor


def before_second_factor(view):
    """A decorator: the view also answers who has signed in and must set up a second factor first."""
    view.before_second_factor = True
    return view


def kept_private(get_response):
    """Middleware: nobody stores a page, neither a proxy nor the browser, unless its view says otherwise.

    So that "Back" after signing out asks us again, and is sent to the sign-in. Files of /static/ are answered before.
    """

    def middleware(request):
        answer = get_response(request)
        answer.headers.setdefault("Cache-Control", "no-store, private")
        return answer

    return middleware


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every view asks for a sign-in unless it is marked `login_not_required`: what is forgotten is closed.

    A fragment does not swap the sign-in page into a page whose session has ended: the whole page goes there, and
    comes back to where it was. A form that was sent is not lost on the way: accounts/resending.py.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        """The sign-in for a stranger; for who must have a second factor and has none, its set-up before all else."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer or not getattr(view_func, "login_required", True):
            return answer
        if resending.is_somebody_elses(request):
            return resending.held(request)
        if getattr(view_func, "before_second_factor", False) or not second_factor.lacks(request.user):
            return None
        return self.to_second_factor(request)

    def to_second_factor(self, request):
        """To the set-up and from there back to where the reader was; a form that was sent waits for it."""
        if resending.may_be_kept(request):
            return resending.held(request)
        back = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
        where = f"{reverse('second_factor_enrol')}?{urlencode({REDIRECT_FIELD_NAME: back or '/'})}"
        return HttpResponseClientRedirect(where) if request.htmx else redirect(where)

    def get_login_url(self, view_func):
        """The one door, also for Django's admin, which names one of its own."""
        return reverse("account_login")

    def handle_no_permission(self, request, view_func):
        """The sign-in, or, for a form that was sent, what was typed in it."""
        if resending.may_be_kept(request):
            return resending.held(request)
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        back = redirect_to_login(request.htmx.current_url_abs_path or "/", self.get_login_url(view_func))
        return HttpResponseClientRedirect(back.url)
