"""Bad input in the rows of files, each row of the list by its number: refused where measures.md §5 says so, else warned
about and kept; the same reader serves the command, a roster that is uploaded, CSV and XLSX.
"""

from datetime import date
from decimal import Decimal

import pytest

from coverage.importing.checking import RowReader
from coverage.importing.reading import Held, Table
from coverage.importing.report import Report
from coverage.importing.templates import BY_NAME
from coverage.importing.typed import Typed
from coverage.parsing import values
from tests.bad_input.test_fields import ARABIC, FULL_WIDTH, LONG
from tests.coverage.importing.files import GOOD, NIK

TODAY = date(2025, 9, 1)
MONEY = [("kontrak", "nilai_kontrak"), ("adendum", "nilai_baru"), ("tenaga_kerja", "upah"), ("pendaftaran", "iuran"),
         ("pembayaran", "jumlah")]  # fmt: skip
COUNTS = [("kontrak", "rencana_tenaga_kerja"), ("pendaftaran", "jumlah_tenaga_kerja"), ("pembayaran", "termin")]
NIKS = [("tenaga_kerja", "nik"), ("kepesertaan", "nik")]
NAME = [("tenaga_kerja", "nama")]
DAYS = [(template, column) for template, row in GOOD.items() for column in row
        if column in ("mulai", "selesai", "jatuh_tempo") or column.startswith(("tanggal", "berlaku"))]  # fmt: skip
KPJS = [("tenaga_kerja", "kpj"), ("kepesertaan", "kpj")]
EVERYWHERE = [(template, column) for template, row in GOOD.items() for column in row]
TEXTS = [("kontrak", "nama_paket"), ("kontrak", "nomor_kontrak"), ("adendum", "alasan"), ("tenaga_kerja", "jabatan")]


def number(cell, kind=values.NUMBER):
    return Typed(kind, cell)


def read(template, **changes):
    """(values, Report) of the good row of a template with some cells changed, as a file would bring it."""
    kind, report = BY_NAME[template], Report()
    table = Table(Held(f"{template}.csv", b""), kind, list(kind.names))
    row = {**GOOD[template], **changes}
    found, *_ = RowReader(table, 0, report, TODAY).read(2, [row.get(name, "") for name in kind.names])
    return found, report


def row(number_, places, cell, said, name=""):
    return pytest.param(places, cell, said, id=f"{number_}-{name or ascii(str(cell))[1:25]}")


REFUSED = [
    row("4.1-1", NIKS, "", "wajib"),
    row("4.1-2", NIKS, NIK[:15], "tertulis 15", "15"),
    row("4.1-3", NIKS, NIK + "1", "tertulis 17", "17"),
    row("4.1-6", NIKS, NIK.translate(FULL_WIDTH), "0-9", "full-width"),
    row("4.1-7", NIKS, NIK.translate(ARABIC), "0-9", "arabic"),
    row("4.1-9", NIKS, "3.27101E+15", "Teks"),
    row("4.1-10", NIKS, number(NIK[:15]), "sel harus Teks", "numeric"),
    row("4.1-10", KPJS, number("25000000001"), "sel harus Teks", "numeric-kpj"),
    row("4.1-11", NIKS, "0" * 16, "sama semua", "zeros"),
    row("4.1-12", NIKS, NIK[:12] + "0000", "0000", "serial"),
    row("4.1-13", NIKS, "10" + NIK[2:], "provinsi", "province"),
    *(row("4.1-14", NIKS, NIK[:6] + day + NIK[8:], "tanggal lahir", f"day-{day}") for day in ("32", "40", "72")),
    row("4.1-15", NIKS, NIK[:8] + "13" + NIK[10:], "tanggal lahir", "month"),
    row("4.1-17", NIKS, NIK[:5] + "\u200b" + NIK[5:], "aksara ke-6", "zero-width"),
    row("4.1-21", NIKS, NIK[:5] + "\0" + NIK[5:], "NUL", "nul"),
    row("4.1-22", NIKS, "3" * 10_000_000, "tertulis 10000000", "10-mb"),
    row("4.2-23", NAME, "   ", "wajib", "spaces"),
    row("4.2-30", NAME, "A" * 151, "paling banyak 150", "151"),
    row("4.2-31", EVERYWHERE, "Wa\ud800wan", "surrogate"),
    row("4.3-35", MONEY, "4,500,000", "bermakna ganda"),
    row("4.3-36", MONEY, "4.500.000,505", "tidak dibulatkan diam-diam"),
    row("4.3-38", MONEY + COUNTS, "-1", "tidak boleh negatif"),
    *(row("4.3-40", MONEY + COUNTS, text, "bukan angka") for text in ("NaN", "Infinity", "1e400")),
    *(row("4.3-41", MONEY + COUNTS, text, "bukan angka") for text in ("1_000", "１２")),
    row("4.3-43", MONEY, "9" * 19, "terlalu besar", "unstorable"),
    row("4.4-47", DAYS, "31/04/2026", "kalender"),
    row("4.4-48", DAYS, "29/02/2027", "kalender"),
    row("4.4-50", DAYS, "45292", "bukan tanggal"),
    row("4.4-50", DAYS, number("45292"), "sel berisi bilangan, bukan tanggal", "numeric"),
    row("4.4-51", DAYS, number("1900-02-29", values.DAY), "kalender", "serial-60"),
    row("4.4-55", DAYS, "01/01/20226", "bukan tanggal"),
    row("4.4-60", DAYS, "infinity", "bukan tanggal"),
    row("4.4-60", DAYS, "-infinity", "bukan tanggal"),
    row("4.8-75", EVERYWHERE, "a" * LONG, "terlalu panjang|bukan|harus", "100k"),
]


