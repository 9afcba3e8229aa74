"""What stands in a log of a request, and what never does."""

import logging

import pytest
from structlog.stdlib import ProcessorFormatter

from tests import cast

pytestmark = pytest.mark.django_db
TYPED = "3271010101900001"


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("path", ["/kontrak/", "/kontrak/unduh.csv", "/masuk/", "/tidak/ada/", "/admin/"])
def test_what_somebody_typed_into_an_address_is_not_logged(caplog, method, path):
    """People look for a worker by NIK, also where nothing is found by it."""
    client = cast.signed_in(cast.make_ani())
    getattr(client, method)(f"{path}?cari={TYPED}&next=/{TYPED}/")
    assert f"{method.upper()} {path}" in caplog.text
    assert TYPED not in caplog.text


def test_neither_in_the_lines_of_the_development_server():
    handlers = logging.getLogger("django.server").handlers
    (formatter,) = {one.formatter for one in handlers if isinstance(one.formatter, ProcessorFormatter)}
    line = logging.makeLogRecord({"msg": '"%s" %s', "args": (f"GET /kontrak/?cari={TYPED} HTTP/1.1", 200)})
    assert "GET /kontrak/ HTTP/1.1" in formatter.format(line)
    assert TYPED not in formatter.format(line)
