"""`make demo` and `make stop`: the whole application on this machine with data in it, until a signal ends it.

With FRESH=1 the city is invented anew, DATA names a folder to import instead, PORT the first port to try.
`python -m cakupan.demo [stop]`.
"""

import fcntl
import hashlib
import http.client
import os
import signal
import socket
import sys
import time
from pathlib import Path

from cakupan import embedded
from cakupan.environment import ROOT, var_folder, write_env_file, written_names
from cakupan.pagefiles import collected, note_collected
from cakupan.processes import PATIENCE, Processes, catches
from cakupan.sign_ins import sign_ins, sign_ins_file

HOST = "127.0.0.1"
INVENTED_DATABASE = "cakupan_demo"
BROKER_NUMBER = 1
"""The demo's queue in the embedded broker, apart from that of development (0)."""
SECONDS_TO_ANSWER = 60


class Stopped(Exception):
    """Somebody asked the demo to end."""


class Lock:
    """One demo at a time in $CAKUPAN_VAR; the file says which process, where, and with which database."""

    def __init__(self):
        var_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file = open(var_folder() / "demo.lock", "a+", encoding="utf-8")  # noqa: SIM115 held until the end

    def take(self):
        """Whether it was free and is now held; the operating system frees it with the process."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.write(os.getpid())
        return True

    def write(self, *words):
        self.file.truncate(0)
        self.file.write(" ".join(map(str, words)))
        self.file.flush()

    def read(self):
        """What the holder wrote, as a list of words."""
        self.file.seek(0)
        return self.file.read().split()


class Demo:
    """One run of the demo with the database for `folder` (None = the invented city)."""

    def __init__(self, folder, fresh):
        self.folder, self.fresh = folder, fresh
        self.processes = Processes(var_folder() / "log")
        self.postgres = embedded.Postgres()
        self.started_servers = False
        self.database = database_for(folder)
        self.ready = var_folder() / f"{self.database}.ready"

    def run(self, lock, port):
        """Bring everything up, say where it is, and watch it until a signal; the exit code."""
        try:
            environment = self.environment()
            port = free_port(port)
            known = self.ready.exists() and collected()
            if known:  # nothing but the check of a known database is between the web and its first answer
                self.serve(environment, port)
            self.furnish(environment)
            if not known:
                self.serve(environment, port)
            self.await_answer(port)
            self.queue(environment)
            lock.write(os.getpid(), self.database, address(port))
            announce(port)
            return self.watch()
        except Stopped:
            say("\nMenghentikan demo …")
            return 0
        except SystemExit as reason:
            say(reason)
            return 1
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
                signal.signal(number, signal.SIG_IGN)
            self.processes.stop()
            if self.started_servers:
                embedded.down()
            say("Demo berhenti.")

    def environment(self):
        """The names for the programs of the demo; starts the embedded servers where they are not running."""
        write_env_file()
        self.started_servers = not self.postgres.answers()
        urls = embedded.up()
        if self.fresh or not self.ready.exists():
            self.ready.unlink(missing_ok=True)
            self.postgres.drop(self.database)
        self.postgres.create(self.database)
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cakupan.settings",
            "DATABASE_URL": self.postgres.url(self.database),
            "CELERY_BROKER_URL": urls["CELERY_BROKER_URL"].replace("virtual_host=0", f"virtual_host={BROKER_NUMBER}"),
            "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
            "APPLICATION_NAME": "cakupan-demo",
            "CAKUPAN_SECOND_FACTOR": "offered",
        }

    def furnish(self, environment):
        """Collect the files of the pages and fill the database, side by side."""
        manage = [sys.executable, str(ROOT / "manage.py")]
        files_are_there = collected()
        if not files_are_there:
            self.processes.start("collectstatic", [*manage, "collectstatic", "--noinput", "-v", "0"], environment)
        data = ["--data", str(self.folder)] if self.folder else []
        if self.processes.run([*manage, "furnish_demo", *data], {**environment, "LOG_LEVEL": "WARNING"}):
            sys.exit("Data tidak dapat disiapkan; sebabnya tertulis di atas.")
        self.ready.touch()
        if not files_are_there:
            if self.processes.wait("collectstatic"):
                sys.exit(f"Berkas halaman tidak terkumpul:\n{self.processes.last_lines('collectstatic')}")
            note_collected()

    def serve(self, environment, port):
        web = f"gunicorn cakupan.wsgi --preload -w 2 --threads 4 --graceful-timeout 4 -b {HOST}:{port}"
        self.processes.start("web", [sys.executable, "-m", *web.split()], environment)

    def await_answer(self, port):
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not answers(port):
            self.check()
            if time.monotonic() > deadline:
                sys.exit(f"Halaman tidak menjawab dalam {SECONDS_TO_ANSWER} detik:\n{self.processes.last_lines('web')}")
            time.sleep(0.1)

    def queue(self, environment):
        """Start worker and beat, which the first page does not need; readers go before the worker's jobs."""
        celery = [sys.executable, "-m", "celery", "-A", "cakupan"]
        self.processes.start("worker", ["nice", "-n", "10", *celery, "worker", "-c", "1", "-l", "INFO"], environment)
        schedule = ["--schedule", str(var_folder() / "demo-beat-schedule"), "--pidfile", ""]
        self.processes.start("beat", [*celery, "beat", "-l", "INFO", *schedule], environment)

    def watch(self):
        while True:
            self.check()
            time.sleep(0.5)

    def check(self):
        """Exit with the last lines of its log where one of the programs has ended."""
        name = self.processes.ended()
        if name:
            log = self.processes.log(name)
            said = f"Baris terakhir {log}:\n{self.processes.last_lines(name)}"
            sys.exit(f"Proses “{name}” berhenti sendiri (kode {self.processes.exit_code(name)}). {said}")


