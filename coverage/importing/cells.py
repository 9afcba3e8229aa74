"""What a cell of a file says: text, day, rupiah, number, NPWP, NIK; each reason for a refusal is Indonesian.

A parser takes the text of a cell and a list, to which it adds what looks wrong but is accepted; it raises Unreadable
for what cannot be read or stored. None of them is asked about an empty cell.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from contractors.nik import InvalidNIK, parse_nik
from coverage.importing.typed import Typed, Unreadable, refuse_unfit

FIRST_USUAL_YEAR = 1900
LARGEST_COUNT = 2_147_483_647
"""What an integer column of PostgreSQL holds."""
LARGEST_USUAL_RUPIAH = 10**15
LONGEST_NUMBER = 100
"""Characters: no number of an office is longer, and none is read further."""

REGION = re.compile(r"[0-9]{2}(\.?[0-9]{2}){0,2}(\.?[0-9]{4})?\Z")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]")

_ISO_DAY = re.compile(r"\A([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_DAY_FIRST = re.compile(r"\A([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")
_DIGITS = re.compile(r"\A[0-9]+\Z")

_CURRENCY = re.compile(r"\A(?:rp\.?|idr)[ \u00a0]*", re.IGNORECASE)
_NO_SEN = re.compile(r",-{1,2}\Z")
_PLAIN = re.compile(r"\A[0-9]+(?:,[0-9]+)?\Z")
_THOUSANDS = re.compile(r"\A[0-9]+(?:\.[0-9]{3})+(?:,[0-9]+)?\Z")
_POINT = re.compile(r"\A[0-9]+\.[0-9]{1,2}\Z")
_COMMAS = re.compile(r"\A[0-9]{1,3}(?:,[0-9]{3}){2,}\Z")
_FOREIGN = re.compile(r"\A[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+\Z")
_SOURCE_NUMBER = re.compile(r"\A[0-9]+(?:\.[0-9]*)?(?:[eE]\+?[0-9]{1,2})?\Z")


def clean(written, notes):
    """The text of a cell in NFC without bidi controls and outer space; the empty string for an empty cell."""
    if written.__class__ is Typed:
        refuse_unfit(written)
    if written.isascii() and written.isprintable():
        return written.strip()
    if found := _UNSTORABLE.search(written):
        what = "NUL" if found[0] == "\x00" else "separuh pasangan (surrogate)"
        raise Unreadable(f"berisi aksara {what} yang tidak dapat disimpan")
    if _BIDI.search(written):
        notes.append("aksara pengatur arah tulisan dibuang")
        written = _BIDI.sub("", written)
    if _CONTROL.search(written) or _INVISIBLE.search(written):
        notes.append("berisi aksara yang tidak terlihat")
    if _PICTURE.search(written):
        notes.append("berisi gambar (emoji)")
    return unicodedata.normalize("NFC", written).strip()


def text(limit):
    """A parser of text of at most `limit` characters."""

    def parse(written, notes):
        if len(written) > limit:
            raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak {limit}")
        return written

    return parse


def one_of(*allowed):
    """A parser of exactly one of `allowed`, letter case ignored."""
    by_case = {one.casefold(): one for one in allowed}

    def parse(written, notes):
        try:
            return by_case[written.casefold()]
        except KeyError:
            raise Unreadable(f"harus salah satu dari {', '.join(allowed)}") from None

    return parse


def usually(limit, *known):
    """A parser of text that keeps what it finds and notes what is not in `known`, letter case ignored."""
    by_case = {one.casefold() for one in known}

    def parse(written, notes):
        if len(written) > limit:
            raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak {limit}")
        if written.casefold() not in by_case:
            notes.append(f"di luar {', '.join(known)}")
        return written

    return parse


def day(written, notes):
    """The date in `YYYY-MM-DD` or `31/12/2025` (day first)."""
    if found := _ISO_DAY.match(written):
        year, month, number = map(int, found.groups())
    elif found := _DAY_FIRST.match(written):
        number, month, year = map(int, found.groups())
    else:
        raise Unreadable("bukan tanggal; tulis seperti 2025-12-31 atau 31/12/2025")
    try:
        found = date(year, month, number)
    except ValueError:
        raise Unreadable("tanggal ini tidak ada dalam kalender") from None
    if year < FIRST_USUAL_YEAR:
        notes.append(f"tahunnya sebelum {FIRST_USUAL_YEAR}")
    return found


def year(written, notes):
    """A fiscal year of four digits."""
    if not _DIGITS.match(written) or len(written) != 4 or not int(written):
        raise Unreadable("bukan tahun; tulis empat angka seperti 2025")
    if int(written) < FIRST_USUAL_YEAR:
        notes.append(f"sebelum {FIRST_USUAL_YEAR}")
    return int(written)


def rupiah(written, notes):
    """Rupiah with at most two decimals, as measures of thousands and decimals are written in Indonesia."""
    return _amount(written, notes, decimals=2, whole=18)


def percent(written, notes):
    """Per cent with at most four decimals; it never has thousands, so a dot before three digits is refused."""
    bare = written.removesuffix("%").rstrip()
    if len(bare) <= LONGEST_NUMBER and _THOUSANDS.match(bare):
        raise _ambiguous("titik bermakna ganda; tulis desimal dengan koma", bare, ".")
    return _amount(bare, notes, decimals=4, whole=3)


def count(written, notes):
    """A whole number that an integer column holds."""
    number = _amount(written, notes, decimals=20, whole=18)
    if number != number.to_integral_value():
        raise Unreadable("bukan bilangan bulat")
    if number > LARGEST_COUNT:
        raise Unreadable("terlalu besar")
    return int(number)


def _amount(written, notes, decimals, whole):
    if len(written) > LONGEST_NUMBER:
        raise Unreadable("bukan angka: terlalu panjang")
    bare = _NO_SEN.sub("", _CURRENCY.sub("", written))
    if bare.startswith("-"):
        return _negative(bare)
    if _PLAIN.match(bare) or _THOUSANDS.match(bare):
        if _THOUSANDS.match(bare) and (bare.index(".") > 3 or bare.startswith("0")):
            notes.append("titik sebelum tiga angka dibaca sebagai pemisah ribuan")
        number = bare.replace(".", "").replace(",", ".")
    elif _POINT.match(bare):
        number = bare
    elif _COMMAS.match(bare) or _FOREIGN.match(bare):
        raise _ambiguous("koma bermakna ganda; tulis ribuan dengan titik, desimal dengan koma", bare, ",")
    else:
        raise Unreadable("bukan angka; tulis dengan angka 0-9, titik untuk ribuan, koma untuk desimal")
    return _fitting(Decimal(number), notes, decimals, whole)


def _ambiguous(reason, bare, sign):
    """The refusal of a number whose `sign` could separate thousands or begin the decimals."""
    head, _, rest = bare.partition(sign)
    as_thousands = bare.replace(sign, "").replace(".", ",")
    return Unreadable(reason, f"{as_thousands} atau {head},{re.sub('[.,]', '', rest)}")


def _negative(bare):
    if re.fullmatch(r"-0+(?:[.,]0+)?", bare):
        return Decimal(0)
    if re.fullmatch(r"-[0-9][0-9.,]*", bare):
        raise Unreadable("tidak boleh negatif")
    raise Unreadable("bukan angka; tulis dengan angka 0-9, titik untuk ribuan, koma untuk desimal")


def _fitting(number, notes, decimals, whole):
    if number >= Decimal(10) ** whole:
        raise Unreadable(f"terlalu besar: paling banyak {whole} angka")
    shortest = number.normalize()
    if -shortest.as_tuple().exponent > decimals:
        raise Unreadable(f"lebih dari {decimals} angka desimal; tidak dibulatkan diam-diam")
    if number > LARGEST_USUAL_RUPIAH:
        notes.append("lebih dari seribu triliun")
    return number


def source_rupiah(written, notes):
    """Rupiah of LKPP's own tables: always a decimal point, perhaps with an exponent."""
    if written.startswith("-"):
        raise Unreadable("tidak boleh negatif")
    if not _SOURCE_NUMBER.match(written):
        raise Unreadable("bukan angka dengan titik desimal")
    return _fitting(Decimal(written), notes, decimals=2, whole=18)


