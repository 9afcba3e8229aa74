"""A table as CSV and as a workbook: the same database, the same report; and what only a workbook can have."""

import csv
import io
import re
from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.importing import Preview, import_roster
from coverage.importing.templates import BY_NAME
from projects.models import Contract
from tests.cities import cities
from tests.coverage.importing.books import SHEET, book, changed, template_book
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.importing.test_preview import DAY, Held
from tests.coverage.importing.test_random_cities import FEW, Rolled
from tests.factories import invented_nik

pytestmark = pytest.mark.django_db
WHOLE = """
SELECT c.package_code, c.title, c.price, c.signed_on, c.starts_on, c.ends_on, c.status, g.name, o.name, p.npwp,
       (SELECT array_agg((w.nik_index, w.name, w.born_on, w.sex, a.starts_on, a.ends_on, a.job, a.employment, a.wage,
                          a.kpj)::text ORDER BY w.nik_index, a.starts_on)
        FROM projects_assignment a JOIN contractors_worker w ON w.id = a.worker_id WHERE a.contract_id = c.id),
       (SELECT array_agg((m.number, m.signed_on, m.new_price, m.new_ends_on)::text ORDER BY m.number)
        FROM projects_amendment m WHERE m.contract_id = c.id),
       (SELECT array_agg((r.certificate_number, r.registered_on, r.valid_from, r.valid_to, r.headcount)::text
                         ORDER BY r.certificate_number)
        FROM coverage_registration r WHERE r.contract_id = c.id),
       (SELECT array_agg((i.number, i.amount, i.due_on, i.paid_on, i.receipt)::text ORDER BY i.number)
        FROM coverage_instalment i WHERE i.contract_id = c.id)
FROM projects_contract c JOIN projects_agency g ON g.id = c.agency_id
LEFT JOIN projects_officer o ON o.id = c.officer_id LEFT JOIN contractors_contractor p ON p.id = c.contractor_id
ORDER BY c.package_code
"""
MEMBERS = """
SELECT w.nik_index, w.name, m.segment, m.starts_on, m.ends_on, m.kpj
FROM coverage_membership m JOIN contractors_worker w ON w.id = m.worker_id ORDER BY 1, 3, 4
"""


def register():
    """Everything that an import writes, by the keys that people know, without the numbers that the database gives."""
    with connection.cursor() as cursor:
        found = []
        for statement in (WHOLE, MEMBERS):
            cursor.execute(statement)
            found.append(
                [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor.fetchall()]
            )
        return found


def told(report):
    """All that a report says, the endings of files left out."""

    def bare(text):
        return re.sub(r"\.(csv|xlsx)", "", text)

    return (
        [bare(str(one)) for one in report.errors],
        [bare(str(one)) for one in report.warnings],
        [bare(str(one)) for one in report.cleared],
        report.tallies,
        report.more,
    )


def outcome(tables, ending):
    """(report, register) of an import of {template: (header, rows of texts)} into an empty register."""
    with Rolled() as folder:
        for name, (header, rows) in tables.items():
            if ending == "xlsx":
                folder.write(f"{name}.xlsx", book((name, [header, *rows])))
            else:
                out = io.StringIO()
                csv.writer(out).writerows([header, *rows])
                folder.write(f"{name}.csv", out.getvalue().encode())
        return told(folder.bring()), register()


@settings(FEW, max_examples=8)
@given(cities())
def test_a_city_as_csv_and_as_workbooks(city):
    tables = {}
    for name in BY_NAME:
        rows = city.tables[name]
        header, *cells = csv.reader(io.StringIO(as_csv(name, rows)))
        tables[name] = (header, cells)
    by_csv, by_book = outcome(tables, "csv"), outcome(tables, "xlsx")
    assert by_csv == by_book
    assert by_csv[0][0] == []


