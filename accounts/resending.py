"""A form that cannot be taken because its sign-in ended: the answer holds what was typed, to be sent again by one press.

Nothing is stored, neither here nor in the browser: the answer itself, which nobody keeps, carries it. Every form says
for whom it was made; what somebody typed is neither shown to nor sent by anybody else.
"""

import re
from urllib.parse import urlsplit

from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode

from accounts import second_factor

MADE_FOR = "_untuk"
"""The field of a form that says for whom it was made; {% csrf_token %} writes it beside the token."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 the name of a field
SECRETIVE = re.compile(r"^/(masuk|keluar|sandi|akun)/")
"""Where passwords and codes are typed: they are never carried."""


def mark_of(user):
    """What `MADE_FOR` says in the forms of `user`: a keyed hash, alike in all of them."""
    return salted_hmac("accounts.resending", str(user.pk), algorithm="sha256").hexdigest()


def is_somebody_elses(request):
    """Whether a form was made for another person than who signed in by now; one without a mark is nobody's."""
    mark = request.POST.get(MADE_FOR, "") if request.method == "POST" else ""
    return bool(mark) and not constant_time_compare(mark, mark_of(request.user))


def is_from_our_page(request):
    """Whether the browser says that a page of ours sent this; not where it says nothing."""
    named = request.headers.get("Origin") or request.headers.get("Referer", "")
    origin = urlsplit(named)
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())


def may_be_kept(request):
    """Whether a form that is not taken has something that must not be lost."""
    return request.method == "POST" and not SECRETIVE.match(request.path)


def held(request):
    """403 with what was typed and a button that sends it again; where it cannot be carried, it says how to get it back.

    It is carried only from a page of ours that says for whom it was made, and never where that is somebody else than
    who has signed in. htmx gets a note for the place of its page that keeps the typed text.
    """
    signed_in = request.user.is_authenticated
    mark = request.POST.get(MADE_FOR, "")
    foreign = signed_in and is_somebody_elses(request)
    context = {"signed_in": signed_in, "foreign": foreign, "action": request.get_full_path(), "door": _door(request)}
    if mark and not foreign and is_from_our_page(request):
        context |= {"carried": True, "mark": "" if signed_in else mark}
        context |= {"fields": _fields(request), "files": _files(request)}
    page = "account/_held.html" if getattr(request, "htmx", False) else "account/held.html"
    answer = render(request, page, context, status=403)
    if getattr(request, "htmx", False):
        answer.headers["HX-Retarget"] = "#belum-terkirim"
        answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def csrf_failure(request, reason=""):
    """A form whose token is not the one of this sign-in: held where a page of ours sent it, else refused."""
    known = hasattr(request, "user") and may_be_kept(request) and is_from_our_page(request)
    if known and request.POST.get(MADE_FOR):
        return held(request)
    return render(request, "403_csrf.html", status=403)


def _door(request):
    """Where one comes in again, and from there back to the form; empty for who is in already."""
    if not request.user.is_authenticated:
        where = "account_login"
    elif second_factor.lacks(request.user):
        where = "second_factor_enrol"
    else:
        return ""
    return f"{reverse(where)}?{urlencode({'next': reverse('signed_in_again')})}"


def _fields(request):
    ours = {MADE_FOR, TOKEN}
    return [(name, value) for name, values in request.POST.lists() if name not in ours for value in values]


def _files(request):
    return [(name, [one.name for one in files]) for name, files in request.FILES.lists()]
