"""What every page shares: the day it is asked for, and the answer as a whole page or as a fragment."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2050, 12, 31)
"""The days that pages can be turned to; the working calendar holds them all (coverage/workdays.py)."""


def as_of(request):
    """The day that `?pada=YYYY-MM-DD` asks for, else today in WIB.

    A day that cannot be read or lies outside 2000–2050 gives today and leaves its text in
    `request.unreadable_day`, so that the page can say so. The last of several values counts.
    """
    if not hasattr(request, "asked_day"):
        text = request.GET.get("pada", "")
        request.unreadable_day = ""
        request.asked_day = timezone.localdate()
        if text:
            day = day_in(text)
            if day:
                request.asked_day = day
            else:
                request.unreadable_day = text[:40]
    return request.asked_day


def day_in(text):
    """The day that `text` of an address (YYYY-MM-DD) names; None where it is none, or lies outside 2000–2050."""
    try:
        day = date.fromisoformat(text) if len(text) == len("2025-09-30") else None
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def id_in(text):
    """The id of a row, or of an event of its history, that `text` names; 0, which is none, where it can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def is_ours(address):
    """Whether somebody may be led to `address`: a path of ours, never one with a host, readable or not."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, None)


def render_page_or_fragment(request, page, context, status=200):
    """`page`.html, or for an htmx request that names a target its fragment `_page`.html; caches keep them apart."""
    folder, _, name = page.rpartition("/")
    fragment = bool(getattr(request, "htmx", False) and request.htmx.target)
    answer = render(request, f"{folder}/{'_' if fragment else ''}{name}.html", context, status=status)
    patch_vary_headers(answer, ["HX-Target"])
    return answer


def render_form(request, page, context, fragment=""):
    """`page`.html with a form: 200 when it was asked for, 422 when what was sent could not be taken.

    An htmx request for the target `fragment` gets the fragment of the page alone.
    """
    if fragment and request.htmx.target == fragment:
        return render_page_or_fragment(request, page, context)
    return render(request, f"{page}.html", context, status=422 if request.method == "POST" else 200)


def also_not_allowed(get_response):
    """Middleware: an address that only takes a form says so to who opens it, as after a reload of what it answered."""

    def middleware(request):
        answer = get_response(request)
        if answer.status_code == 405 and not answer.content:
            answer.content = render_to_string("405.html")
        return answer

    return middleware


def see_other(address):
    """After a form was taken: look at `address`, by GET, so that to reload sends nothing again."""
    return HttpResponseRedirect(address, status=303)


def go_on_to(request, address):
    """The answer to a form that was accepted: on to `address`, by 303, or as htmx is told to load a whole page."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return see_other(address)


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; to it belong the page called `name` and those below `places`."""

    name: str
    label: str
    icon: str
    places: tuple[str, ...] = ()
    """How their addresses begin, as routes."""
    roles: tuple[str, ...] = ()
    """Whom it is shown to; empty: everybody."""
    short: str = ""
    """The label where there is little room; empty: the label."""

    def holds(self, match):
        """Whether the page that a ResolverMatch leads to belongs here."""
        return match.url_name == self.name or match.route.startswith(self.places)


ADMINISTRATORS = ("administrator",)
REGISTRARS = ("ppk", "procurement", "bpjs", "inspectorate")
"""Whoever works with what is uploaded or checks it; the administrator's seven entries are full."""
ENTRIES = (
    Entry("worklist", "Perlu tindakan", "clipboard-text", short="Tindakan"),
    Entry("overview", "Beranda", "home"),
    Entry("contract_list", "Kontrak", "list-details", ("kontrak/", "berkas/", "serah-terima/")),
    Entry("contractor_list", "Penyedia", "building", ("penyedia/",)),
    Entry("compliance", "Kepatuhan", "scale", ("kepatuhan/",)),
    Entry("measures", "Cakupan", "shield-check", ("cakupan/",)),
    Entry("user_list", "Pengguna", "users", ("pengguna/",), ADMINISTRATORS),
    Entry("upload_list", "Impor", "upload", ("impor/",), REGISTRARS),
)
ON_THE_PHONE = ("worklist", "overview", "contract_list", "measures")
"""The four that stand in the tab bar of a phone; the others are under "Lainnya"."""


def navigation(request):
    """The entries of the navigation as dicts; the current one is marked."""
    match = request.resolver_match
    return [
        {
            "name": entry.name,
            "url": reverse(entry.name),
            "label": entry.label,
            "short": entry.short or entry.label,
            "icon": entry.icon,
            "current": bool(match) and entry.holds(match),
            "on_phone": entry.name in ON_THE_PHONE,
        }
        for entry in ENTRIES
        if not entry.roles or request.user.role in entry.roles
    ]


def surroundings(request):
    """What every template may use: `day`, `today`, the days beside it, `pada` for links, and `navigation`."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    day = as_of(request)
    asked = "pada" in request.GET and not request.unreadable_day
    return {
        "day": day,
        "today": timezone.localdate(),
        "day_before": day - timedelta(days=1) if day > FIRST_DAY else None,
        "day_after": day + timedelta(days=1) if day < LAST_DAY else None,
        "pada": day.isoformat() if asked else "",
        "unreadable_day": request.unreadable_day,
        "navigation": navigation(request),
    }
