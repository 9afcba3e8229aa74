"""Bad input at the fields of forms, each row of the list by its number, asked of every field of its kind."""

from datetime import date
from decimal import Decimal

import pytest

from tests.bad_input.kinds import forms_of_ours, kind_of, of_kind, said_of
from tests.factories import invented_nik

NIK = invented_nik(42).reveal()
LONG = 100_000
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def row(number, kind, typed, said, name=""):
    return pytest.param(kind, typed, said, id=f"{number}-{name or kind}".replace(" ", "-"))


REFUSED = [
    row("4.1-1", "nik", "", "tidak boleh kosong"),
    row("4.1-1", "nik", "   ", "tidak boleh kosong", "spaces"),
    row("4.1-2", "nik", NIK[:15], "tertulis 15"),
    row("4.1-3", "nik", NIK + "1", "tertulis 17"),
    row("4.1-4", "nik", f"{NIK[:6]}\u00a0{NIK[6:]}", "aksara ke-7", "no-break-space"),
    row("4.1-4", "nik", f"{NIK[:6]}\u2013{NIK[6:]}", "aksara ke-7", "en-dash"),
    row("4.1-6", "nik", NIK.translate(FULL_WIDTH), "0-9"),
    row("4.1-7", "nik", NIK.translate(ARABIC), "0-9"),
    row("4.1-8", "nik", f"''{NIK}", "aksara ke-1", "two-apostrophes"),
    row("4.1-9", "nik", "3.27101E+15", "ubah sel menjadi Teks"),
    row("4.1-11", "nik", "0" * 16, "sama semua", "zeros"),
    row("4.1-11", "nik", "3" * 16, "sama semua", "same"),
    row("4.1-12", "nik", NIK[:12] + "0000", "0000"),
    row("4.1-13", "nik", "10" + NIK[2:], "bukan kode provinsi"),
    row("4.1-13", "nik", "98" + NIK[2:], "bukan kode provinsi", "98"),
    *(row("4.1-14", "nik", NIK[:6] + day + NIK[8:], "bukan tanggal lahir", f"day-{day}") for day in ("32", "40", "72")),
    row("4.1-15", "nik", NIK[:8] + "13" + NIK[10:], "bukan tanggal lahir"),
    row("4.1-17", "nik", NIK[:5] + "\u200b" + NIK[5:], "aksara ke-6"),
    row("4.1-21", "nik", NIK[:5] + "\0" + NIK[5:], "NUL"),
    row("4.1-22", "nik", "3" * 10_000_000, "64"),
    row("4.2-23", "name", "", "tidak boleh kosong"),
    row("4.2-23", "name", "   ", "tidak boleh kosong", "spaces"),
    row("4.2-23", "office name", "   ", "tidak boleh kosong"),
    row("4.2-24", "office name", "O", "paling sedikit 2"),
    row("4.2-29", "name", "Wawan \U0001f600", "emoji"),
    row("4.2-29", "office name", "Wawan \U0001f600", "gambar"),
    row("4.2-30", "name", "A" * 151, "150"),
    row("4.2-30", "office name", "A" * 201, "paling banyak"),
    row("4.2-31", "name", "Wa\ud800wan", "surrogate"),
    row("4.2-31", "office name", "Wa\ud800wan", "aksara rusak"),
    row("4.3-35", "money", "4,500,000", "Bisa berarti 4500000 atau 4,500000"),
    row("4.3-36", "money", "4.500.000,505", "tidak dibulatkan diam-diam"),
    row("4.3-38", "money", "-4.500.000", "tidak boleh negatif"),
    *(row("4.3-40", "money", text, "bukan angka", text) for text in ("NaN", "Infinity", "1e400")),
    *(row("4.3-41", "money", text, "bukan angka", ascii(text)) for text in ("1_000", "１２", "٤٥٠٠")),
    row("4.3-43", "money", "1.000.000.000.000.001", "seribu triliun"),
    row("4.3-43", "money", "9" * 90, "terlalu besar", "digits"),
    row("4.3-38", "number", "-1", "ukan|negatif"),
    *(row("4.3-40", "number", text, "ukan", text) for text in ("NaN", "Infinity", "1e400")),
    *(row("4.3-41", "number", text, "ukan", ascii(text)) for text in ("1_000", "１２", "٤٥")),
    row("4.4-47", "day", "31/04/2026", "kalender|seperti 31/12"),
    row("4.4-48", "day", "29/02/2027", "kalender|seperti 31/12"),
    row("4.4-50", "day", "45292", "seperti"),
    row("4.4-55", "day", "01/01/0026", "1900|ahunnya|antara"),
    row("4.4-55", "day", "01/01/20226", "seperti", "five-digits"),
    row("4.4-60", "day", "infinity", "seperti"),
    row("4.4-60", "day", "-infinity", "seperti", "minus"),
    row("4.3-41", "day", "２２/09/2025", "seperti", "full-width"),
    row("4.4-60", "month", "infinity", "bukan bulan"),
    row("4.4-55", "month", "0026-01", "bukan bulan"),
    *(row("4.6-67", "kpj", text, "11 angka", text) for text in ("1234567890", "123456789012", "1234567890A")),
    row("4.6-67", "kpj", "25000000001".translate(FULL_WIDTH), "11 angka", "full-width"),
    *(row("4.7-71", "npwp", "9" * digits, "15 atau 16 angka", str(digits)) for digits in (14, 17)),
    row("4.7-71", "npwp", "01.234.567.8-901.23x", "15 atau 16 angka", "letter"),
    row("4.7-71", "npwp", "1" * 14 + "１", "15 atau 16 angka", "full-width"),
    row("4.7-73", "email", "a@b.test\r\nBcc: x@y.test", "surel|email"),
    *(
        row("4.8-75", kind, "a" * LONG, "paling banyak|bukan tanggal|seperti|surel|bukan bulan")
        for kind in ("text", "plain", "name", "office name", "npwp", "nib", "kpj", "number", "day", "month", "region")
    ),
    row("4.8-75", "money", "1" * LONG, "paling banyak"),
    row("4.8-75", "email", "a" * LONG + "@b.test", "paling banyak|surel|email"),
]


