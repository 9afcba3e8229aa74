"""The embedded PostgreSQL after a kill -9, at once and a moment later."""

import os
import signal
import time

import psycopg2
import pytest

from cakupan import embedded
from cakupan.embedded import Postgres


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("CAKUPAN_VAR", str(tmp_path / "var"))
    server = Postgres()
    yield server
    embedded.down()


def test_it_comes_back_however_it_was_killed(server):
    for pause in (0, 0, 0.05, 0.3):
        connection = psycopg2.connect(server.up())
        connection.close()
        os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        time.sleep(pause)
    connection = psycopg2.connect(server.up())
    connection.close()
    server.down()
    assert not server.answers()


def test_commands_can_ask_the_database_of_the_demo(server, monkeypatch):
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "CAKUPAN_EMBEDDED"):
        monkeypatch.setenv(name, "")  # what ensure() writes is taken back after the test
    monkeypatch.setenv("CAKUPAN_DATABASE", "cakupan_demo")
    embedded.ensure()
    assert os.environ["DATABASE_URL"] == server.url("cakupan_demo")
