"""{% csrf_token %} in every template: Django's token, and for whom the form was made (accounts/resending.py)."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from accounts.resending import MADE_FOR, mark_of

register = template.Library()


class OwnTokenNode(CsrfTokenNode):
    """Django's hidden field, followed by one with the mark of who has signed in."""

    def render(self, context):
        token, user = super().render(context), context.get("user")
        if not token or not getattr(user, "is_authenticated", False):
            return token
        return token + format_html('<input type="hidden" name="{}" value="{}">', MADE_FOR, mark_of(user))


@register.tag
def csrf_token(parser, token):
    """The node; the name is Django's, so that no form can be without."""
    return OwnTokenNode()
