"""Files that cannot be read, headers that are not known, rows that contradict each other."""

import pytest

from coverage.importing.templates import BY_NAME
from projects.models import Assignment, Contract
from tests.coverage.importing.files import GOOD, NIK, as_csv, stored
from tests.factories import invented_nik

pytestmark = pytest.mark.django_db
KONTRAK = as_csv("kontrak", [GOOD["kontrak"]])
NOTHING = 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04....", "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS lama"),
        (KONTRAK.encode("utf-16"), "UTF-16"),
        (KONTRAK.encode("utf-16-le"), "NUL"),
        (KONTRAK.replace("Jalan", "Café").encode("cp1252"), "UTF-8"),
        (KONTRAK.encode() + b'K2,"', "kutip"),
        (KONTRAK.encode() + b'"' + b"x" * 5_000_000, "terlalu panjang"),
        (b"x" * 17_000_000, "terlalu panjang"),
        (b"\x00" * 100, "NUL"),
        (b"tahun\n", "kolom"),
        (b"\n", "kolom"),
    ],
    ids=[
        "0-bita", "pdf", "xlsx", "xls", "utf-16", "utf-16-tanpa-tanda", "cp1252", "putus", "kutip-terbuka",
        "satu-baris", "nul", "satu-kolom", "tanpa-judul",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(folder, content, words):
    folder.write("kontrak.csv", content)
    report = folder.bring()
    assert report.errors
    assert {error.file for error in report.errors} == {"kontrak.csv"}
    assert any(words in str(error) for error in report.errors)
    assert not Contract.objects.exists()


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_bom_delimiter_case_and_order_of_the_header(folder, delimiter, bom):
    header = [name.upper() + " " for name in reversed(BY_NAME["kontrak"].names)]
    text = as_csv("kontrak", [], header=header, delimiter=delimiter)
    cells = [GOOD["kontrak"].get(name, "") for name in reversed(BY_NAME["kontrak"].names)]
    folder.write("Data Juli.csv", (bom + text + delimiter.join(cells) + "\r\n").encode())
    assert folder.bring().errors == []
    assert Contract.objects.get().title == "Jalan Uji"


def test_line_breaks_inside_a_cell_and_rows_of_commas(folder):
    folder.put("kontrak", {"nama_paket": 'Jalan\nUji; <b>a</b>\r\nb, "c"'}, {"kode_paket": "K2", "tahun": "x"})
    path = folder.path / "kontrak.csv"
    path.write_bytes(path.read_bytes() + b",,,,,,,,,,,,,,,,,,,,\r\n\r\n")
    (error,) = folder.bring().errors
    assert (error.row, error.column) == (3, "tahun")


def test_an_unknown_column_names_the_nearest(folder):
    header = [name.replace("nilai_kontrak", "nilai_kontrk") for name in BY_NAME["kontrak"].names]
    folder.write("kontrak.csv", as_csv("kontrak", [], header=header).encode())
    report = folder.bring()
    assert sorted(str(error) for error in report.errors) == [
        "kontrak.csv baris 1 kolom nilai_kontrak: kolom tidak ada",
        "kontrak.csv baris 1 kolom nilai_kontrk: kolom tidak dikenal; maksudnya nilai_kontrak?",
    ]


def test_a_repeated_column_is_refused(folder):
    folder.write("kontrak.csv", as_csv("kontrak", [], header=[*BY_NAME["kontrak"].names, "status"]).encode())
    (error,) = folder.bring().errors
    assert "berulang" in error.reason


def test_a_roster_under_another_name_is_meant_as_one(folder):
    header = [name.replace("status_kerja", "status") for name in BY_NAME["tenaga_kerja"].names]
    folder.write("roster juni.csv", as_csv("tenaga_kerja", [], header=header).encode())
    assert {error.column for error in folder.bring().errors} == {"status", "status_kerja"}


def test_too_few_and_too_many_cells(folder):
    folder.put("kontrak")
    folder.write("adendum.csv", (as_csv("adendum", []) + "K1,1\r\nK1,2,2025-08-01,,,,,x\r\n").encode())
    assert [error.row for error in folder.bring().errors] == [2, 3]


def test_empty_columns_at_the_end_are_left_out(folder):
    folder.put("kontrak")
    header, row = as_csv("adendum", [GOOD["adendum"]]).splitlines()
    folder.write("adendum.csv", f"{header},, \r\n{row},,\r\n{row.replace('K1,1', 'K1,2')},,,,\r\n".encode())
    report = folder.bring()
    assert report.errors == []
    assert report.tallies["adendum"].new == 2


def test_a_roster_without_its_header_tells_nobody_about_its_first_person(folder):
    folder.put("kontrak")
    row = as_csv("tenaga_kerja", [{**GOOD["tenaga_kerja"], "nama": "Nana Rahasia", "upah": "98765432"}]).splitlines()[1]
    folder.write("tenaga_kerja.csv", row.encode())
    errors = folder.bring().errors
    assert {error.row for error in errors} == {1}
    text = " ".join(str(error) for error in errors).lower()
    assert not any(secret in text for secret in ("1990", "98765432", "rahasia", NIK[-4:]))
    assert "kolom ke-3: kolom tidak dikenal" in text


def test_other_files_are_skipped_in_a_folder_and_refused_by_name(folder):
    folder.put("kontrak")
    folder.write("catatan.txt", b"x")
    folder.write("lain.csv", b"a,b\n1,2\n")
    folder.write("kosong.csv", b"")
    folder.write("lain.json", b"[]")
    report = folder.bring()
    assert report.errors == []
    assert {warning.file for warning in report.warnings} == {"catatan.txt", "lain.csv", "kosong.csv", "lain.json"}
    for name in ("catatan.txt", "lain.csv", "kosong.csv", "lain.json", "tidak-ada.csv", "tidak-ada"):
        assert [error.file for error in folder.bring(name).errors] == [name]


def test_a_folder_without_any_table_is_an_error(folder):
    folder.write("catatan.txt", b"")
    (error,) = folder.bring().errors
    assert "tidak ada templat" in error.reason


def test_a_file_name_is_shown_harmless(folder):
    folder.write("\u202egpj\n.csv", b"")
    folder.put("kontrak", {"tahun": "x"})
    (folder.path / "kontrak.csv").rename(folder.path / "\u202evsc\n.csv")
    report = folder.bring()
    assert len(report.errors) == len(report.warnings) == 1
    assert not any(sign in one.file for one in [*report.errors, *report.warnings] for sign in "\n\u202e")


@pytest.mark.parametrize("name", list(GOOD))
def test_the_same_key_twice_in_a_file_names_both_rows(folder, name):
    folder.put("kontrak")
    folder.put(name, {}, {}, {})
    errors = folder.bring().errors
    assert [(error.file, error.row) for error in errors] == [(f"{name}.csv", 3), (f"{name}.csv", 4)]
    assert all("baris 2" in error.reason for error in errors)
    assert stored()["Contract"] == NOTHING


def test_an_empty_certificate_number_is_a_key(folder):
    folder.put("kontrak")
    folder.put("pendaftaran", {"nomor_sertifikat": ""}, {"nomor_sertifikat": ""})
    assert [error.row for error in folder.bring().errors] == [3]


def test_the_same_key_in_two_files_uses_the_later_one(folder):
    folder.put("kontrak")
    (folder.path / "kontrak.csv").rename(folder.path / "a.csv")
    folder.put("kontrak", {"nama_paket": "Jalan Baru"})
    report = folder.bring()
    assert report.errors == []
    assert any("kontrak.csv baris 2" in str(warning) for warning in report.warnings)
    assert Contract.objects.get().title == "Jalan Baru"
    assert folder.bring().changes == 0


@pytest.mark.parametrize("name", ["adendum", "tenaga_kerja", "pendaftaran", "pembayaran"])
def test_a_package_found_nowhere(folder, name):
    folder.put("kontrak")
    folder.put(name, {"kode_paket": "K9"})
    (error,) = folder.bring().errors
    assert (error.file, error.row, error.column, error.value) == (f"{name}.csv", 2, "kode_paket", "K9")


@pytest.mark.parametrize("name", ["adendum", "tenaga_kerja", "pendaftaran", "pembayaran"])
def test_a_package_of_the_register_is_enough(folder, name):
    folder.put("kontrak")
    folder.bring()
    folder.clear()
    folder.put(name)
    assert folder.bring().errors == []


def test_a_contract_with_an_error_is_not_also_unknown_to_its_rows(folder):
    folder.put_all()
    folder.put("kontrak", {"tahun": "x"})
    assert [error.column for error in folder.bring().errors] == ["tahun"]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("tenaga_kerja", "mulai", "selesai"),
        ("kepesertaan", "mulai", "selesai"),
        ("pendaftaran", "berlaku_dari", "berlaku_sampai"),
    ],
)
def test_an_end_before_its_start_and_one_day(folder, name, first, last):
    folder.put("kontrak")
    folder.put(name, {first: "2025-08-02", last: "2025-08-01"})
    (error,) = folder.bring().errors
    assert (error.row, error.column) == (2, last)
    folder.put(name, {first: "2025-08-01", last: "2025-08-01"})
    assert folder.bring().errors == []


