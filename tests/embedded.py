"""A pytest plugin that starts the embedded servers before pytest-django reads the settings."""

import os

from cakupan import embedded

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the tests
os.environ.setdefault("CAKUPAN_FSYNC", "off")
embedded.ensure()
