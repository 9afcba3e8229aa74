"""The filters of cakupan/numbers.py for templates: {% load numbers %}{{ rate.percent|percent }}."""

from django import template

from cakupan import numbers

register = template.Library()
for shown in (
    numbers.count,
    numbers.amount,
    numbers.rupiah,
    numbers.short_rupiah,
    numbers.decimal,
    numbers.percent,
    numbers.rate,
    numbers.target,
    numbers.points,
    numbers.day,
    numbers.short_day,
    numbers.day_name,
    numbers.moment,
    numbers.coordinate,
):
    register.filter(shown.__name__, shown)
