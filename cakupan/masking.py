"""What never stands in a log: the token of a one-time link, and what somebody typed into an address."""

import re

_LINK = re.compile(r"(/(?:sandi/baru|masuk/tautan)/[0-9A-Za-z]+-)[^/\s\"'?]+")
_QUERY = re.compile(r"\b([A-Z]+ /[^\s?]*)\?[^\s\"']*")
"""After a method and its path; people look for a worker by NIK, also where nothing is found by it."""


def mask_requests(logger, name, event):
    """The structlog event with every one-time link in its texts cut before its token, every request before its query."""
    return {key: _masked(value) if isinstance(value, str) else value for key, value in event.items()}


def _masked(text):
    return _QUERY.sub(r"\1", _LINK.sub(r"\1…", text))
