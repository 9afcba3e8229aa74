"""{% load forms %}{% errors form %}: what is wrong in a form, all at once, on top of it, with a link to each field.

{{ field|in_words }}: the day that was typed, said back.
"""

from django import template
from django.forms.utils import ErrorList

register = template.Library()
WORDS = ("", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas")
"""How many, as a sentence begins with it."""


@register.filter
def in_words(field):
    """What stands in a field for a day, in words as it is read; "" where that is no day."""
    return field.field.in_words(str(field.value() or ""))


@register.inclusion_tag("parts/_errors.html")
def errors(*forms):
    """The summary of the errors of `forms`, in the order of their fields; nothing where there are none.

    An error of a whole form has no field to lead to and is not counted as one. The page moves the focus here
    (static/js/forms.js).
    """
    found = [line for form in forms if form.is_bound for line in _lines(form)]
    count = sum(1 for line in found if line["link"])
    return {"lines": found, "fields": count, "how_many": WORDS[count] if count < len(WORDS) else str(count)}


def _lines(form):
    for error in form.non_field_errors() if hasattr(form, "non_field_errors") else ErrorList():
        yield {"text": error, "link": ""}
    for name in form.fields:
        for error in form.errors.get(name, ()):
            field = form[name]
            link = field.id_for_label or f"{field.auto_id}_0"
            yield {"text": error, "link": link, "label": field.label}
