"""Hostile files, each refused with its reason by a child that may do nothing but read; and what that child may not do."""

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from coverage.importing import Held, Preview, import_files, import_roster
from coverage.importing.parser import ROOT, Parser
from coverage.importing.previewing import MOST_ROWS
from coverage.models import Upload
from coverage.parsing.confining import MOST_SECONDS, SECONDS, seconds_for
from coverage.parsing.refusal import Refused
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.importing import hostile
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.importing.test_preview import DAY, look
from tests.pages import texts

MEGABYTE = 1 << 20


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def send(user, contract, name, content):
    """The answer of the upload form to such a file, and the Upload that it made, or None."""
    sent = {"berkas": SimpleUploadedFile(name, content), "key": uuid.uuid4()}
    answer = cast.signed_in(user).post(reverse("roster_upload", args=[contract.uid]), sent)
    return answer, Upload.objects.first()


@pytest.mark.django_db
@pytest.mark.parametrize("what", hostile.FILES)
def test_a_hostile_file_is_refused_with_its_reason(folder, budi, contract, what):
    """By the form, by the import of a roster and by the command."""
    name, make, words = hostile.FILES[what]
    content = make()
    assert len(content) <= MEGABYTE
    assert seconds_for(len(content)) == SECONDS
    answer, upload = send(budi, contract, name, content)
    if upload is None:
        assert answer.status_code == 422
        assert "kosong" in texts(answer) if not content else "Simpan sebagai .xlsx atau .csv" in texts(answer)
    else:
        assert (answer.status_code, upload.state, upload.rows.count()) == (303, Upload.State.REFUSED, 0)
        assert any(words in problem for problem in upload.report["problems"]), upload.report
    problems = import_roster(Held(name, content), DAY, good_only=True).errors
    assert any(words in problem.reason for problem in problems), problems
    assert all(problem.file == name for problem in problems)
    named = folder.write(f"tenaga_kerja{Path(name).suffix}", content)
    report = import_files([named], DAY)
    assert report.errors
    assert Path(name).suffix == "" or any(words in error.reason for error in report.errors)
    assert not Assignment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("what", hostile.IGNORED)
def test_what_leads_elsewhere_is_ignored_and_told(folder, budi, contract, what):
    name, make, notices = hostile.IGNORED[what]
    _, upload = send(budi, contract, name, make())
    assert (upload.state, upload.counts["new"], upload.counts["wrong"]) == (Upload.State.READY, 1, 0)
    assert [one for one in notices if not any(one in told for told in upload.report["notices"])] == []
    report = import_files([folder.write(f"tenaga_kerja{Path(name).suffix}", make())], DAY)
    assert report.errors == []
    assert [one for one in notices if not any(one in told.reason for told in report.warnings)] == []
    assert Assignment.objects.get().wage == 4_500_000


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_with_and_without_its_mark_is_read(folder, encoding):
    folder.put("kontrak")
    folder.bring()
    assert import_roster(Held("a.csv", hostile.TEXT.encode(encoding)), DAY).errors == []
    assert Assignment.objects.get().worker.name == "Café"


@pytest.mark.django_db
def test_cells_that_are_too_much_are_errors_of_their_row(folder):
    folder.put("kontrak")
    folder.bring()
    rows = [{**GOOD["tenaga_kerja"], "nama": "x" * 1_000_000}, {**GOOD["tenaga_kerja"], "jabatan": "a\0b"}]
    preview, (long, nul), _ = look(Held("a.csv", as_csv("tenaga_kerja", rows).encode()))
    assert preview.problems == []
    assert [error.text for error in long.errors] == ["terlalu panjang: 1000000 aksara, paling banyak 32767"]
    assert [error.column for error in nul.errors] == ["jabatan"]
    assert "NUL" in nul.errors[0].text


@pytest.mark.django_db
def test_the_name_of_a_file_is_only_believed_in_its_ending():
    content = as_csv("tenaga_kerja", []).encode()
    for name in ("../../etc/x.csv", "/etc/passwd.csv", "con.csv", "x" * 300 + ".csv", "\u202evsc.x.csv", "a\0b.CSV"):
        preview = Preview(Held(name, content), DAY)
        assert preview.problems == []
        assert len(preview.name) <= 60
        assert preview.name.isprintable()


@pytest.mark.django_db
def test_an_upload_of_empty_lines_has_no_rows_and_one_of_short_ones_says_so():
    preview, rows, _ = look(Held("a.csv", as_csv("tenaga_kerja", []).encode() + b"\n" * 900_000))
    assert (preview.problems, rows) == ([], [])
    preview, rows, verdicts = look(Held("a.csv", as_csv("tenaga_kerja", []).encode() + b"x\n" * 1000))
    assert (len(rows), {row.errors[0].text for row in rows}) == (1000, {"1 sel, seharusnya 12"})
    assert {verdict.state for verdict in verdicts} == {"wrong"}
    with transaction.atomic():
        report = import_roster(Held("a.csv", as_csv("tenaga_kerja", []).encode() + b"x\n" * 2000), DAY, good_only=True)
    assert (report.left_out_rows, len(report.left_out)) == (2000, 1000)


def test_what_a_file_may_cost_grows_with_it():
    assert (seconds_for(0), seconds_for(MEGABYTE - 1)) == (2, 2)
    assert seconds_for(5 * MEGABYTE) == 22
    assert seconds_for(10**9) == MOST_SECONDS
    assert MOST_ROWS == 100_000


@pytest.fixture
def waiting(tmp_path):
    """A child that waits for its rows to be taken: more than a pipe holds."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 200_000)
    parser = Parser(path)
    assert parser.header == ["a", "b"]
    yield parser
    parser.close()


def test_the_child_has_no_environment_and_no_other_files(waiting):
    of_it = Path(f"/proc/{waiting._child.pid}")
    assert (of_it / "environ").read_bytes() == b""
    assert {int(one.name) for one in (of_it / "fd").iterdir()} <= {0, 1, 2}
    limits = (of_it / "limits").read_text()
    assert "Max open files            0                    0" in limits
    assert "Max file size             0                    0" in limits


def test_a_child_ends_with_whoever_asked_for_it(waiting):
    pid = waiting._child.pid
    waiting.close()
    assert waiting._child.returncode == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_is_killed_is_a_refusal(waiting):
    os.kill(waiting._child.pid, signal.SIGSEGV)
    with pytest.raises(Refused, match="berhenti di tengah jalan"):
        list(waiting.rows())


TRIALS = {
    "open": ("open('/etc/hostname')", "OSError"),
    "socket": ("socket.socket()", "OSError"),
    "memory": ("bytearray(600 << 20)", "MemoryError"),
    "write": ("os.write(1, b'x')", "OSError"),
}


@pytest.mark.parametrize("what", TRIALS)
def test_a_confined_process_can_do_nothing_else(tmp_path, what):
    act, error = TRIALS[what]
    program = (
        "import os, sys, signal, socket; sys.path.insert(0, sys.argv[1]);"
        "from coverage.parsing.confining import confine; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); confine(2)\n"
        f"try: {act}\nexcept {error}: sys.exit(7)"
    )
    with (tmp_path / "out").open("wb") as out:
        ran = subprocess.run([sys.executable, "-I", "-S", "-c", program, str(ROOT)], check=False, stdout=out)
    assert ran.returncode == 7


def test_a_confined_process_that_computes_for_ever_is_ended():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from coverage.parsing.confining import confine; confine(1)\nwhile True: pass"
    )
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", program, str(ROOT)], check=False)
    assert ran.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
