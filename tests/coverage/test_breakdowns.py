"""Breakdowns and places: every number leads to the Kontrak list that adds up to it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.breakdowns import BREAKDOWNS, EMPTY_LABEL, breakdown, rows_on
from coverage.catalogue import PLACES
from coverage.filters import ContractFilter
from coverage.measuring import figures_on
from coverage.models import ContractStanding
from coverage.querysets import standing
from projects.models import Contract
from tests import factories, oracle
from tests.cities import cities
from tests.loading import stored

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)
NOW = datetime(2025, 9, 30, 5, 12, tzinfo=UTC)


def listed(query, day=DAY):
    """The package codes of the Kontrak list of `query` on `day`."""
    data = QueryDict(mutable=True)
    data.update(query)
    found = ContractFilter(data, ContractStanding.objects.on(day), day=day)
    return set(found.qs.values_list("package_code", flat=True))


def place_of(city, code, day):
    """Where the oracle sees a contract."""
    row = city.contracts[code]
    if city.counts(code):
        if city.runs(code, day):
            return "protected" if city.protected(code, day) else "unprotected"
        if city.last_day(code) < city.first_day(code):
            return "never_runs"
        return "ended" if city.last_day(code) < day else "not_begun"
    for place, good in (
        ("void", {"status": "Berjalan"}),
        ("swakelola", {"metode": ""}),
        ("fund", {"sumber_dana": "APBD"}),
        ("kind", {"jenis": "Pekerjaan Konstruksi"}),
    ):
        (column,) = good
        others = {"status": "Berjalan", "metode": "", "sumber_dana": "APBD", "jenis": "Pekerjaan Konstruksi"} | {
            column: row[column]
        }
        alone = oracle.City({**dict.fromkeys(oracle_tables(), ()), "kontrak": [{**row, **others}]})
        if not alone.counts(code):
            return place
    raise AssertionError("it counts after all")


def oracle_tables():
    return ("adendum", "tenaga_kerja", "pendaftaran", "pembayaran", "kepesertaan")


def test_every_place_of_the_database_has_its_words():
    assert tuple(place.code for place in PLACES) == standing.PLACES
    assert len({place.slug for place in PLACES}) == len(PLACES)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_every_contract_stands_in_one_place_and_its_list_shows_it(data):
    drawn = data.draw(cities())
    city = oracle.City(drawn.tables, drawn.declarations, drawn.hps)
    day = drawn.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    expected = {place: set() for place in standing.PLACES}
    for code in city.contracts:
        expected[place_of(city, code, day)].add(code)
    with stored(drawn.tables, drawn.declarations, drawn.hps):
        found = ContractStanding.objects.on(day)
        assert found.places() == {place: len(codes) for place, codes in expected.items()}
        for place in PLACES:
            assert listed(place.query, day) == expected[place.code], place.code
        assert found.unknown().count() == city.figures(day)[1]
        assert len(listed({"hitung": "tak-diketahui"}, day)) == city.figures(day)[1]


@pytest.mark.parametrize("chosen", BREAKDOWNS, ids=lambda one: one.slug)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_row_opens_the_list_that_adds_up_to_it(chosen, data):
    drawn = data.draw(cities())
    day = drawn.anchor + timedelta(days=data.draw(st.integers(-22, 45)))
    with stored(drawn.tables, drawn.declarations, drawn.hps):
        total = figures_on(day)
        rows = rows_on(day, chosen)
        for row in rows:
            running = listed(row.query, day)
            assert len(running) == row.figures.packages.denominator
            protected = listed({**row.query, "lindung": "ya"}, day)
            assert len(protected) == row.figures.packages.numerator
        for measure in ("packages", "value", "headcount"):
            sides = [getattr(row.figures, measure) for row in rows]
            assert sum(side.numerator for side in sides) == getattr(total, measure).numerator
            assert sum(side.denominator for side in sides) == getattr(total, measure).denominator
        assert sum(row.figures.unknown_contracts for row in rows) == total.unknown_contracts


def test_rows_have_names_and_an_order():
    factories.contract(village_code="32.71.04.1003", signed_on=date(2025, 8, 1), price=700_000_000)
    factories.contract(village_code="", officer=None, contractor=None, signed_on=date(2025, 7, 31))
    labels = {chosen.slug: [row.label for row in rows_on(DAY, chosen)] for chosen in BREAKDOWNS}
    assert labels == {
        "opd": ["Dinas Uji"],
        "ppk": ["PPK Uji", EMPTY_LABEL],
        "jenis": ["Pekerjaan Konstruksi"],
        "penyedia": ["CV Uji", EMPTY_LABEL],
        "nilai": ["sampai Rp 100 juta", "Rp 500 juta–1 miliar"],
        "kecamatan": ["Bogor Barat", EMPTY_LABEL],
        "bulan": ["Juli 2025", "Agustus 2025"],
    }


def test_an_unknown_slug_shows_agencies():
    assert breakdown("password").slug == breakdown("").slug == "opd"
    assert breakdown("bulan").by == "month"


def test_rows_of_foreign_agencies_open_no_list():
    own, foreign = factories.contract(agency="Dinas A"), factories.contract(agency="Dinas B")
    rows = {row.label: row for row in rows_on(DAY, breakdown("opd"), agency_ids=frozenset({own.agency_id}))}
    assert rows["Dinas A"].query == {"opd": str(own.agency_id), "berjalan": "ya"}
    assert rows["Dinas B"].query is None
    assert rows["Dinas B"].figures.packages.denominator == 1
    assert foreign.agency_id != own.agency_id


def test_narrowed_rows_hold_the_given_contracts_alone():
    own = factories.contract(kind="Pekerjaan Konstruksi")
    factories.contract(kind="Konstruksi Terintegrasi")
    among = list(Contract.objects.filter(pk=own.pk).values_list("pk", flat=True))
    assert [row.label for row in rows_on(DAY, breakdown("jenis"), among)] == ["Pekerjaan Konstruksi"]
    assert rows_on(DAY, breakdown("jenis"), []) == []


@pytest.mark.parametrize(
    ("headcount", "cautions"), [(0, ["1 kontrak"]), (29, ["29 orang", "1 kontrak"]), (30, ["1 kontrak"])]
)
def test_few_people_or_packages_carry_a_caution(headcount, cautions):
    factories.declaration(factories.contract(), headcount)
    (row,) = rows_on(DAY, breakdown("opd"))
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in row.cautions] == cautions


def test_the_passport_of_a_row_holds_its_four_measures():
    factories.declaration(factories.protected(factories.contract()), 12)
    (row,) = rows_on(DAY, breakdown("jenis"), computed_at=NOW)
    assert row.slug == row.passport.slug == "jenis-pekerjaan-konstruksi"
    texts = [part.text.replace("\N{NO-BREAK SPACE}", " ") for part in row.passport.parts]
    assert texts == ["0 orang", "12 orang", "12 orang", "12 orang", "1 kontrak", "1 kontrak", *["Rp 100.000.000"] * 2]
    assert (row.passport.day, row.passport.computed_at) == (DAY, NOW)


def test_places_of_the_city_beside_those_of_some_agencies():
    own = factories.protected(factories.contract(agency="Dinas A"))
    factories.contract(agency="Dinas A", fund="BLUD")
    factories.contract(agency="Dinas B", method="Swakelola")
    found = ContractStanding.objects.on(DAY)
    everywhere, narrowed, ids = found.places_beside(frozenset({own.agency_id}))
    assert everywhere == found.places()
    assert narrowed == found.filter(agency=own.agency_id).places()
    assert set(ids) == set(found.filter(agency=own.agency_id).values_list("pk", flat=True))
    nothing = dict.fromkeys(standing.PLACES, 0)
    assert found.places_beside(frozenset()) == (everywhere, nothing, [])
