"""LKPP's tables joined into one staged row a package, with what each table says and what it leaves open.

The tables of a city have some thousand rows; only the keys that we read are kept in memory, and only while joining.
"""

from collections import Counter
from dataclasses import dataclass, field

from coverage.importing import isb
from coverage.importing.cells import Unreadable, clean, npwp, source_rupiah, text, usually, year
from coverage.importing.checking import copy_line
from coverage.importing.reading import nearest
from coverage.importing.report import shown
from coverage.importing.templates import FUNDS, KINDS
from coverage.parsing.refusal import Refused
from coverage.querysets.importing import registered

PARSERS = {
    "kd_rup": text(200),
    "tahun_anggaran": year,
    "nama_satker": text(200),
    "kd_satker": text(40),
    "nama_ppk": text(200),
    "jenis_pengadaan": usually(100, *KINDS),
    "mtd_pemilihan": text(100),
    "sumber_dana": usually(100, *FUNDS),
    "nama_paket": text(500),
    "no_kontrak": text(200),
    "tgl_kontrak": isb.source_day,
    "nilai_kontrak": source_rupiah,
    "hps": source_rupiah,
    "tgl_mulai_pekerjaan": isb.source_day,
    "tgl_selesai_pekerjaan": isb.source_day,
    "npwp_penyedia": npwp,
    "nama_penyedia": text(200),
    "status_kontrak": isb.status,
    "tgl_bast": isb.source_day,
}
REQUIRED = {
    "tahun_anggaran",
    "kd_satker",
    "nama_satker",
    "nama_paket",
    "tgl_kontrak",
    "nilai_kontrak",
    "status_kontrak",
    "jenis_pengadaan",
    "sumber_dana",
}
TEXTS = {"kd_rup", "nama_ppk", "mtd_pemilihan", "no_kontrak", "npwp_penyedia", "nama_penyedia"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an ISB table: the file's number and name, its row, and its cells by key, as written."""

    number: int
    file: str
    row: int
    cells: dict

    def where(self, beside):
        """How a message about the row `beside` names this one."""
        return f"baris {self.row}" + ("" if self.number == beside.number else f" {self.file}")


@dataclass
class Package:
    """What the tables say of one package: one row of each table, all its handovers (BAST).

    `conflicts` are (row, first row) of a file that tells the same package in two ways.
    """

    code: str
    one: dict = field(default_factory=dict)
    handovers: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)


def check_keys(table, report):
    """Whether an ISB table has the keys that we read; others are named once and not stored."""
    if not table.header:
        report.warn(table.name, "tabel kosong")
        return False
    good = True
    for key in table.kind.keys:
        if table.header.count(key) != 1:
            meant = nearest(key, [name for name in table.header if name not in table.kind.keys])
            reason = "kunci ini berulang" if key in table.header else "kunci ini tidak ada"
            report.refuse_file(table.name, reason + (f"; maksudnya {shown(meant)}?" if meant else ""), 1, key)
            good = False
    others = [shown(name) for name in dict.fromkeys(table.header) if name not in table.kind.keys]
    if others and good:  # a first row that is no header may hold what a genuine export has of people
        report.warn(table.name, f"kunci yang tidak dibaca dan tidak disimpan: {', '.join(others)}")
    return good


