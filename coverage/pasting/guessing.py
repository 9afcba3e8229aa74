"""The cells of a line without a head, named by what they look like."""

import re

from coverage.importing import cells
from coverage.importing.isb import status
from coverage.importing.templates import FUNDS, KINDS
from coverage.pasting.days import pasted_day

METHODS = (
    "tender seleksi swakelola e-purchasing pengadaan-langsung penunjukan-langsung tender-cepat epurchasing".split()
)
WORDS = {
    **dict.fromkeys(METHODS, "metode"),
    **{kind.casefold().replace(" ", "-"): "jenis" for kind in KINDS},
    **{fund.casefold(): "sumber_dana" for fund in (*FUNDS, "BLUD")},
}
"""Cells that say one thing only."""
DURATION = re.compile(r"\A([0-9]{1,4})\s*(?:\([^)]*\)\s*)?hari\b.*\Z", re.IGNORECASE)
FIRM = re.compile(r"\A(pt|cv|ud|pd|fa|firma|koperasi)\b", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]\s?/|/\s?[^\s/]*[0-9]")
NPWP = re.compile(r"\A[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}\.?[0-9]-?[0-9]{3}\.?[0-9]{3}[0-9]?\Z")
MONEY = re.compile(r"\A(?:rp\.?\s*)?[0-9][0-9.]*(?:[.,][0-9]{1,2})?(?:,-)?\Z", re.IGNORECASE)
SHORTEST_TITLE = 8
MOST_WORDS = 6
SHORTEST_WORD = 4


def named_by_form(row):
    """(cells by the name of their column, those that look like nothing known) of a line without a head."""
    found, others = {}, []
    for cell in (cell.strip() for cell in row):
        if not cell:
            continue
        name = next((name for name in _meant(cell, found) if name not in found), "")
        if name:
            found[name] = cell
        else:
            others.append(("", cell))
    return found, others


def _meant(cell, found):
    """The columns that a cell may belong to, the likeliest first; digits alone are codes before the title, then money."""
    if word := WORDS.get(cell.casefold().replace(" ", "-")):
        return (word,)
    if re.fullmatch("20[0-9]{2}", cell):
        return ("tahun",)
    if cell.isascii() and cell.isdigit() and not NPWP.match(cell):
        return ("nilai_kontrak",) if "nama_paket" in found else ("kode_paket", "kode_rup", "nilai_kontrak")
    return next((columns for looks, columns in LOOKS if looks(cell)), ())


def _reads(parse, cell):
    try:
        parse(cell, [])
    except cells.Unreadable:
        return False
    return True


def _is_number(cell):
    """Whether it looks like the number of a contract; a title may hold a slash and a digit too, but also plain words."""
    words = [word for word in cell.split() if word.isalpha() and len(word) >= SHORTEST_WORD]
    return bool(NUMBER.search(cell)) and len(words) <= 1 and len(cell.split()) <= MOST_WORDS


LOOKS = (
    (lambda cell: _reads(pasted_day, cell), ("tanggal_kontrak", "mulai", "selesai")),
    (DURATION.match, ("lama",)),
    (NPWP.match, ("npwp_penyedia",)),
    (
        lambda cell: MONEY.match(cell) and _reads(cells.rupiah, cell),
        ("nilai_kontrak",),
    ),
    (FIRM.match, ("nama_penyedia",)),
    (_is_number, ("nomor_kontrak",)),
    (lambda cell: len(cell.split()) <= MOST_WORDS and _reads(status, cell), ("status",)),
    (lambda cell: len(cell) >= SHORTEST_TITLE and any(sign.isalpha() for sign in cell), ("nama_paket",)),
)
"""What a cell looks like, and the columns that it then may belong to; the first that fits."""
