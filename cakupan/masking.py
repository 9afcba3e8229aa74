"""What never stands in a log: the token of a one-time link."""

import re

_LINK = re.compile(r"(/sandi/baru/[0-9A-Za-z]+-)[^/\s\"'?]+")


def mask_links(logger, name, event):
    """The structlog event with every one-time link in its texts cut before its token."""
    return {key: _LINK.sub(r"\1…", value) if isinstance(value, str) else value for key, value in event.items()}
