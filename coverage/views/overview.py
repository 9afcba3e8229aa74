"""Beranda: the city's rate against its target, its year, and the agencies behind it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cakupan.pages import as_of
from coverage.city import city_on
from coverage.passports import city_passports, row_passports
from coverage.recomputing import freshness
from coverage.trend import chart_data, month_ends


@require_safe
def overview(request):
    """The rate of the whole city on a day, for every signed-in reader; only links depend on who reads."""
    day, now = as_of(request), timezone.localtime()
    city = city_on(day, request.user)
    if city is None:
        return render(request, "coverage/overview_empty.html")
    headline, *sisters = city.standings
    age = freshness()
    passports = city_passports(city, age.computed_at if city.stored else now)
    context = {
        "city": city,
        "headline": headline,
        "sisters": [(sister, passports[sister.rate.measure]) for sister in sisters],
        "passports": passports,
        "chart": chart_data(headline),
        "months": month_ends(headline.series),
        "agencies": [(*row, city.agencies.tone(row[0])) for row in row_passports(city.agencies.rows, "opd", now)],
        "freshness": age,
        "busy": city.stored and age.waiting_since is not None,
    }
    return render(request, "coverage/overview.html", context)
