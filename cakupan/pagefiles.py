"""Whether the files that pages use were collected since they last changed; collecting takes far longer than asking."""

import hashlib
from pathlib import Path

from cakupan.environment import ROOT, read, var_folder

LOCKS = ("requirements.txt", "package-lock.json", "cakupan/settings.py", "cakupan/npm.py")
"""What else decides which files there are: packages bring some, the settings choose."""


def collected():
    """Whether STATIC_ROOT holds the files of pages as they now are."""
    try:
        noted = _note().read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return noted == _state() and (_static_root() / "staticfiles.json").exists()


def note_collected():
    """Remember that the files as they now are have been collected."""
    _note().write_text(_state(), encoding="utf-8")


def _static_root():
    return Path(read("STATIC_ROOT", var_folder() / "static"))


def _note():
    return _static_root().with_name("static.collected")


def _state():
    files = [*sorted((ROOT / "static").rglob("*")), *(ROOT / name for name in LOCKS)]
    lines = (f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files if file.is_file())
    return hashlib.sha256("\n".join([str(_static_root()), *lines]).encode()).hexdigest()