@pytest.mark.parametrize(("kind", "typed", "said"), REFUSED)
def test_every_field_of_its_kind_refuses_it_in_words(kind, typed, said):
    asked = of_kind(kind)
    assert asked
    for where, field in asked:
        told = said_of(field, typed)
        if typed.strip() or field.required:
            assert any(word.lower() in told.lower() for word in said.split("|")), f"{where}: {told}"


TAKEN = [
    row("4.1-4", "nik", f" {NIK[:6]} {NIK[6:12]}.{NIK[12:14]}-{NIK[14:]}", NIK),
    row("4.1-5", "nik", f"{NIK}\n", NIK),
    row("4.1-8", "nik", f"'{NIK}", NIK),
    *(
        row(number, kind, typed, kept, f"{kind}-{typed!a}")
        for kind in ("name", "office name")
        for number, typed, kept in (
            ("4.2-25", "=HYPERLINK(1)", "=HYPERLINK(1)"),
            ("4.2-26", "<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("4.2-27", "Jose\u0301", "José"),
            ("4.2-28", "Wa\u202ewan\u2066", "Wawan"),
            ("4.2-32", "Wawan 2", "Wawan 2"),
            ("4.2-33", "O'Brien", "O'Brien"),
            ("4.2-33", "Ma'ruf", "Ma'ruf"),
            ("4.2-33", "N/A", "N/A"),
            ("4.2-33", "Null", "Null"),
        )
    ),
    row("4.3-34", "money", "4.500.000", Decimal(4_500_000)),
    row("4.3-36", "money", "4.500.000,50", Decimal("4500000.50")),
    row("4.3-37", "money", "Rp 4.500.000,-", Decimal(4_500_000)),
    row("4.3-42", "money", "-0", Decimal(0)),
    row("4.3-43", "money", "1.000.000.000.000.000", Decimal(10**15), "exactly"),
    row("4.4-48", "day", "29/02/2028", date(2028, 2, 29)),
    row("4.4-49", "day", "03/04/2026", date(2026, 4, 3)),
    row("4.6-67", "kpj", "250 0000-0001", "25000000001"),
    row("4.7-71", "npwp", "123456789012345", "0123456789012345", "15"),
    row("4.7-71", "npwp", "0123456789012345", "0123456789012345", "16"),
    row("4.7-71", "npwp", "12.345.678.9-012.345", "0123456789012345", "dotted"),
    *(row("4.8-76", "text", text, text, text) for text in ("Uji {{7*7}} lagi", "Uji %s%n lagi", "Uji ${jndi:x}")),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), TAKEN)
def test_every_field_of_its_kind_takes_it_as_it_is_meant(kind, typed, kept):
    asked = of_kind(kind)
    assert asked
    for where, field in asked:
        found = field.clean(typed)
        assert (found.reveal() if kind == "nik" else found) == kept, where


@pytest.mark.parametrize("typed", ["\n", "\r\n\r\n", " \n\t"], ids=lambda text: f"4.8-77-{text!a}")
def test_what_is_only_line_breaks_is_nothing(typed):
    asked = of_kind("text", "plain", "name", "office name")
    assert len(asked) > 30
    for where, field in asked:
        said = said_of(field, typed)
        assert said if field.required else not field.clean(typed), where


def test_every_field_is_of_a_kind_that_was_thought_of():
    """Nobody asks for a telephone (4.7-72): such a field would come with its rows here."""
    names = {
        name for form in forms_of_ours().values() for name, field in form.base_fields.items() if kind_of(name, field)
    }
    assert len(forms_of_ours()) > 35
    assert not {name for name in names if any(word in name for word in ("telp", "telepon", "hp", "phone", "ponsel"))}
