from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect


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
    comes back to where it was.
    """

    def get_login_url(self, view_func):
        """The one door, also for Django's admin, which names one of its own."""
        return reverse("account_login")

    def handle_no_permission(self, request, view_func):
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        back = redirect_to_login(request.htmx.current_url_abs_path or "/", self.get_login_url(view_func))
        return HttpResponseClientRedirect(back.url)
