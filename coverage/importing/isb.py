"""LKPP's own tables (ISB): which file is which, which keys we read, and what their cells say."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from coverage.importing.cells import Unreadable, day

JAKARTA = ZoneInfo("Asia/Jakarta")
ROUTES = ("tender", "nontender")

CONTRACT, ANNOUNCEMENT, RESULT, RESULT_VALUE, WORK_ORDER, HANDOVER = (
    "kontrak",
    "pengumuman",
    "selesai",
    "selesainilai",
    "spmk",
    "bapbast",
)
KEYS = {
    CONTRACT: (
        "tahun_anggaran",
        "kd_satker",
        "nama_satker",
        "nama_paket",
        "no_kontrak",
        "tgl_kontrak",
        "nama_ppk",
        "nama_penyedia",
        "npwp_penyedia",
        "nilai_kontrak",
        "status_kontrak",
    ),
    ANNOUNCEMENT: ("kd_rup", "hps", "sumber_dana", "jenis_pengadaan", "mtd_pemilihan", "nama_ppk"),
    RESULT: (),
    RESULT_VALUE: (),
    WORK_ORDER: ("tgl_mulai_pekerjaan", "tgl_selesai_pekerjaan"),
    HANDOVER: ("tgl_bast",),
}
"""The keys that we read of each table, beside `kd_tender` or `kd_nontender`."""

STATUSES = (
    ("batal", "Batal"),
    ("utus", "Putus"),
    ("henti", "Putus"),
    ("selesai", "Selesai"),
    ("berjalan", "Berjalan"),
)
"""The first of these (parts of) words in `status_kontrak` decides; any other text is refused."""

_INSTANT = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z?\Z")
_AMERICAN = re.compile(r"\A([A-Z][a-z]{2}) ([0-9]{1,2}), ([0-9]{4}), [0-9]{1,2}:[0-9]{2}:[0-9]{2} ?[AP]M\Z")
_MONTHS = dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))


@dataclass(frozen=True)
class IsbTable:
    """A table of LKPP: `route` is tender or nontender, `part` what it tells."""

    route: str
    part: str

    @property
    def name(self):
        return f"{self.route}_{self.part}"

    @property
    def code(self):
        return f"kd_{self.route}"

    @property
    def keys(self):
        return (self.code, *KEYS[self.part])


TABLES = {table.name: table for table in (IsbTable(route, part) for route in ROUTES for part in KEYS)}


def table_of_name(stem):
    """The table that LKPP gives this name, or None."""
    return TABLES.get(stem)


def table_of_header(header):
    """The table that has these keys, or None; what only one table has is asked first."""
    names = set(header)
    for route in ROUTES:
        if f"kd_{route}" not in names:
            continue
        for part in (HANDOVER, WORK_ORDER, CONTRACT, ANNOUNCEMENT):
            table = TABLES[f"{route}_{part}"]
            if names.issuperset(table.keys):
                return table
        if "jenis_pengadaan" in names:
            return TABLES[f"{route}_{RESULT}"]
        if "nilai_penawaran" in names:
            return TABLES[f"{route}_{RESULT_VALUE}"]
    return None


def source_day(written, notes):
    """The day in WIB of an instant (`Z` is UTC), of `Jul 3, 2025, 12:00:00AM`, or of a plain date."""
    if _INSTANT.match(written):
        try:
            moment = datetime.fromisoformat(written)
            written = (moment.astimezone(JAKARTA) if moment.tzinfo else moment).date().isoformat()
        except (ValueError, OverflowError):
            raise Unreadable("tanggal ini tidak ada dalam kalender") from None
    elif found := _AMERICAN.match(written):
        if found[1] not in _MONTHS:
            raise Unreadable("nama bulan tidak dikenal")
        written = f"{found[3]}-{_MONTHS[found[1]]:02}-{int(found[2]):02}"
    return day(written, notes)


def status(written, notes):
    """The status of a contract by the words of `status_kontrak`."""
    for word, meant in STATUSES:
        if word in written.casefold():
            return meant
    raise Unreadable("status tidak dikenal; yang dikenal: berjalan, selesai, putus, dihentikan, batal")
