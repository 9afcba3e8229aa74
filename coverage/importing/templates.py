"""The six templates: their columns in order, what each cell holds, and which are required or the key."""

from collections.abc import Callable
from dataclasses import dataclass

from coverage.importing import cells
from coverage.importing.cells import day, rupiah, text
from coverage.importing.typed import DATE, IDENTITY, NUMBER, TEXT

HOLDS = {
    day: DATE,
    rupiah: NUMBER,
    cells.percent: NUMBER,
    cells.count: NUMBER,
    cells.year: NUMBER,
    cells.nik: IDENTITY,
    cells.kpj: IDENTITY,
}
"""What the cells of a column hold, by its parser; any other parser reads text."""


@dataclass(frozen=True)
class Column:
    """A column: `empty` is what an empty cell stores, `holds` what a cell of a workbook may hold beside text."""

    name: str
    parse: Callable
    empty: str | None = None
    required: bool = False
    key: bool = False

    @property
    def holds(self):
        return HOLDS.get(self.parse, TEXT)


@dataclass(frozen=True)
class Template:
    """A file of the city; in one that is `personal` no message carries a digit, only the last four of a NIK."""

    name: str
    columns: tuple[Column, ...]
    personal: bool = False

    @property
    def names(self):
        return tuple(column.name for column in self.columns)


def _text(name, limit, **fields):
    return Column(name, text(limit), empty="", **fields)


def _package():
    return _text("kode_paket", 60, required=True, key=True)


KINDS = (
    "Pekerjaan Konstruksi",
    "Jasa Konsultansi Perencanaan",
    "Jasa Konsultansi Pengawasan",
    "Konstruksi Terintegrasi",
)
FUNDS = ("APBD", "APBDP")
STATUSES = ("Berjalan", "Selesai", "Putus", "Batal")
EMPLOYMENTS = ("Harian lepas", "Borongan", "PKWT", "PKWTT")

KONTRAK = Template(
    "kontrak",
    (
        _package(),
        _text("kode_rup", 200),
        Column("tahun", cells.year, required=True),
        _text("opd", 200, required=True),
        _text("ppk", 200),
        Column("jenis", cells.usually(100, *KINDS), empty="", required=True),
        _text("metode", 100),
        Column("sumber_dana", cells.usually(100, *FUNDS), empty="", required=True),
        _text("nama_paket", 500, required=True),
        _text("nomor_kontrak", 200),
        Column("tanggal_kontrak", day, required=True),
        Column("nilai_kontrak", rupiah, required=True),
        Column("ppn_persen", cells.percent),
        Column("mulai", day),
        Column("selesai", day),
        Column("npwp_penyedia", cells.npwp, empty=""),
        _text("nama_penyedia", 200),
        _text("kode_kelurahan", 20),
        Column("rencana_tenaga_kerja", cells.count),
        Column("status", cells.one_of(*STATUSES), required=True),
        Column("tanggal_selesai_nyata", day),
    ),
)
ADENDUM = Template(
    "adendum",
    (
        _package(),
        _text("nomor", 100, required=True, key=True),
        Column("tanggal", day, required=True),
        Column("nilai_baru", rupiah),
        Column("selesai_baru", day),
        _text("alasan", 1000),
    ),
)
TENAGA_KERJA = Template(
    "tenaga_kerja",
    (
        _package(),
        Column("nik", cells.nik, required=True, key=True),
        Column("nama", cells.person_name, empty="", required=True),
        Column("tanggal_lahir", day),
        Column("jenis_kelamin", cells.usually(20, "L", "P"), empty=""),
        _text("jabatan", 100),
        Column("status_kerja", cells.usually(40, *EMPLOYMENTS), empty=""),
        Column("kode_domisili", cells.region, empty=""),
        Column("mulai", day, required=True, key=True),
        Column("selesai", day),
        Column("upah", rupiah),
        Column("kpj", cells.kpj, empty=""),
    ),
    personal=True,
)
PENDAFTARAN = Template(
    "pendaftaran",
    (
        _package(),
        _text("nomor_proyek", 60),
        _text("nomor_sertifikat", 100, key=True),
        Column("tanggal_daftar", day),
        Column("berlaku_dari", day),
        Column("berlaku_sampai", day),
        Column("jumlah_tenaga_kerja", cells.count),
        Column("iuran", rupiah),
    ),
)
PEMBAYARAN = Template(
    "pembayaran",
    (
        _package(),
        Column("termin", cells.count, required=True, key=True),
        Column("jumlah", rupiah),
        Column("jatuh_tempo", day),
        Column("tanggal_bayar", day),
        _text("nomor_bukti", 100),
    ),
)
KEPESERTAAN = Template(
    "kepesertaan",
    (
        Column("nik", cells.nik, required=True, key=True),
        Column("kpj", cells.kpj, empty=""),
        Column("segmen", cells.one_of("PU", "BPU"), required=True, key=True),
        Column("mulai", day, required=True, key=True),
        Column("selesai", day),
    ),
    personal=True,
)
TEMPLATES = (KONTRAK, ADENDUM, TENAGA_KERJA, PENDAFTARAN, PEMBAYARAN, KEPESERTAAN)
BY_NAME = {template.name: template for template in TEMPLATES}
