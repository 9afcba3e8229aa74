"""The preview of an uploaded roster, stored for its page, against bare parsing of the same file: the same child, its
rows thrown away.
"""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from coverage.importing import Held
from coverage.importing.parser import Parser
from coverage.importing.progress import SILENCE
from coverage.importing.returning import template_file
from coverage.importing.templates import TENAGA_KERJA
from coverage.models import Upload
from coverage.uploading.keeping import keep
from coverage.uploading.receiving import read
from tests.bench.sides import line, medians
from tests.coverage.importing.files import GOOD
from tests.factories import contract, invented_nik

ROWS = 500


def ratios():
    """Whether each bar is kept, one after another."""
    today = timezone.localdate()
    on = contract(package_code="PRATINJAU")
    user = User.objects.create_user("ani@pratinjau.test", "Ani Ukur", Role.PROCUREMENT)
    for form in (".xlsx", ".csv"):
        content = roster(form)
        held = Held(f"daftar{form}", content)
        upload = Upload(user=user, key=uuid4(), contract=on, template=TENAGA_KERJA.name, file_name=held.name, size=1)
        keep(upload, content)
        upload.save()

        def preview(upload=upload, content=content):
            with transaction.atomic():
                read(upload, content, today, SILENCE)
                transaction.set_rollback(True)
            assert upload.counts["new"] == ROWS, upload.report

        def bare(held=held):
            parser = Parser(held, (TENAGA_KERJA.name,))
            assert sum(1 for _ in parser.rows()) == ROWS

        ours, parsing = medians(preview, bare)
        yield line(f"preview of {ROWS} rows / bare parsing of the file, {form}", ours, parsing, 3)


def roster(form):
    """A roster of ROWS invented people on one contract."""
    row = {**GOOD[TENAGA_KERJA.name], "kode_paket": "PRATINJAU"}
    people = ({**row, "nik": invented_nik(serial).reveal()} for serial in range(1, ROWS + 1))
    return template_file(form, TENAGA_KERJA, [[one.get(name) for name in TENAGA_KERJA.names] for one in people])
