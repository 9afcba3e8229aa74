import json

from django.core.management.base import BaseCommand, CommandError

from coverage.management.commands.coverage import day
from coverage.rules.deadlines import registration_due
from coverage.workdays import is_working


class Command(BaseCommand):
    help = "Menjawab batas pendaftaran BPJS untuk kontrak bertanggal itu: 14 hari kerja."

    def add_arguments(self, parser):
        parser.add_argument("signed_on", metavar="TANGGAL", help="tanggal kontrak atau SPK, YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, signed_on, json, **options):
        signed = day(signed_on)
        try:
            due = registration_due(signed, is_working())
        except OverflowError:
            raise CommandError("Batasnya jatuh sesudah tahun 9999.") from None
        self.stdout.write(self.line(due, json))

    def line(self, due, as_object):
        if as_object:
            return json.dumps({"registration_due_on": due.isoformat()})
        return f"Batas pendaftaran: {due:%d/%m/%Y}"
