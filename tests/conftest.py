"""The cast as fixtures (see tests/cast.py), the browser (tests/browser.py), and static files under their plain names,
as the live server has them.
"""

import gc

import pytest
from django.conf import settings
from django.test.utils import override_settings

from tests import cast
from tests.template import template

pytest_plugins = ["tests.browser"]
gc.disable()  # until all is collected


def pytest_collection_finish():
    """What stands now stays until the end: looked through again and again, it took every fourth second of the tests."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def settings_of_tests():
    """Static files without a manifest, passwords that are hashed fast (a third of a second each adds up), no look
    through the folder of static files for each client, and, as in the demo, a second factor that nobody must have: whoever
    tests it says so.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        SECOND_FACTOR_REQUIRED=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """pytest-django's place to say how the test database is made: as a copy of tests/template.py's."""
    with django_db_blocker.unblock():
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template()


@pytest.fixture
def ani(db):
    return cast.make_ani()


@pytest.fixture
def budi(db):
    return cast.make_budi()


@pytest.fixture
def citra(db):
    return cast.make_citra()


@pytest.fixture
def sari(db):
    return cast.make_sari()


@pytest.fixture
def eko(db):
    return cast.make_eko()


@pytest.fixture
def fitri(db):
    return cast.make_fitri()
