"""400, 403, 404, 405, 429, 500 and a form without a token are pages too, in Indonesian, and render when little else does."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path
from django.views import defaults
from django.views.csrf import csrf_failure

from cakupan import urls
from tests import cast


def broken(request):
    raise RuntimeError("rahasia dapur")


def forbidden(request):
    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("uji/rusak/", broken), path("uji/terlarang/", forbidden)]


@pytest.mark.parametrize(
    "page",
    [
        lambda request: defaults.page_not_found(request, Http404("rahasia dapur")),
        lambda request: defaults.permission_denied(request, PermissionDenied("rahasia dapur")),
        defaults.server_error,
        lambda request: defaults.bad_request(request, RequestDataTooBig("rahasia dapur")),
        csrf_failure,
    ],
    ids=["404", "403", "500", "400", "csrf"],
)
def test_it_renders_without_a_reader_and_without_a_database(page):
    """No `db` fixture: a query would fail the test. The request has no user, as when a middleware broke."""
    answer = page(RequestFactory().get("/kontrak/bukan-alamat/"))
    text = answer.content.decode()
    assert '<html lang="id"' in text
    assert text.count("<h1>") == 1
    assert "rahasia dapur" not in text
    assert "bukan-alamat" not in text, "the address says nothing that a foreign contract would not"


def test_the_429_page_too():
    assert "Tunggu satu menit" in render_to_string("429.html")


@pytest.mark.django_db
@pytest.mark.urls("tests.cakupan.test_error_pages")
class TestAsAReader:
    def test_an_unknown_address(self, budi):
        answer = cast.signed_in(budi).get("/kontrak/bukan-alamat/")
        assert answer.status_code == 404
        assert "Budi Santoso" in answer.content.decode(), "the frame of the pages stays around it"

    def test_an_unknown_address_as_a_stranger(self, client):
        assert client.get("/bukan-alamat/").status_code == 404

    def test_a_page_of_another_role(self, budi):
        answer = cast.signed_in(budi).get("/uji/terlarang/")
        assert answer.status_code == 403
        assert "tidak dibuka untuk peran Anda" in answer.content.decode()

    def test_a_page_that_broke(self, budi):
        client = cast.signed_in(budi)
        client.raise_request_exception = False
        answer = client.get("/uji/rusak/")
        assert answer.status_code == 500
        assert "Ada gangguan" in answer.content.decode()
        assert "rahasia dapur" not in answer.content.decode()

    def test_more_than_a_form_may_send(self, budi, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
        answer = cast.signed_in(budi).post("/kontrak/baru/", "nama_paket=terlalu", "application/x-www-form-urlencoded")
        assert answer.status_code == 400
        assert "tidak dapat dibaca" in answer.content.decode()

    def test_an_address_that_only_takes_a_form(self, budi):
        answer = cast.signed_in(budi).get("/kontrak/baru/draf/")
        assert (answer.status_code, answer["Allow"]) == (405, "POST")
        assert "Alamat ini bukan halaman" in answer.content.decode()

    def test_a_form_without_its_token(self, budi):
        client = Client(enforce_csrf_checks=True)
        client.force_login(budi)
        answer = client.post("/keluar/")
        assert answer.status_code == 403
        assert "Formulir kedaluwarsa" in answer.content.decode()
        assert client.get("/keluar/").status_code == 200, "nobody was signed out"

    def test_every_error_page_keeps_the_strict_policy(self, budi):
        client = cast.signed_in(budi)
        client.raise_request_exception = False
        for address in ("/bukan-alamat/", "/uji/terlarang/", "/uji/rusak/"):
            answer = client.get(address)
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_no_entry_of_the_navigation_claims_a_page_that_is_not_there(ani):
    text = cast.signed_in(ani).get("/tidak-ada/").content.decode()
    assert "Kontrak" in text
    assert "aria-current" not in text
