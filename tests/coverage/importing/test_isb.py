"""LKPP's own tables: the real export of a regency, and small invented ones for what it does not show."""

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


ANNOUNCED = {
    "kd_rup": "1;2",
    "hps": 120000000.0,
    "sumber_dana": "APBD",
    "jenis_pengadaan": "Pekerjaan Konstruksi",
    "mtd_pemilihan": "Tender",
    "nama_ppk": "PPK Uji",
}
SIGNED = {
    "tahun_anggaran": 2025,
    "kd_satker": 77,
    "nama_satker": "Dinas Uji",
    "nama_paket": "Jalan Uji",
    "no_kontrak": "1/ SPK /2025",
    "tgl_kontrak": "2025-06-30T17:00:00.000000Z",
    "nama_ppk": "PPK Uji",
    "nama_penyedia": "CV Uji",
    "npwp_penyedia": "123456789012345",
    "nilai_kontrak": 1.11e8,
    "status_kontrak": "Kontrak Sedang Berjalan",
}


class Export:
    """A folder of invented ISB tables in JSON."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, *rows, code="kd_tender"):
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps([{code: 100, **row} for row in rows]), encoding="utf-8")
        return path

    def write_contract(self, **changes):
        self.write("tender_pengumuman", ANNOUNCED)
        self.write("tender_kontrak", {**SIGNED, **changes})

    def bring(self):
        return import_files([self.folder], DAY)


@pytest.fixture
def export(tmp_path):
    return Export(tmp_path)


def test_an_instant_is_a_day_in_wib_and_numbers_keep_their_point(export):
    export.write_contract()
    assert export.bring().errors == []
    contract = Contract.objects.get()
    assert contract.signed_on == date(2025, 7, 1)
    assert contract.price == Decimal(111_000_000)
    assert contract.hps == Decimal(120_000_000)
    assert (contract.package_code, contract.spse_code, contract.rup_code) == ("100", "100", "1;2")
    assert contract.contractor.npwp == "0123456789012345"


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Kontrak Sedang Berjalan", "Berjalan"),
        ("Kontrak Selesai", "Selesai"),
        ("Pemutusan Kontrak", "Putus"),
        ("Kontrak Dihentikan", "Putus"),
        ("KONTRAK DIBATALKAN", "Batal"),
    ],
)
def test_status_by_its_words(export, written, status):
    export.write_contract(status_kontrak=written)
    assert export.bring().errors == []
    assert Contract.objects.get().status == status


@pytest.mark.parametrize("written", ["", None, "Entah"])
def test_an_unknown_status_is_refused(export, written):
    export.write_contract(status_kontrak=written)
    (error,) = export.bring().errors
    assert error.column == "status_kontrak"
    assert not Contract.objects.exists()


def test_a_contract_without_its_announcement_is_refused(export):
    export.write("tender_kontrak", SIGNED)
    (error,) = export.bring().errors
    assert "pengumuman" in error.reason


def test_a_later_table_touches_only_what_it_tells(export):
    export.write_contract()
    export.bring()
    for path in export.folder.iterdir():
        path.unlink()
    days = {"tgl_mulai_pekerjaan": "Jul 3, 2025, 12:00:00AM", "tgl_selesai_pekerjaan": "Aug 1, 2025, 12:00:00AM"}
    export.write("tender_spmk", days)
    export.write("tender_bapbast", {"tgl_bast": "2025-07-29"}, {"tgl_bast": "2025-07-30"}, {"tgl_bast": ""})
    report = export.bring()
    assert report.errors == []
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.ends_on) == (date(2025, 7, 3), date(2025, 8, 1))
    assert contract.actual_end_on == date(2025, 7, 30)
    assert (contract.title, contract.kind) == ("Jalan Uji", "Pekerjaan Konstruksi")
    assert export.bring().changes == 0


def test_an_empty_table_is_only_told(export):
    export.write_contract()
    (export.folder / "tender_bapbast.json").write_text("[]")
    report = export.bring()
    assert report.errors == []
    assert "tender_bapbast.json: tabel kosong" in map(str, report.warnings)


def test_a_package_told_in_two_ways_is_refused_with_both_rows(export):
    export.write("tender_pengumuman", ANNOUNCED)
    export.write("tender_kontrak", SIGNED, {**SIGNED, "nilai_kontrak": 5})
    (error,) = export.bring().errors
    assert (error.row, "baris 1" in error.reason) == (2, True)


def test_other_keys_are_named_once_and_their_values_nowhere(export):
    export.write_contract(nik_direktur="3271010101900001", alamat="Jalan Rahasia")
    report = export.bring()
    told = [str(warning) for warning in report.warnings if "nik_direktur" in str(warning)]
    assert len(told) == 1
    assert not any("0001" in str(warning) or "Rahasia" in str(warning) for warning in report.warnings)


def test_a_missing_key_is_named_with_the_nearest(export):
    export.write("tender_pengumuman", ANNOUNCED)
    rest = {key: value for key, value in SIGNED.items() if key != "nilai_kontrak"}
    export.write("tender_kontrak", {**rest, "nilai_kontrk": 1})
    (error,) = export.bring().errors
    assert (error.column, "nilai_kontrk" in error.reason) == ("nilai_kontrak", True)


def test_two_satker_may_share_a_name(export):
    export.write("tender_pengumuman", ANNOUNCED, {**ANNOUNCED, "kd_tender": 101})
    export.write("tender_kontrak", SIGNED, {**SIGNED, "kd_tender": 101, "kd_satker": 78})
    assert export.bring().errors == []
    assert list(Agency.objects.order_by("satker_code").values_list("name", "satker_code")) == [
        ("Dinas Uji", "77"),
        ("Dinas Uji", "78"),
    ]


def test_the_joined_file_of_others_is_no_table(endpoint):
    report = import_files([endpoint.parent], DAY)
    assert [error.file for error in report.errors] == ["impor"]
    assert [warning.file for warning in report.warnings] == ["kontrak_konstruksi.csv"]


def test_an_agency_known_by_name_takes_its_code(export):
    known = Agency.objects.create(name="Dinas Uji")
    export.write_contract()
    report = export.bring()
    assert report.tallies["OPD"].changed == 1
    assert Agency.objects.get() == known
    assert export.bring().changes == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b'{"kd_tender": 1}', b"[1]", b"\xff\xfe[\x00]\x00", b'[{"kd_tender": "\xe9"}]', b"[" * 100_000],
    ids=["kosong", "putus", "objek", "bukan-objek", "utf-16", "cp1252", "dalam"],
)
def test_json_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "tender_kontrak.json"
    path.write_bytes(content)
    (error,) = import_files([path], DAY).errors
    assert error.file == "tender_kontrak.json"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("nilai_kontrak", "NaN"),
        ("nilai_kontrak", float("nan")),
        ("nilai_kontrak", float("inf")),
        ("nilai_kontrak", "1e400"),
        ("nilai_kontrak", -1),
        ("nilai_kontrak", "111,000,000"),
        ("nilai_kontrak", "1.005"),
        ("nilai_kontrak", None),
        ("nama_paket", "\ud800"),
        ("nama_paket", "a\x00b"),
        ("nama_paket", "x" * 501),
        ("tgl_kontrak", "infinity"),
        ("tgl_kontrak", "0026-01-01T00:00:00Z"),
        ("tgl_kontrak", "2025-02-30T00:00:00Z"),
        ("tgl_kontrak", "Foo 3, 2025, 12:00:00AM"),
        ("tahun_anggaran", "20225"),
        ("kd_satker", ""),
    ],
)
def test_a_cell_that_cannot_be_read_or_stored(export, key, value):
    export.write_contract(**{key: value})
    (error,) = export.bring().errors
    assert error.column == key
    assert not Contract.objects.exists()
