"""The ZIP around a workbook: looked at as a whole before one byte of it is inflated."""

import struct
import zipfile
import zlib
from itertools import pairwise

from coverage.parsing.refusal import Refused

MOST_ENTRIES = 200
MOST_INFLATED = 200 * 1024 * 1024
TOO_MANY = f"isi berkas ini lebih dari {MOST_ENTRIES} bagian; salin tabelnya ke buku kerja baru"
HIGHEST_RATIO = 100
SMALL = 1024 * 1024
"""Inflated bytes up to which a ratio says nothing."""
MOST_IN_A_PART = 1024 * 1024
"""Inflated bytes of the small parts, which are held whole."""
LARGEST_PART = {"xl/styles.xml": 16 * MOST_IN_A_PART}

_END = b"PK\x05\x06"
_END_LENGTH = 22
_BEGINNING = b"PK\x03\x04"
_BEGINNING_LENGTH = 30
_ENCRYPTED = 1
_TOLD_LATER = 8
_TOLD_AT_LENGTH = 0xFFFFFFFF
"""Where a size stands in 64 bits elsewhere."""
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AS_XLSX = "simpan sebagai “Buku Kerja Excel (.xlsx)”"
_OTHER = (
    ("word/document.xml", "isinya dokumen Word"),
    ("ppt/presentation.xml", "isinya presentasi PowerPoint"),
    ("xl/workbook.bin", "isinya XLSB"),
    ("content.xml", "isinya ODS (LibreOffice)"),
    ("META-INF/MANIFEST.MF", "isinya arsip JAR"),
    ("AndroidManifest.xml", "isinya aplikasi Android"),
)


def open_workbook(file):
    """The ZipFile of a workbook that may be read: few entries, no bomb, no password, no macro, nothing beside it."""
    _check_end(file)
    try:
        book = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Refused("berkas XLSX ini terpotong atau rusak; simpan ulang dari Excel") from None
    entries = book.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES:  # whatever the end of the ZIP says
        raise Refused(TOO_MANY)
    if any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names):
        raise Refused("bagian di dalam berkas ini bernama seperti jalan ke luar; simpan ulang dari Excel")
    if len(set(names)) < len(names):
        raise Refused("isi berkas XLSX ini berulang (dua bagian bernama sama); simpan ulang dari Excel")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("isi berkas ini bersandi; hapus sandinya, lalu unggah lagi")
        if entry.compress_type not in _USUAL:
            raise Refused("berkas ini dimampatkan dengan cara yang tidak dipakai Excel; simpan ulang dari Excel")
    _check_size(entries)
    _check_beginnings(file, entries)
    _check_kind(book, set(names))
    return book


def part(book, name):
    """The bytes of one of the small parts; empty where there is none."""
    try:
        entry = book.getinfo(name)
    except KeyError:
        return b""
    if entry.file_size > LARGEST_PART.get(name, MOST_IN_A_PART):
        raise Refused("bagian buku kerja ini terlalu besar; salin tabelnya ke buku kerja baru")
    return b"".join(pieces(book, name))


def pieces(book, name):
    """The inflated bytes of an entry, some at a time. Raises Refused where they are spoilt or more than was said."""
    try:
        with book.open(name) as stream:
            while piece := stream.read(1 << 16):
                yield piece
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError):
        raise Refused("berkas XLSX ini terpotong atau rusak; simpan ulang dari Excel") from None
    except zlib.error:
        raise Refused("berkas XLSX ini rusak (isi mampat tidak terbaca); simpan ulang dari Excel") from None


def _check_end(file):
    size = file.seek(0, 2)
    file.seek(max(size - _END_LENGTH, 0))
    end = file.read(_END_LENGTH)
    if not end.startswith(_END):
        file.seek(max(size - 66_000, 0))
        if _END in file.read(66_000):
            raise Refused("di belakang isi XLSX ada isi lain; simpan ulang dari Excel")
        raise Refused("berkas XLSX ini terpotong atau rusak; simpan ulang dari Excel")
    if int.from_bytes(end[10:12], "little") > MOST_ENTRIES:
        raise Refused(TOO_MANY)
    file.seek(0)


def _check_size(entries):
    if sum(entry.file_size for entry in entries) > MOST_INFLATED:
        raise Refused("isinya mengembang melebihi 200 MB (bom ZIP?); salin tabelnya ke buku kerja baru")
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise Refused(
                "isinya mengembang lebih dari 100 kali (bom ZIP?); hapus format di luar tabel, "
                "atau salin tabelnya ke buku kerja baru"
            )
    # Files that share their bytes would inflate more than their sum says.
    begins = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    if any(start + length > following for (start, length), (following, _) in pairwise(begins)):
        raise Refused("bagian-bagian berkas ini bertumpuk (bom ZIP?); simpan ulang dari Excel")


def _check_beginnings(file, entries):
    """Refuse parts that say another size of themselves than the directory does: each reader would see another workbook."""
    for entry in entries:
        file.seek(entry.header_offset)
        head = file.read(_BEGINNING_LENGTH)
        if len(head) < _BEGINNING_LENGTH or not head.startswith(_BEGINNING):
            raise Refused("berkas XLSX ini terpotong atau rusak; simpan ulang dari Excel")
        left_open = {_TOLD_AT_LENGTH, 0} if head[6] & _TOLD_LATER else {_TOLD_AT_LENGTH}
        told = struct.unpack_from("<LL", head, 18)
        known = (entry.compress_size, entry.file_size)
        if any(here not in (there, *left_open) for here, there in zip(told, known, strict=True)):
            raise Refused("berkas XLSX ini rusak (ukuran bagiannya ditulis berlainan); simpan ulang dari Excel")
    file.seek(0)


def _check_kind(book, names):
    if "xl/vbaProject.bin" in names or b"macroEnabled" in part(book, "[Content_Types].xml"):
        raise Refused(f"berkas ini berisi makro (.xlsm); {_AS_XLSX}")
    if "xl/workbook.xml" in names:
        return
    found = next((what for name, what in _OTHER if name in names), "isinya arsip ZIP biasa")
    raise Refused(f"{found}; {_AS_XLSX}")
