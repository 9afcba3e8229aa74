"""Roster files as a browser sends them, and their way through the acts of coverage/uploading."""

import csv
import io
import uuid
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from coverage.importing.returning import template_file
from coverage.importing.templates import BY_NAME
from coverage.models import Upload
from coverage.uploading.applying import apply_or_queue
from coverage.uploading.receiving import receive
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.workbooks import sheets
from tests.factories import invented_nik

DAY = date(2025, 9, 1)


def called(serial):
    """The name of the invented person of that serial."""
    return f"Pekerja {'ABCDEFGHIJ'[serial // 10 % 10]}{'abcdefghij'[serial % 10]}"


def person(serial, **changes):
    """One row of a roster about the invented person of that serial."""
    row = {"nik": invented_nik(serial).reveal(), "nama": called(serial), "selesai": ""}
    return {**GOOD["tenaga_kerja"], **row, **changes}


def roster(contract, *rows, name="tenaga_kerja.csv"):
    """A CSV or XLSX file of `rows` (person), all of the package of `contract` unless a row says otherwise."""
    written = [{**row, "kode_paket": row["kode_paket"].replace("K1", contract.package_code)} for row in rows]
    if not name.endswith(".xlsx"):
        return SimpleUploadedFile(name, as_csv("tenaga_kerja", written).encode())
    names = BY_NAME["tenaga_kerja"].names
    values = [[row.get(column, "") for column in names] for row in written]
    return SimpleUploadedFile(name, template_file(".xlsx", BY_NAME["tenaga_kerja"], values))


def read_back(content, ending):
    """The rows of such a file as lists of texts, the header first."""
    if ending == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return sheets(content)[0]


def bring(user, contract, *rows, day=DAY, **options):
    """The Upload of such a file, read, and looked up anew."""
    file = roster(contract, *rows, **options)
    found, _ = receive(file, user, key=uuid.uuid4(), template="tenaga_kerja", contract=contract, day=day)
    return Upload.objects.get(pk=found.pk)


def bring_and_apply(user, contract, *rows, good_only=False, day=DAY, ending="csv"):
    """(what became of it, the Upload), looked up anew."""
    found = bring(user, contract, *rows, day=day, name=f"tenaga_kerja.{ending}")
    outcome = apply_or_queue(found, user, day, good_only)
    return outcome, Upload.objects.get(pk=found.pk)


def large(rows):
    """So many rows, each about another invented person."""
    for number in range(rows):
        nik = f"3271{number // 9999 + 1:02}010190{number % 9999 + 1:04}"
        yield {**GOOD["tenaga_kerja"], "nik": nik, "nama": "Pekerja Banyak", "selesai": ""}
