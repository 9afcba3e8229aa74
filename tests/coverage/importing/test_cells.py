"""What a cell says, and what it is refused for."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.importing import cells
from coverage.importing.cells import Unreadable, clean


def read(parse, written):
    notes = []
    return parse(clean(written, notes), notes), notes


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4.500.000", "4500000"),
        ("4500000", "4500000"),
        ("Rp 4.500.000,-", "4500000"),
        ("Rp4.500.000,00", "4500000"),
        ("rp. 4.500.000,--", "4500000"),
        ("4.500.000,50", "4500000.50"),
        ("4500000,5", "4500000.5"),
        ("4500000.5", "4500000.5"),
        ("4500000.50", "4500000.50"),
        ("1.234", "1234"),
        ("1234.567", "1234567"),
        ("0.125", "125"),
        ("0.000", "0"),
        ("1,5", "1.5"),
        ("0", "0"),
        ("-0", "0"),
        ("0,00", "0"),
        ("000123", "123"),
        ("\u00a05.000\u00a0", "5000"),
        ("999999999999999999,99", "999999999999999999.99"),
    ],
)
def test_rupiah(written, number):
    assert read(cells.rupiah, written)[0] == Decimal(number)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("4,500,000", "bermakna ganda"),
        ("1,234,567", "bermakna ganda"),
        ("1,234.56", "bermakna ganda"),
        ("1,234", "desimal"),
        ("1,005", "desimal"),
        ("1_000", "bukan angka"),
        ("\uff11\uff12", "bukan angka"),
        ("\u0661\u0662", "bukan angka"),
        ("NaN", "bukan angka"),
        ("Infinity", "bukan angka"),
        ("-Infinity", "bukan angka"),
        ("1e400", "bukan angka"),
        ("1e6", "bukan angka"),
        ("+5", "bukan angka"),
        ("1 000", "bukan angka"),
        ("1.23.456", "bukan angka"),
        ("1.234.5", "bukan angka"),
        ("=1+1", "bukan angka"),
        ("Rp", "bukan angka"),
        ("seratus", "bukan angka"),
        ("-5", "negatif"),
        ("-4.500.000", "negatif"),
        ("Rp -1", "negatif"),
        ("1000000000000000000", "terlalu besar"),
        ("9" * 101, "terlalu panjang"),
    ],
)
def test_rupiah_that_is_refused(written, reason):
    with pytest.raises(Unreadable, match=reason):
        read(cells.rupiah, written)


@pytest.mark.parametrize("written", ["0.125", "1234.567", "00.123"])
def test_a_dot_that_separates_thousands_unusually_is_noted(written):
    assert read(cells.rupiah, written)[1] == ["titik sebelum tiga angka dibaca sebagai pemisah ribuan"]
    assert read(cells.rupiah, "1.234.567")[1] == []


def test_an_ambiguous_number_gives_both_readings():
    with pytest.raises(Unreadable) as caught:
        read(cells.rupiah, "4,500,000")
    assert caught.value.readings == "4500000 atau 4,500000"


def test_a_very_large_sum_is_accepted_and_noted():
    assert read(cells.rupiah, "1000000000000001") == (Decimal(10**15 + 1), ["lebih dari seribu triliun"])


@given(st.integers(0, 10**17), st.integers(0, 99))
def test_rupiah_in_every_usual_form(whole, sen):
    number = Decimal(whole) + Decimal(sen) / 100
    dotted = f"{whole:,}".replace(",", ".")
    for written in (f"{whole}.{sen:02}", f"{whole},{sen:02}", f"{dotted},{sen:02}", f"Rp {dotted},{sen:02}"):
        assert read(cells.rupiah, written)[0] == number


@pytest.mark.parametrize(
    ("written", "found"),
    [("11", "11"), ("11,5", "11.5"), ("11.5", "11.5"), ("12 %", "12"), ("0", "0"), ("11,1234", "11.1234")],
)
def test_percent(written, found):
    assert read(cells.percent, written)[0] == Decimal(found)


@pytest.mark.parametrize("written", ["11,12345", "1000", "11.000", "0.500", "-1", "sebelas", "NaN"])
def test_percent_that_is_refused(written):
    with pytest.raises(Unreadable):
        read(cells.percent, written)


def test_three_decimals_of_a_percentage_are_ambiguous_behind_a_dot():
    with pytest.raises(Unreadable) as caught:
        read(cells.percent, "11.125")
    assert caught.value.readings == "11125 atau 11,125"


@pytest.mark.parametrize(
    ("written", "number"), [("0", 0), ("5", 5), ("1.200", 1200), ("5,0", 5), ("2147483647", 2**31 - 1)]
)
def test_count(written, number):
    assert read(cells.count, written)[0] == number


@pytest.mark.parametrize("written", ["5,5", "-1", "2147483648", "9999999999999999999", "lima", "5 orang", "\u0665"])
def test_count_that_is_refused(written):
    with pytest.raises(Unreadable):
        read(cells.count, written)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        ("3/4/2026", date(2026, 4, 3)),
        ("03/04/2026", date(2026, 4, 3)),
        ("29/02/2028", date(2028, 2, 29)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_day(written, day):
    assert read(cells.day, written)[0] == day


@pytest.mark.parametrize(
    "written",
    [
        "31/04/2026",
        "29/02/2027",
        "2025-13-01",
        "2025-1-1",
        "12/31/2025",
        "45292",
        "60",
        "20226-01-01",
        "infinity",
        "-infinity",
        "today",
        "now",
        "2025-07-01T00:00:00",
        "1 Juli 2025",
        "31-12-2025",
        "\uff12025-07-01",
        "0000-00-00",
    ],
)
def test_day_that_is_refused(written):
    with pytest.raises(Unreadable):
        read(cells.day, written)


@given(st.dates())
def test_every_day_in_both_forms(day):
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year:04}",
        f"{day.day:02}/{day.month:02}/{day.year:04}",
    ):
        assert read(cells.day, written)[0] == day


@pytest.mark.parametrize(
    ("read_as", "written"), [(cells.day, "0026-01-01"), (cells.day, "31/12/1899"), (cells.year, "0026")]
)
def test_a_year_long_ago_is_read_and_noted(read_as, written):
    value, notes = read(read_as, written)
    assert str(value)
    assert notes


@pytest.mark.parametrize("written", ["25", "0000", "20226", "2025,0", "dua ribu"])
def test_year_that_is_refused(written):
    with pytest.raises(Unreadable):
        read(cells.year, written)


@pytest.mark.parametrize(
    ("written", "kept", "noted"),
    [
        ("0123456789012345", "0123456789012345", False),
        ("123456789012345", "0123456789012345", False),
        ("01.234.567.8-901.234", "0012345678901234", False),
        ("0123 4567 8901 2345", "0123456789012345", False),
        ("01.234.567.8-901.23x", "01.234.567.8-901.23x", True),
        ("9", "9", True),
        ("1234567890123456789012", "1234567890123456789012", True),
    ],
)
def test_npwp(written, kept, noted):
    found, notes = read(cells.npwp, written)
    assert (found, bool(notes)) == (kept, noted)


@pytest.mark.parametrize(
    ("written", "kept", "noted"),
    [
        ("Cafe\u0301", "Café", False),
        ("\u202eabc\u202c", "abc", True),
        ("a\u200bb", "a\u200bb", True),
        ("Proyek \U0001f600", "Proyek \U0001f600", True),
        ("=HYPERLINK(1)", "=HYPERLINK(1)", False),
        ("<script>", "<script>", False),
        ("{{7*7}} %s ${jndi:x}", "{{7*7}} %s ${jndi:x}", False),
        ("N/A", "N/A", False),
        ("Null", "Null", False),
        ("O'Brien Ma'ruf", "O'Brien Ma'ruf", False),
        ("\r\n  dua\r\nbaris \n", "dua\r\nbaris", False),
        ("\n\n", "", False),
    ],
)
def test_text(written, kept, noted):
    notes = []
    assert clean(written, notes) == kept
    assert bool(notes) == noted


@pytest.mark.parametrize("written", ["a\x00b", "\ud800", "a\udfffb"])
def test_text_that_cannot_be_stored(written):
    with pytest.raises(Unreadable, match="tidak dapat disimpan"):
        clean(written, [])


@given(st.text())
def test_clean_text_is_stable(written):
    try:
        once = clean(written, [])
    except Unreadable:
        return
    assert clean(once, []) == once
    assert "\x00" not in once


def test_text_that_is_too_long():
    with pytest.raises(Unreadable, match="1000000 aksara, paling banyak 500"):
        read(cells.text(500), "x" * 1_000_000)
