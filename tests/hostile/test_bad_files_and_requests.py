"""Bad files and bad requests, one by one, and where each is shown: at the form, in the file, at the request."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
FILES, UPLOADS, DOCUMENTS = "coverage/importing/", "coverage/uploading/", "coverage/test_documents.py::"
HOSTILE = f"{FILES}test_hostile_files.py::test_a_hostile_file_is_refused_with_its_reason"
IGNORED = f"{FILES}test_hostile_files.py::test_what_leads_elsewhere_is_ignored_and_told"
PAPER = f"{DOCUMENTS}test_what_is_not_is_refused_at_its_place_and_nothing_is_kept"
REQUEST = "hostile/test_every_question.py::test_a_strange_"
BOOKS, CELLS = f"{FILES}test_workbooks.py::test_", f"{FILES}test_workbook_cells.py::test_"
SHOWN = {
    "0 bytes": [HOSTILE, PAPER, f"{UPLOADS}test_applying.py::test_a_file_that_cannot_be_read_is_refused_with_its_reason"],
    "PDF called .xlsx": [HOSTILE],
    ".xls, .xlsm, .ods": [HOSTILE],
    "cut off": [HOSTILE, PAPER],
    "protected by a password": [HOSTILE, PAPER],
    "bombs by ratio, sum and number of parts": [HOSTILE, PAPER],
    "a far cell, a dimension that lies": [HOSTILE, IGNORED],
    "several, hidden sheets and hidden rows": [
        f"{BOOKS}the_sheet_is_found_by_the_name_of_the_template",
        f"{BOOKS}hidden_sheets_are_not_read_and_hidden_rows_are_and_are_told",
        f"{BOOKS}a_hidden_table_is_refused",
    ],
    "merged headings": [f"{BOOKS}merged_headings_are_the_reason_that_is_told"],
    "columns missing, twice, in another order": [
        f"{FILES}test_bad_files.py::test_bom_delimiter_case_and_order_of_the_header",
        f"{FILES}test_bad_files.py::test_an_unknown_column_names_the_nearest",
        f"{FILES}test_bad_files.py::test_a_repeated_column_is_refused",
    ],
    "formulas without a value, serial 60": [f"{CELLS}a_formula_without_a_value_and_a_day_that_never_was"],
    "a workbook that counts from 1904": [f"{CELLS}a_workbook_that_counts_from_1904"],
    "external links, DDE": [IGNORED, f"{BOOKS}formulas_and_links_are_told"],
    "CSV in other encodings, with NUL, one column, long cells, open quotes": [
        HOSTILE,
        f"{FILES}test_hostile_files.py::test_utf_8_with_and_without_its_mark_is_read",
        f"{FILES}test_hostile_files.py::test_cells_that_are_too_much_are_errors_of_their_row",
        f"{FILES}test_bad_files.py::test_line_breaks_inside_a_cell_and_rows_of_commas",
    ],
    "a name that leads elsewhere, of 300 letters, from right to left, of a device": [
        f"{UPLOADS}test_pages.py::test_what_a_file_is_called_leads_nowhere",
        f"{FILES}test_hostile_files.py::test_the_name_of_a_file_is_only_believed_in_its_ending",
        f"{DOCUMENTS}test_pdf_jpeg_and_png_are_known_by_what_they_hold",
    ],
    "the bytes of an earlier file": [
        f"{UPLOADS}test_applying.py::test_the_same_form_and_the_same_file_lead_to_one_upload",
        f"{UPLOADS}test_applying.py::test_the_file_that_was_applied_changes_nothing_again",
        f"{DOCUMENTS}test_the_same_file_twice_stands_there_once",
    ],
    "100,001 rows": [f"{UPLOADS}test_large.py::test_100_001_rows_are_refused_with_the_limit"],
    "two at once": [
        f"{UPLOADS}test_applying.py::test_of_two_uploads_at_once_one_waits_for_the_other",
        "coverage/test_races.py::test_one_upload_applied_or_undone_twice",
    ],
    "a body of another kind": [f"{REQUEST}body_is_refused_by_every_form_or_read_as_an_empty_one"],
    "a body that is cut off, 10,000 fields, 200 files": [f"{REQUEST}body_is_refused_by_every_form_or_read_as_an_empty_one"],
    "bytes that are no UTF-8 in body, cookie, header": [
        f"{REQUEST}body_is_refused_by_every_form_or_read_as_an_empty_one",
        f"{REQUEST}request_gets_an_answer",
    ],
    "a method that says it is another": [f"{REQUEST}request_gets_an_answer"],
    "a token that has expired": [
        "accounts/test_resending.py::test_every_form_of_an_older_token_is_held_for_its_writer",
        "accounts/test_resending.py::test_every_form_of_an_ended_session_is_held_in_the_answer",
        "accounts/test_resending.py::test_files_are_named_and_chosen_again",
    ],
}  # fmt: skip
"""What is bad, and the tests that show what becomes of it."""


@cache
def defined_in(path):
    return {one.name for one in ast.parse((TESTS / path).read_text()).body if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize("what", SHOWN)
def test_what_is_bad_is_shown(what):
    for named in SHOWN[what]:
        path, name = named.split("::")
        assert name in defined_in(path), named
