"""The fixture city through the importer, against answers that were computed elsewhere."""

import csv
import io
import json
import re
import shutil
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from coverage.importing import import_files
from coverage.measuring import as_json, figures_on
from coverage.models import HeadcountDeclaration, Mark
from projects.models import Appointment, Contract, Region
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 31)


@pytest.fixture
def folder():
    return shared("data/fixture_city")


def answers(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected, [as_json(figures_on(date.fromisoformat(one["on"]))) for one in expected]


def test_all_days_are_exact(folder):
    report = import_files([folder], DAY)
    assert report.errors == []
    expected, given = answers(folder)
    assert given == expected


def test_command_after_command(folder):
    call_command("import_data", str(folder), stderr=io.StringIO())
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    out = io.StringIO()
    call_command("coverage", *[f"--on={one['on']}" for one in expected], "--json", stdout=out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == expected


def test_the_planner_knows_the_size_of_the_register_at_once(folder):
    import_files([folder], DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'projects_contract'")
        assert cursor.fetchone() == (Contract.objects.count(),)


def test_the_same_again_changes_nothing(folder):
    first = import_files([folder], DAY)
    Mark.objects.all().delete()
    second = import_files([folder], DAY)
    assert first.changes > 0
    assert second.changes == 0
    assert {name: tally.new for name, tally in first.tallies.items()} == {
        name: tally.same for name, tally in second.tallies.items()
    }
    assert not Mark.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(folder):
    Mark.objects.all().delete()
    tried = import_files([folder], DAY, dry_run=True)
    assert not Contract.objects.exists()
    assert not Mark.objects.exists()
    assert tried.tallies == import_files([folder], DAY).tallies


def test_file_after_file_is_the_same_as_all_at_once(folder, tmp_path):
    for name in ("kontrak", "kepesertaan", "pembayaran", "tenaga_kerja", "adendum", "pendaftaran"):
        shutil.copy(folder / f"{name}.csv", tmp_path)
        assert import_files([tmp_path / f"{name}.csv"], DAY).errors == []
    expected, given = answers(folder)
    assert given == expected


def test_files_in_any_order(folder):
    files = [folder / f"{name}.csv" for name in ("tenaga_kerja", "kepesertaan", "pembayaran", "kontrak", "pendaftaran")]
    assert import_files([*files, folder / "adendum.csv"], DAY).errors == []
    expected, given = answers(folder)
    assert given == expected


def dressed(column, written):
    """A cell as an Indonesian spreadsheet writes it: the day first, thousands by dots."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return "/".join(reversed(written.split("-")))
    if column in ("nilai_kontrak", "nilai_baru", "jumlah", "upah") and written.isdigit():
        thousands = f"{int(written):,}".replace(",", ".")
        return f"Rp {thousands},-"
    return written


def test_in_another_dress_it_is_the_same_city(folder, tmp_path):
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        header = list(reversed(rows[0]))
        with (tmp_path / f"Salinan {path.name}").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header, delimiter=";", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows({name: f" {dressed(name, row[name])} " for name in header} for row in reversed(rows))
    assert import_files([tmp_path], DAY).errors == []
    expected, given = answers(folder)
    assert given == expected
    assert import_files([folder], DAY).changes == 0


def test_an_imported_appointment_opens_nothing(folder):
    import_files([folder], DAY)
    assert Appointment.objects.count() == 4
    assert not Appointment.objects.confirmed().exists()


def test_zero_is_a_declaration_and_empty_is_none(folder):
    import_files([folder], DAY)
    assert HeadcountDeclaration.objects.filter(declared_on=None).count() == 7


def test_the_regions_of_the_city_are_there():
    assert Region.objects.count() == 75