@pytest.mark.parametrize(("places", "cell", "said"), REFUSED)
def test_it_is_refused_at_its_cell(places, cell, said):
    for template, column in places:
        _, report = read(template, **{column: cell})
        (error,) = report.errors
        assert (error.row, error.column) == (2, column), template
        assert any(word in error.reason for word in said.split("|")), error.reason
        assert NIK not in str(error)


KEPT = [
    row("4.1-4", NIKS, f"{NIK[:6]} {NIK[6:12]}.{NIK[12:]}-", NIK, "separators"),
    row("4.1-5", NIKS, f"{NIK}\n", NIK, "newline"),
    row("4.1-8", NIKS, f"'{NIK}", NIK, "apostrophe"),
    *(row("4.2-25", [place], "=HYPERLINK(1)", "=HYPERLINK(1)", place[1]) for place in [*NAME, *TEXTS]),
    row("4.2-26", NAME, "<script>alert(1)</script>", "<script>alert(1)</script>", "markup"),
    row("4.2-27", NAME, "Jose\u0301", "José", "nfd"),
    *(row("4.2-33", NAME, name, name) for name in ("O'Brien", "Ma'ruf", "N/A", "Null")),
    row("4.3-34", MONEY, "4.500.000", Decimal(4_500_000)),
    row("4.3-36", MONEY, "4.500.000,50", Decimal("4500000.50")),
    row("4.3-37", MONEY, "Rp 4.500.000,-", Decimal(4_500_000)),
    row("4.3-46", MONEY, number("4500000,5"), Decimal("4500000.5"), "currency"),
    row("4.4-48", DAYS, "29/02/2028", date(2028, 2, 29)),
    row("4.4-49", DAYS, "03/04/2026", date(2026, 4, 3)),
    row("4.4-50", DAYS, number("2026-04-03", values.DAY), date(2026, 4, 3), "day-cell"),
    *(row("4.8-76", TEXTS, text, text) for text in ("{{7*7}}", "%s%n", "${jndi:ldap://x}")),
    row("4.8-77", [("adendum", "alasan"), ("tenaga_kerja", "jabatan")], "\r\n\r\n", "", "newlines"),
]


@pytest.mark.parametrize(("places", "cell", "kept"), KEPT)
def test_it_is_kept_as_it_is_meant(places, cell, kept):
    for template, column in places:
        change = {column: cell}
        if column == "mulai" or column.endswith("_dari"):
            change |= {"selesai": "", "berlaku_sampai": ""}
        if column == "selesai":
            change |= {"mulai": "01/01/2026"}
        found, report = read(
            template, **{name: text for name, text in change.items() if name in BY_NAME[template].names}
        )
        assert report.errors == [], template
        assert (found[column].reveal() if column == "nik" else found[column]) == kept, template