PLAIN = (
    "x|-5|0|1e400|NaN|4,500,000|31/04/2026|29/02/2027|01/07/2025|2025-07-01|3.27101E+15|1_000|#N/A|TRUE|Null|N/A|K1|K9"
)
ODDER = "| |'0123|=1+1|@x|\uff11\uff12|\u202eabc|e\u0301|a\nb|\"|;|{{7*7}}|\u200b|\U0001f600|O'Brien|x\x07|Rp\u00a04.500.000,-"
ODD = st.one_of(
    st.sampled_from([*PLAIN.split("|"), *ODDER.split("|"), "9" * 40, "A" * 600]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufffe\uffff"), max_size=20),
)


@st.composite
def odd_tables(draw):
    """Tables whose rows are good but for some cells, with empty rows between and empty columns behind."""
    tables = {}
    for name in draw(st.permutations(list(BY_NAME)).map(lambda names: names[:3])):
        header = list(draw(st.permutations(BY_NAME[name].names)))
        rows = []
        for serial in range(1, draw(st.integers(1, 4)) + 1):
            row = {**GOOD[name], **({"nik": invented_nik(serial).reveal()} if "nik" in GOOD[name] else {})}
            for column in draw(st.lists(st.sampled_from(header), max_size=3)):
                row[column] = draw(ODD)
            rows.append([row.get(column, "") for column in header] + [""] * draw(st.integers(0, 2)))
            rows += [[""] * len(header)] * draw(st.integers(0, 2))
        tables[name] = (header, rows)
    return tables


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd_tables())
def test_any_table_as_csv_and_as_a_workbook(tables):
    assert outcome(tables, "csv") == outcome(tables, "xlsx")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd_tables())
def test_the_preview_of_a_csv_and_of_a_workbook(tables):
    header, rows = tables.get("tenaga_kerja", (BY_NAME["tenaga_kerja"].names, []))
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    seen = []
    for file in (Held("a.csv", out.getvalue().encode()), Held("a.xlsx", book(("tenaga_kerja", [header, *rows])))):
        with transaction.atomic():
            preview = Preview(file, DAY)
            found = list(preview.rows())
            verdicts = list(preview.verdicts())
            problems = [replace(one, file="") for one in preview.problems]
        seen.append((preview.header, found, verdicts, problems, preview.notices))
    assert seen[0] == seen[1]


@pytest.fixture
def contract(folder):
    folder.put("kontrak")
    return folder


def rosters(count=2):
    return [{**GOOD["tenaga_kerja"], "nik": invented_nik(serial).reveal()} for serial in range(1, count + 1)]


def roster_sheet(name="tenaga_kerja"):
    names = BY_NAME["tenaga_kerja"].names
    return name, [names, *([row.get(one, "") for one in names] for row in rosters())]


def warnings(report):
    return [one.reason for one in report.warnings if one.file.endswith(".xlsx")]


NOTES = ("Petunjuk", [["isi kolom nik"]])


def test_the_sheet_is_found_by_the_name_of_the_template(contract):
    contract.write("daftar.xlsx", book(NOTES, roster_sheet(" Tenaga_Kerja ")))
    report = contract.bring()
    assert (report.errors, report.tallies["tenaga_kerja"].new) == ([], 2)
    assert warnings(report)[0] == "lembar lain tidak dibaca: “Petunjuk”"


def test_the_only_sheet_is_the_table_whatever_its_name(contract):
    contract.write("tenaga_kerja.xlsx", book(roster_sheet("Sheet1")))
    assert contract.bring().tallies["tenaga_kerja"].new == 2


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ((NOTES, roster_sheet("Sheet1")), "ada beberapa lembar (“Petunjuk”, “Sheet1”)"),
        ((roster_sheet("tenaga_kerja"), roster_sheet("TENAGA_KERJA ")), "lebih dari satu lembar bernama templat"),
        ((("tenaga_kerja", []),), "kosong"),
        ((("tenaga_kerja", [[], ["kode_paket"]]),), "judul kolom harus di baris 1"),
    ],
    ids=["two", "two-named", "empty", "second-row"],
)
def test_a_workbook_whose_table_is_not_clear(contract, sheets, words):
    contract.write("tenaga_kerja.xlsx", book(*sheets))
    (error,) = contract.bring().errors
    assert words in error.reason


def test_hidden_sheets_are_not_read_and_hidden_rows_are_and_are_told(contract):
    content = book(NOTES, roster_sheet("Sheet1"))
    hidden = changed(content, "xl/workbook.xml", (rb'<sheet name="Petunjuk"', b'<sheet state="hidden" name="Petunjuk"'))
    sheet = "xl/worksheets/sheet2.xml"
    contract.write("tenaga_kerja.xlsx", changed(hidden, sheet, (rb'<row r="3"', b'<row hidden="1" r="3"')))
    report = contract.bring()
    assert (report.errors, report.tallies["tenaga_kerja"].new) == ([], 2)
    assert warnings(report)[:2] == [
        "lembar lain tidak dibaca: “Petunjuk”",
        "1 baris tersembunyi ikut dibaca (3)",
    ]