def test_a_contract_that_ends_before_it_begins_is_only_doubtful(folder):
    folder.put("kontrak", {"mulai": "2025-08-02", "selesai": "2025-08-01"})
    report = folder.bring()
    assert report.errors == []
    assert any("tidak berjalan" in warning.reason for warning in report.warnings)


OVERLAPPING = [
    ("2025-07-01", "2025-07-31", "2025-07-31", "2025-08-31"),
    ("2025-07-01", "", "2025-08-01", "2025-08-31"),
    ("2025-07-01", "2025-12-31", "2025-08-01", "2025-08-31"),
]


@pytest.mark.parametrize("days", OVERLAPPING)
@pytest.mark.parametrize("turned", [False, True])
def test_overlapping_days_name_both_rows(folder, days, turned):
    rows = [{"mulai": days[0], "selesai": days[1]}, {"mulai": days[2], "selesai": days[3]}]
    folder.put("kontrak")
    folder.put("tenaga_kerja", *(reversed(rows) if turned else rows))
    (error,) = folder.bring().errors
    assert error.value == "************0001"
    assert {2, 3} == {error.row, int(error.reason.rpartition("baris ")[2])}


@pytest.mark.parametrize("days", OVERLAPPING)
@pytest.mark.parametrize("turned", [False, True])
def test_overlapping_days_of_a_stored_row(folder, days, turned):
    rows = [{"mulai": days[0], "selesai": days[1]}, {"mulai": days[2], "selesai": days[3]}]
    stored_row, new_row = reversed(rows) if turned else rows
    folder.put("kontrak")
    folder.put("tenaga_kerja", stored_row)
    assert folder.bring().errors == []
    folder.put("tenaga_kerja", new_row)
    (error,) = folder.bring().errors
    assert (error.row, "tersimpan" in error.reason) == (2, True)


def test_days_that_the_same_import_moves_apart(folder):
    folder.put("kontrak")
    folder.put("tenaga_kerja", {"mulai": "2025-07-01", "selesai": ""})
    folder.bring()
    folder.put(
        "tenaga_kerja",
        {"mulai": "2025-08-01", "selesai": "2025-08-31"},
        {"mulai": "2025-07-01", "selesai": "2025-07-31"},
    )
    assert folder.bring().errors == []
    assert Assignment.objects.count() == 2


def test_the_same_person_on_another_contract_does_not_overlap(folder):
    folder.put("kontrak", {}, {"kode_paket": "K2"})
    folder.put("tenaga_kerja", {}, {"kode_paket": "K2"}, {"nik": invented_nik(2).reveal()})
    report = folder.bring()
    assert report.errors == []
    assert any("1 orang tercatat pada lebih dari satu kontrak" in str(warning) for warning in report.warnings)
    assert NIK not in "\n".join(map(str, report.warnings))
