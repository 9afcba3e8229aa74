"""Any Chromium or Chrome that the machine has, and the flags with which it runs quietly, as root too.

Debian's shell without a window comes first: the same engine, which opens a window for a test in a fifth of the time.
"""

import os
import shutil

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
).split()


def chromium():
    """The path of this machine's Chromium or Chrome ($CHROMIUM first), else None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
