import re

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coverage.management.commands.coverage import day
from coverage.models import UCJStatement

COUNTS = ("pu", "bpu", "jakon", "pmi", "employed", "employed_year")
LARGEST = 2_147_483_647


def count(text):
    """A whole number from the command line; raises CommandError in Indonesian for anything else."""
    if not re.fullmatch(r"[0-9]+", text) or int(text) > LARGEST:
        raise CommandError(f"“{text}” bukan bilangan bulat; tulis angkanya saja, seperti 231450.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Mencatat pernyataan UCJ satu bulan dari cabang BPJS; yang sama tidak mengubah apa pun, yang berubah disebut."
    )

    def add_arguments(self, parser):
        parser.add_argument("--month", required=True, metavar="YYYY-MM")
        for name in ("pu", "bpu", "jakon", "pmi"):
            parser.add_argument(f"--{name}", required=True, metavar="N", help=f"peserta aktif {name.upper()}")
        parser.add_argument("--employed", required=True, metavar="N", help="penduduk bekerja (BPS)")
        parser.add_argument("--employed-year", required=True, metavar="TAHUN", help="tahun data penduduk bekerja")
        parser.add_argument("--stated-by", required=True, metavar="SIAPA", help="yang menyatakan")
        parser.add_argument("--source", required=True, metavar="SURAT", help="surat atau sumber")

    @transaction.atomic
    def handle(self, *, month, stated_by, source, **options):
        first = day(f"{month}-01")
        told = {name: count(options[name]) for name in COUNTS} | {"stated_by": stated_by, "source": source}
        self._refuse_impossible(told)
        found = UCJStatement.objects.select_for_update().filter(month=first).first()
        statement = found or UCJStatement(month=first)
        changed = [name for name, value in told.items() if getattr(statement, name) != value]
        for name in changed:
            if found:
                label = UCJStatement._meta.get_field(name).verbose_name
                self.stderr.write(f"{label}: {getattr(statement, name)} → {told[name]}")
            setattr(statement, name, told[name])
        if changed:
            statement.save()
        done = "diubah" if found and changed else "sudah tercatat, tidak ada yang berubah" if found else "dicatat"
        self.stderr.write(f"{statement}: {done}.")

    def _refuse_impossible(self, told):
        if told["employed"] == 0:
            raise CommandError("Penduduk bekerja harus lebih dari 0.")
        if not 1900 <= told["employed_year"] <= 9999:
            raise CommandError("Tahun data penduduk bekerja harus empat angka.")
        for name in ("stated_by", "source"):
            field = UCJStatement._meta.get_field(name)
            if not told[name].strip() or len(told[name]) > field.max_length:
                raise CommandError(f"Isi {field.verbose_name}, paling panjang {field.max_length} aksara.")