class Join:
    """Collects ISB tables, then gives one COPY line a package that stands in a contract table or in the register."""

    def __init__(self, report):
        self.report = report
        self.packages = {}
        self.parts = set()
        self.counts = Counter()

    def add(self, number, table, progress):
        """Read one table; `number` is the file's number in this import."""
        kind = table.kind
        self.parts.add((kind.route, kind.part))
        places = [(key, table.header.index(key)) for key in kind.keys]
        try:
            for row, cells in table.rows():
                progress.update(1)
                if len(cells) != len(table.header):
                    self.report.refuse_file(table.name, f"{len(cells)} sel, seharusnya {len(table.header)}", row)
                    continue
                self._keep(kind, Row(number, table.name, row, {key: cells[place] for key, place in places}))
        except Refused as stopped:
            self.report.refuse_file(table.name, str(stopped), stopped.row)

    def _keep(self, kind, row):
        try:
            code = text(60)(clean(row.cells[kind.code], []), [])
        except Unreadable as reason:
            self.report.refuse(row.file, str(reason), row.row, kind.code, shown(row.cells[kind.code]))
            return
        if not code:
            self.report.refuse(row.file, "wajib diisi", row.row, kind.code)
            return
        self.counts[kind.part] += 1
        package = self.packages.setdefault((kind.route, code), Package(code))
        if kind.part == isb.HANDOVER:
            package.handovers.append(row)
            return
        first = package.one.setdefault(kind.part, row)
        if first is not row and kind.part not in (isb.RESULT, isb.RESULT_VALUE):
            self._compare(package, kind, first, row)

    def _compare(self, package, kind, first, row):
        """Settle a row that tells a package again: of two files the later one is used, one file may not differ."""
        if first.cells == row.cells:
            reason = f"mengulang {first.where(row)}; dihitung sekali"
            self.report.warn(row.file, reason, row.row, kind.code, shown(package.code))
        elif first.number == row.number:
            package.conflicts.append((row, first))
        else:
            reason = f"isinya lain daripada {row.file} baris {row.row}; yang dipakai baris itu"
            self.report.warn(first.file, reason, first.row, kind.code, shown(package.code))
        if first.number != row.number:
            package.one[kind.part] = row

    def lines(self):
        """The COPY lines; packages of which nothing is known here but an announcement or the like are only counted."""
        known = registered([package.code for package in self.packages.values()])
        for (route, _), package in self.packages.items():
            if isb.CONTRACT in package.one or package.code in known:
                yield PackageRow(package, route, self, known=package.code in known).line()
            else:
                self.counts["bare"] += 1
        self._tell()

    def _tell(self):
        contracts = sum(isb.CONTRACT in package.one for package in self.packages.values())
        rows = self.counts[isb.CONTRACT]
        self.report.facts.append(
            f"ISB: {contracts} paket berkontrak dari {rows} baris kontrak; "
            f"{self.counts['bare']} paket tanpa kontrak (pengumuman, hasil) dihitung saja."
        )


