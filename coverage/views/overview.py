"""Beranda: the city's rate against its target, its year, and the agencies behind it; the year also as a file."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cakupan.pages import as_of
from coverage.city import city_on
from coverage.passports_of_city import agency_passports, city_passports, month_passports
from coverage.recomputing import freshness
from coverage.series_file import columns, head_of
from coverage.trend import chart_data
from coverage.uploading.rights import templates_of
from coverage.views.files import file_response
from projects.querysets import EDITORS


@require_safe
def overview(request):
    """The rate of the whole city on a day, for every signed-in reader; only links depend on who reads."""
    day, now, age = as_of(request), timezone.localtime(), freshness()
    city = city_on(day, request.user)
    if city is None:
        return _empty(request)
    headline, *sisters = city.standings
    computed_at = age.computed_at if city.stored else now
    passports = city_passports(city, computed_at, now)
    context = {
        "city": city,
        "headline": headline,
        "sisters": [(sister, passports[sister.rate.measure]) for sister in sisters],
        "passports": passports,
        "chart": chart_data(headline),
        "months": list(month_passports(city, computed_at)),
        "agencies": agency_passports(city.agencies, now),
        "freshness": age,
        "busy": city.stored and age.waiting_since is not None,
    }
    return render(request, "coverage/overview.html", context)


def _empty(request):
    """Where the reader may begin."""
    rights = {"brings": templates_of(request.user), "may_write": request.user.role in EDITORS}
    return render(request, "coverage/overview_empty.html", rights)


@require_safe
def overview_export(request, form):
    """The days that the lines of Beranda show, those of the whole city, as a file: `form` is "xlsx" or "csv"."""
    user, day, now, age = request.user, as_of(request), timezone.localtime(), freshness()
    city = city_on(day, user)
    head = head_of(user, day, city.targets if city else {}, age.computed_at if city and city.stored else now)
    days = city.days if city else []
    return file_response(form, f"kepesertaan-harian-{day.isoformat()}", head, columns(), days, title="Hari")
