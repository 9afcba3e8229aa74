"""Files that were made to do harm or that are not what their name says, each with the words of its refusal.

All are made here, from the smallest workbook or from nothing; none is larger than a megabyte, so that 2 s of processor
are all that any of them may cost.
"""

import io
import random
import struct
import warnings
import zipfile
import zlib

from coverage.importing.templates import BY_NAME
from tests.coverage.importing.books import SHEET, book, changed, packed
from tests.coverage.importing.files import GOOD, as_csv

ROSTER = GOOD["tenaga_kerja"]
NAMES = list(BY_NAME["tenaga_kerja"].names)
CELLS = [ROSTER.get(name, "") for name in NAMES]
TEXT = as_csv("tenaga_kerja", [{**ROSTER, "nama": "Café"}])
TEXTS = "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
STEALING = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def workbook():
    return book(("tenaga_kerja", [NAMES, CELLS]))


def ratio_bomb():
    return changed(workbook(), "xl/media/image1.bin", b"\0" * 60_000_000)


def sum_bomb():
    """The directory says that one part has 210 MB, mampat to 3."""
    content = bytearray(changed(workbook(), "xl/media/image1.bin", b"x"))
    struct.pack_into("<LL", content, entry_of(content, b"xl/media/image1.bin") + 20, 3_000_000, 210_000_000)
    return bytes(content)


def lying_size():
    """The directory says that the sheet is smaller than it is."""
    content = bytearray(workbook())
    struct.pack_into("<L", content, entry_of(content, SHEET.encode()) + 24, 100)
    return bytes(content)


def overlapping():
    """A part that is said to begin where another one does: the bytes of a bomb are used many times over."""
    content = bytearray(workbook())
    struct.pack_into("<L", content, entry_of(content, SHEET.encode()) + 42, 0)
    return bytes(content)


def encrypted_parts():
    content = bytearray(workbook())
    place = entry_of(content, SHEET.encode()) + 8
    content[place] |= 1
    return bytes(content)


def entry_of(content, name):
    """Where the entry of a part begins in the directory at the end of a ZIP."""
    return content.index(b"PK\x01\x02", content.rindex(name) - 46)


def many_parts():
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as more:
        for number in range(200):
            more.writestr(f"xl/x{number}", b"")
    return content.getvalue()


def repeated_part():
    content = io.BytesIO(workbook())
    with warnings.catch_warnings(), zipfile.ZipFile(content, "a") as more:
        warnings.simplefilter("ignore")
        more.writestr(SHEET, b"<worksheet/>")
    return content.getvalue()


def endless_texts():
    """Shared texts that inflate 90 times: honest for the directory, far too many to hear in 2 s."""
    chance = random.Random(1)
    noise = b"".join(b"<!--%08x-->" % chance.getrandbits(32) + b"<si/>" * 180 for _ in range(60_000))
    return changed(workbook(), TEXTS, (b"</sst>", noise + b"</sst>"))


def deep():
    return changed(workbook(), SHEET, (b"<sheetData>", b"<a>" * 200_000 + b"<sheetData>"))


def far(address, row):
    said = f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    return changed(workbook(), SHEET, (b"</sheetData>", said))


def counted_wrongly():
    """The end of the ZIP says that it has as many parts as a workbook of one sheet; there are 200 more."""
    content = bytearray(many_parts())
    struct.pack_into("<HH", content, content.rindex(b"PK\x05\x06") + 8, 9, 9)
    return bytes(content)


def lying_beginning():
    """The sheet itself says that it is smaller than the directory tells."""
    content = bytearray(workbook())
    struct.pack_into("<L", content, content.index(SHEET.encode()) - 30 + 22, 100)
    return bytes(content)


def lying_in_64_bits():
    """The directory says in 64 bits that the sheet has a thousand terabytes."""
    content = bytearray(workbook())
    place = entry_of(content, SHEET.encode())
    name, extra = struct.unpack_from("<HH", content, place + 28)
    told = struct.pack("<HHQQ", 1, 16, 1 << 50, 3_000_000)
    struct.pack_into("<LL", content, place + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", content, place + 30, extra + len(told))
    content[place + 46 + name : place + 46 + name] = told
    end = content.rindex(b"PK\x05\x06") + 12
    struct.pack_into("<L", content, end, struct.unpack_from("<L", content, end)[0] + len(told))
    return bytes(content)


def far_end_in_64_bits():
    """A second end, in 64 bits, with a directory that would begin before the file does."""
    content = workbook()
    at = content.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**9, 10**9, 1 << 40, 1 << 41)
    return content[:at] + record + struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1) + content[at:]


