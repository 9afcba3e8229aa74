from datetime import date

import pytest

from tests.coverage.importing.files import Folder


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path, date(2025, 12, 31))