class PackageRow:
    """Makes the staged row of one package, and says what is doubtful about it."""

    def __init__(self, package, route, join, known):
        self.package = package
        self.route = route
        self.join = join
        self.report = join.report
        self.known = known
        self.bad = False

    def read(self, row, key):
        """What one cell says; an error marks the package as bad."""
        written = row.cells[key]
        notes = []
        try:
            cell = clean(written, notes)
            if not cell and key in REQUIRED:
                raise Unreadable("wajib diisi")
            value = PARSERS[key](cell, notes) if cell else ("" if key in TEXTS else None)
        except Unreadable as reason:
            self.bad = True
            self.report.refuse(row.file, str(reason), row.row, key, shown(written))
            return None
        for note in notes:
            self.report.warn(row.file, note, row.row, key, shown(written))
        return value

    def part(self, part):
        """The cells of one table, read; None where the package is not in that table."""
        row = self.package.one.get(part)
        return row and {key: self.read(row, key) for key in isb.KEYS[part]}

    def line(self):
        """The COPY line; its row number is that of the contract table, where it stands there."""
        contract, announcement = self.part(isb.CONTRACT), self.part(isb.ANNOUNCEMENT)
        order = self.part(isb.WORK_ORDER)
        row = next(iter([*self.package.one.values(), *self.package.handovers]))
        row = self.package.one.get(isb.CONTRACT, row)
        for again, first in self.package.conflicts:
            self.bad = True
            reason = f"paket sama dengan {first.where(again)}, isinya lain"
            self.report.refuse(again.file, reason, again.row, f"kd_{self.route}", shown(self.package.code))
        ends = [self.read(handover, "tgl_bast") for handover in self.package.handovers]
        end = max((one for one in ends if one), default=None)
        if contract and not self.bad:
            self.doubts(row, contract, announcement, order, end)
        return self.staged(row, contract, announcement, order, end)

    def staged(self, row, contract, announcement, order, end):
        if self.bad:
            contract = announcement = order = None
        said, asked, days = contract or {}, announcement or {}, order or {}
        return copy_line(
            row.number,
            row.row,
            self.bad,
            self.package.code,
            asked.get("kd_rup", ""),
            said.get("tahun_anggaran"),
            said.get("nama_satker", ""),
            said.get("nama_ppk", ""),
            asked.get("jenis_pengadaan", ""),
            asked.get("mtd_pemilihan", ""),
            asked.get("sumber_dana", ""),
            said.get("nama_paket", ""),
            said.get("no_kontrak", ""),
            said.get("tgl_kontrak"),
            said.get("nilai_kontrak"),
            days.get("tgl_mulai_pekerjaan"),
            days.get("tgl_selesai_pekerjaan"),
            said.get("npwp_penyedia", ""),
            said.get("nama_penyedia", ""),
            said.get("status_kontrak"),
            end,
            said.get("kd_satker", ""),
            self.package.code,
            asked.get("hps"),
            contract is not None,
            announcement is not None,
            announcement is not None,
            order is not None,
            bool(self.package.handovers),
            False,
        )

    def doubts(self, row, contract, announcement, order, end):
        """Warn about what the tables leave open or contradict; each is (table's row, key, reason)."""
        if not announcement and not self.known:
            reason = "pengumuman paket ini tidak ada: jenis, sumber dana dan HPS tidak diketahui; tidak masuk hitungan"
            self.warn(row, f"kd_{self.route}", reason)
        if announcement and announcement["nama_ppk"] != contract["nama_ppk"]:
            other = announcement["nama_ppk"]
            self.warn(
                row, "nama_ppk", f"pengumuman menyebut {shown(other)}" if other else "pengumuman tidak menyebut PPK"
            )
        if announcement and announcement["hps"] is not None and contract["nilai_kontrak"] > announcement["hps"]:
            self.warn(row, "nilai_kontrak", "di atas HPS")
        if not contract["nilai_kontrak"]:
            self.warn(row, "nilai_kontrak", "nol")
        if contract["tgl_kontrak"].year != contract["tahun_anggaran"]:
            self.warn(row, "tgl_kontrak", "di luar tahun anggaran")
        if order is not None:
            self.doubt_days(contract, order)
        elif (self.route, isb.WORK_ORDER) in self.join.parts or not self.known:
            self.warn(row, f"kd_{self.route}", "tanpa SPMK: mulai dan selesai tidak diketahui")
        if not self.package.handovers and contract["status_kontrak"] in ("Selesai", "Putus"):
            self.warn(row, "status_kontrak", "tanpa BAST: hari selesai nyata tidak diketahui")
        if end and contract["status_kontrak"] == "Berjalan":
            self.warn(row, "status_kontrak", "berjalan, padahal ada BAST")
        if end and end < ((order or {}).get("tgl_mulai_pekerjaan") or contract["tgl_kontrak"]):
            self.warn(self.package.handovers[0], "tgl_bast", "mendahului mulai")

    def doubt_days(self, contract, order):
        row = self.package.one[isb.WORK_ORDER]
        first, last = order["tgl_mulai_pekerjaan"], order["tgl_selesai_pekerjaan"]
        if not last:
            self.warn(row, "tgl_selesai_pekerjaan", "kosong")
        elif last < (first or contract["tgl_kontrak"]):
            self.warn(row, "tgl_selesai_pekerjaan", "mendahului mulai")
        if first and first < contract["tgl_kontrak"]:
            self.warn(row, "tgl_mulai_pekerjaan", "mendahului tanggal kontrak")

    def warn(self, row, key, reason):
        self.report.warn(row.file, reason, row.row, key, shown(self.package.code))
