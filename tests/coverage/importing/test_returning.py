"""Files that go out and come back: the roster as it stands, and the wrong rows with their reasons."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coverage.exporting import FORMULA_SIGNS
from coverage.importing import Held, import_roster
from coverage.importing.guarding import guarded, unguarded
from coverage.importing.returning import returned_file, template_file
from coverage.importing.templates import ADENDUM, BY_NAME, KONTRAK, TENAGA_KERJA
from projects.models import Assignment
from tests.coverage.importing.files import GOOD
from tests.coverage.importing.test_preview import DAY, look, nik, upload
from tests.coverage.workbooks import sheets

FORMS = (".csv", ".xlsx")
WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"), max_size=30)


@pytest.fixture
def contract(db, folder):
    folder.put("kontrak")
    assert folder.bring().errors == []


@given(WRITABLE)
@example("'=1+1")
@example("''0123")
@example("3271010101900001")
@example(" +62")
def test_what_is_guarded_begins_no_formula_and_is_no_number_and_comes_back(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.lstrip(" ").startswith(FORMULA_SIGNS)
    assert not (cell.isascii() and cell.isdigit() and len(cell) >= 12)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_wrong_rows_come_back_as_they_were(db, form, data):
    header = data.draw(st.permutations(TENAGA_KERJA.names))
    row = st.lists(WRITABLE, min_size=len(header), max_size=len(header)).filter(
        lambda cells: any(map(str.strip, cells))
    )
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    file = returned_file(form, TENAGA_KERJA, header, rows, [("salah", "=alasan")] * len(rows))
    preview, seen, _ = look(Held(f"kembali{form}", file))
    assert (preview.problems, preview.header) == ([], list(header))
    assert [list(one.cells) for one in seen] == rows


@pytest.mark.parametrize("form", FORMS)
def test_a_returned_file_is_mended_and_comes_back(contract, form):
    wrong = upload({"nik": nik(1), "mulai": "", "jabatan": "=Mandor"}, {"nik": "123"})
    preview, rows, _ = look(wrong)
    told = [("salah", "; ".join(f"{one.column}: {one.text}" for one in row.errors)) for row in rows]
    file = returned_file(form, TENAGA_KERJA, preview.header, [row.cells for row in rows], told)
    again, rows_again, _ = look(Held(f"kembali{form}", file))
    assert again.problems == []
    assert [(row.cells, row.errors) for row in rows_again] == [(row.cells, row.errors) for row in rows]
    cells = [list(row.cells) for row in rows]
    cells[0][preview.header.index("mulai")] = "01/07/2025"
    file = returned_file(form, TENAGA_KERJA, preview.header, cells[:1], told[:1])
    assert import_roster(Held(f"kembali{form}", file), DAY).errors == []
    assert Assignment.objects.get().job == "=Mandor"


def test_status_and_reason_stand_behind_the_columns_and_begin_no_formula():
    file = returned_file(".csv", TENAGA_KERJA, ["nik", "nama"], [[nik(1), "=HYPERLINK(1)"]], [("salah", "@alasan")])
    assert file.decode("utf-8-sig").splitlines() == [
        "nik;nama;status;alasan",
        f"'{nik(1)};'=HYPERLINK(1);salah;'@alasan",
    ]
    file = returned_file(".xlsx", TENAGA_KERJA, ["nik", "nama"], [[nik(1), "=HYPERLINK(1)"]], [("salah", "@alasan")])
    assert sheets(file, cells="t") == [
        [["s:nik", "s:nama", "s:status", "s:alasan"], [f"s:{nik(1)}", "s:=HYPERLINK(1)", "s:salah", "s:@alasan"]]
    ]


@pytest.mark.parametrize("form", FORMS)
def test_templates_that_have_such_a_column_get_others(db, folder, form):
    for template, names in ((KONTRAK, ["status_impor", "alasan_impor"]), (ADENDUM, ["status_impor", "alasan_impor"])):
        row = [GOOD[template.name].get(name, "") for name in template.names]
        file = returned_file(form, template, template.names, [row], [("salah", "x")])
        folder.write(f"{template.name}{form}", file)
        if form == ".csv":
            assert next(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))[-2:] == names
    assert folder.bring().errors == []


def test_half_of_the_two_columns_is_an_unknown_column(contract):
    header = [*TENAGA_KERJA.names, "status"]
    (problem,) = look(upload({}, header=header))[0].problems
    assert (problem.column, problem.row) == ("status", 1)
    header = [*TENAGA_KERJA.names, "alasan", "status"]
    assert len(look(upload({}, header=header))[0].problems) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_filled_in_template_changes_nothing_when_it_comes_back(contract, form):
    given = {
        "nik": nik(1), "jabatan": "'=Tukang", "kpj": "01234567890", "upah": "4500000,5", "selesai": "", "nama": "O'Brien",
    }  # fmt: skip
    assert import_roster(upload(given, {"nik": nik(2), "upah": ""}), DAY).errors == []
    rows = []
    for one in Assignment.objects.select_related("worker").order_by("worker_id"):
        who, what = (
            one.worker,
            [one.job, one.employment, one.domicile_code, one.starts_on, one.ends_on, one.wage, one.kpj],
        )
        rows.append(["K1", who.nik.reveal(), who.name, who.born_on, who.sex, *what])
    file = template_file(form, TENAGA_KERJA, rows, sheets=[("Petunjuk", [["Isi satu baris untuk satu orang."]])])
    preview, _, verdicts = look(Held(f"a{form}", file))
    assert preview.problems == []
    assert [verdict.state for verdict in verdicts] == ["same", "same"]
    assert not any(verdict.warnings for verdict in verdicts)
    assert import_roster(Held(f"a{form}", file), DAY).changes == 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BY_NAME)
def test_an_empty_template_has_its_header_alone(folder, db, form, name):
    folder.put("kontrak")
    folder.bring()
    folder.clear()
    folder.write(f"{name}{form}", template_file(form, BY_NAME[name]))
    report = folder.bring()
    assert (report.errors, report.changes) == ([], 0)


def test_values_are_written_as_the_reader_takes_them():
    row = ["K1", "", None, date(2025, 7, 1), "", "", "", "", "", "", Decimal("4500000.00"), 7]
    file = template_file(".xlsx", TENAGA_KERJA, [row])
    ((_, cells),) = sheets(file)
    assert cells == ["K1", "", "", "2025-07-01", "", "", "", "", "", "", "4500000", "7"]


def test_what_no_file_can_hold_is_replaced():
    for form in FORMS:
        assert returned_file(form, TENAGA_KERJA, ["nama"], [["a\ud800b"]], [("salah", "")])
