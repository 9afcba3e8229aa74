"""LKPP's own tables: the real export of a regency."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from contractors.models import Contractor
from coverage.importing import import_files
from coverage.models import Finding, HeadcountDeclaration
from projects.models import Agency, Appointment, Contract, Officer
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = date(2025, 10, 10)


@pytest.fixture
def endpoint():
    return shared("data/lkpp_isb_2025/endpoint")


def reasons(report):
    return Counter(warning.reason.split(" PPK-")[0] for warning in report.warnings)


def test_the_real_export(endpoint):
    report = import_files([endpoint], DAY)
    assert report.errors == []
    assert Contract.objects.count() == 324
    assert Contractor.objects.count() == 138
    assert (Agency.objects.count(), Officer.objects.count(), Appointment.objects.count()) == (27, 38, 39)
    assert not Appointment.objects.confirmed().exists()
    assert Contract.objects.aggregate(total=Sum("price"))["total"] == Decimal("129947399948.34")
    assert Contract.objects.filter(starts_on=None, ends_on=None).count() == 41
    assert Contract.objects.filter(actual_end_on__isnull=False).count() == 50
    assert set(Contract.objects.values_list("ppn_percent", flat=True)) == {Decimal(11)}
    assert not HeadcountDeclaration.objects.exists()
    assert Finding.objects.on(DAY).filter(code="past_end_not_closed").count() == 118
    assert Finding.objects.on(DAY).filter(code="value_above_hps").count() == 1


def test_the_warts_of_the_real_export_are_told(endpoint):
    told = reasons(import_files([endpoint], DAY))
    assert told["pengumuman menyebut"] + told["pengumuman tidak menyebut PPK"] == 7
    assert told["tanpa SPMK: mulai dan selesai tidak diketahui"] == 41
    assert told["di atas HPS"] == 1
    assert sum(times for reason, times in told.items() if reason.startswith("mengulang baris")) == 3
    assert sum(times for reason, times in told.items() if reason.startswith("kunci yang tidak dibaca")) == 10


def test_the_real_export_again_changes_nothing(endpoint):
    first = import_files([endpoint], DAY)
    again = import_files([endpoint], DAY)
    assert again.changes == 0
    assert again.tallies["kontrak"].same == 324
    assert reasons(again) == reasons(first)


def test_the_join_is_that_of_others(endpoint):
    import_files([endpoint], DAY)
    with (endpoint.parent / "kontrak_konstruksi.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["kd_paket"]: row for row in csv.DictReader(file)}
    ours = Contract.objects.select_related("agency", "contractor")
    assert {contract.package_code for contract in ours} == set(rows)
    for contract in ours:
        row = rows[contract.package_code]
        assert contract.agency.satker_code == row["kd_satker"]
        assert contract.contractor.npwp == row["kontrak_npwp_penyedia"]
        assert contract.rup_code == row["kd_rup"]
        assert contract.fund == row["sumber_dana"]
        assert contract.method == row["mtd_pemilihan"]
        assert contract.hps == Decimal(row["hps"])
        assert contract.price == Decimal(row["kontrak_nilai_kontrak"])
        assert contract.signed_on.isoformat() == row["kontrak_tgl_kontrak"]
        assert (contract.starts_on.isoformat() if contract.starts_on else "") == row["spmk_tgl_mulai"]
        assert (contract.ends_on.isoformat() if contract.ends_on else "") == row["spmk_tgl_selesai"]
        assert (contract.actual_end_on.isoformat() if contract.actual_end_on else "") == row["bast_tgl_terakhir"]


def test_json_with_the_same_keys_is_the_same(endpoint, tmp_path):
    import_files([endpoint], DAY)
    for path in endpoint.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(rows), encoding="utf-8")
    again = import_files([tmp_path], DAY)
    assert again.errors == []
    assert again.changes == 0
    assert again.tallies["kontrak"].same == 324


def test_the_joined_file_of_others_is_no_table(endpoint):
    report = import_files([endpoint.parent], DAY)
    assert [error.file for error in report.errors] == ["impor"]
    assert [warning.file for warning in report.warnings] == ["kontrak_konstruksi.csv"]