def database_for(folder):
    """The name of the database of its own that a folder gets; without one, that of the invented city."""
    if folder is None:
        return INVENTED_DATABASE
    return f"cakupan_data_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"


def address(port):
    return f"http://{HOST}:{port}/"


def free_port(wanted):
    """The first port from `wanted` on that nobody listens on; says which ones are taken."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                say(f"Porta {port} sudah dipakai program lain; mencoba {port + 1}.")
            else:
                return port
    sys.exit(f"Tidak ada porta bebas dari {wanted} sampai {port}.")


def answers(port):
    web = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        web.request("GET", "/healthz")
        return web.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


def announce(port):
    width = max(len(one.email) for one in sign_ins())
    say(f"\nCakupan berjalan di {address(port)}\n")
    for one in sign_ins():
        say(f"  {one.email:<{width}}  {one.password}  {one.name} ({one.about})")
    say(f"\nTersimpan di {sign_ins_file()}. Log: {var_folder() / 'log'}. Ctrl-C atau `make stop` menghentikannya.")


def say(text):
    print(text, flush=True)


def asked_port():
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        sys.exit(f"PORT harus angka 1 sampai 65535, bukan “{text}”.")
    return int(text)


def asked_folder():
    text = os.environ.get("DATA")
    if not text:
        return None
    folder = Path(text).expanduser().resolve()
    if not folder.is_dir():
        sys.exit(f"DATA harus folder berisi templat atau tabel ISB; {folder} bukan folder.")
    return folder


def refuse_foreign_database():
    if os.environ.get("DATABASE_URL") or written_names().get("DATABASE_URL"):
        sys.exit(
            "Demo menolak DATABASE_URL yang ditetapkan sendiri: ia memakai basis data tertanam miliknya, supaya data "
            "karangan tidak masuk ke register sungguhan. Hapus DATABASE_URL dari lingkungan, lalu ulangi."
        )


def stop():
    """Stop the demo that runs in $CAKUPAN_VAR, then the embedded servers; nothing where they are not running."""
    lock = Lock()
    if not lock.take():
        os.kill(int(lock.read()[0]), signal.SIGTERM)
        deadline = time.monotonic() + 2 * PATIENCE
        while not lock.take():
            if time.monotonic() > deadline:
                sys.exit(f"Demo (proses {lock.read()[0]}) tidak berhenti.")
            time.sleep(0.1)
    embedded.down()


def listen():
    """Let SIGINT, SIGTERM and SIGHUP end the demo.

    `make` passes a SIGTERM on to us. A SIGINT that only make gets, not the whole terminal, it keeps to itself and waits
    for our end, with its handler taken off: so we look twice a second whether it still has one.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    make = os.getppid()
    if "MAKELEVEL" in os.environ and catches(make, signal.SIGINT):
        signal.signal(signal.SIGALRM, lambda number, frame: catches(make, signal.SIGINT) or stopped(number, frame))
        signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)


def stopped(number, frame):
    raise Stopped


def main():
    refuse_foreign_database()
    port, folder = asked_port(), asked_folder()
    lock = Lock()
    if not lock.take():
        process, _, where = (*lock.read(), "", "", "")[:3]
        sys.exit(f"Demo sudah berjalan {where and f'di {where} '}(proses {process}); hentikan dengan `make stop`.")
    listen()
    return Demo(folder, fresh=os.environ.get("FRESH") == "1").run(lock, port)


if __name__ == "__main__":
    sys.exit(stop() if sys.argv[1:] == ["stop"] else main())
