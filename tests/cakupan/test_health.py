import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_healthz_answers_a_stranger_without_a_secret(client):
    response = client.get("/healthz")
    assert response.json() == {"status": "ok", "database": "ok", "broker": "ok"}
    assert response.headers["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    "url", ["redis+socket:///nowhere/kv.sock?virtual_host=0", "redis://127.0.0.1:1/0", "ini bukan alamat"]
)
def test_a_broker_that_is_down_decides_nothing(client, settings, url):
    settings.CELERY_BROKER_URL = url
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["broker"] == "down"


def test_a_database_that_does_not_answer_is_503(client):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])
    finally:
        other.close()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "database": "down", "broker": "ok"}
