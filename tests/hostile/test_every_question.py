"""What an address can be asked by its query, its headers and cookies, its method and its body: never a 500, no page writes."""

from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.addresses import addresses
from tests.hostile.nasty import NASTY
from tests.hostile.office import address_of, forms_of
from tests.hostile.register import Register
from tests.pages import read
from tests.rights import OF_ALL, OF_AN_AGENCY, READERS

pytestmark = pytest.mark.django_db
ALSO = (
    "pada",
    "page",
    "sort",
    "cari",
    "semua",
    "baris",
    "draf",
    "dari",
    "kepada",
    "sejak",
    "per",
    "menurut",
    "next",
    "tanpa",
)
"""What pages ask for without a field of a form that shows it."""


def pages(office):
    """(client, path, what it can be asked) of every page that a reader opens by GET; what a form asks while one types too."""
    names = READERS | OF_ALL | OF_AN_AGENCY | {"upload_detail", "user_list", "user_detail", "appointment_list"}
    names |= {
        "contract_new",
        "contractor_search",
        "village_search",
        "handover",
        "gang_reuse",
        "amendment_new",
        "search",
    }
    for name in sorted(names):
        client = office.clients["Fitri" if name.startswith(("user", "appointment")) else "Budi"]
        path = address_of(office, name)
        answer = client.get(path)
        asked = set(ALSO)
        if "text/html" in answer["Content-Type"]:
            fields = read(answer).select("form:not([method=post]) [name], [hx-get][name]")
            asked |= {one["name"] for one in fields}
        yield client, path, sorted(asked | ({"tanggal", "nomor", "nilai_baru"} if name == "amendment_new" else set()))


def test_no_query_of_any_page_breaks_it_and_none_writes(office):
    asking = list(pages(office))
    register = Register()
    before, faults, at = register.rows(), [], 0
    for client, path, asked in asking:
        queries = [dict.fromkeys(asked, nasty) for number, nasty in enumerate(NASTY) if (number + at) % 19 == 0]
        at += 1
        for query in [*({name: str(NASTY[nasty])} for one in queries for name, nasty in list(one.items())[:3]),
                      *({name: NASTY[nasty] for name, nasty in one.items()} for one in queries)]:  # fmt: skip
            text = urlencode(
                {name: [value[:2000], value[:2000]] for name, value in query.items()}, True, errors="surrogatepass"
            )
            try:
                answer = client.get(f"{path}?{text}")
            except Exception as error:
                faults.append(f"{path}?{text[:200]}: {type(error).__name__}: {str(error)[:200]}")
                continue
            if answer.status_code not in (200, 302, 400, 404):
                faults.append(f"{path}?{text[:200]}: {answer.status_code}")
    assert not faults, f"{len(faults)}\n" + "\n".join(faults)
    assert register.rows() == before


ODD_IDS = (
    "abc",
    "-1",
    "0",
    "9" * 20,
    "9" * 5000,
    "%00",
    "%0A",
    "1%0A",
    "%FF%FE",
    "..%2F..%2Fetc",
    "१२",
    "{}",
    "00000000-0000-4000-8000-000000000000",
)


def test_an_address_about_nothing_answers_404_whatever_stands_in_it(fitri, budi):
    clients, faults = [cast.signed_in(fitri), cast.signed_in(budi)], []
    for at, address in enumerate(addresses()):
        if not address.parameters or address.path.startswith("/admin/"):
            continue
        for number, odd in enumerate(ODD_IDS):
            client = clients[number % 2]
            if (number + at) % 5:
                continue
            path = address.path
            for example in ("00000000-0000-4000-8000-000000000000", "999999999"):
                path = path.replace(example, odd)
            try:
                status = client.get(path).status_code
            except Exception as error:
                status = type(error).__name__
            if (
                status not in (400, 403, 404, 405)
                and path != address.path
                and address.name != "account_reset_password_from_key"
            ):
                faults.append(f"{path[:100]}: {status}")
    assert not faults, "\n".join(faults)


