"""`make demo`: what it refuses, what it keeps, and one real run from nothing to nothing."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.conf import settings

from cakupan import demo
from cakupan.sign_ins import sign_ins, sign_ins_file

CONTRACTS = """\
kode_paket,kode_rup,tahun,opd,ppk,jenis,metode,sumber_dana,nama_paket,nomor_kontrak,tanggal_kontrak,nilai_kontrak,\
ppn_persen,mulai,selesai,npwp_penyedia,nama_penyedia,kode_kelurahan,rencana_tenaga_kerja,status,tanggal_selesai_nyata
K1,,2025,Dinas Uji,Pejabat Uji,Pekerjaan Konstruksi,Pengadaan Langsung,APBD,Jalan Uji,,2025-07-08,111000000,11,\
2025-07-10,2025-09-07,,CV Uji,,5,Berjalan,
"""


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("CAKUPAN_VAR", str(tmp_path))
    return tmp_path


def test_a_database_url_set_by_hand_is_refused(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db/register")
    with pytest.raises(SystemExit, match="menolak DATABASE_URL"):
        demo.main()


def test_a_database_url_in_the_file_of_names_is_refused_too(var, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (var / "env").write_text("DATABASE_URL=postgres://somebody@db/register\n")
    with pytest.raises(SystemExit, match="menolak DATABASE_URL"):
        demo.main()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="PORT harus angka"):
        demo.asked_port()


def test_a_taken_port_is_named_and_the_next_one_used(capsys):
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert demo.free_port(number) > number
    assert f"Porta {number} sudah dipakai" in capsys.readouterr().out


def test_a_folder_that_is_none_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA", str(tmp_path / "missing"))
    with pytest.raises(SystemExit, match="DATA harus folder"):
        demo.asked_folder()


def test_each_folder_has_a_database_of_its_own(tmp_path):
    one, other = demo.database_for(tmp_path / "a"), demo.database_for(tmp_path / "b")
    assert len({one, other, demo.database_for(None)}) == 3
    assert one == demo.database_for(tmp_path / "a")
    assert re.fullmatch(r"[a-z_0-9]{1,63}", one)


def test_passwords_are_random_kept_and_for_the_owner_alone(var):
    people = sign_ins()
    assert stat.S_IMODE(sign_ins_file().stat().st_mode) == 0o600
    assert sign_ins() == people
    assert len({one.password for one in people}) == len(people) == 5
    sign_ins_file().unlink()
    assert {one.password for one in sign_ins()}.isdisjoint(one.password for one in people)


class Run:
    """A demo of a folder with one contract, in a $CAKUPAN_VAR of its own whose name is too long for a socket."""

    def __init__(self, folder, taken):
        self.folder = folder
        self.var = folder / ("nama-folder-yang-panjang-" * 3)
        data = folder / "data"
        data.mkdir()
        (data / "kontrak.csv").write_text(CONTRACTS, encoding="utf-8")
        # make of its own: that of the repository would first set up what is there
        (folder / "Makefile").write_text(f"demo:\n\t@exec {sys.executable} -m cakupan.demo\n")
        self.environment = {
            **os.environ,
            "CAKUPAN_VAR": str(self.var),
            "STATIC_ROOT": str(settings.STATIC_ROOT),  # collecting takes long and is the same for all copies
            "CAKUPAN_FSYNC": "off",
            "DATA": str(data),
            "PORT": str(taken),
        }
        for name in ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(name, None)
        self.process = None

    def start(self):
        """Start it by make and wait for its address."""
        with (self.folder / "said").open("w") as said:
            self.process = subprocess.Popen(
                ["make", "-f", str(self.folder / "Makefile"), "demo"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=said,
                stderr=said,
                # a shell that runs the tests in the background ignores Ctrl-C for all that it starts
                preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no threads here
            )
        self.wait_until(lambda: "Ctrl-C" in self.said or self.process.poll() is not None)
        return re.search(r"Cakupan berjalan di (http://127\.0\.0\.1:[0-9]+/)", self.said)[1]

    def stop(self, number):
        """Send the signal to make alone and wait for the end."""
        self.process.send_signal(number)
        self.process.wait(60)

    @property
    def said(self):
        return (self.folder / "said").read_text()

    def wait_until(self, met, seconds=150):
        deadline = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < deadline, self.said
            time.sleep(0.2)

    def left(self):
        """The processes that name the folder of this run in their command or their environment."""
        found = []
        for one in Path("/proc").glob("[0-9]*"):
            try:
                words = (one / "cmdline").read_bytes() + (one / "environ").read_bytes()
            except OSError:
                continue
            if str(self.var).encode() in words and int(one.name) != os.getpid():
                found.append((one / "cmdline").read_bytes().replace(b"\0", b" "))
        return found


@pytest.fixture
def run(tmp_path):
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        run = Run(tmp_path, taken.getsockname()[1])
        yield run
        if run.process and run.process.poll() is None:
            run.stop(signal.SIGTERM)


def sign_in(address, email, password):
    """The page behind the door, as a browser without JavaScript gets it."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}masuk/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token}).encode()
    return browser.open(Request(f"{address}masuk/", form, {"Referer": address}))  # noqa: S310 our own address


def test_from_nothing_to_nothing_and_again(run):
    address = run.start()
    assert "sudah dipakai" in run.said
    assert "kontrak: 1 baru" in run.said
    file = run.var / "demo-sign-ins"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    words = [line.split() for line in file.read_text().splitlines()]
    assert all(password in run.said for _, password in words)
    home = sign_in(address, *words[0])
    assert home.url == f"{address}perlu-tindakan/"
    assert home.status == 200
    run.wait_until(lambda: "ready" in (run.var / "log/worker.log").read_text())
    for name in ("web", "worker", "beat"):
        log = run.var / f"log/{name}.log"
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        assert not any(password in log.read_text() for _, password in words)
    assert len(run.left()) >= 6
    run.stop(signal.SIGTERM)
    assert "Demo berhenti.\n" in run.said
    assert run.left() == []
    with pytest.raises(URLError):
        build_opener().open(address)

    run.start()
    assert "kontrak: 0 baru, 0 berubah, 1 sama" in run.said
    assert [line.split() for line in file.read_text().splitlines()] == words
    run.stop(signal.SIGINT)
    assert "Demo berhenti.\n" in run.said
    assert run.left() == []
