"""The preview of an uploaded roster against bare parsing of the same file: the same child, its rows thrown away."""

from django.db import transaction
from django.utils import timezone

from coverage.importing import Held, Preview
from coverage.importing.parser import Parser
from coverage.importing.previewing import NEW
from coverage.importing.returning import template_file
from coverage.importing.templates import TENAGA_KERJA
from tests.bench.sides import line, medians
from tests.coverage.importing.files import GOOD
from tests.factories import contract, invented_nik

ROWS = 500


def ratios():
    """Whether each bar is kept, one after another."""
    today = timezone.localdate()
    contract(package_code="PRATINJAU")
    for form in (".xlsx", ".csv"):
        held = Held(f"daftar{form}", roster(form))

        def preview(held=held):
            with transaction.atomic():
                seen = Preview(held, today, {"PRATINJAU"})
                rows = sum(1 for _ in seen.rows())
                states = [verdict.state for verdict in seen.verdicts()]
                transaction.set_rollback(True)  # it has written nothing
            assert (rows, states) == (ROWS, [NEW] * ROWS), seen.problems

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