def many_formats():
    said = b"".join(b'<xf numFmtId="%d"/>' % one for one in random.Random(1).choices(range(1000), k=200_000))
    return changed(workbook(), "xl/styles.xml", (b"<cellXfs[^>]*>", b"<cellXfs>" + said))


def text_of_number(number):
    said = b'<c r="A2" t="s"><v>' + number + b"</v></c>"
    return changed(workbook(), SHEET, (rb'<c r="A2" t="s"><v>\d+</v></c>', said))


def spoilt_deflate():
    content = bytearray(workbook())
    start = content.index(SHEET.encode()) + len(SHEET) + 4
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


def endless_gzip():
    return zlib.compress(b"\0" * 10_000_000)


FILES = {
    "kosong": ("a.xlsx", lambda: b"", "kosong"),
    "pdf": ("a.xlsx", lambda: b"%PDF-1.7\n1 0 obj", "isinya PDF"),
    "xls": ("a.xlsx", lambda: OLE + b"\0" * 2000 + "Workbook".encode("utf-16-le"), "XLS lama"),
    "bersandi": ("a.xlsx", lambda: OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "bersandi"),
    "sandi-zip": ("a.xlsx", encrypted_parts, "bersandi"),
    "makro": ("a.xlsx", lambda: changed(workbook(), "xl/vbaProject.bin", b"x"), "makro"),
    "xlsm": ("a.xlsm", workbook, ".xlsm tidak dibaca"),
    "xls-menurut-nama": ("a.xls", workbook, ".xls tidak dibaca"),
    "ods": ("a.xlsx", lambda: packed({"mimetype": b"x", "content.xml": b"<x/>"}), "ODS"),
    "docx": ("a.xlsx", lambda: packed({"word/document.xml": b"<x/>"}), "Word"),
    "zip": ("a.xlsx", lambda: packed({"a.txt": b"x"}), "arsip ZIP biasa"),
    "terpotong": ("a.xlsx", lambda: workbook()[:-100], "terpotong"),
    "mampat-rusak": ("a.xlsx", spoilt_deflate, "rusak"),
    "bom-rasio": ("a.xlsx", ratio_bomb, "lebih dari 100 kali"),
    "bom-jumlah": ("a.xlsx", sum_bomb, "200 MB"),
    "bom-bertumpuk": ("a.xlsx", overlapping, "bertumpuk"),
    "ukuran-bohong": ("a.xlsx", lying_size, "rusak"),
    "banyak-bagian": ("a.xlsx", many_parts, "lebih dari 200 bagian"),
    "hitungan-bohong": ("a.xlsx", counted_wrongly, "lebih dari 200 bagian"),
    "ukuran-berlainan": ("a.xlsx", lying_beginning, "ditulis berlainan"),
    "zip64-bohong": ("a.xlsx", lying_in_64_bits, "200 MB"),
    "zip64-entah-di-mana": ("a.xlsx", far_end_in_64_bits, "rusak"),
    "jalan-mutlak": ("a.xlsx", lambda: changed(workbook(), "/etc/cron.d/x", b"x"), "jalan ke luar"),
    "jalan-ke-atas": ("a.xlsx", lambda: changed(workbook(), "xl/../../../x", b"x"), "jalan ke luar"),
    "jalan-windows": ("a.xlsx", lambda: changed(workbook(), "C:\\x.exe", b"x"), "jalan ke luar"),
    "banyak-format": ("a.xlsx", many_formats, "format sel"),
    "teks-ke-sejuta": ("a.xlsx", lambda: text_of_number(b"1000000"), "tidak lengkap"),
    "teks-sebelum-pertama": ("a.xlsx", lambda: text_of_number(b"-1"), "tidak lengkap"),
    "bagian-berulang": ("a.xlsx", repeated_part, "berulang"),
    "tanpa-akhir": ("a.xlsx", endless_texts, "lebih dari 2 detik"),
    "bertingkat": ("a.xlsx", deep, "rusak"),
    "tawa": ("a.xlsx", lambda: changed(workbook(), SHEET, (b"<worksheet", LAUGHS + b"<worksheet")), "DOCTYPE"),
    "tawa-di-teks": ("a.xlsx", lambda: changed(workbook(), TEXTS, (b"<sst", LAUGHS + b"<sst")), "DOCTYPE"),
    "tanpa-penutup": ("a.xlsx", lambda: changed(workbook(), SHEET, (b"</sheetData>.*", b"")), "rusak"),
    "pencuri": ("a.xlsx", lambda: changed(workbook(), TEXTS, (b"<sst", STEALING + b"<sst")), "DOCTYPE"),
    "jauh-kanan": ("a.xlsx", lambda: far("XFD3", 3), "kanan tabel"),
    "jauh-bawah": ("a.xlsx", lambda: far("A1048576", 1_048_576), "bawah tabel"),
    "di-luar-lembar": ("a.xlsx", lambda: far("A9999999", 9_999_999), "urutan baris"),
    "pdf-dan-xlsx": ("a.xlsx", lambda: b"%PDF-1.7\n" + workbook(), "isinya PDF"),
    "gif-dan-xlsx": ("a.xlsx", lambda: b"GIF89a" + workbook(), "gambar GIF"),
    "jpeg-dan-csv": ("a.csv", lambda: b"\xff\xd8\xff\xe0" + TEXT.encode(), "gambar JPEG"),
    "xlsx-dan-html": ("a.xlsx", lambda: workbook() + b"<script>alert(1)</script>", "ada isi lain"),
    "html": ("a.xlsx", lambda: b"<!DOCTYPE html><table>", "HTML"),
    "csv-bernama-xlsx": ("a.xlsx", TEXT.encode, "bukan XLSX"),
    "xlsx-bernama-csv": ("a.csv", workbook, "XLSX atau ZIP"),
    "gzip": ("a.csv", lambda: b"\x1f\x8b" + endless_gzip(), "GZIP"),
    "tanpa-akhiran": ("a", TEXT.encode, "hanya .xlsx dan .csv"),
    "utf-16": ("a.csv", lambda: TEXT.encode("utf-16"), "UTF-16"),
    "utf-16-tanpa-tanda": ("a.csv", lambda: TEXT.encode("utf-16-be"), "NUL"),
    "utf-16-le-tanpa-tanda": ("a.csv", lambda: TEXT.encode("utf-16-le"), "NUL"),
    "utf-32-tanpa-tanda": ("a.csv", lambda: TEXT.encode("utf-32-le"), "NUL"),
    "utf-32": ("a.csv", lambda: TEXT.encode("utf-32"), "UTF-32"),
    "utf-7": ("a.csv", lambda: b"+/v8-" + TEXT.encode("utf-7"), "UTF-7"),
    "cp1252": ("a.csv", lambda: TEXT.encode("cp1252"), "Windows-1252"),
    "latin-1-di-baris-2": ("a.csv", lambda: TEXT.encode("latin-1"), "bukan teks UTF-8"),
    "satu-kolom": ("a.csv", lambda: b"nama\nBudi\n", "kolom tidak ada"),
    "banyak-kolom": ("a.csv", lambda: b"," * 200_000 + b"x\n", "lebih dari 400 kolom"),
    "kolom-tanpa-akhir": ("a.csv", lambda: TEXT.encode() + b"x," * 400_000, "terlalu panjang"),
    "kutip-terbuka": ("a.csv", lambda: TEXT.encode() + b'"' + b"x\n" * 400_000, "kutip"),
}
"""What it is: (name of the file, its bytes, words of the reason)."""


