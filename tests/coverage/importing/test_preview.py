"""The preview of an uploaded roster: what each row says, would change, and is refused for; and what "Terapkan" does."""

from datetime import date

import pytest
from django.db import connection, transaction

from coverage.importing import Held, Preview, import_roster
from projects.models import Assignment, Contract
from tests import factories
from tests.coverage.importing.files import GOOD, as_csv, stored
from tests.factories import invented_nik

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 31)


def upload(*changes, name="daftar.csv", **options):
    rows = [{**GOOD["tenaga_kerja"], **change} for change in changes]
    return Held(name, as_csv("tenaga_kerja", rows, **options).encode())


def nik(serial):
    return invented_nik(serial).reveal()


def look(file, **options):
    """The preview, its rows and its verdicts, both as lists."""
    with transaction.atomic():
        preview = Preview(file, DAY, **options)
        return preview, list(preview.rows()), list(preview.verdicts())


@pytest.fixture
def contract(folder):
    folder.put("kontrak", {}, {"kode_paket": "K2"})
    assert folder.bring().errors == []
    return folder


def test_rows_are_new_changed_same_or_wrong(contract):
    import_roster(upload({"nik": nik(1)}, {"nik": nik(2)}), DAY)
    file = upload(
        {"nik": nik(1)},
        {"nik": nik(2), "selesai": "2025-08-31", "jabatan": "Mandor", "upah": ""},
        {"nik": nik(3)},
        {"nik": "123", "upah": "x"},
    )
    preview, rows, verdicts = look(file)
    assert preview.problems == preview.notices == []
    assert [row.number for row in rows] == [verdict.number for verdict in verdicts] == [2, 3, 4, 5]
    assert [verdict.state for verdict in verdicts] == ["same", "changed", "new", "wrong"]
    assert verdicts[1].changes == ("jabatan", "selesai", "upah")
    assert [(error.column, error.value) for error in rows[3].errors] == [("nik", "************"), ("upah", "x")]
    assert rows[3].values is None
    assert rows[3].cells[preview.header.index("upah")] == "x"
    assert rows[0].values["mulai"] == date(2025, 7, 1)
    assert Assignment.objects.count() == 2


def test_two_rows_that_contradict_each_other_are_both_wrong(contract):
    file = upload(
        {"nik": nik(1)},
        {"nik": nik(2)},
        {"nik": nik(1)},
        {"nik": nik(3)},
        {"nik": nik(2), "mulai": "2025-08-01"},
    )
    _, _, verdicts = look(file)
    assert [verdict.state for verdict in verdicts] == ["wrong", "wrong", "wrong", "new", "wrong"]
    told = [" ".join(error.text for error in verdict.errors) for verdict in verdicts]
    assert told == [
        "baris ganda: kode_paket, nik dan mulai sama dengan baris 4",
        "hari kerja pada kontrak ini bertumpuk dengan baris 6",
        "baris ganda: kode_paket, nik dan mulai sama dengan baris 2",
        "",
        "hari kerja pada kontrak ini bertumpuk dengan baris 3",
    ]


def test_a_row_is_wrong_too_where_it_needed_one_that_is_wrong(contract):
    import_roster(upload({"nik": nik(1), "selesai": ""}), DAY)
    file = upload({"nik": nik(1), "selesai": "2025-07-31", "upah": "x"}, {"nik": nik(1), "mulai": "2025-08-01"})
    _, _, verdicts = look(file)
    assert [verdict.state for verdict in verdicts] == ["wrong", "wrong"]
    assert "tersimpan" in verdicts[1].errors[0].text
    report = import_roster(file, DAY, good_only=True)
    assert (report.errors, report.changes) == ([], 0)


def test_all_or_nothing_and_good_rows_only(contract):
    file = upload({"nik": nik(1)}, {"nik": nik(2), "mulai": ""}, {"nik": nik(3)})
    report = import_roster(file, DAY)
    assert [str(error) for error in report.errors] == ["daftar.csv baris 3 kolom mulai: wajib diisi"]
    assert stored()["Assignment"] == 0
    report = import_roster(file, DAY, good_only=True)
    assert (report.errors, [one.row for one in report.left_out]) == ([], [3])
    assert report.tallies["tenaga_kerja"].new == stored()["Assignment"] == 2
    assert import_roster(file, DAY, good_only=True).changes == 0


