"""The NIK as a type of its own: sealed at rest, found by a keyed index, printed masked wherever it goes.

A NIK holds region, birth date and sex of a person; so it never stands in a URL, a log, an exception, a task argument
or the PostgreSQL log, and nothing but `reveal()` gives its digits.
Source: UU 27/2022 (personal data), arts. 4 and 35; UU 24/2013 (population administration).
"""

import hmac
import os
import re
from datetime import date
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

LENGTH = 16
MASK = "************"
KEY_ID = b"\x01"
NONCE = 12
PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82"
    " 91 92 93 94 95 96 97".split()
)
"""The first two digits of a NIK. Source: Kepmendagri 300.2.2-2138/2025; 97 stands in older numbers of Papua."""

_SIXTEEN = re.compile(r"\A[0-9]{16}\Z")
_EXPONENT = re.compile(r"\A[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+\Z")
_SIGNS_BETWEEN = {ord(sign): None for sign in " .-"}
_WOMEN = 40


@lru_cache(maxsize=2)
def cipher(key):
    """The cipher of a key, made ready once: an import seals a hundred thousand numbers with one."""
    return AESGCM(key)


class InvalidNIK(ValueError):
    """Why a text is no NIK, in Indonesian and without the text."""


class NIK:
    """A possible NIK; prints as `************0001`, compares by its digits, refuses to be pickled."""

    __slots__ = ("_digits",)

    def __init__(self, digits):
        """The NIK of exactly 16 ASCII digits. Raises InvalidNIK with the reason, never with the digits."""
        if len(digits) != LENGTH or not _SIXTEEN.match(digits):
            raise InvalidNIK(_why_not_sixteen_digits(digits))
        if digits == digits[0] * LENGTH:
            raise InvalidNIK("NIK tidak boleh berisi satu angka yang sama semua.")
        if digits[:2] not in PROVINCES:
            raise InvalidNIK("dua angka pertama NIK bukan kode provinsi.")
        if digits[2:4] == "00" or digits[4:6] == "00":
            raise InvalidNIK("angka ke-3 sampai ke-6 NIK bukan kode kabupaten/kota dan kecamatan.")
        if digits[12:] == "0000":
            raise InvalidNIK("empat angka terakhir NIK tidak boleh 0000.")
        self._digits = digits
        if not self._possible_birth():
            raise InvalidNIK("angka ke-7 sampai ke-12 NIK bukan tanggal lahir (perempuan: tanggal + 40).")

    def reveal(self):
        """The 16 digits: only for sealing, for the index, and for a deliberate showing."""
        return self._digits

    @property
    def sex(self):
        """ "P" where 40 was added to the day of birth, else "L"."""
        return "P" if int(self._digits[6:8]) > _WOMEN else "L"

    def agrees_with_birth(self, born_on):
        """Whether the six digits of the birth date fit `born_on`; the century is not in a NIK."""
        day = born_on.day + (_WOMEN if self.sex == "P" else 0)
        return self._digits[6:12] == f"{day:02}{born_on.month:02}{born_on.year % 100:02}"

    def birth_before(self, day):
        """The latest birth date that fits the six digits and does not lie after `day`; None where none does."""
        number, month, year = (int(self._digits[at : at + 2]) for at in (6, 8, 10))
        number -= _WOMEN if number > _WOMEN else 0
        fitting = (date(base + year, month, number) for base in (2000, 1900) if _is_date(base + year, month, number))
        return next((one for one in fitting if one <= day), None)

    def _possible_birth(self):
        """Whether the six digits are a day; every one of the years 1900 to 1999 is also one a century later."""
        day = int(self._digits[6:8])
        day -= _WOMEN if day > _WOMEN else 0
        return _is_date(2000 + int(self._digits[10:12]), int(self._digits[8:10]), day)

    def index(self):
        """The 32 bytes by which the number is found again; without the key they tell nothing."""
        return hmac.digest(settings.NIK_INDEX_KEY, self._digits.encode(), "sha256")

    def tail_index(self):
        """The 32 bytes by which the last four digits are found; without the key they tell nothing."""
        return tail_index(self._digits[-4:])

    def seal(self):
        """The encrypted number: key id, nonce, AES-GCM text and tag (45 bytes)."""
        nonce = os.urandom(NONCE)
        return KEY_ID + nonce + cipher(settings.NIK_KEY).encrypt(nonce, self._digits.encode(), KEY_ID)

    @classmethod
    def unseal(cls, sealed):
        """The NIK that `seal` hid. Raises InvalidNIK where the key is another one, or the bytes are spoilt."""
        sealed = bytes(sealed)
        try:
            plain = cipher(settings.NIK_KEY).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], sealed[:1])
        except (InvalidTag, ValueError):
            raise InvalidNIK("NIK tersimpan tidak terbuka dengan NIK_KEY salinan ini.") from None
        found = object.__new__(cls)
        found._digits = plain.decode()
        return found

    def __str__(self):
        return MASK + self._digits[-4:]

    def __repr__(self):
        return f"NIK({self})"

    def __format__(self, spec):
        return format(str(self), spec)

    def __eq__(self, other):
        return isinstance(other, NIK) and self._digits == other._digits

    def __hash__(self):
        return hash(self._digits)

    def __reduce__(self):
        raise TypeError("a NIK is never pickled")


def tail_index(digits):
    """The keyed hash of the last four digits of a NIK; never the same as that of a whole one."""
    return hmac.digest(settings.NIK_INDEX_KEY, b"tail:" + digits.encode(), "sha256")


def parse_nik(text):
    """The NIK in a typed or imported text: one leading apostrophe, spaces, dots and dashes are left out.

    Raises InvalidNIK with the reason in Indonesian, never with the text.
    """
    if len(text) > 64:
        raise InvalidNIK(f"NIK harus 16 angka, tertulis {len(text)} aksara.")
    text = text.strip(" \t\r\n")
    text = text.removeprefix("'")
    if _SIXTEEN.match(text):
        return NIK(text)
    if _EXPONENT.match(text):
        raise InvalidNIK("NIK tertulis sebagai bilangan (E+); ubah sel menjadi Teks lalu isi 16 angkanya.")
    return NIK(text.translate(_SIGNS_BETWEEN))


def _why_not_sixteen_digits(text):
    if not text:
        return "NIK wajib diisi."
    for position, sign in enumerate(text, start=1):
        if not (sign.isascii() and sign.isdigit()):
            what = "angka yang bukan 0-9" if sign.isdigit() else "aksara yang bukan angka"
            return f"NIK harus 16 angka 0-9; aksara ke-{position} adalah {what}."
    return f"NIK harus 16 angka, tertulis {len(text)}."


def _is_date(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class NIKField(models.BinaryField):
    """A sealed NIK in the database, a NIK in Python."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else NIK.unseal(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, NIK):
            value = value.seal()
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value):
        return value if value is None or isinstance(value, NIK) else NIK.unseal(value)

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))
