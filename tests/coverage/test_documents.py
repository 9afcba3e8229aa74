"""Documents of a contract: what is taken and what is refused, who may open it, what is missing, and that nothing doubles."""

from datetime import timedelta

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from moto import mock_aws

from cakupan import uploads
from cakupan.keeping import documents
from coverage import filing
from coverage.changes import changes_of
from coverage.locking import version_of
from coverage.models import Document
from projects.models import Contract
from tests import cast, factories
from tests.coverage import papers
from tests.coverage.papers import JPEG, PDF, PNG
from tests.pages import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(monkeypatch):
    """Sets where documents lie: a function of an entry of STORAGES."""

    def keep(entry):
        storage = import_string(entry["BACKEND"])(**entry["OPTIONS"])
        monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
        return storage

    return keep


@pytest.fixture(autouse=True)
def folder(tmp_path, kept):
    kept(documents(tmp_path))
    return tmp_path / "documents"


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi))


def address(contract):
    return reverse("contract_documents", args=[contract.uid])


def upload(reader, contract, content=PDF, *, name="spk.pdf", place="spk", kind="application/pdf"):
    """The answer to a file that `reader` files in a place of the contract."""
    file = SimpleUploadedFile(name, content, kind)
    return cast.signed_in(reader).post(address(contract), {"tempat": place, "berkas": file})


def stored(folder):
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize(("content", "form"), [(PDF, "pdf"), (JPEG, "jpg"), (PNG, "png")])
def test_pdf_jpeg_and_png_are_known_by_what_they_hold(budi, contract, content, form, folder):
    answer = upload(budi, contract, content, name="../../etc/passwd\u202e.exe", kind="text/html")
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.form, document.size, document.filed_by) == (form, len(content), budi)
    assert document.name == "passwd.exe"
    assert stored(folder) == [folder / document.uid.hex[:2] / f"{document.uid.hex}.{form}"]
    assert stored(folder)[0].stat().st_mode & 0o777 == 0o600
    opened = cast.signed_in(budi).get(reverse("document_file", args=[document.uid]))
    assert b"".join(opened.streaming_content) == content
    assert opened["Content-Type"] in {"application/pdf", "image/jpeg", "image/png"}
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in opened["Cache-Control"]
    assert "passwd" not in opened["Content-Disposition"]


@pytest.mark.parametrize(("content", "said"), papers.REFUSED.values(), ids=papers.REFUSED)
def test_what_is_not_is_refused_at_its_place_and_nothing_is_kept(budi, contract, content, said, folder):
    answer = upload(budi, contract, content)
    assert answer.status_code == 422
    page = read(answer)
    assert said in page.select_one("#salah-spk").get_text()
    assert page.select_one("#berkas-spk")["aria-describedby"] == "salah-spk"
    assert not Document.objects.exists()
    assert not stored(folder)


