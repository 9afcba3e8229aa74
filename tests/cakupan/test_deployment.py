"""docker-compose.yml, Dockerfile and .env.example, held against the settings and against each other."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.db import connection

from cakupan import probe
from tests.cakupan.test_environment import COMPLETE

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(COMPOSE)["services"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
QUIET = [
    "log_min_error_statement",
    "log_parameter_max_length",
    "log_parameter_max_length_on_error",
    "log_error_verbosity",
]
SHOW = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("lock_timeout", "work_mem"):
        cursor.execute("SELECT current_setting(%s)", [name])
        print(*cursor.fetchone())
"""
OPTIONAL = {"EMAIL_HOST_PASSWORD", "S3_ACCESS_KEY", "S3_SECRET_KEY"}
"""Secrets of what a city may do without; the settings name them once it is chosen."""
SECRET = re.compile(r"KEY|PASSWORD|SECRET")


def test_the_services_of_production():
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "database", "broker"}
    assert SERVICES["database"]["image"] == "postgres:17"
    assert SERVICES["broker"]["image"] == "valkey/valkey:9"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_tells_whether_it_is_well(name):
    assert len(SERVICES[name]["healthcheck"]["test"]) > 1


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_has_a_default(name):
    for variable, value in SERVICES[name].get("environment", {}).items():
        for wanted, instead in re.findall(r"\$\{(\w+)(.*?)\}", str(value)):
            if SECRET.search(wanted) and wanted not in OPTIONAL:
                assert re.match(r":\?\S+ .*\.env", instead), f"{name}: {wanted} needs a sentence for when it is missing"
        assert not SECRET.search(variable) or str(value).startswith("${"), f"{name}: {variable} is written out"


def test_only_migrate_is_the_owner():
    users = {
        name: re.match(r"postgres://(\w+):", service["environment"]["DATABASE_URL"])[1] for name, service in asking()
    }
    assert users == {"web": "cakupan_app", "worker": "cakupan_app", "beat": "cakupan_app", "migrate": "cakupan"}
    assert SERVICES["migrate"]["command"][-1].endswith("&& python manage.py grant_application_role")
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert "broker" not in SERVICES["web"]["depends_on"], "people sign in and page without the broker"


def asking():
    return [(name, service) for name, service in SERVICES.items() if "DATABASE_URL" in service.get("environment", {})]


def test_the_example_names_what_compose_asks_for():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE))
    named = set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", EXAMPLE, re.M))
    assert asked == named
    assert not re.search(r"^[A-Z_]*(KEY|PASSWORD)[A-Z_]*=.+", EXAMPLE, re.M), "an example of a secret would be used"


@pytest.mark.django_db
def test_the_servers_log_holds_what_neither_people_typed_nor_files_held():
    """As here, so in production: no statement, no parameter, no detail of an error."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name || '=' || setting FROM pg_settings WHERE name = ANY(%s)", [QUIET])
        here = {setting for (setting,) in cursor.fetchall()}
    assert here == {
        "log_min_error_statement=panic",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0",
        "log_error_verbosity=terse",
    }
    assert here <= set(SERVICES["database"]["command"])


def test_the_broker_keeps_what_it_was_given():
    command = " ".join(SERVICES["broker"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


@pytest.mark.django_db
def test_the_probe_tells_a_web_server_that_serves_from_none(live_server, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,cakupan.test")
    assert probe.main(live_server.thread.port) == 0
    assert probe.main(1) == 1
    monkeypatch.setenv("ALLOWED_HOSTS", "bukan.nama.situs.ini")
    assert probe.main(live_server.thread.port) == 1


@pytest.mark.django_db
def test_a_migration_that_cannot_get_its_lock_gives_up():
    """What compose asks of the connection of migrate reaches the server, beside what the settings ask."""
    asked = SERVICES["migrate"]["environment"]["PGOPTIONS"]
    url, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", SHOW],
        env={**os.environ, "PGOPTIONS": asked, "DATABASE_URL": f"{url}/{connection.settings_dict['NAME']}"},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert told.stdout.split() == ["10s", "32MB"]


def test_django_finds_nothing_to_say_about_production(tmp_path):
    production = COMPLETE | {"BEHIND_TLS": "1", "ALLOWED_HOSTS": "cakupan.test", "SECRET_KEY": "a1b2c3d4e5" * 6}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "CAKUPAN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cakupan.settings"}
        | production,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
