"""Addresses that keep the day: {% load links %}{% page "contract_list" opd=agency.pk lindung="tidak" %}."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from cakupan.pages import as_of

register = template.Library()


def address(request, name, *path, **query):
    """The address of the page `name`: `path` fills its URL, `query` its filters; `?pada=` is kept where it was given."""
    found = {key: value for key, value in query.items() if value not in (None, "")}
    if request is not None and request.GET.get("pada"):
        day = as_of(request)
        if not request.unreadable_day:
            found["pada"] = day.isoformat()
    url = reverse(name, args=path)
    return f"{url}?{urlencode(found)}" if found else url


@register.simple_tag(takes_context=True)
def page(context, name, *path, **query):
    """The address of a page on the day that is shown."""
    return address(context.get("request"), name, *path, **query)


@register.simple_tag(takes_context=True)
def page_with(context, name, query):
    """The address of a page whose filters are a dict, on the day that is shown."""
    return address(context.get("request"), name, **query)
