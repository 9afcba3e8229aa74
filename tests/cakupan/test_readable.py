"""Bodies of a kind that no browser sends reach Django as something that it can read."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from cakupan.readable import in_utf8
from cakupan.wsgi import application

KINDS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "multipart/form-data"]
CHARSETS = ["rot13", "undefined", "entah", "utf-16", ""]
ODD = [*(f"charset={one}" for one in CHARSETS), "charset*=entah''x", ";;=", "x*=rot99''y"]
FORM = b'--%s\r\nContent-Disposition: form-data; name="login"\r\n\r\nani\r\n--%s--\r\n'


def ask(method, path, body, kind):
    """The status of the answer of the application as gunicorn would ask it."""
    told = []
    environ = RequestFactory().generic(method, path, body).environ | {"CONTENT_TYPE": kind}
    answer = application(environ, lambda status, headers, *_: told.append(int(status[:3])))
    list(answer)
    answer.close()
    return told[0]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_body_breaks_the_door(kind, odd):
    for method in ("GET", "POST"):
        assert ask(method, "/masuk/?next=/kontrak/", b"login=x", f"{kind}; {odd}") < 500


@pytest.mark.parametrize("boundary", ["x", '"a b"', "----WebKitFormBoundaryAb12", "'x'"])
def test_a_boundary_stays_what_it_was(boundary):
    """A form comes whole whatever charset is told beside it."""
    seen = {}

    def reader(environ, start_response):
        seen.update(WSGIRequest(environ).POST.items())
        return []

    body = FORM % ((boundary.strip('"').encode(),) * 2)
    kind = f"multipart/form-data; charset=latin-1; boundary={boundary}"
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    in_utf8(reader)(environ, None)
    assert seen == {"login": "ani"}
