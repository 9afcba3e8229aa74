"""The file for e-Jakon: project and roster as stored, for a purpose that is noted, with the columns of the city."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from coverage.ejakon import USUAL
from coverage.models import Disclosure, EjakonColumn
from tests import cast, factories
from tests.coverage import workbooks
from tests.coverage.insuring.test_bpjs_facts import errors

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PURPOSE = "Mendaftarkan proyek ke BPJS"


@pytest.fixture
def contract(budi):
    found = factories.contract(agency=cast.agency_of(budi), number="602/SENDIRI", ends_on=TODAY + timedelta(days=9))
    factories.assignment(found, factories.worker(7, "=Asep"), wage=Decimal(4_321_000))
    factories.assignment(found, factories.worker(8, "Lama"), ends_on=TODAY - timedelta(days=1))
    return found


def sheets(user, contract):
    answer = cast.signed_in(user).post(reverse("ejakon_export", args=[contract.uid]), {"keperluan": PURPOSE})
    assert answer.status_code == 200
    return workbooks.sheets(answer.content, "t")


def number(cell):
    assert cell.startswith("n:")
    return Decimal(cell[2:])


def test_it_holds_the_project_and_whoever_still_works(budi, contract):
    project, people = sheets(budi, contract)
    assert ["s:Nomor kontrak / SPK", "s:602/SENDIRI"] in project
    assert number({row[0]: row[1] for row in project if len(row) > 1}["s:Nilai kontrak tanpa PPN"]) == 100_000_000
    assert people[0] == [f"s:{title}" for title, _ in USUAL]
    assert len(people) == 2
    row = dict(zip(people[0], people[1], strict=False))
    assert row["s:NIK"] == f"s:{factories.invented_nik(7).reveal()}"
    assert (row["s:Nama"], number(row["s:Upah"])) == ("s:=Asep", 4_321_000)
    assert not row["s:Nama ibu kandung"]
    noted = Disclosure.objects.get()
    assert (noted.user, noted.contract, noted.worker, noted.records) == (budi, contract, None, 1)
    assert noted.purpose == PURPOSE


@pytest.fixture
def written_down(db):
    """The columns as the migration leaves them; a test that commits may have emptied the table before."""
    import_module("coverage.migrations.0020_usual_ejakon_columns").write_down(apps, None)


def test_the_administrator_begins_with_the_usual_columns(written_down):
    assert list(EjakonColumn.objects.values_list("title", "source")) == list(USUAL)


def test_the_administrator_keeps_its_columns(budi, contract, written_down):
    EjakonColumn.objects.filter(source="name").update(title="Nama TK")
    EjakonColumn.objects.exclude(source__in=("nik", "name")).update(shown=False)
    assert sheets(budi, contract)[1][0] == ["s:NIK", "s:Nama TK"]


def test_wages_are_for_those_who_may_see_them(ani, contract):
    assert "s:Upah" not in sheets(ani, contract)[1][0]


def test_without_a_purpose_there_is_no_file(budi, contract):
    path, client = reverse("ejakon_export", args=[contract.uid]), cast.signed_in(budi)
    assert "keperluan" in errors(client.post(path, {"keperluan": " "}))
    assert "html" in client.get(path).headers["Content-Type"]
    assert not Disclosure.objects.exists()
