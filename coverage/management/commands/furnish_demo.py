from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from cakupan.sign_ins import sign_ins
from coverage.furnishing import INVENTED, let_in, say_origin, state_invented_ucj
from coverage.models import Dataset
from projects.models import Assignment, Contract


class Command(BaseCommand):
    help = "Menyiapkan basis data demo: migrasi, data, angka, dan lima pengguna (dipanggil oleh `make demo`)."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, metavar="FOLDER", help="impor folder ini, bukan data karangan")

    def handle(self, *, data, **options):
        day = timezone.localdate()
        call_command("migrate", verbosity=0)
        if data:
            self.imports(data)
        elif not Dataset.objects.exists():
            self.invents(day)
        self.remind(day)
        officer = let_in(sign_ins())
        if data and officer:
            self.stderr.write(f"Budi masuk sebagai PPK “{officer}”, yang paling banyak menandatangani kontrak.")

    def imports(self, folder):
        self.stderr.write(f"Mengimpor {folder} …")
        call_command("import_data", str(folder), stderr=self.stderr)
        path = folder.resolve()
        say_origin(False, f"Impor folder {path.parent.name}/{path.name}")
        call_command("recompute", stderr=self.stderr)

    def invents(self, day):
        """The city goes in as any other would: as files, through the importer."""
        folder = settings.VAR_DIR / "demo-data"
        call_command("invent_city", str(folder), stderr=self.stderr)
        call_command("import_data", str(folder), verbosity=0, stderr=self.stderr)
        self.stderr.write(f"Diimpor: {Contract.objects.count()} kontrak, {Assignment.objects.count()} penugasan.")
        state_invented_ucj(day)
        call_command("recompute", stderr=self.stderr)
        say_origin(True, f"{INVENTED}, per {day:%d/%m/%Y}")

    def remind(self, day):
        origin = Dataset.objects.get()
        if origin.invented and (age := (day - timezone.localdate(origin.created_at)).days):
            self.stderr.write(
                f"Kota ini dikarang {age} hari yang lalu dan tidak bertambah sejak itu; "
                "`make demo FRESH=1` mengarangnya kembali per hari ini (isi basis data demo hilang)."
            )
