"""The persons behind the headline: by their KTP address and on several contracts, against the oracle."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from contractors.models import Worker
from coverage.persons import residence_on
from coverage.querysets.persons import count_several, several_rows
from projects.models import Contract
from tests import cast, factories, oracle
from tests.cities import cities
from tests.loading import stored
from tests.oracle_tables import holds, text
from tests.pages import page_of

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)


def place_of(code):
    digits = code.replace(".", "")
    if not digits:
        return "unknown"
    return "city" if digits.startswith("3271") else "elsewhere"


def listings(truth, day, only=None):
    """(NIK, kode_paket, place) of everybody listed on the counting contracts that run on `day`."""
    return [
        (text(row, "nik"), code, place_of(text(row, "kode_domisili")))
        for code in truth.running(day)
        if only is None or code in only
        for row in truth.assignments[code]
        if holds(row, day)
    ]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_persons_of_random_cities_equal_the_oracle(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    day = city.anchor + timedelta(days=data.draw(st.integers(-5, 30)))
    only = data.draw(st.none() | st.sets(st.sampled_from(sorted(truth.contracts))))
    with stored(city.tables, city.declarations, city.hps):
        ids = (
            None if only is None else list(Contract.objects.filter(package_code__in=only).values_list("pk", flat=True))
        )
        found, covered = listings(truth, day, only), truth.covered(day)
        for row in residence_on(day, ids):
            niks = {nik for nik, _, place in found if row.place in (None, place)}
            assert (row.rate.numerator, row.rate.denominator) == (len(niks & covered), len(niks)), row.place
            assert row.share.denominator == len({nik for nik, _, _ in found})
        contracts = {}
        for nik, code, _ in found:
            contracts.setdefault(nik, set()).add(code)
        several = {nik: codes for nik, codes in contracts.items() if len(codes) > 1}
        codes_of = dict(Contract.objects.values_list("pk", "package_code"))
        niks_of = {worker.pk: worker.nik.reveal() for worker in Worker.objects.all()}
        rows = several_rows(day, ids)
        assert count_several(day, ids) == len(rows) == len(several)
        for row in rows:
            nik = niks_of[row["worker_id"]]
            assert {codes_of[one] for one in row["contract_ids"]} == several[nik]
            assert row["covered"] == (nik in covered)
        assert [len(row["contract_ids"]) for row in rows] == sorted(
            (len(one) for one in several.values()), reverse=True
        )


@pytest.fixture
def city(budi):
    """One worker on two contracts of Budi's and one of another agency, another on one each; the second lives elsewhere."""
    own = cast.agency_of(budi).name
    first, second = (factories.contract(agency=own, title=f"Milik sendiri {n}") for n in (1, 2))
    other = factories.contract(agency="Dinas Pendidikan", title="Milik orang lain")
    busy, local, foreign = (factories.worker(serial, name=f"Pekerja {serial}") for serial in (1, 2, 3))
    for one in (first, second, other):
        factories.assignment(one, busy, domicile_code="32.71.01.1001")
    factories.assignment(first, local, domicile_code="")
    factories.assignment(other, local, domicile_code="32.71.02.1001")
    factories.assignment(other, foreign, domicile_code="32.01.01.2001")


def shown(page):
    return {
        row.select_one(".title").text: [item.get_text(" ", strip=True) for item in row.select(".c-papers li")]
        for row in page.select("table.tbl-orang tbody tr")
    }


def residents(page):
    return {mark["data-of"]: int(mark["value"]) for mark in page.select('table.tbl-domisili [data-measure="persons"]')}


def test_whoever_sees_all_reads_every_contract_of_a_person(ani, city):
    page = page_of(ani, reverse("persons"), pada=DAY.isoformat())
    assert [len(contracts) for contracts in shown(page).values()] == [3, 2]
    assert residents(page) == {"city": 2, "elsewhere": 1, "unknown": 1, "semua": 3}


def test_a_ppk_learns_nothing_of_a_foreign_contract(budi, city):
    """Not even that it is there: on the page of a contract, cover from elsewhere is all that is told."""
    page = page_of(budi, reverse("persons"), pada=DAY.isoformat())
    assert {name: len(contracts) for name, contracts in shown(page).items()} == {"Pekerja 1": 2}
    assert "1 orang di dua kontrak" in page.text
    assert "di luar OPD" not in page.text
    assert "Milik orang lain" not in page.text
    assert "Dinas Pendidikan" not in page.text
    assert residents(page) == {"city": 1, "elsewhere": 0, "unknown": 1, "semua": 2}


def test_no_digits_of_a_nik_but_the_last_four(ani, city):
    page = page_of(ani, reverse("persons"), pada=DAY.isoformat())
    for worker in Worker.objects.all():
        assert worker.nik.reveal() not in str(page)
    assert "************" in page.text


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "x"])
def test_a_page_that_is_not_there_is_the_first_or_the_last(ani, city, number):
    assert len(shown(page_of(ani, reverse("persons"), pada=DAY.isoformat(), page=number))) == 2


def test_where_nobody_is_listed_the_page_says_what_to_do_instead_of_zeros(ani):
    factories.contract()
    page = page_of(ani, reverse("persons"), pada=DAY.isoformat())
    assert "Tidak seorang pun" in page.text
    assert not page.select("main table")
    onward = page.select_one(".nothing a")["href"]
    assert f"pada={DAY.isoformat()}" in onward
    assert page_of(ani, onward).select(".tbl-kontrak tbody tr"), "it leads to the contracts without names"


def test_a_person_on_many_contracts_is_folded_after_two(ani, city):
    page = page_of(ani, reverse("persons"), pada=DAY.isoformat())
    folded = [len(one.select("li")) for one in page.select("table.tbl-orang details")]
    assert folded == [1], "the third contract of the first person"
    assert "1 kontrak lain dari Pekerja 1" in page.select_one("table.tbl-orang summary").text


@pytest.mark.parametrize("workers", [2, 60])
def test_a_fixed_number_of_queries(ani, workers, django_assert_num_queries):
    pair = [factories.contract(title=f"Kontrak {n}") for n in (1, 2)]
    for serial in range(1, workers + 1):
        for one in pair:
            factories.assignment(one, factories.worker(serial))
    client = cast.signed_in(ani)
    with django_assert_num_queries(8):
        client.get(reverse("persons"), {"pada": DAY.isoformat()})