STRANGE = {
    "a session with NUL": {"HTTP_COOKIE": 'sessionid="\\000aaaaaaaaaaaaaaaa"'},
    "a session of rubbish": {"HTTP_COOKIE": "sessionid=\xff\xfe; csrftoken=\xff; messages=\xff"},
    "a session of 4,000 letters": {"HTTP_COOKIE": f"sessionid={'a' * 4000}"},
    "messages of rubbish": {"HTTP_COOKIE": "messages=a:b:c; csrftoken="},
    "no url": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://["},
    "a foreign url": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "https://jahat.test/kontrak/"},
    "a url of bytes": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%ff%fe\xff",
                       "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true"},
    "a strange target": {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "\xff../../<b>"},
    "another method": {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    "a browser of rubbish": {"HTTP_USER_AGENT": "\xff\r\n{{7*7}}" * 100, "HTTP_ACCEPT_LANGUAGE": "\xff" * 500},
    "an address of rubbish": {"HTTP_X_FORWARDED_FOR": "' OR 1=1, \xff", "REMOTE_ADDR": "127.0.0.1"},
    "no length": {"HTTP_CONTENT_LENGTH": "x", "CONTENT_LENGTH": ""},
    "a far range": {"HTTP_RANGE": "bytes=0-" + ",0-" * 2000},
    "a strange moment": {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT", "HTTP_IF_NONE_MATCH": '"' * 500},
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strange_request_gets_an_answer(what, method, budi):
    signed_in = cast.signed_in(budi)
    clients = [Client()] if "HTTP_COOKIE" in STRANGE[what] else [Client(), signed_in]
    for client in clients:
        for path in ("/", "/masuk/", "/kontrak/", "/kontrak/baru/", "/tidak-ada/", "/healthz"):
            answer = getattr(client, method)(path, **STRANGE[what])
            assert answer.status_code < 500, path
            for name in ("Location", "HX-Redirect"):
                assert "jahat.test" not in answer.get(name, "")


@pytest.mark.parametrize(
    "host", ["jahat.test", "testserver@jahat.test", "testserver:x", "[::1", "", "testserver.jahat.test"]
)
def test_a_foreign_host_is_refused_and_named_in_no_link(host, client, budi, mailoutbox):
    for path in ("/masuk/", reverse("account_reset_password")):
        answer = client.post(path, {"email": budi.email}, headers={"host": host})
        assert answer.status_code == 400 or "jahat" not in answer.get("Location", "")
    assert not any("jahat" in one.body for one in mailoutbox)


ELSEWHERE = (
    "https://jahat.test/",
    "//jahat.test/",
    "/\\jahat.test",
    "javascript:alert(1)",
    "\thttps://jahat.test",
    "https:jahat.test",
    "http://testserver@jahat.test/",
    "x",
    "\N{SMILE}",
    "a\r\nSet-Cookie: a=b",
    "http://[",
)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_way_back_leads_elsewhere(where, fitri):
    asked = [
        ("/masuk/", {"login": fitri.email, "password": "jembatan-merah-1746", "next": where}),
        ("/pengguna/penunjukan/sahkan/", {"kembali": where}),
        (f"/keluar/?next={quote(where)}", {"next": where}),
    ]
    fitri.set_password("jembatan-merah-1746")
    fitri.save()
    for path, sent in asked:
        client = Client() if path == "/masuk/" else cast.signed_in(fitri)
        answer = client.post(path, sent)
        assert answer.status_code in (302, 303), path
        led = urlsplit(urljoin(f"http://testserver{path}", answer["Location"].replace("\\", "/")))
        assert (led.scheme, led.netloc) == ("http", "testserver"), f"{path} leads to {answer['Location']}"
    opened = cast.signed_in(fitri).get("/akun/verifikasi/aktifkan/", {"next": where})
    assert opened.status_code in (200, 302)
    assert 'href="https://jahat' not in opened.content.decode()


BODIES = {
    "json": (b'{"a": "x"}', "application/json"),
    "utf-16": ("a=1".encode("utf-16"), "application/x-www-form-urlencoded"),
    "bytes that are no UTF-8": (b"versi=\xff\xfe&alasan=\xc3\x28&a=%FF%FE", "application/x-www-form-urlencoded"),
    "another method": (b"_method=DELETE&_method=PUT", "application/x-www-form-urlencoded"),
    "a charset that is none": (b"a=1", "application/x-www-form-urlencoded; charset=entah"),
    "cut off": (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal', "multipart/form-data; boundary=x"),
    "no parts": (b"--x\r\nnot a part", "multipart/form-data; boundary=x"),
    "no boundary": (b"", "multipart/form-data"),
    "a boundary of bytes": (b"--\xff\r\n", "multipart/form-data; boundary=\xff"),
    "10,000 fields": (b"&".join(b"a%d=1" % one for one in range(10_000)), "application/x-www-form-urlencoded"),
    "200 files": (b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="a"\r\n\r\n1\r\n' % one
                  for one in range(200)) + b"--x--\r\n", "multipart/form-data; boundary=x"),
    "3 MB in a field": (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    "a file of no name": (b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="\0/../"\r\n\r\n1\r\n--x--\r\n',
                          "multipart/form-data; boundary=x"),
    "a part in base64": (b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
                         b'Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--\r\n',
                         "multipart/form-data; boundary=x"),
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "nothing at all": (b"", ""),
}  # fmt: skip


def test_a_strange_body_is_refused_by_every_form_or_read_as_an_empty_one(office):
    forms, register = forms_of(office), Register()
    before, faults = register.rows(), []
    acts = {form.name for form in forms if not form.kinds.keys() - {"versi", "kembali", "_untuk"}} | {"contract_draft"}
    for at, form in enumerate(forms):
        for number, (what, (body, kind)) in enumerate(BODIES.items()):
            if form.name in acts or (number + at) % 5:
                continue
            try:
                answer = form.client.generic("POST", form.path, body, content_type=kind)
            except Exception as error:
                faults.append(f"{form.name}, {what}: {type(error).__name__}: {str(error)[:200]}")
                continue
            wrote = {table: rows for table, rows in register.rows().items() if rows != before[table]}
            if wrote or answer.status_code >= 500:
                faults.append(f"{form}, {what}: {answer.status_code} and wrote {wrote}")
                before = register.rows()
    assert not faults, "\n".join(faults)
