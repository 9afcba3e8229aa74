"""Files to download: the rows of a list as XLSX or CSV."""

from django.http import HttpResponse

from coverage.exporting import as_csv, as_xlsx

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def file_response(form, name, head, columns, rows, *, title):
    """The answer that is the file `name`.`form` ("xlsx", with a sheet `title`, or "csv"); nobody on the way keeps it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    body = as_xlsx(head, columns, rows, title) if form == "xlsx" else as_csv(head, columns, rows)
    return HttpResponse(body, content_type=CONTENT_TYPES[form], headers=headers)
