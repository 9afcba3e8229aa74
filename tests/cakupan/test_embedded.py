"""The embedded PostgreSQL after a kill -9, at once and a moment later."""

import os
import signal
import time

import psycopg2
import pytest

from cakupan.embedded import Postgres


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("CAKUPAN_VAR", str(tmp_path / "var"))
    server = Postgres()
    yield server
    server.down()


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
