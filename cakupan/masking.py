"""What never stands in a log: the token of a one-time link, what somebody typed into an address, a NIK."""

import re

_LINK = re.compile(r"(/(?:sandi/baru|masuk/tautan)/[0-9A-Za-z]+-)[^/\s\"'?]+")
_QUERY = re.compile(r"\b([A-Z]+ '?/[^\s?]*)\?[^\s\"']*")
"""After a method and its path; people look for a worker by NIK, also where nothing is found by it."""

_NIK = re.compile(r"(?<![0-9])[0-9]{12}(?=[0-9]{4}(?![0-9]))")


def mask_requests(logger, name, event):
    """The structlog event with every one-time link in its texts cut before its token, every request before its
    query, and of sixteen digits the last four left.
    """
    return {key: value if key.startswith("_") else _plain(value) for key, value in event.items()}


def _plain(value):
    """Texts masked; what is no value of JSON (a request) as its text, as it would be written, masked as well."""
    if isinstance(value, str):
        return _masked(value)
    return value if isinstance(value, (int, float, list, tuple, dict)) or value is None else _masked(repr(value))


def _masked(text):
    return _NIK.sub("*" * 12, _QUERY.sub(r"\1", _LINK.sub(r"\1…", text)))
