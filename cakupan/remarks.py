"""What a field remarks on what it takes: told to whoever typed it, and logged; nothing is changed silently."""

from contextvars import ContextVar

import structlog
from django.contrib import messages

log = structlog.get_logger(__name__)
_remarks: ContextVar[dict | None] = ContextVar("remarks", default=None)


def remark(label, words):
    """Remark on what was typed into the field of that label, never with the text; once, however often it is read."""
    found = _remarks.get()
    if found is not None:
        found[label, words] = None


def tells_remarks(get_response):
    """Middleware: once a form is taken, what its fields remarked stands on the page to which it leads, and in the log."""

    def middleware(request):
        found = {}
        before = _remarks.set(found)
        try:
            answer = get_response(request)
        finally:
            _remarks.reset(before)
        if request.method == "POST" and (answer.status_code in (302, 303) or "HX-Redirect" in answer):
            for label, words in found:
                messages.warning(request, f"{label}: {words}.")
                log.info("remarked", path=request.path, field=str(label), words=words)
        return answer

    return middleware
