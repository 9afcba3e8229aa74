"""Template files for tests: one good row of each, and folders that are imported."""

import csv
import io

from coverage.importing import import_files
from coverage.importing.templates import BY_NAME
from coverage.models import HeadcountDeclaration, Instalment, Membership, Registration
from projects.models import Amendment, Assignment, Contract
from tests.factories import invented_nik

NIK = invented_nik(1).reveal()

GOOD = {
    "kontrak": {
        "kode_paket": "K1",
        "tahun": "2025",
        "opd": "Dinas Uji",
        "ppk": "PPK Uji",
        "jenis": "Pekerjaan Konstruksi",
        "metode": "Tender",
        "sumber_dana": "APBD",
        "nama_paket": "Jalan Uji",
        "nomor_kontrak": "602/1/SPK",
        "tanggal_kontrak": "2025-07-01",
        "nilai_kontrak": "111000000",
        "mulai": "2025-07-01",
        "selesai": "2025-12-31",
        "npwp_penyedia": "0123456789012345",
        "nama_penyedia": "CV Uji",
        "kode_kelurahan": "32.71.01.1001",
        "rencana_tenaga_kerja": "5",
        "status": "Berjalan",
    },
    "adendum": {"kode_paket": "K1", "nomor": "1", "tanggal": "2025-08-01", "nilai_baru": "120000000"},
    "tenaga_kerja": {
        "kode_paket": "K1",
        "nik": NIK,
        "nama": "Pekerja Uji",
        "tanggal_lahir": "1990-01-01",
        "jenis_kelamin": "L",
        "jabatan": "Tukang batu",
        "status_kerja": "Harian lepas",
        "kode_domisili": "32.71.01.1001",
        "mulai": "2025-07-01",
        "selesai": "2025-09-30",
        "upah": "4500000",
        "kpj": "25000000001",
    },
    "pendaftaran": {
        "kode_paket": "K1",
        "nomor_sertifikat": "S1",
        "tanggal_daftar": "2025-07-10",
        "berlaku_dari": "2025-07-10",
        "berlaku_sampai": "2025-12-31",
        "jumlah_tenaga_kerja": "5",
        "iuran": "240000",
    },
    "pembayaran": {
        "kode_paket": "K1",
        "termin": "1",
        "jumlah": "240000",
        "jatuh_tempo": "2025-07-21",
        "tanggal_bayar": "2025-07-11",
        "nomor_bukti": "B1",
    },
    "kepesertaan": {"nik": NIK, "kpj": "25000000001", "segmen": "PU", "mulai": "2025-01-01", "selesai": "2025-06-30"},
}


def as_csv(name, rows, header=None, delimiter=","):
    """A template file as text, its columns in the order of `header`, else in the template's."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header or BY_NAME[name].names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Folder:
    """A folder of template files; `day` is the day of the import."""

    def __init__(self, path, day):
        self.path = path
        self.day = day

    def put(self, name, *changes, **options):
        """Write the template `name` with a row a change of the good one, or the good one alone."""
        rows = [{**GOOD[name], **change} for change in changes or [{}]]
        return self.write(f"{name}.csv", as_csv(name, rows, **options).encode())

    def put_all(self):
        for name in GOOD:
            self.put(name)

    def put_tables(self, tables):
        """Write tables as the oracle reads them: {name: [row, …]}, columns that a row lacks empty; templates alone."""
        for name, rows in tables.items():
            if name not in BY_NAME:
                continue
            self.write(f"{name}.csv", as_csv(name, rows).encode())

    def write(self, name, content):
        path = self.path / name
        path.write_bytes(content)
        return path

    def clear(self):
        for path in self.path.iterdir():
            path.unlink()

    def bring(self, *names, **options):
        """Import the files `names`, or the whole folder; the report."""
        return import_files([self.path / name for name in names] or [self.path], self.day, **options)


def stored():
    """How many rows the register has of each table that an import writes."""
    tables = (Contract, Amendment, Assignment, Registration, Instalment, Membership, HeadcountDeclaration)
    return {table.__name__: table.objects.count() for table in tables}
