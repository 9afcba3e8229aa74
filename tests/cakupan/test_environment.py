import base64
import os
import re
import stat
import subprocess
import sys

import pytest

from cakupan import environment
from cakupan.environment import Missing

KEY = base64.urlsafe_b64encode(bytes(32)).decode()
COMPLETE = {
    "SECRET_KEY": "hanya-untuk-uji",
    "NIK_KEY": KEY,
    "NIK_INDEX_KEY": KEY,
    "DATABASE_URL": "postgres://cakupan:rahasia@127.0.0.1:1/cakupan",
    "CELERY_BROKER_URL": "redis://:rahasia@127.0.0.1:1/0",
}
MALFORMED = {
    "NIK_KEY": "rahasia pendek",
    "NIK_INDEX_KEY": base64.urlsafe_b64encode(bytes(31)).decode(),
    "DATABASE_URL": "mysql://cakupan:rahasia@db/cakupan",
    "CELERY_BROKER_URL": "amqp://:rahasia@broker/",
    "BEHIND_TLS": "mungkin",
    "DEBUG": "2",
    "EMAIL_PORT": "dua puluh lima",
    "CHANGE_WORKING_DAYS": "-7",
    "LOG_LEVEL": "RIBUT",
}


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("CAKUPAN_VAR", str(tmp_path / "var"))
    for name in COMPLETE:
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "var"


def test_the_env_file_is_written_once_and_for_its_owner_alone(var):
    old = os.umask(0)
    try:
        assert environment.write_env_file()
    finally:
        os.umask(old)
    file = var / "env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    before = file.read_bytes()
    assert not environment.write_env_file()
    assert file.read_bytes() == before
    assert len(environment.read_key("NIK_KEY")) == len(environment.read_key("NIK_INDEX_KEY")) == 32


def test_two_copies_have_different_keys(var, tmp_path, monkeypatch):
    environment.write_env_file()
    first = environment.written_names()
    monkeypatch.setenv("CAKUPAN_VAR", str(tmp_path / "lain"))
    environment.write_env_file()
    second = environment.written_names()
    assert first.keys() == second.keys() == {"SECRET_KEY", "NIK_KEY", "NIK_INDEX_KEY"}
    assert len({*first.values(), *second.values()}) == 6


def test_an_env_file_that_somebody_wrote_is_left_alone(var):
    var.mkdir()
    (var / "env").write_text("# punya kami\nSECRET_KEY=kami = sendiri\n\n")
    assert not environment.write_env_file()
    assert environment.read("SECRET_KEY") == "kami = sendiri"
    with pytest.raises(Missing, match="NIK_KEY belum ditetapkan"):
        environment.read("NIK_KEY")


def test_the_environment_comes_before_the_file(var, monkeypatch):
    environment.write_env_file()
    monkeypatch.setenv("SECRET_KEY", "dari lingkungan")
    assert environment.read("SECRET_KEY") == "dari lingkungan"
    monkeypatch.setenv("SECRET_KEY", "")
    assert environment.read("SECRET_KEY") == environment.written_names()["SECRET_KEY"], "an empty name is a missing one"


@pytest.mark.parametrize(("text", "value"), [("1", True), ("ya", True), ("True", True), ("0", False), ("tidak", False)])
def test_a_flag(text, value, monkeypatch):
    monkeypatch.setenv("BENDERA", text)
    assert environment.read_flag("BENDERA", not value) is value


def started(program, var, **changed):
    """What a program of production says and its exit code, with a complete environment but for `changed`."""
    names = {name: value for name, value in (COMPLETE | changed).items() if value is not None}
    done = subprocess.run(
        program,
        env={
            "PATH": os.environ["PATH"],
            "CAKUPAN_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "cakupan.settings",
            **names,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


WSGI = [sys.executable, "-c", "import cakupan.wsgi"]
CELERY = [sys.executable, "-m", "celery", "-A", "cakupan", "report"]


def is_a_sentence(said, name):
    """Whether `said` is one line about `name` in Indonesian, without a traceback and without what was secret."""
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1, said
    assert re.match(rf"{name} (belum ditetapkan|harus|tidak terbaca)", lines[0]), said
    assert "rahasia" not in said
    return True


def test_a_complete_environment_starts(var):
    code, said = started(WSGI, var)
    assert code == 0, said


@pytest.mark.parametrize("name", COMPLETE)
def test_gunicorns_door_says_what_is_missing_and_stops_for_good(name, var):
    code, said = started(WSGI, var, **{name: None})
    assert is_a_sentence(said, name)
    assert code == 3, "gunicorn tries again for ever unless a worker leaves with 3"
    assert not var.exists(), "production writes no keys of its own and starts no servers"


@pytest.mark.parametrize("name", MALFORMED)
def test_gunicorns_door_says_what_is_malformed(name, var):
    code, said = started(WSGI, var, **{name: MALFORMED[name]})
    assert is_a_sentence(said, name)
    assert code == 3


@pytest.mark.parametrize("name", ["DATABASE_URL", "CELERY_BROKER_URL", "NIK_KEY"])
def test_celery_says_what_is_missing_or_malformed(name, var):
    for value in (None, MALFORMED[name]):
        code, said = started(CELERY, var, **{name: value})
        assert is_a_sentence(said, name)
        assert code == 1


def test_gunicorn_itself_stops(var):
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "cakupan.wsgi",
        "--preload",
        "-b",
        "127.0.0.1:0",
        "-w",
        "2",
        "--no-control-socket",
    ]
    code, said = started(gunicorn, var, NIK_KEY=None)
    assert "NIK_KEY belum ditetapkan" in said
    assert code == 3
