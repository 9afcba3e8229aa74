"""Who may open what: every address of the resolver, as a stranger and as each role, on what is theirs, on what is
somebody else's and on what does not exist. An address for which tests/rights.py decides nothing fails.
"""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.resending import SECRETIVE
from tests import cast, factories
from tests.addresses import MISSING, addresses
from tests.rights import (
    OF_ALL,
    OF_AN_AGENCY,
    OPEN,
    READERS,
    WRITTEN,
    WRITTEN_OF_A_PERSON,
    WRITTEN_OF_AN_AGENCY,
)

pytestmark = pytest.mark.django_db

ASKED = (
    "per=ppk",
    "per=penyedia",
    "menurut=ppk",
    "menurut=penyedia",
    "cari=Citra",
    "page=2",
    "sort=officer__user__password",
    "sort=-workers",
    "semua=tenaga-kerja,riwayat",
)
"""What the pages can be asked for; together with the ids of somebody else's below."""
FOREIGN = (("opd", "agency_id"), ("ppk", "officer_id"), ("penyedia", "contractor_id"))
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")


def each(choose):
    chosen = [address for address in addresses() if choose(address)]
    return pytest.mark.parametrize("address", chosen, ids=str)


def is_administration(address):
    return address.path.startswith("/admin/")


def is_page(address):
    return address.name not in OPEN and not is_administration(address)


def of_an_agency(address):
    return address.name in OF_AN_AGENCY


def of_a_contract(address):
    """Whether an address names one contract and nothing else; what hangs on it has its own tests."""
    named = address.name in OF_AN_AGENCY or address.name in WRITTEN_OF_AN_AGENCY
    return named and address.parameters == {"uid"}


@each(lambda address: True)
def test_something_is_decided_for(address):
    if is_administration(address):
        return
    of_a_row = OF_AN_AGENCY | OF_ALL | WRITTEN_OF_AN_AGENCY.keys() | WRITTEN_OF_A_PERSON
    assert address.name in OPEN | READERS | WRITTEN.keys() | of_a_row, f"{address}: who may open it?"
    about_a_row = bool(address.parameters - {"uidb36", "key"})
    assert about_a_row == (address.name in of_a_row), f"{address} takes parameters: whose row is it?"


def test_nothing_is_decided_for_what_is_gone():
    of_a_row = OF_AN_AGENCY | OF_ALL | WRITTEN_OF_AN_AGENCY.keys() | WRITTEN_OF_A_PERSON
    decided = OPEN | READERS | WRITTEN.keys() | of_a_row
    assert {address.name for address in addresses()} >= decided


@each(lambda address: True)
def test_a_stranger_is_sent_to_the_sign_in(address):
    for method in METHODS:
        answer = getattr(Client(), method)(address.path)
        if address.name in ("account_logout", "mfa_authenticate"):
            refused = address.name == "account_logout" and method in ("put", "patch", "delete")
            assert answer.status_code in ((405,) if refused else (200, 302))
            assert answer.get("Location", "/masuk/") == "/masuk/"
        elif address.name in OPEN:
            assert answer.status_code in (200, 405), method
        elif method == "post" and not SECRETIVE.match(address.path):
            assert answer.status_code == 403, "what was typed is held: tests/accounts/test_resending.py"
            assert not re.search("<form", answer.content.decode())
        else:
            assert answer.status_code == 302, method
            assert answer.url == f"/masuk/?next={address.path}"
            assert not answer.content


@each(lambda address: address.name not in OPEN)
def test_a_fragment_sends_the_whole_page_to_the_sign_in(address):
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/kontrak/?pada=2025-09-08"}
    answer = Client().get(address.path, headers=asked)
    assert answer.headers["HX-Redirect"] == "/masuk/?next=/kontrak/%3Fpada%3D2025-09-08"
    assert not answer.content


@pytest.fixture
def clients(ani, budi, sari, eko, fitri):
    """Everybody's client by first name; Fitri's last."""
    people = {"Ani": ani, "Budi": budi, "Sari": sari, "Eko": eko, "Fitri": fitri}
    return {name: cast.signed_in(user) for name, user in people.items()}


def is_written(address):
    return address.name in {*WRITTEN, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON}


@each(lambda address: is_page(address) and not is_written(address))
def test_every_role_opens_the_pages_and_nobody_what_is_missing(address, clients):
    for name, client in clients.items():
        assert client.get(address.path).status_code == (404 if address.parameters else 200), name
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address.path).status_code in (404, 405), f"{name} writes by {method}"


@each(is_written)
def test_forms_open_for_those_who_may_use_them(address, clients):
    for name, client in clients.items():
        may = name in WRITTEN.get(address.name, ())
        for method in ("get", "post"):
            allowed = {200, 302, 405, 422} if may else {403, 405}
            assert getattr(client, method)(address.path).status_code in ({404, 405} if address.parameters else allowed)
        for method in ("put", "patch", "delete"):
            assert getattr(client, method)(address.path).status_code in {403, 404, 405}, f"{name} writes by {method}"


def test_the_administration_is_for_the_administrator(clients):
    for address in filter(is_administration, addresses()):
        answer = clients["Fitri"].get(address.path)
        assert answer.status_code in {200, 302, 403, 404}, address
        assert not answer.get("Location", "").startswith("/masuk/"), address
        for name in ("Ani", "Budi", "Sari", "Eko"):
            for method in ("get", "post", "delete"):
                assert getattr(clients[name], method)(address.path).status_code == 403, f"{name}, {method} {address}"


