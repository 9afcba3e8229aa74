"""What no browser sends and nothing behind could read is taken out of a request before anybody reads it."""

from urllib.parse import unquote, urlsplit


def only_readable(get_response):
    """Middleware: cookies with NUL, which PostgreSQL cannot be asked for, and a current URL of htmx that is none."""

    def middleware(request):
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in name + value}
        if not _is_url(request.META.get("HTTP_HX_CURRENT_URL", "")):
            del request.META["HTTP_HX_CURRENT_URL"]
        return get_response(request)

    return middleware


def _is_url(text):
    try:
        urlsplit(text)
        urlsplit(unquote(text))
    except ValueError:
        return False
    return True
