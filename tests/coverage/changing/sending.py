"""Forms about a contract, filled in and sent by tests as a browser would send them."""

import re
from html import unescape

from django.urls import reverse

from tests.cast import signed_in

_INPUT = re.compile(r"<input\b[^>]*>")
_SELECT = re.compile(r"<select\b[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", re.S)
_TEXTAREA = re.compile(r"<textarea\b[^>]*name=\"([^\"]+)\"[^>]*>\n?(.*?)</textarea>", re.S)


def attribute(tag, name):
    found = re.search(rf"\b{name}=\"([^\"]*)\"", tag)
    return unescape(found[1]) if found else None


def filled(answer):
    """What the form on a page would send as it stands: name to value."""
    body = answer.content.decode().split('<form class="form', 1)[1].split("</form>", 1)[0]
    values = {}
    for tag in _INPUT.findall(body):
        name, kind = attribute(tag, "name"), attribute(tag, "type")
        if name and (kind not in ("radio", "checkbox") or " checked" in tag) and name != "csrfmiddlewaretoken":
            values[name] = attribute(tag, "value") or ""
    for name, options in _SELECT.findall(body):
        chosen = re.search(r"<option value=\"([^\"]*)\"[^>]* selected", options)
        values[name] = unescape(chosen[1]) if chosen else ""
    for name, text in _TEXTAREA.findall(body):
        values[name] = unescape(text)
    return values


class Form:
    """The form `name` of a contract as `user` has it open in a tab."""

    def __init__(self, user, name, *args, client=None):
        self.client = client or signed_in(user)
        self.path = reverse(name, args=args)
        self.answer = self.client.get(self.path)
        assert self.answer.status_code == 200
        self.values = filled(self.answer)

    def send(self, **typed):
        """Type, send, and keep what the page shows then; the answer."""
        self.answer = self.client.post(self.path, self.values | typed)
        if self.answer.status_code == 422:
            self.values = filled(self.answer)
        return self.answer

    @property
    def text(self):
        """The words of the page, without tags."""
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.answer.content.decode()))).replace("\xa0", " ")
