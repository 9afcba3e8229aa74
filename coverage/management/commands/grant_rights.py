from django.core.management.base import BaseCommand, CommandError
from django.db.utils import ProgrammingError

from coverage.querysets.rights import grant_rights


class Command(BaseCommand):
    help = "Memberi peran basis data aplikasi (web, worker) haknya: menulis baris, tanpa TRUNCATE dan tanpa mengubah tabel."

    def add_arguments(self, parser):
        parser.add_argument("role", metavar="PERAN")

    def handle(self, *, role, **options):
        try:
            grant_rights(role)
        except ProgrammingError:
            raise CommandError(
                f"Peran “{role}” tidak ada, atau perintah ini tidak dijalankan sebagai pemilik."
            ) from None
        self.stderr.write(f"Hak peran “{role}” sudah diberikan.")
