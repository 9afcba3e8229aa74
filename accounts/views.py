"""Coming in by a one-time link, and one's own second factor."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import second_factor as factor
from accounts.forms import EnrolForm, FirstPasswordForm
from accounts.links import BY_LINK, came_by_link, owner_of, use_link
from accounts.middleware import before_second_factor

form_methods = require_http_methods(["GET", "HEAD", "POST"])
fresh = reauthentication_required(app="allauth.mfa")
"""Asks for the password again, unless it was given in the last minutes."""


@login_not_required
@form_methods
@never_cache
def link_sign_in(request, uidb36, key):
    """A one-time link: opening it asks, pressing the button signs in; what merely looks at it uses nothing up."""
    now = timezone.localtime()
    if request.method == "POST" and (user := use_link(uidb36, key, now)):
        logout(request)
        record_authentication(request, user, method=BY_LINK)
        return perform_login(request, Login(user=user, redirect_url=reverse("link_password")))
    answer = render(request, "account/link.html", {"person": owner_of(uidb36, key, now)})
    # Not "no-referrer": browsers then post with "Origin: null", which the CSRF check refuses. The path goes nowhere.
    answer["Referrer-Policy"] = "strict-origin"
    return answer


@form_methods
@before_second_factor
@sensitive_post_parameters()
def link_password(request):
    """A new password for who has just come in by a link and need not know the old one."""
    if not came_by_link(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = FirstPasswordForm(user=request.user, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, request.user)
        record_authentication(request, request.user, method="password", reauthenticated=True)
        messages.success(request, "Kata sandi baru tersimpan.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "account/link_password.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def signed_in_again(request):
    """What a second tab says in which somebody signed in again for the form of the first (accounts/resending.py)."""
    return render(request, "account/signed_in_again.html")


@require_safe
def second_factor(request):
    """Whether one's second factor is on, and what can be done about it."""
    context = {"required": factor.is_required_of(request.user), "left": len(factor.recovery_codes(request.user))}
    return render(request, "account/second_factor.html", context)


@form_methods
@before_second_factor
@never_cache
@fresh
def second_factor_enrol(request):
    """The picture for the app and the field for its first code; then the recovery codes, once."""
    if request.user.second_factor_at:
        return redirect("second_factor")
    form = EnrolForm(user=request.user, data=request.POST if request.method == "POST" else None)
    onward = get_next_redirect_url(request) or reverse("second_factor")
    if request.method == "POST" and form.is_valid():
        return _codes(request, factor.enrol(request, form, timezone.localtime()), onward)
    context = {"form": form, "required": factor.is_required_of(request.user), "next": onward}
    context["picture"] = factor.picture(request.user, form.secret)
    return render(request, "account/second_factor_enrol.html", context, status=422 if form.errors else 200)


@require_POST
@never_cache
@fresh
def second_factor_codes(request):
    """New recovery codes, shown once; the old ones end."""
    if not request.user.second_factor_at:
        return redirect("second_factor")
    return _codes(request, factor.new_codes(request), reverse("second_factor"))


def _codes(request, codes, onward):
    return render(request, "account/recovery_codes.html", {"codes": codes, "next": onward})


@form_methods
@fresh
def second_factor_off(request):
    """Ask, then turn one's second factor off; where the role needs one, that is refused."""
    if factor.is_required_of(request.user):
        raise PermissionDenied
    if request.method == "POST":
        factor.turn_off(request.user)
        messages.success(request, "Verifikasi dua langkah dimatikan.")
    if not request.user.second_factor_at:
        return redirect("second_factor")
    return render(request, "account/second_factor_off.html")
