"""From a file to the register: what was shown is what is written, once, and nothing of a file with a fault."""

import threading
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from contractors.models import Worker
from coverage.models import Upload, UploadRow
from coverage.uploading.applying import Outcome, apply_or_queue
from coverage.uploading.judging import unsealed
from coverage.uploading.keeping import content_of, path_of
from coverage.uploading.receiving import receive
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import DAY, bring, bring_and_apply, called, person, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def test_every_row_has_its_state_and_nothing_is_written(budi, contract):
    known = factories.worker(1, called(1), sex="L")
    fields = {"job": "Tukang batu", "domicile_code": "32.71.01.1001", "wage": 4_500_000, "kpj": "25000000001"}
    factories.assignment(contract, known, **fields)
    factories.assignment(contract, factories.worker(2, called(2), sex="L"), **fields)
    found = bring(
        budi, contract, person(1), person(2, jabatan="Mandor"), person(3), person(4, nik="12"), person(5, nik="x")
    )
    assert found.state == Upload.State.READY
    assert found.counts == {"rows": 5, "new": 1, "changed": 1, "same": 1, "wrong": 2, "doubtful": 0}
    assert found.report["listed"] == {"day": DAY.isoformat(), "before": 2, "after": 3}
    rows = list(UploadRow.objects.filter(upload=found).order_by("line"))
    assert [(row.line, row.state) for row in rows] == [
        (2, "same"), (3, "changed"), (4, "new"), (5, "wrong"), (6, "wrong"),
    ]  # fmt: skip
    assert unsealed(found, rows[1])["was"] == {"jabatan": "Tukang batu"}
    assert [column for column, *_ in unsealed(found, rows[3])["errors"]] == ["nik"]
    assert Assignment.objects.count() == 2


def test_neither_row_nor_report_nor_file_holds_a_person_in_clear(budi, contract):
    found = bring(budi, contract, person(1, nama="Rahasia Sekali"), person(2, nik="3271010101901x"))
    stored = [found.report, *UploadRow.objects.values_list("written", "verdict")]
    for secret in ("Rahasia", person(1)["nik"], "4500000"):
        assert secret not in str([(bytes(one) if isinstance(one, memoryview) else one) for one in stored])
        assert secret.encode() not in path_of(found).read_bytes()
        assert all(secret.encode() not in bytes(row.written) for row in UploadRow.objects.all())
    assert b"Rahasia Sekali" in content_of(found)
    assert path_of(found).stat().st_mode & 0o777 == 0o600


def test_all_or_nothing(budi, contract):
    outcome, found = bring_and_apply(budi, contract, person(1), person(2, nik="12"))
    assert (outcome, found.state) == (Outcome.WRONG_ROWS, Upload.State.READY)
    assert Assignment.objects.count() == Worker.objects.count() == 0


def test_the_good_rows_alone(budi, contract):
    outcome, found = bring_and_apply(budi, contract, person(1), person(2, nik="12"), person(3), good_only=True)
    assert (outcome, found.state, found.good_only) == (Outcome.APPLIED, Upload.State.APPLIED, True)
    assert Assignment.objects.filter(contract=contract).count() == 2
    assert found.report["written"]["tenaga_kerja"] == {"new": 2, "changed": 0, "same": 0}
    assert found.applied_at


