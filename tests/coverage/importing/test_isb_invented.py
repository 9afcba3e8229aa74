"""Small invented tables of LKPP's, for what the real export does not show."""

import json
from datetime import date
from decimal import Decimal

import pytest

from coverage.importing import import_files
from coverage.measuring import figures_on
from projects.models import Agency, Contract

pytestmark = pytest.mark.django_db
DAY = date(2025, 10, 10)
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


def test_a_contract_without_its_announcement_is_kept_and_told_and_counts_nowhere(export):
    export.write("tender_kontrak", SIGNED)
    report = export.bring()
    assert report.errors == []
    assert any("pengumuman paket ini tidak ada" in warning.reason for warning in report.warnings)
    contract = Contract.objects.get()
    assert (contract.kind, contract.fund, contract.method, contract.hps) == ("", "", "", None)
    assert figures_on(DAY).packages.denominator == 0
    export.write("tender_pengumuman", ANNOUNCED)
    report = export.bring()
    assert report.tallies["kontrak"].changed == 1
    assert not any("pengumuman paket ini tidak ada" in warning.reason for warning in report.warnings)
    assert figures_on(DAY).packages.denominator == 1


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
    for path in export.folder.iterdir():
        path.unlink()
    export.write_contract()
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


def test_of_a_package_told_in_two_files_the_later_file_is_used(export):
    export.write_contract()
    export.write("tender_spmk", {"tgl_mulai_pekerjaan": "2025-07-03", "tgl_selesai_pekerjaan": "2025-08-01"})
    export.write("tender_kontrak_oktober", {**SIGNED, "status_kontrak": "Kontrak Selesai"})
    report = export.bring()
    assert report.errors == []
    assert Contract.objects.get().status == "Selesai"
    assert [str(warning) for warning in report.warnings if "yang dipakai" in warning.reason] == [
        "tender_kontrak.json baris 1 kolom kd_tender: “100” isinya lain daripada tender_kontrak_oktober.json baris 1;"
        " yang dipakai baris itu"
    ]
    assert export.bring().changes == 0


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
        ("tgl_kontrak", "0000-01-01T00:00:00Z"),
        ("tgl_kontrak", "9999-12-31T23:00:00Z"),
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