def test_a_file_beyond_every_limit_is_let_go_by(budi, contract, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    answer = upload(budi, contract, PDF[:-8] + bytes(5000) + b"%%EOF\n")
    assert answer.status_code == 422
    assert "lebih besar daripada 10 MB" in texts(answer)


def test_no_file_and_no_such_place_are_said(budi, contract):
    client = cast.signed_in(budi)
    assert "Pilih berkasnya dahulu" in texts(client.post(address(contract), {"tempat": "spk"}))
    answer = upload(budi, contract, place="bukti-bayar-999")
    assert answer.status_code == 422
    assert "Tempat berkas ini tidak ada pada kontrak ini" in texts(answer)


def test_the_same_file_twice_stands_there_once(budi, contract, folder):
    upload(budi, contract)
    again = upload(budi, contract, name="lain.pdf")
    assert again.status_code == 302
    assert "tidak disimpan dua kali" in texts(again.client.get(address(contract)))
    assert Document.objects.count() == len(stored(folder)) == 1
    upload(budi, contract, place="spmk")
    assert Document.objects.count() == 2


def places(reader, contract):
    """{label of a place: whether something lies there}, as the page tells."""
    page = read(cast.signed_in(reader).get(address(contract)))
    return {one.h2.get_text(): "belum ada" not in one.get_text() for one in page.select(".place")}


def test_each_paper_has_its_place_and_the_missing_are_named(budi, contract):
    assert places(budi, contract) == {
        "SPK atau kontrak": False, "SPMK": False, "RKK": False, "Sertifikat BPJS": False, "Bukti bayar iuran": False,
    }  # fmt: skip
    factories.amendment(contract, "A1")
    factories.registration(contract, "SERT-1")
    first, second = factories.instalment(contract, 1), factories.instalment(contract, 2, paid_on=None)
    contract.status = "Selesai"
    contract.save()
    upload(budi, contract, place=f"bukti-bayar-{second.pk}")
    assert places(budi, contract) == {
        "SPK atau kontrak": False, "SPMK": False, "RKK": False, "Adendum A1": False, "Sertifikat BPJS SERT-1": False,
        "Bukti bayar termin 1": False, "Bukti bayar termin 2": True, "BAST": False,
    }  # fmt: skip
    assert Document.objects.get().instalment == second
    detail = texts(cast.signed_in(budi).get(reverse("contract_detail", args=[contract.uid])))
    assert "Bukti bayar termin 1 belum ada" in detail
    assert first.pk != second.pk


def test_the_safety_plan_is_asked_of_construction_works_alone(budi, contract):
    Contract.objects.filter(pk=contract.pk).update(kind="Jasa Konsultansi Pengawasan")
    assert "RKK" not in places(budi, contract)
    Contract.objects.filter(pk=contract.pk).update(kind="Pekerjaan Konstruksi")
    upload(budi, contract, place="rkk")
    assert places(budi, contract)["RKK"] is True
    Contract.objects.filter(pk=contract.pk).update(kind="Jasa Konsultansi Pengawasan")
    assert places(budi, contract)["RKK (rencana keselamatan konstruksi)"] is True, "what was filed keeps its place"


def test_a_document_filed_before_its_paper_keeps_its_place(budi, contract):
    upload(budi, contract, place="sertifikat")
    factories.registration(contract, "SERT-1")
    assert places(budi, contract)["Sertifikat BPJS SERT-1"] is False
    assert places(budi, contract)["Sertifikat BPJS"] is True


def test_a_withdrawn_document_leaves_its_place_and_stays_in_the_history(budi, contract, folder):
    upload(budi, contract)
    document = Document.objects.get()
    path = reverse("document_withdraw", args=[document.uid])
    client = cast.signed_in(budi)
    assert client.get(path).status_code == 200
    read = {"versi": version_of(document)}
    assert client.post(path, read | {"alasan": " "}).status_code == 422
    assert client.post(path, read | {"alasan": "Berkas kontrak lain"}).status_code == 302
    assert client.post(path, {"alasan": "Sekali lagi"}).status_code == 404
    assert places(budi, contract)["SPK atau kontrak"] is False
    (change,) = [one for one in changes_of(contract) if one.part == "document" and one.act == "update"]
    assert (change.who, change.reason) == (budi.name, "Berkas kontrak lain")
    assert client.get(reverse("document_file", args=[document.uid])).status_code == 200
    assert len(stored(folder)) == 1
    upload(budi, contract)
    assert places(budi, contract)["SPK atau kontrak"] is True


def test_who_may_file_open_and_withdraw(budi, contract):
    ani, citra, sari, eko, fitri = (
        cast.make_ani(),
        cast.make_citra(),
        cast.make_sari(),
        cast.make_eko(),
        cast.make_fitri(),
    )
    factories.registration(contract, "SERT-1")
    registration = contract.registrations.get()
    certificate = f"sertifikat-{registration.pk}"
    upload(budi, contract)
    upload(budi, contract, JPEG, place=certificate)
    contract.status = "Selesai"
    contract.save()
    upload(budi, contract, PNG, place="bast")
    papers = {one.slot: one for one in Document.objects.all()}

    def opens(reader):
        client = cast.signed_in(reader)
        found = {slot: client.get(reverse("document_file", args=[one.uid])).status_code for slot, one in papers.items()}
        return {slot for slot, status in found.items() if status == 200}

    assert opens(ani) == opens(budi) == opens(eko) == opens(fitri) == {"spk", "sertifikat", "bast"}
    assert opens(sari) == {"spk", "sertifikat"}
    assert opens(citra) == set()
    other = PDF.replace(b"endobj", b"endobj ")
    for reader in (citra, eko, fitri):
        assert upload(reader, contract, other).status_code == 404
        for one in papers.values():
            path = reverse("document_withdraw", args=[one.uid])
            assert cast.signed_in(reader).post(path, {"alasan": "x"}).status_code == 404
    assert upload(sari, contract, other).status_code == 422
    assert upload(sari, contract, other, place=certificate).status_code == 302
    withdraw = reverse("document_withdraw", args=[papers["spk"].uid])
    assert cast.signed_in(sari).post(withdraw, {"alasan": "x"}).status_code == 404
    assert not Document.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_file_without_a_row_goes_after_a_day(budi, contract, folder):
    upload(budi, contract)
    lost = folder / "ab" / "abc.pdf"
    lost.parent.mkdir(exist_ok=True)
    lost.write_bytes(PDF)
    now = timezone.localtime()
    assert filing.clear_orphans(now - timedelta(days=1)) == 0
    assert filing.clear_orphans(now + timedelta(days=1)) == 1
    assert len(stored(folder)) == 1


def test_a_refused_row_leaves_no_file(budi, contract, folder):
    place = filing.Place("tidak-ada", "Tidak ada")
    with pytest.raises(Exception, match="document_slot_known"):
        filing.file_document(contract, place, SimpleUploadedFile("a.pdf", PDF), budi)
    assert not stored(folder)


def test_a_bucket_keeps_documents_as_the_folder_does(budi, contract, kept, monkeypatch):
    names = {
        "DOCUMENTS": "s3",
        "S3_BUCKET": "berkas",
        "S3_ACCESS_KEY": "a",
        "S3_SECRET_KEY": "b",
        "S3_REGION": "us-east-1",
    }
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="berkas")
        storage = kept(documents(None))
        upload(budi, contract)
        document = Document.objects.get()
        assert storage.exists(document.file.name)
        answer = cast.signed_in(budi).get(reverse("document_file", args=[document.uid]))
        assert b"".join(answer.streaming_content) == PDF
        assert filing.clear_orphans(timezone.localtime() + timedelta(days=1)) == 0
        storage.save("ab/lost.pdf", ContentFile(PDF))
        assert filing.clear_orphans(timezone.localtime() + timedelta(days=1)) == 1
        assert storage.exists(document.file.name)
