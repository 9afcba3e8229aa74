"""Beranda: the city's rate against its target."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cakupan.pages import as_of
from coverage.measuring import figures_on


@require_safe
def overview(request):
    """The rate of the whole city on a day, for every signed-in reader."""
    return render(request, "coverage/overview.html", {"figures": figures_on(as_of(request))})