def test_another_package_is_refused_alike_whether_it_exists_or_not(contract):
    file = upload({"nik": nik(1), "kode_paket": "K2"}, {"nik": nik(2), "kode_paket": "K9"}, {"nik": nik(3)})
    _, rows, verdicts = look(file, packages={"K1"})
    assert [verdict.state for verdict in verdicts] == ["wrong", "wrong", "new"]
    first, second = ([(error.column, error.text) for error in row.errors] for row in rows[:2])
    assert first == second == [("kode_paket", "bukan paket yang dibuka di halaman ini")]
    _, rows, verdicts = look(file)
    assert [verdict.state for verdict in verdicts] == ["new", "wrong", "new"]


def test_a_file_with_problems_of_its_own_has_no_verdicts_and_is_never_applied(contract):
    good = upload({"nik": nik(1)})
    for content, words, rows_read in [
        (b"", "kosong", 0),
        (b"a,b\n1,2\n", "kolom", 0),
        (good.content + b'K1,"', "kutip", 1),
        (good.content + "K1,Café".encode("cp1252"), "UTF-8", 1),
    ]:
        file = Held("daftar.csv", content)
        preview, rows, verdicts = look(file)
        assert any(words in str(problem) for problem in preview.problems)
        assert (len(rows), verdicts) == (rows_read, [])
        assert import_roster(file, DAY, good_only=True).errors == preview.problems
    assert stored()["Assignment"] == 0


def test_more_rows_than_allowed_are_a_problem_of_the_file(contract):
    file = upload({"nik": nik(1)}, {"nik": nik(2)}, {"nik": nik(3)})
    assert look(file, most_rows=3)[0].problems == []
    preview, _, verdicts = look(file, most_rows=2)
    assert ("lebih dari 2 baris" in preview.problems[0].reason, verdicts) == (True, [])


def test_doubts_beside_the_register_come_with_the_verdict(contract):
    import_roster(upload({"nik": nik(1)}), DAY)
    file = upload({"nik": nik(1), "nama": "Nama Lain"}, {"nik": nik(2), "selesai": "2026-03-31", "jenis_kelamin": "P"})
    _, rows, verdicts = look(file)
    assert [warning.column for warning in rows[1].warnings] == ["jenis_kelamin"]
    assert [[warning.column for warning in verdict.warnings] for verdict in verdicts] == [["nama"], ["mulai"]]
    text = repr((rows, verdicts))
    assert nik(1) not in text
    assert "Nama Lain" not in text


def test_days_in_common_with_another_contract_are_told_and_nothing_of_another_agencys(contract):
    """K1 and K2 are of one agency; a contract of another one is told without its number."""
    here, there = Contract.objects.get(package_code="K2"), factories.contract(agency="Dinas Lain", number="602/RAHASIA")
    void = factories.contract(status="Batal")
    until_july = {"starts_on": date(2025, 6, 1), "ends_on": date(2025, 7, 31)}
    for serial, of in ((1, here), (2, there), (3, here), (3, there), (4, void), (5, there)):
        factories.assignment(of, factories.worker(serial), **until_july)
    rows = [{"nik": nik(serial), "mulai": "2025-07-31"} for serial in range(1, 5)]
    rows += [{"nik": nik(5), "mulai": "2025-08-01"}, {"nik": nik(6), "mulai": "2025-07-31"}]
    _, _, verdicts = look(upload(*rows), packages={"K1"}, agencies={here.agency_id})
    told = [[one.text for one in verdict.warnings if one.column == "nik"] for verdict in verdicts]
    own, foreign = f"juga terdaftar pada kontrak {here.number}, pada hari yang sama", "juga terdaftar di luar OPD ini"
    assert told == [[own], [foreign], [own, foreign], [], [], []]
    assert "RAHASIA" not in repr(verdicts)


@pytest.mark.parametrize("look", [True, False])
def test_a_look_seals_no_number_and_tells_the_same(contract, look):
    import_roster(upload({"nik": nik(1)}), DAY)
    file = upload({"nik": nik(1), "jabatan": "Mandor"}, {"nik": nik(2)}, {"nik": "123"})
    with transaction.atomic(), connection.cursor() as cursor:
        preview = Preview(file, DAY, look=look)
        assert len(list(preview.rows())) == 3
        cursor.execute("SELECT count(nik_index), count(nik) FROM staged_assignment")
        assert cursor.fetchone() == (2, 0 if look else 2)
        assert [one.state for one in preview.verdicts()] == ["changed", "new", "wrong"]
