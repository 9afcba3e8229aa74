import pytest
from django.utils.module_loading import import_string

from cakupan.keeping import documents
from coverage.models import Document
from tests.hostile.office import furnish
from tests.reference import refill


@pytest.fixture
def office(db, tmp_path, settings, monkeypatch):
    """What tests.hostile.office furnishes; files lie in a folder of the test's own."""
    settings.VAR_DIR = tmp_path
    entry = documents(tmp_path)
    storage = import_string(entry["BACKEND"])(**entry["OPTIONS"])
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
    refill()
    return furnish()