def npwp(written, notes):
    """An NPWP of 16 digits, also set off by dots, dashes and spaces; the old 15 get their leading 0.

    Any other form is kept and noted.
    """
    if len(written) > 40:
        raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak 40")
    bare = re.sub("[ .-]", "", written)
    if _DIGITS.match(bare) and len(bare) in (15, 16):
        return bare.rjust(16, "0")
    notes.append("bukan 15 atau 16 angka; disimpan apa adanya")
    return written


def nib(written, notes):
    """An NIB of the OSS, 13 digits."""
    if not _DIGITS.match(written) or len(written) != 13:
        raise Unreadable("NIB terdiri dari 13 angka")
    return written


def region(written, notes):
    """A Kemendagri region code of at most 20 characters, dots or none; anything else is kept and noted."""
    if len(written) > 20:
        raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak 20")
    if not REGION.match(written):
        notes.append("bukan kode wilayah; tulis seperti 32.71.01")
    return written


def kpj(written, notes):
    """A KPJ; its usual form is 11 digits."""
    if len(written) > 20:
        raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak 20")
    if not _DIGITS.match(written) or len(written) != 11:
        notes.append("KPJ biasanya 11 angka")
    return written


def person_name(written, notes):
    """A person's name of at most 150 characters; digits and single letters are noted."""
    if len(written) > 150:
        raise Unreadable(f"terlalu panjang: {len(written)} aksara, paling banyak 150")
    if len(written) < 2 or any(map(str.isdigit, written)):
        notes.append("nama satu huruf atau berangka")
    return written


def nik(written, notes):
    """The NIK. Raises Unreadable with the reason, never with the digits."""
    try:
        return parse_nik(written)
    except InvalidNIK as reason:
        raise Unreadable(str(reason).rstrip(".")) from None
