"""Who answers for a contract on a day: who signed, then each hand-over; every page and figure by officer asks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.changes import changes_of
from coverage.compliance import BYS, compliance_on
from coverage.dossier import contracts_on
from coverage.measuring import breakdown_on
from coverage.models import ContractStanding
from coverage.querysets.duties import duties_of
from coverage.querysets.figures import figure_rows
from coverage.querysets.search import officers_found
from coverage.rules.findings import REGISTRATION_LATE
from projects.models import Contract, Handover
from tests import cast, oracle
from tests import factories as make
from tests.cities import cities
from tests.coverage.importing.files import GOOD, Folder
from tests.loading import stored

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 15)


@pytest.fixture
def contract():
    """Signed by PPK Satu, handed to PPK Dua from 15 September and to PPK Tiga from 1 November."""
    made = make.contract(officer="PPK Satu")
    make.handover(made, "PPK Dua", DAY)
    make.handover(made, "PPK Tiga", date(2025, 11, 1))
    return made


def in_charge(day):
    return ContractStanding.objects.on(day).named().get().in_charge_name


def test_the_officer_changes_on_the_day_of_the_hand_over(contract):
    days = (date(2025, 7, 1), DAY - timedelta(1), DAY, date(2025, 10, 31), date(2025, 11, 1), date(2026, 5, 1))
    names = ["PPK Satu", "PPK Satu", "PPK Dua", "PPK Dua", "PPK Tiga", "PPK Tiga"]
    assert [in_charge(day) for day in days] == names


def test_a_contract_that_nobody_signed_can_be_handed_over():
    made = make.contract(officer=None)
    assert in_charge(DAY) is None
    make.handover(made, "PPK Dua", DAY)
    assert [in_charge(DAY - timedelta(1)), in_charge(DAY)] == [None, "PPK Dua"]


def test_the_list_the_table_and_the_page_name_the_officer_of_the_day(contract):
    ani = cast.make_ani()
    client = cast.signed_in(ani)
    for day, name in ((DAY - timedelta(1), "PPK Satu"), (DAY, "PPK Dua")):
        key = make.officer(name).pk
        (row,) = compliance_on(day, BYS[1], ani).rows
        assert (row.key, row.name, row.counts.contracts) == (key, name, 1)
        for one in ("PPK Satu", "PPK Dua", "PPK Tiga"):
            asked = {"ppk": make.officer(one).pk, "pada": day.isoformat()}
            shown = contract.title in client.get(reverse("contract_list"), asked).content.decode()
            assert shown == (one == name), (day, one)
        file = client.get(reverse("contract_export", kwargs={"form": "csv"}), {"pada": day.isoformat()})
        (line,) = [line for line in file.content.decode("utf-8-sig").splitlines() if contract.title in line]
        assert name in line.split(";")
    page = client.get(reverse("contract_detail", args=[contract.uid]), {"pada": DAY.isoformat()}).content.decode()
    assert "PPK Dua</a> (penanda tangan PPK Satu)" in page
    page = client.get(reverse("contract_detail", args=[contract.uid]), {"pada": "2025-09-14"}).content.decode()
    assert "PPK Satu</a>" in page
    assert "penanda tangan" not in page


def test_words_find_who_signed_and_who_answers_that_day(contract):
    client = cast.signed_in(cast.make_ani())
    for words, found in (("PPK Satu", True), ("PPK Dua", True), ("PPK Tiga", False)):
        page = client.get(reverse("contract_list"), {"cari": words, "pada": DAY.isoformat()}).content.decode()
        assert (contract.title in page) == found


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_series_by_officer_counts_each_day_for_who_answers_that_day(data):
    city = data.draw(cities())
    truth = oracle.City(city.tables, city.declarations, city.hps)
    first = city.anchor + timedelta(days=data.draw(st.integers(-22, 20)))
    days = [first + timedelta(days=one) for one in range(25)]
    with stored(city.tables, city.declarations, city.hps) as loaded:
        expected, found = {}, {}
        for day in days:
            for key, (measured, _) in truth.breakdown(day, "officer").items():
                expected[key, day] = measured
        for row in figure_rows(first, days[-1], "officer"):
            measured = {
                one: (row[f"{one}_numerator"], row[f"{one}_denominator"])
                for one in ("packages", "value", "headcount", "workers")
            }
            if row["packages_denominator"]:
                found[loaded.oracle_key("officer", row["key"]), row["day"]] = measured
        assert found == expected


def test_one_hand_over_a_day_and_none_before_the_contract(contract):
    with pytest.raises(IntegrityError, match="handover_once_a_day"), transaction.atomic():
        make.handover(contract, "PPK Empat", DAY)
    with pytest.raises(IntegrityError, match="precedes its contract"), transaction.atomic():
        make.handover(contract, "PPK Empat", contract.signed_on - timedelta(1))
    with pytest.raises(IntegrityError, match="precedes its contract"), transaction.atomic():
        Handover.objects.filter(contract=contract, starts_on=DAY).update(starts_on=date(2025, 6, 30))
    make.handover(contract, "PPK Empat", contract.signed_on)
    assert in_charge(contract.signed_on) == "PPK Empat"


def test_the_history_of_the_contract_tells_its_hand_overs(contract):
    told = [(one.title, one.act, [a.after for a in one.alterations]) for one in changes_of(contract)]
    assert ("Serah terima ke PPK lain", "insert", ["PPK Dua", DAY]) in told


def test_an_import_changes_only_who_signed(tmp_path):
    folder = Folder(tmp_path, date(2025, 12, 1))
    row = {**GOOD["kontrak"], "ppk": "PPK Satu"}
    folder.put("kontrak", row)
    assert folder.bring().errors == []
    made = Contract.objects.get()
    start = made.signed_on + timedelta(30)
    make.handover(made, "PPK Dua", start)
    folder.put("kontrak", {**row, "ppk": "PPK Tiga"})
    assert folder.bring().errors == []
    assert Contract.objects.get().officer.name == "PPK Tiga"
    assert [(one.officer.name, one.starts_on) for one in Handover.objects.all()] == [("PPK Dua", start)]
    assert [in_charge(start - timedelta(1)), in_charge(start)] == ["PPK Tiga", "PPK Dua"]


def test_by_officer_a_contract_counts_once_a_day(contract):
    rows = breakdown_on(DAY, "officer")
    assert {key: row.packages.denominator for key, row in rows.items()} == {str(make.officer("PPK Dua").pk): 1}
    assert contracts_on(cast.make_ani(), DAY).get().in_charge_id == make.officer("PPK Dua").pk


def test_the_work_that_waits_and_the_search_follow_the_hand_over(budi, contract):
    Contract.objects.update(agency=cast.agency_of(budi))
    assert not duties_of(budi, DAY, [REGISTRATION_LATE])
    assert not officers_found(budi, "Budi Santoso")
    make.handover(contract, budi.officer, DAY + timedelta(1))
    assert not duties_of(budi, DAY, [REGISTRATION_LATE])
    assert list(duties_of(budi, DAY + timedelta(1), [REGISTRATION_LATE])) == [ContractStanding(pk=contract.pk)]
    assert [one.name for one in officers_found(budi, "Budi Santoso")] == ["Budi Santoso"]
