"""What no browser sends and nothing behind could read is taken out of a request before anybody reads it."""

from email.message import Message
from email.utils import quote
from urllib.parse import unquote, urlsplit


def in_utf8(application):
    """A WSGI application that is told no charset of a body, only its kind and boundary.

    Pages are UTF-8, and browsers send them back as UTF-8. With one that Python knows and that is no encoding of text
    (rot13) Django fails before any middleware.
    """

    def answer(environ, start_response):
        if ";" in environ.get("CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = _kind_and_boundary(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return answer


def only_readable(get_response):
    """Middleware: cookies with NUL, which PostgreSQL cannot be asked for, and a current URL of htmx that is none."""

    def middleware(request):
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in name + value}
        if not _is_url(request.META.get("HTTP_HX_CURRENT_URL", "")):
            del request.META["HTTP_HX_CURRENT_URL"]
        return get_response(request)

    return middleware


def _kind_and_boundary(line):
    told = Message()
    told["Content-Type"] = line
    kind, boundary = line.partition(";")[0].strip(), told.get_boundary()
    return kind if boundary is None else f'{kind}; boundary="{quote(boundary)}"'


def _is_url(text):
    try:
        urlsplit(text)
        urlsplit(unquote(text))
    except ValueError:
        return False
    return True