@pytest.fixture
def contracts(budi, citra):
    """A contract of Budi's agency and one of Citra's, each with an officer, a provider and a worker of its own."""
    found = []
    for serial, user in enumerate((budi, citra), start=1):
        contract = factories.contract(
            agency=cast.agency_of(user),
            officer=f"Petugas {user.name}",
            contractor=f"CV Karya {user.name}",
            title=f"Pembangunan jembatan {user.name}",
            number=f"602/{serial}/RAHASIA",
        )
        factories.assignment(contract, factories.worker(serial, f"Tukang {user.name}"))
        factories.registration(contract, f"SERT-{user.name}")
        found.append(contract)
    return found


def told(client, method, path, **more):
    """All that an answer tells: status, headers, cookies, body without its CSRF token, number of queries."""
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(path, **more)
    body = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
    return answer.status_code, dict(answer.headers), sorted(answer.cookies), body, len(queries)


@each(of_a_contract)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_somebody_elses_answers_like_what_does_not_exist(address, headers, budi, contracts):
    own, foreign = (reverse(address.name, args=[contract.uid]) for contract in contracts)
    client = cast.signed_in(budi)
    may = "Budi" in WRITTEN_OF_AN_AGENCY.get(address.name, {"Budi"})
    assert client.get(own, headers=headers).status_code in ({200, 405} if may else {404})
    for query in ("", "?pada=2025-09-08", "?pada=bukan-hari", "?sort=-title&page=2"):
        for method in ("get", "post") if query else METHODS:
            elsewhere = told(client, method, foreign + query, headers=headers)
            assert elsewhere == told(client, method, address.path + query, headers=headers), method + query
            if method in ("get", "post"):
                assert elsewhere[0] in (404, 405)


@each(lambda address: of_an_agency(address) and of_a_contract(address))
def test_city_wide_roles_open_every_agencys(address, contracts, clients):
    for name in ("Ani", "Sari", "Eko", "Fitri"):
        for contract in contracts:
            assert clients[name].get(reverse(address.name, args=[contract.uid])).status_code == 200, name


@each(lambda address: of_a_contract(address) and is_written(address))
def test_forms_about_a_contract_open_for_those_who_may_use_them(address, contracts, clients):
    for name, client in clients.items():
        may = name in WRITTEN_OF_AN_AGENCY[address.name]
        for method in ("get", "post"):
            answer = getattr(client, method)(reverse(address.name, args=[contracts[0].uid]))
            assert answer.status_code in ({200, 302, 405, 422} if may else {404, 405}), f"{name}, {method}"


@each(of_a_contract)
def test_an_imported_appointment_opens_nothing(address, budi, contracts):
    budi.officer.appointments.update(confirmed_by=None, confirmed_at=None)
    for contract in contracts:
        for method in ("get", "post"):
            answer = getattr(cast.signed_in(budi), method)(reverse(address.name, args=[contract.uid]))
            assert answer.status_code in (404, 405)


def test_no_answer_is_stored_by_anybody(clients):
    for address in addresses():
        for name, client in {"a stranger": Client(), **clients}.items():
            kept = client.get(address.path).headers["Cache-Control"]
            assert "no-store" in kept, f"{name} {address}"
            assert "private" in kept, f"{name} {address}"


def text_of(answer):
    """What can be read in an answer: a page, a CSV file, or all parts of an XLSX file."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    return body.decode()


@each(is_page)
def test_no_page_of_a_ppk_names_what_is_somebody_elses(address, budi, contracts):
    own, foreign = contracts
    client = cast.signed_in(budi)
    if address.name in {*OF_AN_AGENCY, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON}:
        paths = [reverse(address.name, args=[own.uid])] if of_a_contract(address) else []
    elif address.name in OF_ALL:
        paths = [reverse(address.name, args=[contract.contractor_id]) for contract in contracts]
    else:
        paths = [address.path]
    secrets = [foreign.title, foreign.number, str(foreign.uid), "Petugas Citra", "Tukang Citra", "SERT-Citra"]
    # What the queries of forms may name is tried by tests/doors, every one of them.
    asked = () if is_written(address) else (*ASKED, *(f"{name}={getattr(foreign, of)}" for name, of in FOREIGN))
    for path in paths:
        for query in ("", *asked):
            for headers in ({}, {"HX-Request": "true", "HX-Target": "daftar"}):
                answer = client.get(f"{path}?pada=2025-09-08&{query}", headers=headers)
                assert answer.status_code == 200 or is_written(address)
                text = text_of(answer)
                for secret in secrets:
                    assert secret not in text, f"{path}?{query}: {secret}"


@pytest.mark.parametrize(("name", "of"), FOREIGN)
def test_to_filter_by_somebody_elses_is_to_filter_by_what_does_not_exist(name, of, budi, contracts):
    client, foreign = cast.signed_in(budi), getattr(contracts[1], of)
    for page in ("/kontrak/", "/kontrak/unduh.csv"):
        answers = []
        for value in (foreign, MISSING["int"]):
            *_, body, queries = told(client, "get", f"{page}?pada=2025-09-08&{name}={value}")
            typed = rf"({name}=|{name}\" value=\"|<b>|: ){value}\b"
            answers.append((re.sub(typed, r"\1…", re.sub(r"\d\d:\d\d:\d\d|\d\d\.\d\d", "", body)), queries))
        assert answers[0] == answers[1]


def test_those_names_would_be_seen(ani, contracts):
    """The control of the test above: who may see them finds them where it looks."""
    client = cast.signed_in(ani)
    for address in addresses():
        if address.name in {"contract_list", "contract_export"}:
            assert contracts[1].title in text_of(client.get(address.path + "?pada=2025-09-08")), address
