"""Files to download: the rows of a list as XLSX or CSV."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from coverage.exporting import as_csv, as_xlsx

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def file_response(form, name, head, columns, rows, *, title):
    """The answer that is the file `name`.`form` ("xlsx", with a sheet `title`, or "csv"); nobody on the way keeps it."""
    body = as_xlsx(head, columns, rows, title) if form == "xlsx" else as_csv(head, columns, rows)
    return attachment(body, f"{name}.{form}", form)


def attachment(body, name, form):
    """The answer that is the file `name` with the bytes `body`; nobody on the way keeps it, no browser opens it here."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
    }
    return HttpResponse(body, content_type=CONTENT_TYPES[form], headers=headers)
