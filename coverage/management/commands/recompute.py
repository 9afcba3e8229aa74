from django.core.management.base import BaseCommand
from django.utils import timezone

from coverage.recomputing import recompute


class Command(BaseCommand):
    help = "Menghitung ulang seluruh angka harian kota sekarang juga, seperti yang dikerjakan job."

    def handle(self, **options):
        run = recompute(timezone.localdate())
        if run.first_day is None:
            self.stderr.write("Belum ada kontrak; tidak ada yang dihitung.")
            return
        self.stderr.write(
            f"Dihitung {run.first_day:%d/%m/%Y} sampai {run.last_day:%d/%m/%Y}: "
            f"{run.changed} angka berubah, {run.marks} tanda perubahan dikerjakan."
        )
