"""Which columns of a template stand on the page of an upload: a few, side by side; the others only where they change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """One column of the page: its heading and the columns of the file that it holds; the first of all names the row."""

    title: str
    names: tuple[str, ...]
    joined: str = " "


_PACKAGE = Shown("Paket", ("kode_paket",))
_DAYS = Shown("Mulai – selesai", ("mulai", "selesai"), " – ")
COLUMNS = {
    "tenaga_kerja": (
        Shown("Nama", ("nama",)),
        _PACKAGE,
        Shown("NIK", ("nik",)),
        Shown("Jabatan", ("jabatan",)),
        _DAYS,
    ),
    "kontrak": (Shown("Nama paket", ("nama_paket",)), _PACKAGE, Shown("Nilai (Rp)", ("nilai_kontrak",)), _DAYS),
    "adendum": (
        _PACKAGE,
        Shown("Nomor", ("nomor",)),
        Shown("Nilai baru (Rp)", ("nilai_baru",)),
        Shown("Selesai baru", ("selesai_baru",)),
    ),
    "pendaftaran": (
        _PACKAGE,
        Shown("Sertifikat", ("nomor_sertifikat",)),
        Shown("Terdaftar", ("tanggal_daftar",)),
        Shown("Berlaku", ("berlaku_dari", "berlaku_sampai"), " – "),
    ),
    "pembayaran": (
        _PACKAGE,
        Shown("Termin", ("termin",)),
        Shown("Jumlah (Rp)", ("jumlah",)),
        Shown("Dibayar", ("tanggal_bayar",)),
    ),
    "kepesertaan": (Shown("NIK", ("nik",)), Shown("Segmen", ("segmen",)), Shown("KPJ", ("kpj",)), _DAYS),
}


def columns_of(upload):
    """The columns on the page of an upload: one from the page of a contract need not say of which each row is."""
    return tuple(one for one in COLUMNS[upload.template] if one is not _PACKAGE or upload.contract_id is None)


SECRET = frozenset({"nik", "tanggal_lahir", "upah"})
"""What stays masked on a page: of these only that they change is said."""

TITLES = {
    "kontrak": "Kontrak",
    "adendum": "Adendum",
    "tenaga_kerja": "Daftar tenaga kerja",
    "pendaftaran": "Pendaftaran",
    "pembayaran": "Pembayaran",
    "kepesertaan": "Kepesertaan",
}
"""What the templates are called on a page."""
