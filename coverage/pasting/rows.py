"""Pasted text as rows of named cells: JSON, or lines separated by tabs, semicolons or commas, with or without a head."""

import csv
import json

from coverage.importing.isb import KEYS, ROUTES
from coverage.importing.templates import KONTRAK
from coverage.pasting.guessing import named_by_form

LONGEST = 200_000
MOST_LINES = 50
"""Contracts that are previewed at once; more come by a file."""

OF_ISB = {
    "kd_tender": "kode_paket",
    "kd_nontender": "kode_paket",
    "tahun_anggaran": "tahun",
    "nama_satker": "opd",
    "nama_ppk": "ppk",
    "jenis_pengadaan": "jenis",
    "mtd_pemilihan": "metode",
    "mtd_pengadaan": "metode",
    "no_kontrak": "nomor_kontrak",
    "tgl_kontrak": "tanggal_kontrak",
    "tgl_mulai_pekerjaan": "mulai",
    "tgl_selesai_pekerjaan": "selesai",
    "waktu_penyelesaian": "lama",
    "status_kontrak": "status",
}
"""What a key of LKPP's tables is called in our template; keys of the same name are not repeated here."""
OF_PEOPLE = {
    "nomor_spk": "nomor_kontrak",
    "no_spk": "nomor_kontrak",
    "nomor_kontrak_spk": "nomor_kontrak",
    "tanggal_spk": "tanggal_kontrak",
    "nilai": "nilai_kontrak",
    "nama_pekerjaan": "nama_paket",
    "paket": "nama_paket",
    "penyedia": "nama_penyedia",
    "npwp": "npwp_penyedia",
    "kd_rup": "kode_rup",
    "satuan_kerja": "opd",
    "jangka_waktu": "lama",
}
"""What people call the columns of their sheets."""
LOOSE = {"tanggal": "tanggal_kontrak"}
"""What a column is where no other one is called so more plainly."""
KNOWN = {name: name for name in (*KONTRAK.names, "lama")} | OF_ISB | OF_PEOPLE
SKIPPED = {f"kd_{route}" for route in ROUTES} | {key for keys in KEYS.values() for key in keys}
"""Keys of LKPP that a contract form has no field for, or that stand in OF_ISB: nothing to say of them."""


class UnreadablePaste(ValueError):
    """Why a pasted text as a whole cannot be read, in Indonesian."""


def rows_of(text):
    """A list of (cells by the name of their column, other cells as (heading, text)) for each pasted contract.

    Raises UnreadablePaste.
    """
    text = text.strip("\ufeff\r\n ")
    if not text.strip():
        raise UnreadablePaste("Tempelannya kosong.")
    if len(text) > LONGEST:
        raise UnreadablePaste("Tempelannya terlalu panjang; pakai impor berkas untuk data sebanyak itu.")
    found = _objects(text) if text[0] in "[{" else _lines(text)
    if len(found) > MOST_LINES:
        raise UnreadablePaste(f"Lebih dari {MOST_LINES} baris; pakai impor berkas untuk data sebanyak itu.")
    if not found:
        raise UnreadablePaste("Tidak ada baris kontrak di bawah judul kolomnya.")
    return found


def _objects(text):
    try:
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise UnreadablePaste("Tampak seperti JSON, tetapi tidak utuh; salin lagi seluruhnya.") from None
    objects = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in objects):
        raise UnreadablePaste("JSON ini bukan daftar objek [{…}].")
    return [_named(list(one), [_plain(value) for value in one.values()]) for one in objects if one]


def _plain(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _lines(text):
    rows = [row for row in _split(text) if any(cell.strip() for cell in row)]
    heading = [_heading(cell) for cell in rows[0]] if rows else []
    if sum(name in KNOWN for name in heading) >= 2 and not any(cell.strip().isdigit() for cell in rows[0]):
        return [_named(heading, row) for row in rows[1:]]
    return [named_by_form(row) for row in rows]


def _split(text):
    """The rows of the text by the separator that it uses; a quotation mark that is never closed is a plain sign."""
    first = text.partition("\n")[0]
    separator = "\t" if "\t" in text else max(";,", key=first.count)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    except csv.Error:
        return list(csv.reader(text.splitlines(), delimiter=separator, quoting=csv.QUOTE_NONE))


def _heading(cell):
    return "_".join(cell.strip().lower().replace(".", " ").replace("/", " ").replace("_", " ").split())


def _named(heading, cells):
    found, others = {}, []
    for name, cell in zip(map(_heading, heading), cells, strict=False):
        column = KNOWN.get(name)
        if not cell.strip():
            continue
        if column and column not in found:
            found[column] = cell.strip()
        elif not column and name not in SKIPPED:
            others.append((name, cell.strip()))
    for name, cell in list(others):
        column = LOOSE.get(name)
        if column and column not in found:
            found[column] = cell
            others.remove((name, cell))
    return found, others
