"""Rows that are kept: with a warning; cells that clear, fill or keep what is stored."""

from datetime import date
from decimal import Decimal

import pytest

from contractors.models import Contractor, Worker
from coverage.models import HeadcountDeclaration, Mark, Membership
from projects.models import Amendment, Assignment, Contract
from tests.coverage.importing.files import stored
from tests.factories import invented_nik

pytestmark = pytest.mark.django_db
WARNED = [
    ("kontrak", "jenis", "Pengadaan Barang"),
    ("kontrak", "sumber_dana", "BLUD"),
    ("kontrak", "npwp_penyedia", "12"),
    ("kontrak", "nama_penyedia", ""),
    ("kontrak", "kode_kelurahan", "x"),
    ("kontrak", "nilai_kontrak", "0"),
    ("kontrak", "tahun", "2024"),
    ("kontrak", "tahun", "0026"),
    ("kontrak", "tanggal_kontrak", "0026-07-01"),
    ("kontrak", "mulai", "2025-06-01"),
    ("kontrak", "tanggal_selesai_nyata", "2025-10-01"),
    ("kontrak", "status", "Selesai"),
    ("kontrak", "selesai", ""),
    ("kontrak", "nama_paket", "Jalan \U0001f600"),
    ("kontrak", "nama_paket", "\u202eJalan"),
    ("adendum", "tanggal", "2025-01-01"),
    ("adendum", "selesai_baru", "2025-01-01"),
    ("adendum", "nilai_baru", ""),
    ("tenaga_kerja", "mulai", "2025-01-01"),
    ("tenaga_kerja", "selesai", "2026-01-01"),
    ("tenaga_kerja", "jenis_kelamin", "P"),
    ("tenaga_kerja", "jenis_kelamin", "Pria"),
    ("tenaga_kerja", "tanggal_lahir", "1991-01-01"),
    ("tenaga_kerja", "tanggal_lahir", "2010-01-01"),
    ("tenaga_kerja", "tanggal_lahir", "1940-01-01"),
    ("tenaga_kerja", "tanggal_lahir", "9999-12-31"),
    ("tenaga_kerja", "upah", "0"),
    ("tenaga_kerja", "upah", "90.000.000"),
    ("tenaga_kerja", "nama", "X"),
    ("tenaga_kerja", "nama", "Budi 2"),
    ("tenaga_kerja", "status_kerja", "Magang"),
    ("tenaga_kerja", "kpj", "12A"),
    ("pendaftaran", "tanggal_daftar", "2025-06-30"),
    ("pendaftaran", "tanggal_daftar", "2026-06-30"),
    ("pendaftaran", "berlaku_dari", ""),
    ("pendaftaran", "berlaku_sampai", "2026-01-31"),
    ("pendaftaran", "iuran", "1"),
    ("pembayaran", "tanggal_bayar", "2025-07-09"),
    ("pembayaran", "tanggal_bayar", "2026-07-09"),
    ("pembayaran", "jatuh_tempo", "0026-01-01"),
    ("pembayaran", "jumlah", "1"),
    ("pembayaran", "termin", "0"),
    ("pembayaran", "termin", "7"),
]


@pytest.mark.parametrize(("name", "column", "written"), WARNED)
def test_what_looks_wrong_is_kept_and_told(folder, name, column, written):
    folder.put_all()
    folder.put(name, {column: written})
    report = folder.bring()
    assert report.errors == []
    assert report.warnings
    assert stored()["Contract"] == 1


def test_good_rows_are_not_doubted(folder):
    folder.put_all()
    assert folder.bring().warnings == []


def test_rows_of_a_void_contract_are_kept_and_told(folder):
    folder.put_all()
    folder.put("kontrak", {"status": "batal"})
    report = folder.bring()
    assert {warning.file for warning in report.warnings if "tidak masuk hitungan" in warning.reason} == {
        "adendum.csv",
        "tenaga_kerja.csv",
        "pendaftaran.csv",
        "pembayaran.csv",
    }
    assert Contract.objects.get().status == "Batal"
    assert Assignment.objects.count() == 1


def test_contract_numbers_only_warn(folder):
    folder.put(
        "kontrak", {}, {"kode_paket": "K2", "nomor_kontrak": "602/1/ spk"}, {"kode_paket": "K3", "nomor_kontrak": ""}
    )
    report = folder.bring()
    assert sorted((one.row, one.column) for one in report.warnings) == [(2, "nomor_kontrak"), (3, "nomor_kontrak")]