WARNED = [
    row("4.2-24", NAME, "O", "nama satu huruf"),
    row("4.2-28", [*NAME, *TEXTS], "Wa\u202ewan", "pengatur arah tulisan dibuang", "bidi"),
    row("4.2-29", [*NAME, *TEXTS], "Wawan \U0001f600", "emoji", "emoji"),
    row("4.2-32", NAME, "Wawan 2", "berangka"),
    row("4.3-39", [("tenaga_kerja", "upah"), ("kontrak", "nilai_kontrak")], "0", "nol"),
    row("4.3-42", [("tenaga_kerja", "upah"), ("kontrak", "nilai_kontrak")], "-0", "nol"),
    row("4.3-43", MONEY, "1.000.000.000.000.001", "seribu triliun"),
    row("4.3-44", [("tenaga_kerja", "upah")], "51.268.981", "10 kali upah minimum"),
    row("4.4-55", DAYS, "01/01/0026", "sebelum 1900"),
    row("4.4-53", [("kontrak", "selesai")], "2025-06-30", "mendahului mulai"),
    row("4.4-56", [("pendaftaran", "tanggal_daftar"), ("pembayaran", "tanggal_bayar")], "2025-09-02", "sesudah hari ini"),
    row("4.4-57", [("kontrak", "mulai")], "2025-06-30", "mendahului tanggal kontrak"),
    *(row("4.6-67", KPJS, text, "biasanya 11 angka") for text in ("1234567890", "1234567890A")),
    row("4.7-71", [("kontrak", "npwp_penyedia")], "01.234.567.8-901.23x", "bukan 15 atau 16 angka"),
    row("4.3-44", [("tenaga_kerja", "upah")], "150.000", "sepersepuluh upah minimum", "of-a-day"),
    row("4.2-24", [("tenaga_kerja", "kode_domisili")], "Bogor", "bukan kode wilayah", "no-code"),
    row("4.1-16", [("tenaga_kerja", "tanggal_lahir")], "01/01/2010", "belum 18 tahun", "minor"),
    row("4.1-16", [("tenaga_kerja", "tanggal_lahir")], "01/01/1940", "lebih dari 75 tahun", "old"),
]  # fmt: skip


@pytest.mark.parametrize(("places", "cell", "said"), WARNED)
def test_it_is_kept_and_said(places, cell, said):
    for template, column in places:
        change = {column: cell}
        if (column, cell) == ("mulai", "01/01/0026") or column == "berlaku_dari":
            change |= {"selesai": ""} if column == "mulai" else {"berlaku_sampai": ""}
        if column in ("selesai", "berlaku_sampai") and template != "kontrak":
            change |= {"mulai": "01/01/0026"} if column == "selesai" else {"berlaku_dari": "01/01/0026"}
        found, report = read(
            template, **{name: text for name, text in change.items() if name in BY_NAME[template].names}
        )
        assert report.errors == [], template
        assert found[column] is not None
        assert any(said in one.reason and one.column == column for one in report.warnings), (template, column)


@pytest.mark.parametrize(
    ("wage", "doubtful"),
    [("51.268.980", False), ("51.268.981", True), ("512.690", False), ("512.689", True)],
    ids=["4.3-44-ten", "4.3-44-more", "4.3-44-tenth", "4.3-44-less"],
)
def test_a_wage_is_as_unusual_in_a_file_as_in_a_form(wage, doubtful):
    _, report = read("tenaga_kerja", upah=wage)
    assert [one.column for one in report.warnings] == ["upah"] * doubtful


@pytest.mark.parametrize(
    ("template", "first", "last"),
    [
        ("tenaga_kerja", "mulai", "selesai"),
        ("pendaftaran", "berlaku_dari", "berlaku_sampai"),
        ("kepesertaan", "mulai", "selesai"),
    ],
    ids=lambda one: f"4.4-53-{one}",
)
def test_an_end_before_its_start_is_refused_and_on_it_is_one_day(template, first, last):
    _, report = read(template, **{first: "02/07/2025", last: "01/07/2025"})
    assert [(one.column, one.reason) for one in report.errors] == [(last, f"mendahului {first}")]
    assert not read(template, **{first: "02/07/2025", last: "02/07/2025"})[1].errors, "4.4-54"


@pytest.mark.parametrize(
    ("serial", "since_1904", "day"),
    [("45292", False, "2024-01-01"), ("43830", True, "2024-01-01"), ("60", False, "1900-02-29")],
    ids=["4.4-50-serial", "4.4-52-1904", "4.4-51-serial-60"],
)
def test_a_day_of_a_workbook_counts_from_where_the_workbook_says(serial, since_1904, day):
    assert values.number_of(serial, values.DAYS, since_1904) == [values.DAY, day]


def test_both_readings_are_said_of_contracts_and_none_of_people():
    """4.3-35: what a wage could be is a wage."""
    (error,) = read("kontrak", nilai_kontrak="4,500,000")[1].errors
    assert "4500000 atau 4,500000" in error.reason
    (error,) = read("tenaga_kerja", upah="4,500,000")[1].errors
    assert "4500000" not in str(error)
