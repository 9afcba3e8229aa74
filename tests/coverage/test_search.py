"""Cari: what is found, with a slip or without, by whom, and that a NIK typed there stays nowhere."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contractors.models import NIKTail, Worker
from contractors.nik import tail_index
from coverage.searching import find
from tests import cast, factories
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGE = reverse("search")


@pytest.fixture
def city(budi, citra):
    """A contract of Budi's with one worker, and one of Citra's with another and with Budi's worker."""
    own = factories.contract(
        agency=cast.agency_of(budi), title="Rehabilitasi Jembatan Cipakancilan", number="602.1/77-SPK/PUPR/2025",
        rup_code="55512345", spse_code="9988776", contractor="CV Karya Mandiri", officer="Hendra Gunawan",
    )  # fmt: skip
    foreign = factories.contract(
        agency=cast.agency_of(citra), title="Pembangunan Ruang Kelas SDN Empang", contractor="PT Bangun Negeri",
        officer="Lilis Suryani",
    )  # fmt: skip
    mine, theirs = factories.worker(4711, "Suparman Wijaya"), factories.worker(4712, "Dadang Hidayat")
    factories.assignment(own, mine)
    factories.assignment(foreign, mine)
    factories.assignment(foreign, theirs)
    return own, foreign, mine, theirs


def names(found):
    return {str(one) for kind in (found.contracts, found.contractors, found.officers, found.workers) for one in kind}


@pytest.mark.parametrize(
    "text",
    [
        "602.1/77-SPK/PUPR/2025", "602.1 / 77–SPK / PUPR / 2025", "77-spk", "55512345", "9988776",
        "Jembatan Cipakancilan", "jembatan cipakncilan",
        "REHABILITASI", "rehablitasi jembatan", "  Jembatan   Cipakancilan ",
    ],
)  # fmt: skip
def test_a_contract_is_found_by_number_code_and_title_with_a_slip_too(budi, city, text):
    assert find(budi, text).contracts == [city[0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("karya mandiri", "CV Karya Mandiri"),
        ("karya mandri", "CV Karya Mandiri"),
        ("hendra", "Hendra Gunawan"),
        ("Hendra Gunwan", "Hendra Gunawan"),
        ("suparman", "Suparman Wijaya"),
        ("Suparmn Wijaya", "Suparman Wijaya"),
        ("4711", "Suparman Wijaya"),
    ],
)
def test_people_and_firms_are_found(budi, city, text, name):
    assert name in names(find(budi, text))


def test_a_whole_nik_finds_its_worker_and_stands_nowhere(budi, city, caplog):
    nik = factories.invented_nik(4711).reveal()
    client = cast.signed_in(budi)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(PAGE, {"cari": f"{nik[:4]}.{nik[4:8]} {nik[8:]}"})
    page = read(answer)
    assert "Suparman Wijaya" in page.select_one("main").get_text()
    assert nik not in caplog.text
    assert all(nik not in (link.get("href") or "") for link in page.select("a"))
    assert nik[-4:] in page.select_one(".hits .mono").get_text()
    assert nik not in page.select_one("main").get_text()


def test_what_is_somebody_elses_is_not_found(budi, city):
    for text in ("Empang", "Ruang Kelas", "Lilis Suryani", "Dadang", "4712", factories.invented_nik(4712).reveal()):
        assert not names(find(budi, text)) & {"Pembangunan Ruang Kelas SDN Empang", "Lilis Suryani", "Dadang Hidayat"}
    (worker,) = find(budi, "4711").workers
    assert worker.rosters == [city[0]], "of the worker's contracts only own ones are told"
    assert [str(one) for one in find(budi, "Bangun Negeri").contractors] == ["PT Bangun Negeri"], (
        "firms are open to all"
    )


def test_city_wide_roles_find_everything(ani, sari, eko, fitri, city):
    for reader in (ani, sari, eko, fitri):
        assert find(reader, "4712").workers == [city[3]]
        assert set(find(reader, "4711").workers[0].rosters) == {city[0], city[1]}
        assert find(reader, "Empang").contracts == [city[1]]


@pytest.mark.parametrize(
    "text", ["", " ", "a", "\0", "%", "_", "'", "100%' OR '1'='1", "x" * 5000, "{{7*7}}", "👷", "\ud800"]
)
def test_odd_texts_find_nothing_and_break_nothing(budi, city, text):
    if text == "\ud800":
        body = b"cari=%ED%A0%80"
        answer = cast.signed_in(budi).post(PAGE, body, content_type="application/x-www-form-urlencoded")
    else:
        answer = cast.signed_in(budi).post(PAGE, {"cari": text})
    assert answer.status_code == 200
    assert not read(answer).select(".hits")


def test_the_last_digits_are_indexed_by_key_and_only_once(city):
    assert NIKTail.objects.complete(1) == 1
    assert NIKTail.objects.complete(10) == 1
    assert NIKTail.objects.complete(10) == 0
    for tail in NIKTail.objects.all():
        assert bytes(tail.tail) == tail_index(tail.worker.nik.reveal()[-4:])
        assert tail.worker.nik.reveal()[-4:].encode() not in bytes(tail.tail)
        assert bytes(tail.tail) != bytes(tail.worker.nik_index)


def test_reading_the_page_looks_for_nothing(budi, city):
    page = read(cast.signed_in(budi).get(PAGE, {"cari": "Jembatan"}))
    assert not page.select(".hits")
    assert page.select_one("#cari-semua")["value"] == ""


def test_the_queries_do_not_grow_with_what_is_found(budi):
    counts, own = [], cast.agency_of(budi)
    client = cast.signed_in(budi)
    for size in (2, 30):
        for at in range(size):
            contract = factories.contract(agency=own, title=f"Jembatan {size} {at}")
            factories.assignment(contract, factories.worker(100 * size + at, f"Jembatan {at}"))
        with CaptureQueriesContext(connection) as captured:
            client.post(PAGE, {"cari": "Jembatan"})
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12
    assert Worker.objects.count() == 32
