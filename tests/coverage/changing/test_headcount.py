"""The planned headcount declared anew: a dated fact, corrected on its day, recorded once however often it is sent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coverage.measuring import figures_on
from coverage.models import HeadcountDeclaration
from tests import cast, factories
from tests.coverage.changing.sending import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), ends_on=timezone.localdate() + timedelta(days=30))


def test_a_crew_that_shrinks_is_declared_from_its_day(budi, contract):
    factories.declaration(contract, 20)
    assert Form(budi, "headcount_declare", contract.uid).send(jumlah="12").status_code == 303
    today = timezone.localdate()
    assert figures_on(today).headcount.denominator == 12
    assert figures_on(today - timedelta(days=1)).headcount.denominator == 20
    assert HeadcountDeclaration.objects.get(declared_on=today).headcount == 12


def test_a_day_gone_by_shows_the_figures_and_asks_why(budi, contract):
    form = Form(budi, "headcount_declare", contract.uid)
    assert form.send(jumlah="12", sejak="").status_code == 422
    assert "Kontrak tanpa jumlah tenaga kerja" in form.text
    assert "tidak ada (0 dari 0)" in form.text
    assert form.send(alasan="Baru dihitung").status_code == 303
    assert figures_on(date(2025, 7, 1)).headcount.denominator == 12


def test_nobody_at_work_is_a_declaration(budi, contract):
    assert Form(budi, "headcount_declare", contract.uid).send(jumlah="0").status_code == 303
    assert not figures_on(timezone.localdate()).unknown_contracts


def test_sent_twice_it_is_one_and_another_number_of_the_day_corrects_it(budi, contract):
    form = Form(budi, "headcount_declare", contract.uid)
    for number in ("12", "12"):
        assert form.send(jumlah=number).status_code == 303
    assert Form(budi, "headcount_declare", contract.uid).send(jumlah="13").status_code == 303
    assert HeadcountDeclaration.objects.get().headcount == 13


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"jumlah": ""}, "Bidang ini|wajib"),
        ({"jumlah": "-1"}, "negatif"),
        ({"jumlah": "1,5"}, "bulat"),
        ({"jumlah": "١٢"}, "ukan angka"),
        ({"jumlah": "100001"}, "seratus ribu"),
        ({"jumlah": "9" * 30}, "terlalu besar|paling banyak"),
        ({"jumlah": "5", "sejak": "01/01/2049"}, "Sesudah hari ini"),
        ({"jumlah": "5", "sejak": "01/06/2025"}, "Mendahului kontrak"),
        ({"jumlah": "5", "sejak": "kemarin"}, "ukan tanggal"),
    ],
)
def test_bad_input_is_refused_at_its_field(budi, contract, typed, words):
    form = Form(budi, "headcount_declare", contract.uid)
    assert form.send(**typed).status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert not HeadcountDeclaration.objects.exists()