def test_a_hidden_table_is_refused(contract):
    content = changed(book(roster_sheet()), "xl/workbook.xml", (rb"<sheet name", b'<sheet state="veryHidden" name'))
    contract.write("tenaga_kerja.xlsx", content)
    (error,) = contract.bring().errors
    assert "tersembunyi" in error.reason


def merged(ranges):
    cells = b"".join(b'<mergeCell ref="%s"/>' % one for one in ranges)
    return changed(
        book(roster_sheet()), SHEET, (rb"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")
    )


def test_merged_cells_in_the_table_are_refused_and_beside_it_are_nothing(contract):
    contract.write("tenaga_kerja.xlsx", merged([b"A2:A3"]))
    (error,) = contract.bring().errors
    assert (error.row, "A2:A3" in error.reason) == (2, True)
    contract.write("tenaga_kerja.xlsx", merged([b"A10:A12", b"Z1:AA2"]))
    assert contract.bring().errors == []


def test_merged_headings_are_the_reason_that_is_told(contract):
    names = list(BY_NAME["tenaga_kerja"].names)
    content = book(("tenaga_kerja", [[names[0], "", *names[2:]]]))
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    contract.write("tenaga_kerja.xlsx", changed(content, SHEET, (rb"</sheetData>", merge)))
    (error,) = contract.bring().errors
    assert (error.row, "digabung (A1:B1)" in error.reason) == (1, True)


def test_formulas_and_links_are_told(contract):
    content = changed(
        book(roster_sheet()),
        SHEET,
        (rb'<c r="K2" t="s"><v>(\d+)</v></c>', b'<c r="K2"><f>[1]Sheet1!A1</f><v>4500000</v></c>'),
    )
    content = changed(content, "xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/></externalLink>")
    contract.write("tenaga_kerja.xlsx", content)
    report = contract.bring()
    assert report.errors == []
    assert "tautan ke berkas atau sumber lain di dalam buku kerja ini diabaikan" in warnings(report)
    assert "1 sel berisi rumus; yang dipakai nilai yang tersimpan di dalamnya" in warnings(report)


def test_row_numbers_are_those_that_excel_shows(contract):
    _, (header, first, second) = roster_sheet()
    second[header.index("upah")] = "x"
    contract.write("tenaga_kerja.xlsx", book(("tenaga_kerja", [header, [], first, [""] * 12, [" "], second])))
    (error,) = contract.bring().errors
    assert (error.row, error.column) == (6, "upah")


def test_a_cell_beyond_the_header_is_an_error_and_a_short_row_is_none(contract):
    _, (header, first, second) = roster_sheet()
    contract.write("tenaga_kerja.xlsx", book(("tenaga_kerja", [header, first, [*second, "", "x"]])))
    (error,) = contract.bring().errors
    assert (error.row, error.reason) == (3, "14 sel, seharusnya 12")
    contract.write("tenaga_kerja.xlsx", book(("tenaga_kerja", [header, first, second[:9]])))
    assert contract.bring().errors == []


def test_isb_tables_are_not_read_from_workbooks(contract):
    contract.write("tender_kontrak.xlsx", book(("a", [["kd_tender", "nilai_kontrak"], ["1", "2"]])))
    assert any("sebagai CSV atau JSON" in one.reason for one in contract.bring().errors)


def test_a_folder_of_workbooks_is_a_city(folder):
    for name, row in GOOD.items():
        folder.write(f"{name}.xlsx", template_book(name, [row]))
    report = folder.bring()
    assert report.errors == []
    assert Contract.objects.count() == report.tallies["tenaga_kerja"].new == 1
    assert folder.bring().changes == 0


def test_an_uploaded_workbook_is_applied(contract):
    contract.bring()
    held = Held("Daftar Juli.XLSX", book(NOTES, roster_sheet()))
    report = import_roster(held, DAY)
    assert (report.errors, report.tallies["tenaga_kerja"].new) == ([], 2)