def test_each_change_carries_the_upload_and_who_applied_it(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    event = Assignment.objects.get().recorded_events.get()
    assert event.pgh_context_id == found.history
    assert event.pgh_context.metadata == {"user": budi.pk, "upload": str(found.uid)}


def test_a_second_click_writes_nothing(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    assert apply_or_queue(found, budi, DAY, False) == Outcome.SETTLED
    assert Assignment.objects.count() == 1


def test_what_moved_since_it_was_shown_is_shown_anew(budi, contract):
    worker = factories.worker(1, called(1))
    assigned = factories.assignment(contract, worker, job="Pekerja")
    found = bring(budi, contract, person(1))
    Assignment.objects.filter(pk=assigned.pk).update(job="Mandor")
    assert apply_or_queue(found, budi, DAY, False) == Outcome.MOVED
    assert Assignment.objects.get().job == "Mandor"
    found = Upload.objects.get(pk=found.pk)
    assert unsealed(found, found.rows.get())["was"]["jabatan"] == "Mandor"
    assert apply_or_queue(found, budi, DAY, False) == Outcome.APPLIED
    assert Assignment.objects.get().job == "Tukang batu"


def test_who_lost_the_right_applies_nothing(budi, contract):
    found = bring(budi, contract, person(1))
    budi.officer.appointments.update(confirmed_by=None, confirmed_at=None)
    assert apply_or_queue(found, cast.with_agencies(budi, DAY), DAY, False) == Outcome.FORBIDDEN
    assert not Assignment.objects.exists()


def test_the_same_form_and_the_same_file_lead_to_one_upload(budi, contract):
    key = uuid.uuid4()
    options = {"template": "tenaga_kerja", "contract": contract, "day": DAY}
    first, was_there = receive(roster(contract, person(1)), budi, key=key, **options)
    assert not was_there
    assert receive(roster(contract, person(1)), budi, key=key, **options) == (first, True)
    assert receive(roster(contract, person(1)), budi, key=uuid.uuid4(), **options) == (first, True)
    assert Upload.objects.count() == 1


def test_the_file_that_was_applied_changes_nothing_again(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1))
    Assignment.objects.update(job="Diperbaiki tangan")
    again, was_there = receive(
        roster(contract, person(1)), budi, key=uuid.uuid4(), template="tenaga_kerja", contract=contract, day=DAY
    )
    assert (again, was_there) == (found, True)
    assert Assignment.objects.get().job == "Diperbaiki tangan"


def test_a_row_of_another_package_is_refused_whether_it_exists_or_not(budi, citra, contract):
    foreign = factories.contract(agency=cast.agency_of(citra), package_code="RAHASIA-1")
    found = bring(budi, contract, person(1, kode_paket="RAHASIA-1"), person(2, kode_paket="TIDAK-ADA"))
    told = [unsealed(found, row)["errors"] for row in found.rows.order_by("line")]
    known, unknown = ([(column, text) for column, text, _ in errors] for errors in told)
    assert known == unknown
    assert found.counts["wrong"] == 2
    assert not Assignment.objects.filter(contract=foreign).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "kosong"), (b"%PDF-1.7 x", "PDF"), (b"nik;nama\n1;2\n", "kolom tidak ada"), (b"\xff\xfea\x00", "UTF-16")],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(content, said, budi, contract):
    file = SimpleUploadedFile("tenaga_kerja.csv", content)
    found, _ = receive(file, budi, key=uuid.uuid4(), template="tenaga_kerja", contract=contract, day=DAY)
    assert found.state == Upload.State.REFUSED
    assert said in " ".join(found.report["problems"])
    assert not found.rows.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_uploads_at_once_one_waits_for_the_other(budi, contract):
    uploads = [bring(budi, contract, person(1), person(serial)) for serial in (2, 3)]
    outcomes = []

    def act(upload):
        try:
            outcomes.append(apply_or_queue(upload, budi, DAY, False))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[upload]) for upload in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.name for one in outcomes) == ["APPLIED", "MOVED"]
    assert Assignment.objects.count() == 2


def warnings(upload):
    """What the preview says of each row beside its errors, as (column, text) pairs."""
    return [
        [(column, text) for column, text, _ in unsealed(upload, row)["warnings"]]
        for row in upload.rows.order_by("line")
    ]


def test_of_somebody_elses_person_nothing_is_told_but_that_they_stand_elsewhere(budi, ani, contract):
    """A name, a birth date or a sex that differs would tell, by trying, what another agency has stored."""
    foreign = factories.contract(agency="Dinas Lain", number="602/RAHASIA")
    factories.assignment(foreign, factories.worker(1, "Nama Rahasia", born_on=date(1991, 2, 3), sex="P"))
    apart = factories.worker(2, "Nama Rahasia", born_on=date(1991, 2, 3), sex="P")
    factories.assignment(foreign, apart, ends_on=date(2025, 7, 1))
    rows = person(1), person(2, mulai="2025-07-02")
    assert warnings(bring(budi, contract, *rows)) == [[("nik", "juga terdaftar di luar OPD ini")], []]
    told = [{column for column, _ in row} for row in warnings(bring(ani, contract, *rows))]
    assert told == [{"nama", "tanggal_lahir", "jenis_kelamin", "nik"}, {"nama", "tanggal_lahir", "jenis_kelamin"}]


def test_contracts_that_the_reader_may_see_are_named_and_many_are_counted(budi, ani, contract):
    who = factories.worker(1, called(1), sex="L")
    for agency, number in ((contract.agency, "602/A"), (contract.agency, "602/B"), ("Dinas Lain", "602/C")):
        factories.assignment(factories.contract(agency=agency, number=number), who)
    own = ("nik", "juga terdaftar pada kontrak 602/A, 602/B, pada hari yang sama")
    assert warnings(bring(budi, contract, person(1))) == [[own, ("nik", "juga terdaftar di luar OPD ini")]]
    factories.assignment(factories.contract(agency="Dinas Lain", number="602/D"), who)
    assert "602/A, 602/B, 602/C, dan 1 lain, pada hari" in warnings(bring(ani, contract, person(1)))[0][0][1]
