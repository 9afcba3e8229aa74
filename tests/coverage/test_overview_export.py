"""The days behind the lines of Beranda as a file: every day of the year up to the day, as the command says them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from coverage.city import city_on
from coverage.models import Target
from coverage.passports import MEASURES
from coverage.recomputing import recompute
from tests import factories, oracle
from tests.cast import signed_in
from tests.coverage.workbooks import sheets
from tests.loading import load
from tests.pages import numbers_in, page_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 8)


def file_of(user, form, day=DAY):
    return signed_in(user).get(reverse("overview_export", kwargs={"form": form}), {"pada": day.isoformat()})


def lines_of(answer):
    """The rows below the head as dicts."""
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    at = lines.index([])
    return [dict(zip(lines[at + 1], line, strict=True)) for line in lines[at + 2 :]]


@pytest.mark.parametrize("is_stored", [False, True])
def test_the_file_has_every_day_of_the_oracle(ani, is_stored):
    tables = oracle.read(shared("data/fixture_city"))
    load(tables)
    if is_stored:
        recompute(DAY)
    found = lines_of(file_of(ani, "csv"))
    truth = oracle.City(tables).series(date(2025, 1, 1), DAY)
    assert [line["Hari"] for line in found] == [f"{date.fromisoformat(one['on']):%d/%m/%Y}" for one in truth]
    for line, one in zip(found, truth, strict=True):
        assert line["Kontrak tanpa jumlah tenaga kerja"] == str(one["unknown_contracts"])
        for measure, said in MEASURES.items():
            for side, title in (("numerator", "pembilang"), ("denominator", "penyebut")):
                right = Decimal(one["measures"][measure][side])
                assert numbers_in(line[f"{said.title}: {title}"]) == {right}, line["Hari"]


def test_the_target_of_the_line_stands_in_it(ani):
    factories.declaration(factories.contract(), 4)
    Target.objects.create(measure="packages", year=2025, percent=Decimal("62.5"), set_by="Uji", source="SK Uji")
    head = file_of(ani, "csv").content.decode("utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
    assert "Cakupan paket 2025: 62,5 %" in head
    assert "Keadaan per;8 September 2025" in head


def test_both_forms_say_the_same(budi):
    factories.declaration(factories.contract(), 4)
    days, notes = sheets(file_of(budi, "xlsx").content)
    found = lines_of(file_of(budi, "csv"))
    assert days[0] == list(found[0])
    assert len(days) - 1 == len(found) == (DAY - date(2025, 1, 1)).days + 1
    assert days[-1][1:4] == list(found[-1].values())[1:4] == ["0", "4", "0,0\N{NO-BREAK SPACE}%"]
    assert ["Keadaan per", "8 September 2025"] in notes


def test_beranda_leads_to_it_on_its_day(ani):
    factories.assignment(factories.contract())
    links = {link["href"] for link in page_of(ani, "/", pada="2025-09-08").select("a[href*=unduh]")}
    assert links == {"/unduh.xlsx?pada=2025-09-08", "/unduh.csv?pada=2025-09-08"}


def test_an_empty_register_gives_a_file_without_days(ani):
    assert lines_of(file_of(ani, "csv")) == []


def test_the_line_begins_on_1_january_also_where_the_job_began_with_the_first_contract(ani):
    factories.declaration(factories.protected(factories.contract(agency="Dinas Satu")), 3)
    factories.assignment(factories.contract(agency="Dinas Dua"))
    computed = [(day.on, day.rates) for day in city_on(DAY, ani).days]
    recompute(date(2025, 12, 1))
    city = city_on(DAY, ani)
    assert city.stored
    assert city.days[0].on == date(2025, 1, 1)
    assert [(day.on, day.rates) for day in city.days] == computed
