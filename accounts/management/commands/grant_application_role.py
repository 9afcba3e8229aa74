from django.core.management import BaseCommand, CommandError

from accounts.querysets import open_to_application
from cakupan.environment import read


class Command(BaseCommand):
    help = (
        "Buat atau perbarui peran basis data aplikasi (APP_DATABASE_USER, APP_DATABASE_PASSWORD). "
        "Jalankan sebagai pemilik, sesudah setiap migrate."
    )

    def handle(self, *args, **options):
        role, password = read("APP_DATABASE_USER", "cakupan_app"), read("APP_DATABASE_PASSWORD")
        if len(password) < 16:
            raise CommandError("APP_DATABASE_PASSWORD terlalu pendek: paling sedikit 16 aksara.")
        open_to_application(role, password)
        self.stderr.write(f"Peran {role} dapat bekerja; riwayat hanya dapat ditambah.")
