"""What a paper is by its bytes: a PDF, a JPEG or a PNG, whole, and nothing else besides.

Nothing is drawn and nothing is run: the marks of each form are walked through, and what readers would trip over (a
picture that claims to be enormous, a script, another file hidden behind the paper) is refused in words.
"""

import re
import struct
import zlib
from contextlib import suppress

from django.core.exceptions import ValidationError

PDF, JPEG, PNG = "pdf", "jpg", "png"
TAIL = 1024
"""Bytes at the end in which the end mark must stand (ISO 32000-2, 7.5.5, as readers take it); cameras write some behind it."""
MOST_DOTS = 200_000_000
"""Dots of a picture: more than any phone or scan has, and what a browser still draws."""
MOST_PARTS = 20_000
"""Pieces of a picture; the largest that a camera or a scanner writes has a tenth of them."""
MOST_PACKED = 1_000
LARGEST_PACKED = 1 << 16
"""How many packed bundles of objects a PDF may have, and how many bytes of each are looked through."""
FAR_END = 66_000
"""Bytes at the end in which the end of a ZIP must stand."""

_ACTIVE = (b"JavaScript", b"Launch", b"RichMedia", b"EmbeddedFile")
_WEB = re.compile(rb"<\?php|<script|<html|<!doctype html", re.IGNORECASE)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Marks of JPEG after which height and width are told."""
_NO_FRAME = {0x00, 0xD8, 0xD9, 0xDA}
"""Marks before which they must have been told."""


def form_of(content):
    """What the bytes of a file are ("pdf", "jpg", "png"); ValidationError where they are none of these, or more than that.

    The name and the type that the browser tells decide nothing.
    """
    if not content:
        raise ValidationError("Berkas ini kosong (0 bita).")
    for sign, form, look in _FORMS:
        if content.startswith(sign):
            look(content)
            _refuse_another(content)
            return form
    raise ValidationError("Isi berkas ini bukan PDF, JPEG, atau PNG, apa pun nama berkasnya.")


def _look_at_pdf(content):
    if b"%%EOF" not in content[-TAIL:]:
        raise ValidationError("PDF ini terpotong: bagian akhirnya tidak ada. Simpan atau pindai ulang.")
    if b"/Encrypt" in content:
        raise ValidationError("PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi.")
    if any(_NAMES.search(part) for part in (content, *_packed(content))):
        raise ValidationError("PDF ini memuat program atau berkas lain di dalamnya. Cetak ulang sebagai PDF biasa.")


def _spelt(name):
    """A name of PDF as a pattern: each of its letters may be written by its number."""
    letters = (b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)
    return b"/" + b"".join(letters) + b"(?![A-Za-z0-9])"


_NAMES = re.compile(b"|".join(map(_spelt, _ACTIVE)))


def _packed(content):
    """The objects that a PDF keeps packed, as far as they can be read."""
    at = content.find(b"/ObjStm")
    for _ in range(MOST_PACKED):
        if at < 0:
            return
        begins = content.find(b"stream", at, at + 400) + len(b"stream")
        packed = content[begins : begins + LARGEST_PACKED].lstrip(b"\r\n")
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed, LARGEST_PACKED)
        at = content.find(b"/ObjStm", at + 1)
    raise ValidationError("PDF ini terlalu rumit. Cetak ulang sebagai PDF biasa.")


def _look_at_jpeg(content):
    if b"\xff\xd9" not in content[-TAIL:]:
        raise ValidationError("Gambar JPEG ini terpotong. Ambil atau simpan ulang.")
    at = 2
    with suppress(IndexError, struct.error):
        for _ in range(MOST_PARTS):
            kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
            if kind in _FRAMES:
                height, width = struct.unpack_from(">HH", content, at + 5)
                return _refuse_enormous("JPEG", width, height)
            if content[at] != 0xFF or kind in _NO_FRAME:
                break
            at += 1 if kind == 0xFF else 2 + length
    raise ValidationError("Gambar JPEG ini rusak. Ambil atau simpan ulang.")


def _look_at_png(content):
    at, whole = 8, memoryview(content)
    for _ in range(MOST_PARTS):
        length, kind = struct.unpack_from(">I4s", content, at) if at + 12 <= len(content) else (0, b"")
        end = at + 12 + length
        if not kind or end > len(content):
            raise ValidationError("Gambar PNG ini terpotong. Ambil atau simpan ulang.")
        told = int.from_bytes(whole[end - 4 : end])
        if zlib.crc32(whole[at + 4 : end - 4]) != told or (at == 8) != (kind == b"IHDR") or (at == 8 and length != 13):
            raise ValidationError("Gambar PNG ini rusak. Ambil atau simpan ulang.")
        if at == 8:
            _refuse_enormous("PNG", *struct.unpack_from(">II", content, at + 8))
        if kind == b"IEND":
            break
        at = end
    else:
        raise ValidationError("Gambar PNG ini rusak. Ambil atau simpan ulang.")
    if len(content) - end > TAIL:
        raise ValidationError("Di belakang gambar PNG ini ada isi lain. Simpan ulang gambarnya saja.")


def _refuse_enormous(form, width, height):
    if not width * height:
        raise ValidationError(f"Gambar {form} ini rusak. Ambil atau simpan ulang.")
    if width * height > MOST_DOTS:
        raise ValidationError(f"Gambar {form} ini {width} × {height} titik, terlalu besar. Perkecil, lalu unggah lagi.")


def _refuse_another(content):
    if b"PK\x05\x06" in content[-FAR_END:]:
        raise ValidationError("Di dalam berkas ini tersembunyi arsip ZIP. Simpan ulang dokumennya saja.")
    if _WEB.search(content):
        raise ValidationError("Di dalam berkas ini tersembunyi halaman web atau program. Simpan ulang dokumennya saja.")


_FORMS = (
    (b"%PDF-", PDF, _look_at_pdf),
    (b"\xff\xd8\xff", JPEG, _look_at_jpeg),
    (b"\x89PNG\r\n\x1a\n", PNG, _look_at_png),
)
