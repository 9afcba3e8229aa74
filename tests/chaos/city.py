"""A small city that changes at every import, kept as the template tables that it must equal."""

import csv
from datetime import date, timedelta

from tests.oracle_tables import TEMPLATES

KEYS = {
    "kontrak": ("kode_paket",),
    "adendum": ("kode_paket", "nomor"),
    "tenaga_kerja": ("kode_paket", "nik", "mulai"),
    "pendaftaran": ("kode_paket", "nomor_sertifikat"),
    "pembayaran": ("kode_paket", "termin"),
    "kepesertaan": ("nik", "segmen", "mulai"),
}
COLUMNS = {
    "kontrak": "kode_paket kode_rup tahun opd ppk jenis metode sumber_dana nama_paket nomor_kontrak tanggal_kontrak"
    " nilai_kontrak ppn_persen mulai selesai npwp_penyedia nama_penyedia kode_kelurahan rencana_tenaga_kerja status"
    " tanggal_selesai_nyata".split(),
    "adendum": "kode_paket nomor tanggal nilai_baru selesai_baru alasan".split(),
    "tenaga_kerja": "kode_paket nik nama tanggal_lahir jenis_kelamin jabatan status_kerja kode_domisili mulai selesai"
    " upah kpj".split(),
    "pendaftaran": "kode_paket nomor_proyek nomor_sertifikat tanggal_daftar berlaku_dari berlaku_sampai"
    " jumlah_tenaga_kerja iuran".split(),
    "pembayaran": "kode_paket termin jumlah jatuh_tempo tanggal_bayar nomor_bukti".split(),
    "kepesertaan": "nik kpj segmen mulai selesai".split(),
}
CONTRACTS = 60
WORKERS = 300


class ChangingCity:
    """Everything that was ever imported, by key; `change` makes the next files."""

    def __init__(self, rng, year):
        self.rng, self.year = rng, year
        self.rows = {name: {} for name in TEMPLATES}

    def tables(self):
        """The whole city as the oracle reads it."""
        return {name: list(rows.values()) for name, rows in self.rows.items()}

    def sizes(self):
        """How many rows each template holds."""
        return {name: len(rows) for name, rows in self.rows.items()}

    def take(self, files):
        """From now on the city holds `files`, for their import has ended well."""
        for name, rows in files.items():
            for row in rows:
                self.rows[name][tuple(row[column] for column in KEYS[name])] = row

    def first(self):
        """The files of the first import: every contract, nothing else."""
        return {"kontrak": [self._contract(n) for n in range(CONTRACTS)]}

    def change(self):
        """The files of a further import: a few new or changed rows of each table."""
        codes = self.rng.sample(range(CONTRACTS), 8)
        return {
            "kontrak": [self._contract(n) for n in codes[:2]],
            "adendum": [self._amendment(n) for n in codes[2:4]],
            "tenaga_kerja": self._roster(codes),
            "pendaftaran": [self._certificate(n) for n in codes[1:6]],
            "pembayaran": [self._payment(n) for n in codes[:5]],
            "kepesertaan": [self._membership()],
        }

    def _day(self, first=0, last=364):
        return (date(self.year, 1, 1) + timedelta(days=self.rng.randint(first, last))).isoformat()

    def _contract(self, n):
        start = self.rng.randint(0, 250)
        return {
            "kode_paket": f"KC-{n:03}",
            "tahun": str(self.year),
            "opd": f"Dinas Uji {n % 5}",
            "ppk": f"PPK Uji {n % 7}",
            "jenis": "Pekerjaan Konstruksi",
            "sumber_dana": self.rng.choice(["APBD", "APBD", "APBDP", "BLUD"]),
            "nama_paket": f"Pekerjaan Uji {n}",
            "tanggal_kontrak": self._day(start, start),
            "nilai_kontrak": str(self.rng.randint(50, 900) * 1_000_000),
            "selesai": self._day(start + 20, start + 110),
            "rencana_tenaga_kerja": self.rng.choice(["", "4", "9", "15"]),
            "status": "Berjalan",
        }

    def _amendment(self, n):
        price = self.rng.randint(50, 900) * 1_000_000
        return {
            "kode_paket": f"KC-{n:03}",
            "nomor": str(self.rng.randint(1, 3)),
            "tanggal": self._day(),
            "nilai_baru": str(price),
            "selesai_baru": self._day(200, 364),
        }

    def _roster(self, codes):
        rows = []
        for n in codes:
            for worker in self.rng.sample(range(WORKERS), 6):
                nik = f"327101{worker % 28 + 1:02}0280{worker + 1:04}"
                if any(key[:2] == (f"KC-{n:03}", nik) for key in self.rows["tenaga_kerja"]):
                    continue  # a second row of one worker on one contract could overlap
                rows.append({"kode_paket": f"KC-{n:03}", "nik": nik, "nama": f"Pekerja {worker}", "mulai": self._day()})
        return rows

    def _certificate(self, n):
        first = self.rng.randint(0, 250)
        return {
            "kode_paket": f"KC-{n:03}",
            "nomor_sertifikat": f"S-{n}-{self.rng.randint(1, 2)}",
            "tanggal_daftar": self._day(first, first + 20),
            "berlaku_dari": self._day(first, first),
            "berlaku_sampai": self._day(first + 10, first + 110),
        }

    def _payment(self, n):
        return {"kode_paket": f"KC-{n:03}", "termin": self.rng.choice("112"), "tanggal_bayar": self._day()}

    def _membership(self):
        worker = self.rng.randrange(WORKERS)
        return {
            "nik": f"327101{worker % 28 + 1:02}0280{worker + 1:04}",
            "segmen": self.rng.choice(["PU", "BPU"]),
            "mulai": self._day(),
            "selesai": "",
        }


def write(folder, files):
    """The files as CSV templates in `folder`."""
    for name, rows in files.items():
        if rows:
            unique = {tuple(row[column] for column in KEYS[name]): row for row in rows}
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fieldnames=COLUMNS[name], restval="")
                writer.writeheader()
                writer.writerows(unique.values())
