"""{% load icons %}{% icon "shield-check" %}: one icon of our sprite, always beside a word that says the same."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from cakupan.icons import NAMES

register = template.Library()


@register.simple_tag
def icon(name, size=""):
    """An icon for the eye alone; `size` "lg" is 20 px instead of 16. Raises for a name that the sprite lacks."""
    if name not in NAMES:
        raise ValueError(f"no icon {name}: add it to cakupan/icons.py and run python -m cakupan.icons")
    css = "ico ico-lg" if size == "lg" else "ico"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, static("icons.svg"), name)
