"""Files that go back to whoever brought one: the wrong rows with their reasons, and the roster as it stands."""

from pathlib import PurePath

from coverage.importing.returning import returned_file
from coverage.importing.templates import BY_NAME
from coverage.models import UploadRow
from coverage.uploading.judging import unsealed

WRONG = "salah"


def form_of(upload):
    """The form of an uploaded file, by its ending: ".csv" or ".xlsx"."""
    return PurePath(upload.file_name).suffix


def wrong_rows(upload):
    """The wrong rows of an upload as a file of the same form, `status` and `alasan` behind each (bytes)."""
    said = [unsealed(upload, row) for row in upload.rows.filter(state=UploadRow.State.WRONG).order_by("line")]
    told = [(WRONG, "; ".join(_reason(*reason) for reason in one["errors"])) for one in said]
    rows = [one["cells"] for one in said]
    return returned_file(form_of(upload), BY_NAME[upload.template], upload.report["header"], rows, told)


def _reason(column, text, _value):
    return f"{column}: {text}" if column else text
