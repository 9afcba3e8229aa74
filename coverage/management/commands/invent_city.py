from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coverage.inventing.city import SEED, invent
from coverage.inventing.templates import rows, write


class Command(BaseCommand):
    help = "Mengarang Kota Bogor tahun lalu dan tahun ini, dan menulisnya sebagai enam templat CSV."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="folder tujuan; berkas templat di dalamnya ditimpa")
        parser.add_argument("--on", metavar="TANGGAL", help="hari yang dianggap hari ini (baku: hari ini)")
        parser.add_argument(
            "--seed", type=int, default=SEED, help="benih; benih dan hari yang sama memberi berkas sama"
        )

    def handle(self, *, folder, on, seed, **options):
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError:
            raise CommandError(f"“{on}” bukan tanggal; tulis seperti 2025-09-30.") from None
        works = invent(day, seed)
        write(folder, rows(works, day))
        self.stderr.write(f"{len(works)} kontrak karangan per {day:%d/%m/%Y} ditulis ke {folder}.")
