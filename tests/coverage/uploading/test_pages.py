"""The pages of an upload: form, preview, decision, list; who may open them, and what they never show."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from coverage.importing.templates import EMPLOYMENTS, TENAGA_KERJA
from coverage.models import Disclosure, Upload
from coverage.uploading.applying import Outcome
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import bring, bring_and_apply, person, read_back, roster
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def everybody():
    """Ani, Citra, Sari and Eko."""
    return [User.objects.get(email=f"{name}@bogor.test") for name in ("ani", "citra", "sari", "eko")]


def send(user, contract, file, key=None):
    path = reverse("roster_upload", args=[contract.uid])
    return cast.signed_in(user).post(path, {"berkas": file, "key": key or uuid.uuid4()})


def test_a_file_leads_to_its_preview_and_from_there_to_the_register(budi, contract):
    client = cast.signed_in(budi)
    answer = send(budi, contract, roster(contract, person(1), person(2, nik="12")))
    assert answer.status_code == 303
    page = client.get(answer.url).content.decode()
    assert "Periksa sebelum diterapkan" in page
    assert "Terapkan 1 baris yang baik" in page
    assert "NIK harus 16 angka" in page
    assert person(1)["nik"] not in page
    assert "************0001" in page
    assert not Assignment.objects.exists()
    answer = client.post(answer.url + "terapkan/", {"good_only": "1"}, follow=True)
    assert "Diterapkan: 1 baris baru" in answer.content.decode()
    assert Assignment.objects.count() == 1


def test_the_page_says_what_stands_in_each_column(budi, contract):
    page = read(cast.signed_in(budi).get(reverse("roster_upload", args=[contract.uid])))
    told = {name.text: name.find_next_sibling("dd").text for name in page.select("[aria-labelledby=h-kolom] dt")}
    assert list(told) == list(TENAGA_KERJA.names)
    assert {one.name for one in TENAGA_KERJA.columns if one.required} == {
        name for name, said in told.items() if said.startswith("wajib")
    }
    assert all(one in told["status_kerja"] for one in EMPLOYMENTS)


@pytest.mark.parametrize("name", ["daftar.pdf", "daftar.xls", "daftar", "daftar.csv.exe"])
def test_what_is_no_such_file_is_said_at_its_field(name, budi, contract):
    answer = send(budi, contract, roster(contract, person(1), name=name))
    assert answer.status_code == 422
    assert "Simpan sebagai" in answer.content.decode()
    assert not Upload.objects.exists()


def test_no_file_and_a_large_file_are_said_at_the_field(budi, contract, settings):
    answer = cast.signed_in(budi).post(reverse("roster_upload", args=[contract.uid]), {"key": uuid.uuid4()})
    assert (answer.status_code, "Pilih berkasnya" in answer.content.decode()) == (422, True)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = send(budi, contract, roster(contract, person(1)))
    assert (answer.status_code, "Paling besar" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["../../etc/x.csv", "a" * 300 + ".csv", "\u202egnp.csv", "con.csv", "<b>x</b>.csv"])
def test_what_a_file_is_called_leads_nowhere(name, budi, contract):
    answer = send(budi, contract, roster(contract, person(1), name=name))
    found = Upload.objects.get()
    assert "/" not in found.file_name
    assert "\u202e" not in found.file_name
    assert len(found.file_name) < 80
    assert "<b>x" not in cast.signed_in(budi).get(answer.url).content.decode()


def test_the_preview_of_many_rows_shows_some_and_asks_no_more_of_the_database(budi, contract):
    client, counted = cast.signed_in(budi), []
    for rows in (3, 300):
        found = bring(budi, contract, *(person(serial, nama=f"Orang {rows}") for serial in range(1, rows + 1)))
        for query in ("", "?baris=new", "?baris=new&page=2"):
            with CaptureQueriesContext(connection) as queries:
                page = client.get(found.get_absolute_url() + query).content.decode()
            assert page.count('<tr role="row">') <= 53
            counted.append(len(queries))
    assert counted[:3] == counted[3:]
    assert max(counted) <= 12


@pytest.mark.usefixtures("ani", "citra", "sari", "eko")
def test_others_see_that_there_was_an_upload_and_not_what_was_in_it(budi, contract):
    ani, citra, sari, eko = everybody()
    found = bring(budi, contract, person(1, nama="Nama Rahasia"))
    for user in (ani, eko):
        page = cast.signed_in(user).get(found.get_absolute_url())
        assert page.status_code == 200
        assert "Nama Rahasia" not in page.content.decode()
        assert found.file_name in cast.signed_in(user).get("/impor/").content.decode()
    for user in (citra, sari):
        assert cast.signed_in(user).get(found.get_absolute_url()).status_code == 404
        assert found.file_name not in cast.signed_in(user).get("/impor/").content.decode()
    for act in ("terapkan", "buang", "ulangi"):
        for user in (ani, citra, sari, eko):
            assert cast.signed_in(user).post(f"{found.get_absolute_url()}{act}/").status_code == 404
    assert not Assignment.objects.exists()


def test_the_key_of_somebody_elses_upload_leads_to_none_of_theirs(budi, citra, contract):
    theirs = bring(citra, factories.contract(agency=cast.agency_of(citra)), person(1, nama="Nama Rahasia"))
    answer = send(budi, contract, roster(contract, person(2)), key=theirs.key)
    assert answer.status_code == 303
    mine = Upload.objects.of(budi).get()
    assert answer.url == mine.get_absolute_url()
    assert mine.contract == contract
    assert Upload.objects.of(citra).get() == theirs


@pytest.mark.usefixtures("ani", "citra", "sari", "eko")
def test_undo_is_for_who_brought_it_and_for_procurement(budi, contract):
    ani, citra, sari, eko = everybody()
    _, found = bring_and_apply(budi, contract, person(1))
    for user in (citra, sari, eko):
        assert cast.signed_in(user).post(f"{found.get_absolute_url()}batalkan/").status_code == 404
    assert Assignment.objects.count() == 1
    answer = cast.signed_in(ani).post(f"{found.get_absolute_url()}batalkan/", follow=True)
    assert "kembali seperti sebelum" in answer.content.decode()
    assert "Berkas yang sama boleh diunggah lagi" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_why_the_worker_applied_nothing_is_said_until_it_is_decided(budi, contract):
    found = bring(budi, contract, person(1))
    found.report["outcome"] = Outcome.MOVED.value  # as coverage/uploading/jobs.py leaves it
    found.save()
    client, told = cast.signed_in(budi), "Register berubah sejak berkas ini dibaca. Tidak ada yang ditulis"
    assert told in client.get(found.get_absolute_url()).content.decode()
    page = client.post(f"{found.get_absolute_url()}terapkan/", follow=True).content.decode()
    assert "Diterapkan: 1 baris baru" in page
    assert told not in page


def test_what_is_not_used_is_erased(budi, contract):
    found = bring(budi, contract, person(1))
    cast.signed_in(budi).post(f"{found.get_absolute_url()}buang/")
    found.refresh_from_db()
    assert (found.state, found.rows.count()) == (Upload.State.DROPPED, 0)
    assert "tidak ada yang ditulis dua kali" in cast.signed_in(budi).post(
        f"{found.get_absolute_url()}terapkan/", follow=True
    ).content.decode()  # fmt: skip


def test_the_same_file_again_says_so(budi, contract):
    bring_and_apply(budi, contract, person(1))
    answer = send(budi, contract, roster(contract, person(1)))
    page = cast.signed_in(budi).get(answer.url).content.decode()
    assert Upload.objects.count() == 1
    assert "Diterapkan" in page


def test_a_file_of_what_stands_there_has_nothing_to_apply(budi, contract):
    bring_and_apply(budi, contract, person(1), person(2))
    found = bring(budi, contract, person(1))
    page = cast.signed_in(budi).get(found.get_absolute_url()).content.decode()
    assert "tidak ada yang perlu diterapkan" in page
    assert "Terapkan " not in page


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_wrong_rows_come_back_mended_and_leave_nothing_wrong(ending, budi, ani, contract):
    rows = person(1), person(2, nik="12"), person(3, mulai="31/09/2025")
    outcome, found = bring_and_apply(budi, contract, *rows, good_only=True, ending=ending)
    client = cast.signed_in(budi)
    path = reverse("upload_wrong", args=[found.uid])
    answer = client.get(path)
    assert answer.headers["Content-Disposition"].endswith(f'.{ending}"')
    told = read_back(answer.content, ending)
    assert [row[-2] for row in told] == ["status", "salah", "salah"]
    assert [row[-1] for row in told[1:]] == [
        "nik: NIK harus 16 angka, tertulis 2",
        "mulai: tanggal ini tidak ada dalam kalender",
    ]
    assert cast.signed_in(ani).get(path).status_code == 404
    again = send(budi, contract, SimpleUploadedFile(f"salah.{ending}", answer.content))
    page = client.get(again.url).content.decode()
    assert Upload.objects.latest("pk").counts["wrong"] == 2, page
    assert outcome.name == "APPLIED"


def test_the_roster_as_it_stands_comes_back_the_same_and_is_noted(budi, sari, contract):
    bring_and_apply(budi, contract, person(1, upah="4500000,50"), person(2, selesai="2025-08-31"))
    path, client = reverse("roster_filled", args=[contract.uid]), cast.signed_in(budi)
    assert client.get(path).status_code == 405
    assert client.post(path, {"keperluan": " "}).status_code == 422
    assert not Disclosure.objects.exists()
    assert cast.signed_in(sari).post(path, {"keperluan": "ingin tahu"}).status_code == 404
    answer = client.post(path, {"keperluan": "perpanjangan sertifikat"})
    noted = Disclosure.objects.get()
    assert (noted.user, noted.contract, noted.records, noted.purpose) == (budi, contract, 2, "perpanjangan sertifikat")
    send(budi, contract, SimpleUploadedFile("isi.xlsx", answer.content))
    found = Upload.objects.latest("pk")
    assert (found.counts["rows"], found.counts["same"]) == (2, 2)
