"""The door for gunicorn; never starts embedded servers."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from cakupan.environment import Missing
from cakupan.readable import in_utf8

HALT = 3
"""gunicorn stops for good when a worker leaves with this code; with another it tries again for ever."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cakupan.settings")

try:
    application = in_utf8(get_wsgi_application())
except Missing as missing:
    sys.stderr.write(f"{missing}\n")
    sys.exit(HALT)
