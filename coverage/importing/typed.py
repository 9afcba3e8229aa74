"""A cell of a workbook that holds no text, and where such a cell may stand.

What Excel may have spoilt is refused and never repaired: it keeps 15 digits of a number, takes 1/2 for a day, and shows
a day that is none as a number.
"""

from coverage.parsing import values
from coverage.parsing.child import LONG, LONGEST_CELL

TEXT, IDENTITY, NUMBER, DATE = "text", "identity", "number", "date"
"""What a column holds: free text, a number that is a name (NIK, KPJ), an amount, a day."""


class Unreadable(ValueError):
    """Why a cell is refused, in Indonesian and without its value; `readings` are what an ambiguous one could mean."""

    def __init__(self, reason, readings=""):
        super().__init__(reason)
        self.readings = readings


class Typed(str):
    """The text of such a cell, with its `kind` as coverage.parsing.values names it."""

    __slots__ = ("kind",)

    def __new__(cls, kind, text):
        cell = super().__new__(cls, text)
        cell.kind = kind
        return cell


def refuse_unfit(cell, holds=None):
    """Raise Unreadable for a Typed cell that says nothing to be relied on, in a column that `holds` what is said there.

    Without `holds` only for what is unfit everywhere.
    """
    if cell.kind.startswith(LONG):
        length = cell.kind.removeprefix(LONG).strip()
        raise Unreadable(f"terlalu panjang: {length} aksara, paling banyak {LONGEST_CELL}")
    if cell.kind == values.ERROR:
        raise Unreadable("sel berisi galat Excel")
    if cell.kind == values.FORMULA:
        raise Unreadable("sel berisi rumus tanpa nilai tersimpan; tulis nilainya, atau buka lalu simpan di Excel")
    if holds == IDENTITY:
        raise Unreadable(
            "sel harus Teks: sebagai bilangan Excel membulatkannya; ubah ke Teks lalu tulis ulang angkanya"
        )
    if cell.kind == values.TOO_LONG_NUMBER:
        raise Unreadable("bilangan lebih dari 15 angka sudah dibulatkan Excel; ubah sel ke Teks lalu tulis ulang")
    if cell.kind == values.DAY and holds in (TEXT, NUMBER):
        raise Unreadable("sel berisi tanggal; ubah sel ke Teks lalu tulis ulang isinya")
    if cell.kind == values.NUMBER and holds == DATE:
        raise Unreadable("sel berisi bilangan, bukan tanggal; beri format tanggal, atau tulis seperti 31/12/2025")
    if cell.kind == values.NUMBER and holds == TEXT and not cell.isdigit():
        raise Unreadable("sel berisi bilangan pecahan atau persen; ubah sel ke Teks lalu tulis ulang isinya")
