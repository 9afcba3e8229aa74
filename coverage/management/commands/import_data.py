import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from coverage.importing import import_files


class Command(BaseCommand):
    help = "Mengimpor templat kota (CSV, XLSX) dan tabel ISB dari LKPP (CSV, JSON): semuanya, atau tidak sama sekali."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FOLDER_ATAU_BERKAS")
        parser.add_argument("--dry-run", action="store_true", help="periksa dan hitung saja, tidak menulis apa pun")

    def handle(self, *, paths, dry_run, verbosity, **options):
        quiet = verbosity == 0 or not self.stderr.isatty()
        with tqdm(unit=" baris", file=sys.stderr, disable=quiet, leave=False) as bar:
            report = import_files(paths, timezone.localdate(), dry_run, bar)
        if verbosity:
            self.say(report)
        if report.errors:
            for error in report.errors:
                self.stderr.write(f"GALAT {error}")
            raise CommandError(f"{len(report.errors)} galat; tidak ada yang ditulis.")

    def say(self, report):
        """Warnings, cleared cells and tallies, to stderr: stdout is for machines."""
        for warning in report.warnings:
            self.stderr.write(f"peringatan {warning}", self.style.WARNING)
        for reason, times in report.more.most_common():
            self.stderr.write(f"peringatan lain: {reason} ({times} kali)", self.style.WARNING)
        for change in report.cleared:
            self.stderr.write(f"perubahan {change}", str)
        for conflict in report.conflicts:
            self.stderr.write(f"pertentangan {conflict}", self.style.WARNING)
        for fact in report.facts:
            self.stderr.write(fact, str)
        if report.errors:
            return
        for name, tally in report.tallies.items():
            self.stderr.write(f"{name}: {tally.new} baru, {tally.changed} berubah, {tally.same} sama", str)
        if not report.changes:
            self.stderr.write("Tidak ada yang berubah.", str)
        elif report.dry_run:
            self.stderr.write("Uji coba: tidak ada yang ditulis.", str)
