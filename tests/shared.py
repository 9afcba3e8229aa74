"""Where the data that stands beside the repository lies, and what a test does without it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(path: str) -> Path:
    """The file or folder `path` of the shared folder (CAKUPAN_SHARED, else ../shared); skips the test where
    it is missing.
    """
    folder = Path(os.environ.get("CAKUPAN_SHARED") or ROOT.parent / "shared")
    found = folder / path
    if not found.exists():
        pytest.skip(f"{path} is not in {folder}: set CAKUPAN_SHARED to the folder of the shared data")
    return found
