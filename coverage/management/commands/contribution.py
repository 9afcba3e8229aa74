import json
from decimal import Decimal, InvalidOperation

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coverage.management.commands.coverage import day
from coverage.models import TariffSlice
from coverage.rules.tariff import base, contribution

TOO_LARGE = Decimal(10) ** 30
"""Far above any price, and far below what the exact arithmetic of coverage.rules holds."""


def amount(text):
    """A plain decimal number from the command line; raises CommandError for anything else."""
    try:
        number = Decimal(text) if text.isascii() and "_" not in text else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise CommandError(f"“{text}” bukan angka; tulis seperti 494248735331 atau 398003901.50.")
    if number >= TOO_LARGE:
        raise CommandError("Angka ini terlalu besar: paling banyak 30 angka di depan koma.")
    return number


class Command(BaseCommand):
    help = "Menjawab iuran JKK dan JKM untuk nilai kontrak bila upah tidak diketahui."

    def add_arguments(self, parser):
        parser.add_argument("price", metavar="NILAI", help="nilai kontrak dengan PPN, rupiah")
        parser.add_argument("--ppn", default="11", metavar="PERSEN", help="PPN dalam persen; bawaan 11")
        parser.add_argument("--on", metavar="TANGGAL", help="hari yang tarifnya dipakai; bawaan hari ini")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, price, ppn, on, json, **options):
        asked = day(on) if on else timezone.localdate()
        try:
            slices = TariffSlice.objects.holding(asked)
        except LookupError:
            raise CommandError(f"Tidak ada tarif yang berlaku pada {asked:%d/%m/%Y}.") from None
        owed = contribution(base(amount(price), amount(ppn)), slices)
        self.stdout.write(self.line(owed, json))

    def line(self, owed, as_object):
        if as_object:
            answer = {"base": f"{owed.base:.2f}", "jkk": owed.jkk, "jkm": owed.jkm, "total": owed.total}
            return json.dumps({**answer, "instalments": list(owed.instalments)})
        parts = " + ".join(str(part) for part in owed.instalments)
        return f"Dasar {owed.base}: JKK {owed.jkk} + JKM {owed.jkm} = {owed.total} rupiah, termin {parts}"
