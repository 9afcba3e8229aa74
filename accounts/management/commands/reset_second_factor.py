from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import reset


class Command(BaseCommand):
    help = (
        "Menyetel ulang verifikasi dua langkah satu orang, bila tidak ada administrator lain yang dapat melakukannya."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="SUREL")
        parser.add_argument("reason", metavar="ALASAN", help="tercatat di riwayat")

    def handle(self, *, email, reason, **options):
        user = User.objects.filter(email=email.lower(), second_factor_at__isnull=False).first()
        if user is None:
            raise CommandError("Tidak ada pengguna dengan surel itu yang verifikasi dua langkahnya aktif.")
        if not reason.strip():
            raise CommandError("Tulis alasannya.")
        reset(user, reason, timezone.localtime())
        self.stderr.write(f"Verifikasi dua langkah {user} disetel ulang; semua sesinya berakhir.")
