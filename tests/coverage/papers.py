"""Papers for tests: a small PDF, JPEG and PNG, and what is refused with the words of its refusal."""

import struct
import zlib

from coverage.filing import LARGEST

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def jpeg(width=1, height=1):
    """A JPEG of one grey dot that says that it is so large."""
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    return head + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


def png(width=1, height=1):
    """A PNG of one grey dot that says that it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    said = (struct.pack(">I", len(one)) + kind + one + struct.pack(">I", zlib.crc32(kind + one)) for kind, one in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(said)


def pdf(said):
    return PDF.replace(b"<<>>", b"<<" + said + b">>")


JPEG, PNG = jpeg(), png()
ZIP = b"PK\x05\x06" + bytes(18)
PACKED = b"/Type /ObjStm /Filter /FlateDecode>>\nstream\n" + zlib.compress(b"<</S /JavaScript>>") + b"\nendstream<<"

REFUSED = {
    "empty": (b"", "kosong"),
    "html": (b"<html><script>alert(1)</script>", "bukan PDF, JPEG, atau PNG"),
    "program": (b"MZ" + PDF, "bukan PDF, JPEG, atau PNG"),
    "zip": (b"PK\x03\x04" + bytes(50), "bukan PDF, JPEG, atau PNG"),
    "office": (b"\xd0\xcf\x11\xe0" + bytes(50), "bukan PDF, JPEG, atau PNG"),
    "svg named png": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "bukan PDF, JPEG, atau PNG"),
    "gif and pdf": (b"GIF89a" + PDF, "bukan PDF, JPEG, atau PNG"),
    "html and pdf": (b"<html>" + PDF, "bukan PDF, JPEG, atau PNG"),
    "pdf and html": (PDF + b"<html><script>alert(1)</script>", "halaman web atau program"),
    "pdf and zip": (PDF + ZIP, "arsip ZIP"),
    "pdf with a script": (pdf(b"/S /JavaScript /JS (app.alert(1))"), "program atau berkas lain"),
    "pdf with a script spelt by numbers": (pdf(b"/S /J#61va#53cript"), "program atau berkas lain"),
    "pdf with a packed script": (pdf(PACKED), "program atau berkas lain"),
    "pdf that starts a program": (pdf(b"/S /Launch"), "program atau berkas lain"),
    "pdf of many bundles": (pdf(b"/ObjStm" * 1001), "terlalu rumit"),
    "jpeg and zip": (JPEG + ZIP, "arsip ZIP"),
    "jpeg and php": (JPEG + b"<?php system($_GET[0]);", "halaman web atau program"),
    "jpeg bomb": (jpeg(65_535, 65_535), "terlalu besar"),
    "jpeg of no size": (JPEG.replace(b"\xff\xc0", b"\xff\xe1"), "rusak"),
    "jpeg of marks": (b"\xff\xd8" + b"\xff\xe0\0\2" * 30_000 + b"\xff\xd9", "rusak"),
    "png bomb": (png(100_000, 100_000), "terlalu besar"),
    "png of no size": (png(0, 1), "rusak"),
    "png of a wrong sum": (PNG.replace(b"IDAT", b"IDAx"), "rusak"),
    "png and more": (PNG + bytes(2000), "isi lain"),
    "png and zip": (PNG + ZIP, "arsip ZIP"),
    "pdf cut": (PDF[:-8], "terpotong"),
    "jpeg cut": (JPEG[:-2], "terpotong"),
    "png cut": (PNG[:-4], "terpotong"),
    "locked": (PDF.replace(b"trailer<<", b"trailer<</Encrypt 5 0 R"), "kata sandi"),
    "large": (PDF[:-8] + bytes(LARGEST) + b"%%EOF\n", "lebih besar daripada 10 MB"),
}
"""What it is: (its bytes, words of the reason)."""