def linked(part="xl/externalLinks/externalLink1.xml", link=b"<externalLink/>", formula=b""):
    """A workbook with a part that leads elsewhere, its wage the stored value of a formula."""
    said = b'<c r="K2">' + (b"<f>" + formula + b"</f>" if formula else b"") + b"<v>4500000</v></c>"
    return changed(changed(workbook(), SHEET, (rb'<c r="K2" t="s"><v>\d+</v></c>', said)), part, link)


def sized(said):
    return changed(workbook(), SHEET, (b'<dimension ref="[^"]*"', b'<dimension ref="' + said + b'"'))


ELSEWHERE = "tautan ke berkas atau sumber lain"
FORMULA = "1 sel berisi rumus"
DDE = b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/C calc'/></externalLink>"
IGNORED = {
    "tautan-luar": ("a.xlsx", lambda: linked(formula=b"[1]Sheet1!A1"), [ELSEWHERE, FORMULA]),
    "dde": ("a.xlsx", lambda: linked(link=DDE, formula=b"cmd|'/C calc'!A0"), [ELSEWHERE, FORMULA]),
    "rumus-dde": ("a.xlsx", lambda: linked("xl/x.xml", formula=b"cmd|'/C calc'!A0"), [FORMULA]),
    "koneksi": ("a.xlsx", lambda: linked("xl/connections.xml", b"<connections/>"), [ELSEWHERE]),
    "ukuran-lembar-terlalu-besar": ("a.xlsx", lambda: sized(b"A1:XFD1048576"), []),
    "ukuran-lembar-terlalu-kecil": ("a.xlsx", lambda: sized(b"A1"), []),
    "teks-dde": ("a.csv", lambda: as_csv("tenaga_kerja", [ROSTER | {"jabatan": "=cmd|'/C calc'!A0"}]).encode(), []),
}
"""What it is: (name of the file, its bytes, words of each thing that is told of it); its one row is read."""
