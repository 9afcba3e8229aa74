"""What every page shares: the day it is asked for, and the answer as a whole page or as a fragment."""

from datetime import date

from django.shortcuts import render
from django.utils import timezone

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2050, 12, 31)
"""The days that pages can be turned to: those of the working calendar (coverage/workdays.py)."""


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
            try:
                day = date.fromisoformat(text) if len(text) == len("2025-09-30") else None
            except ValueError:
                day = None
            if day and FIRST_DAY <= day <= LAST_DAY:
                request.asked_day = day
            else:
                request.unreadable_day = text[:40]
    return request.asked_day


def render_page_or_fragment(request, page, context):
    """`page`.html, or for an htmx request that names a target its fragment `_page`.html."""
    folder, _, name = page.rpartition("/")
    fragment = getattr(request, "htmx", False) and not request.htmx.boosted
    return render(request, f"{folder}/{'_' if fragment else ''}{name}.html", context)
