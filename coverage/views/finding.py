"""Cari: one box for everything."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coverage.searching import find


@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """What the reader finds; what was typed comes by POST alone, for it may be a NIK, and a URL is kept in many places."""
    found = find(request.user, request.POST.get("cari", ""))
    return render(request, "coverage/search.html", {"found": found, "asked": request.method == "POST"})
