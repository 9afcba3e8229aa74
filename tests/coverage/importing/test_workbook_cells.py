"""What the cells of a workbook mean: as the same text in a CSV, or a refusal where Excel may have spoilt them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coverage.importing.parser import Parser
from coverage.importing.reading import Held
from coverage.parsing import values
from projects.models import Assignment, Contract
from tests.coverage.importing.books import SHEET, book, changed, template_book
from tests.coverage.importing.files import GOOD, NIK

ROSTER = GOOD["tenaga_kerja"]


def cells(content, number=2):
    """The cells of one row of a workbook, each (kind or "", text)."""
    rows = dict(Parser(Held("a.xlsx", content), ()).rows())
    return [(getattr(cell, "kind", ""), str(cell)) for cell in rows[number]]


def one(cell, **options):
    return cells(book(("a", [["judul"], [cell]]), **options))[0]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("4.500.000", ("", "4.500.000")),
        (" teks\nbaris\t", ("", " teks\nbaris\t")),
        ("_x000D_ dan \r", ("", "_x000D_ dan \r")),
        ("\U0001f600", ("", "\U0001f600")),
        ("=1+1", ("", "=1+1")),
        (4500000, ("number", "4500000")),
        (4500000.5, ("number", "4500000,5")),
        (0.1 + 0.2, ("number", "0,3")),
        (1e-7, ("number", "0,0000001")),
        (-5, ("number", "-5")),
        (-0.0, ("number", "0")),
        (999_999_999_999_999, ("number", "999999999999999")),
        (1e15, ("digits", "1000000000000000")),
        (3.27101010190000e15, ("digits", "3271010101900000")),
        (1e300, ("error", "#NUM!")),
        (True, ("", "TRUE")),
        (date(2025, 12, 31), ("day", "2025-12-31")),
        (date(1900, 1, 1), ("day", "1900-01-01")),
        (date(1900, 3, 1), ("day", "1900-03-01")),
        (datetime(2025, 12, 31, 13, 30), ("day", "2025-12-31 13:30:00")),  # noqa: DTZ001 a cell has no zone
    ],
)
def test_a_cell_as_text(cell, found):
    assert one(cell) == found


def test_a_workbook_that_counts_from_1904():
    assert one(date(2025, 12, 31), date_1904=True) == ("day", "2025-12-31")


@pytest.mark.parametrize(
    ("attributes", "inner", "found"),
    [
        (b't="b"', b"<v>0</v>", ("", "FALSE")),
        (b't="e"', b"<v>#N/A</v>", ("error", "#N/A")),
        (b't="d"', b"<v>2025-12-31T00:00:00</v>", ("day", "2025-12-31")),
        (b't="d"', b"<v>2025-12-31T08:00:00</v>", ("day", "2025-12-31 08:00:00")),
        (b"", b"<f>A1</f>", ("formula", "rumus tanpa nilai")),
        (b't="str"', b"<f>A1</f><v></v>", ("formula", "rumus tanpa nilai")),
        (b't="str"', b"<f>A1</f><v>nilai</v>", ("", "nilai")),
        (b"", b"<f>1+1</f><v>2</v>", ("number", "2")),
        (b't="inlineStr"', b"<is><r><t>Te</t></r><r><t>ks</t></r><rPh><t>bunyi</t></rPh></is>", ("", "Teks")),
        (b"", b"<v>NaN</v>", ("error", "#NUM!")),
        (b"", b"<v>4.5E6</v>", ("number", "4500000")),
        (b"", b"<v>abc</v>", ("error", "#NUM!")),
        (b't="unknown"', b"<v>x</v>", ("error", "x")),
    ],
)
def test_a_cell_that_other_programs_write(attributes, inner, found):
    content = book(("a", [["judul"], [77]]))
    cell = rb'<c r="A2"><v>77</v></c>'
    by = b'<c r="A2" ' + attributes + b">" + inner + b"</c>"
    assert cells(changed(content, SHEET, (cell, by)))[0] == found


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, None, None),
        (14, None, "days"),
        (22, None, "days"),
        (10, None, "percent"),
        (44, None, None),
        (164, "dd/mm/yyyy", "days"),
        (164, "[$-421]d mmmm yyyy;@", "days"),
        (164, '"Rp"#,##0', None),
        (164, "[$Rp-421] #,##0.00", None),
        (164, "[Red]#,##0", None),
        (164, "0.00E+00", None),
        (164, "0.0%", "percent"),
        (164, '0" %"', None),
        (164, "[h]:mm", "days"),
        (164, "General", None),
        (164, "@", None),
        (164, "\\d0", None),
        (165, "_-* #,##0_-;-* #,##0_-", None),
    ],
)
def test_a_format(number, code, kind):
    assert values.kind_of_format(number, code) == kind


@pytest.mark.parametrize(
    ("serial", "since_1904", "day"),
    [
        (60, False, "1900-02-29"),
        (59, False, "1900-02-28"),
        (61, False, "1900-03-01"),
        (0, False, "1900-01-00"),
        (0.5, False, "1900-01-00 12:00:00"),
        (45292, False, "2024-01-01"),
        (43830, True, "2024-01-01"),
        (2958465, False, "9999-12-31"),
        (2958465, True, "9999-99-99"),
        (45292.999999999, False, "2024-01-02"),
    ],
)
def test_a_serial_number_of_a_day(serial, since_1904, day):
    assert values.number_of(repr(serial), values.DAYS, since_1904) == ["day", day]


def test_a_percentage_is_what_one_sees():
    assert values.number_of("0.11", values.PERCENT, False) == ["number", "11%"]
    assert values.number_of("0.115", values.PERCENT, False) == ["number", "11,5%"]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 99))
@example(0, 0)
def test_a_sum_of_rupiah_is_the_same_as_a_number_and_as_text(whole, sen):
    number = Decimal(whole) + Decimal(sen) / 100
    if abs(number) < 10**13:  # 15 digits
        _, text = values.number_of(repr(float(number)), None, False)
        assert Decimal(text.replace(",", ".")) == number


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60)


@settings(deadline=None, max_examples=25)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was(texts):
    assert cells(book(("a", [["judul"], texts]))) == [("", text) for text in texts]


REFUSED = [
    ("nik", 327101010190000, "harus Teks"),
    ("nik", date(2025, 1, 1), "harus Teks"),
    ("kpj", 25000000001, "harus Teks"),
    ("nama", date(2025, 1, 1), "sel berisi tanggal"),
    ("nama", 0.5, "pecahan"),
    ("jabatan", 12345678901234567890, "lebih dari 15 angka"),
    ("upah", 12345678901234567890, "lebih dari 15 angka"),
    ("upah", date(2025, 1, 1), "sel berisi tanggal"),
    ("upah", 4500000.125, "desimal"),
    ("upah", -1, "negatif"),
    ("mulai", 45292, "bukan tanggal"),
    ("mulai", datetime(2025, 7, 1, 8, 0), "bukan tanggal"),  # noqa: DTZ001 a cell has no zone
    ("tanggal_lahir", True, "bukan tanggal"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "cell", "words"), REFUSED)
def test_a_cell_that_excel_may_have_spoilt_is_refused_at_its_row(folder, column, cell, words):
    folder.put("kontrak")
    folder.write("tenaga_kerja.xlsx", template_book("tenaga_kerja", [{**ROSTER, column: cell}]))
    (error,) = folder.bring().errors
    assert (error.row, error.column) == (2, column)
    assert words in error.reason
    assert "1900000" not in str(error)
    assert not Contract.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("inner", "words"),
    [(b"<f>A1</f>", "rumus tanpa nilai"), (b"<v>60</v>", "tidak ada dalam kalender")],
    ids=["formula", "29-02-1900"],
)
def test_a_formula_without_a_value_and_a_day_that_never_was(folder, inner, words):
    folder.put("kontrak")
    content = template_book("tenaga_kerja", [{**ROSTER, "tanggal_lahir": date(1990, 1, 1)}])
    content = changed(content, SHEET, (rb"<v>32874</v>", inner))
    folder.write("tenaga_kerja.xlsx", content)
    (error,) = folder.bring().errors
    assert (error.row, error.column, words in error.reason) == (2, "tanggal_lahir", True)


@pytest.mark.django_db
def test_an_error_of_excel_is_refused(folder):
    folder.put("kontrak")
    content = template_book("tenaga_kerja", [{**ROSTER, "upah": 77}])
    folder.write(
        "tenaga_kerja.xlsx",
        changed(content, SHEET, (rb'<c r="K2"><v>77</v></c>', b'<c r="K2" t="e"><v>#REF!</v></c>')),
    )
    (error,) = folder.bring().errors
    assert (error.row, error.column, error.reason) == (2, "upah", "sel berisi galat Excel")


@pytest.mark.django_db
def test_numbers_days_and_formats_are_read_as_one_sees_them(folder):
    folder.put("kontrak")
    row = {
        **ROSTER,
        "kode_paket": "K1",
        "upah": Decimal("4500000.5"),
        "mulai": date(2025, 7, 1),
        "selesai": date(2025, 9, 30),
        "jabatan": 12,
    }
    folder.write("tenaga_kerja.xlsx", template_book("tenaga_kerja", [row]))
    assert folder.bring().errors == []
    found = Assignment.objects.select_related("worker").get()
    assert (found.wage, found.starts_on, found.ends_on, found.job) == (
        Decimal("4500000.5"),
        date(2025, 7, 1),
        date(2025, 9, 30),
        "12",
    )
    assert found.worker.nik.reveal() == NIK
