"""What form a file has: told by its first bytes, never believed by its name alone."""

from coverage.parsing.refusal import Refused

CSV, JSON, XLSX = ".csv", ".json", ".xlsx"
SAVE_AS = {CSV: "“CSV UTF-8”", JSON: "JSON dalam UTF-8", XLSX: "“Buku Kerja Excel (.xlsx)”"}

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"+/v", "UTF-7"),
    (b"%PDF", "PDF"),
    (b"PK", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"GIF8", "gambar GIF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program Linux"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<script", b"<svg")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_form(form, file):
    """Refuse bytes that are not of the `form` that the name says; `file` stands at its beginning again afterwards."""
    head = file.read(64)
    file.seek(0)
    if not head:
        raise Refused("berkas kosong (0 bita)")
    if head.startswith(_OLE[:4]):
        raise Refused(_of_an_ole(file, form))
    if form == XLSX and head.startswith(_ZIP):
        return
    found = next((name for sign, name in _SIGNS if head.startswith(sign)), None)
    if found is None and head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        found = "HTML atau XML"
    if found == "ZIP" and form != XLSX:
        found = "XLSX atau ZIP"
    if found:
        raise Refused(f"isinya {found}; simpan ulang sebagai {SAVE_AS[form]}")
    if form == XLSX:
        raise Refused(f"isinya bukan XLSX (mungkin CSV yang diganti namanya); simpan ulang sebagai {SAVE_AS[form]}")
    if b"\x00" in head[:8]:
        raise Refused(f"bukan teks UTF-8 (berisi NUL; mungkin UTF-16); simpan ulang sebagai {SAVE_AS[form]}")


def _of_an_ole(file, form):
    directory = file.read(4_000_000)
    file.seek(0)
    if _ENCRYPTED in directory:
        return f"buku kerja ini bersandi; hapus sandinya, lalu simpan sebagai {SAVE_AS[form]}"
    return f"isinya XLS lama atau dokumen Office lama; simpan ulang sebagai {SAVE_AS[form]}"
