import json
import re
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coverage.measuring import as_json, figures_on, series
from coverage.models import UCJStatement


def day(text):
    """A day written YYYY-MM-DD; raises CommandError in Indonesian for anything else."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CommandError(f"“{text}” bukan tanggal; tulis seperti 2025-09-30.")


class Command(BaseCommand):
    help = "Menjawab ukuran kepesertaan pada hari yang ditanyakan, satu objek JSON sebaris."

    def add_arguments(self, parser):
        parser.add_argument("--on", action="append", default=[], metavar="TANGGAL", help="hari; boleh berulang")
        parser.add_argument("--from", dest="first", metavar="TANGGAL", help="hari pertama deret harian")
        parser.add_argument("--to", dest="last", metavar="TANGGAL", help="hari terakhir deret harian")
        parser.add_argument("--json", action="store_true", help="satu objek JSON sebaris ke keluaran baku")

    def handle(self, *, on, first, last, json, **options):
        days = [day(text) for text in on]
        if (first is None) != (last is None):
            raise CommandError("Deret harian perlu --from dan --to.")
        asked = [figures_on(one) for one in days]
        if first is not None:
            begin, end = day(first), day(last)
            if end < begin:
                raise CommandError("--to mendahului --from.")
            asked += series(begin, end)
        if not asked:
            asked = [figures_on(timezone.localdate())]
        stated = {statement.month: statement for statement in UCJStatement.objects.all()}
        for figures in asked:
            self.stdout.write(self.line(figures, stated.get(figures.on.replace(day=1)), json))

    def line(self, figures, ucj, as_object):
        answer = as_json(figures, ucj)
        if as_object:
            return json.dumps(answer)
        parts = [f"{name} {pair['numerator']}/{pair['denominator']}" for name, pair in answer["measures"].items()]
        return f"{answer['on']}: {', '.join(parts)}; tanpa jumlah tenaga kerja {answer['unknown_contracts']}"