def test_an_empty_cell_clears_and_is_told(folder):
    folder.put_all()
    folder.bring()
    folder.put(
        "kontrak",
        {
            "mulai": "",
            "rencana_tenaga_kerja": "",
            "kode_kelurahan": "",
            "ppk": "",
            "npwp_penyedia": "",
            "nama_penyedia": "",
        },
    )
    folder.put("tenaga_kerja", {"upah": "", "nama": "Pekerja Uji", "tanggal_lahir": "", "jenis_kelamin": ""})
    folder.put("pembayaran", {"tanggal_bayar": ""})
    report = folder.bring()
    assert {(one.file, one.column) for one in report.cleared} == {
        ("kontrak.csv", "mulai"),
        ("kontrak.csv", "rencana_tenaga_kerja"),
        ("kontrak.csv", "kode_kelurahan"),
        ("kontrak.csv", "ppk"),
        ("kontrak.csv", "penyedia"),
        ("tenaga_kerja.csv", "upah"),
        ("pembayaran.csv", "tanggal_bayar"),
    }
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.officer, contract.contractor, contract.village_code) == (None, None, None, "")
    assert not HeadcountDeclaration.objects.exists()
    assert Assignment.objects.get().wage is None
    person = Worker.objects.get()
    assert (person.name, person.born_on, person.sex) == ("Pekerja Uji", date(1990, 1, 1), "L")
    assert folder.bring().changes == 0


def test_an_absent_row_and_an_absent_file_leave_alone(folder):
    folder.put_all()
    folder.put("kontrak", {}, {"kode_paket": "K2"})
    folder.bring()
    before = stored()
    folder.clear()
    folder.put("kontrak", {"nama_paket": "Lain"})
    report = folder.bring()
    assert (report.tallies["kontrak"].new, report.tallies["kontrak"].changed, report.tallies["kontrak"].same) == (
        0,
        1,
        0,
    )
    assert stored() == before


def test_a_person_is_kept_as_first_stored_and_filled(folder):
    folder.put("kontrak")
    folder.put("kepesertaan")
    folder.bring()
    assert Worker.objects.get().name == ""
    folder.put("tenaga_kerja", {"tanggal_lahir": ""})
    folder.bring()
    folder.put("tenaga_kerja", {"nama": "Nama Lain", "jenis_kelamin": ""})
    report = folder.bring()
    person = Worker.objects.get()
    assert (person.name, person.born_on, person.sex) == ("Pekerja Uji", date(1990, 1, 1), "L")
    assert [(one.row, one.column) for one in report.warnings] == [(2, "nama")]
    assert report.tallies["orang"].changed == 1


def test_filling_one_gap_keeps_the_rest(folder):
    folder.put("kontrak")
    folder.put("tenaga_kerja", {"jenis_kelamin": ""})
    folder.bring()
    folder.put("tenaga_kerja", {"nama": "Nama Lain", "tanggal_lahir": "1991-01-01", "jenis_kelamin": "L"})
    report = folder.bring()
    person = Worker.objects.get()
    assert (person.name, person.born_on, person.sex) == ("Pekerja Uji", date(1990, 1, 1), "L")
    assert {one.column for one in report.warnings if "dipertahankan" in one.reason} == {"nama", "tanggal_lahir"}


def test_a_membership_makes_a_worker_without_a_name(folder):
    folder.put("kepesertaan", {}, {"segmen": "bpu"})
    report = folder.bring()
    assert report.errors == []
    assert Worker.objects.get().name == ""
    assert set(Membership.objects.values_list("segment", flat=True)) == {"PU", "BPU"}
    assert any("tanpa nama" in warning.reason for warning in report.warnings)


def test_headcounts_zero_and_empty(folder):
    folder.put("kontrak", {"rencana_tenaga_kerja": "0"}, {"kode_paket": "K2", "rencana_tenaga_kerja": ""})
    folder.bring()
    (declared,) = HeadcountDeclaration.objects.all()
    assert (declared.contract.package_code, declared.headcount, declared.declared_on) == ("K1", 0, None)


def test_a_later_declaration_of_the_city_is_left_alone(folder):
    folder.put("kontrak")
    folder.bring()
    HeadcountDeclaration.objects.create(contract=Contract.objects.get(), headcount=9, declared_on=date(2025, 8, 1))
    folder.put("kontrak", {"rencana_tenaga_kerja": ""})
    folder.bring()
    assert [one.headcount for one in HeadcountDeclaration.objects.all()] == [9]


def test_providers_by_npwp_else_by_exact_name(folder):
    folder.put(
        "kontrak",
        {"npwp_penyedia": "123456789012345", "nama_penyedia": "CV Satu"},
        {"kode_paket": "K2", "npwp_penyedia": "0123456789012345", "nama_penyedia": "CV. SATU"},
        {"kode_paket": "K3", "npwp_penyedia": "", "nama_penyedia": "CV Satu"},
        {"kode_paket": "K4", "npwp_penyedia": "", "nama_penyedia": "CV satu"},
        {"kode_paket": "K5", "npwp_penyedia": "9", "nama_penyedia": ""},
        {"kode_paket": "K6", "npwp_penyedia": "", "nama_penyedia": ""},
        {"kode_paket": "K8", "npwp_penyedia": "12.345.678.9-012.345", "nama_penyedia": "CV Satu"},
    )
    assert folder.bring().errors == []
    assert sorted(Contractor.objects.values_list("npwp", "name")) == [
        ("", "CV Satu"),
        ("", "CV satu"),
        ("0123456789012345", "CV Satu"),
        ("9", "9"),
    ]
    assert Contract.objects.get(package_code="K6").contractor is None
    folder.put("kontrak", {"kode_paket": "K7", "npwp_penyedia": "9", "nama_penyedia": "PT Sembilan"})
    folder.bring()
    assert Contractor.objects.get(npwp="9").name == "PT Sembilan"


def test_what_the_template_says_is_what_is_stored(folder):
    folder.put_all()
    folder.bring()
    contract = Contract.objects.get()
    assert (contract.price, contract.ppn_percent) == (Decimal(111_000_000), Decimal(11))
    assert (contract.agency.name, contract.officer.name, contract.contractor.name) == ("Dinas Uji", "PPK Uji", "CV Uji")
    assert Amendment.objects.get().new_price == Decimal(120_000_000)
    assignment = Assignment.objects.get()
    assert (assignment.wage, assignment.domicile_code, assignment.ends_on) == (
        Decimal(4_500_000),
        "32.71.01.1001",
        date(2025, 9, 30),
    )
    assert assignment.worker.nik == invented_nik(1)
    assert Mark.objects.filter(contract_id=contract.pk).exists()


MINOR = "3271010101120001"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"nik": MINOR, "tanggal_lahir": "", "jenis_kelamin": ""}, ("nik", "belum 18 tahun")),
        ({"tanggal_lahir": "2010-01-01"}, ("tanggal_lahir", "belum 18 tahun")),
        ({"upah": "51268980"}, None),
        ({"upah": "51268981"}, ("upah", "10 kali upah minimum")),
        ({"upah": "0"}, ("upah", "nol")),
    ],
)
def test_ages_and_wages_are_asked_about_as_by_the_form(folder, changes, told):
    folder.put("kontrak")
    folder.put("tenaga_kerja", changes)
    found = [(one.column, one.reason) for one in folder.bring().warnings if "cocok" not in one.reason]
    if told is None:
        assert found == []
    else:
        ((column, reason),) = found
        assert (column, told[1] in reason) == (told[0], True)


@pytest.mark.parametrize(
    ("name", "column", "written", "told"),
    [
        ("pembayaran", "jumlah", "240001", None),
        ("pembayaran", "jumlah", "119999", None),
        ("pembayaran", "jumlah", "119998", "kurang Rp 2 dari aturan menurut nilai kontrak (Rp 120.000)"),
        ("pembayaran", "jumlah", "130000", "lebih Rp 10.000 dari aturan menurut nilai kontrak (Rp 120.000)"),
        ("pendaftaran", "iuran", "239999", None),
        ("pendaftaran", "iuran", "250000", "lebih Rp 10.000 dari aturan menurut nilai kontrak (Rp 240.000)"),
    ],
)
def test_an_amount_is_held_against_the_rule_to_the_rupiah(folder, name, column, written, told):
    for one in ("kontrak", "pendaftaran", "pembayaran"):
        folder.put(one)
    folder.put(name, {column: written})
    found = [one.reason.replace("\N{NO-BREAK SPACE}", " ") for one in folder.bring().warnings if one.column == column]
    assert found == ([told] if told else [])
