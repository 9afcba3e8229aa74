"""The agencies of the invented city: real types of agency, invented officers."""

from dataclasses import dataclass

BUDI = "Budi Santosa"
"""The officer whose desk the demo shows; he holds eleven running contracts."""


@dataclass(frozen=True)
class Agency:
    """An OPD: its share of the contracts (weight), how careful its officers are about BPJS (0 = as the city,
    logit), and the works that it lets; `district` is the code of a kecamatan, "" for the whole city.
    """

    name: str
    short: str
    share: float
    care: float
    officers: tuple[str, ...]
    works: tuple[str, ...]
    district: str = ""
    blud: float = 0.0


ROADS = (
    "Peningkatan Jalan {street} Kel. {village}",
    "Pemeliharaan Berkala Jalan {street} Kel. {village}",
    "Rehabilitasi Saluran Drainase {street} RT {rt}/RW {rw} Kel. {village}",
    "Pembangunan Tembok Penahan Tanah RT {rt}/RW {rw} Kel. {village}",
    "Normalisasi Saluran Irigasi {street} Kel. {village}",
    "Pembangunan Trotoar {street} Segmen {n}",
    "Rehabilitasi Jembatan {street} Kel. {village}",
)
SCHOOLS = (
    "Rehabilitasi Ruang Kelas SDN {village} {n}",
    "Pembangunan Ruang Kelas Baru SMPN Rintisan {village}",
    "Rehabilitasi Toilet SDN {village} {n}",
    "Penataan Halaman dan Pagar SDN {village} {n}",
)
HOUSES = (
    "Pembangunan Jalan Lingkungan RT {rt}/RW {rw} Kel. {village}",
    "Pembangunan Septik Komunal RT {rt}/RW {rw} Kel. {village}",
    "Penataan Permukiman RW {rw} Kel. {village}",
    "Pembangunan Sarana Air Bersih RW {rw} Kel. {village}",
    "Rehabilitasi Rumah Tidak Layak Huni Tahap {n} Kel. {village}",
)
OFFICES = (
    "Rehabilitasi Gedung Kantor Lantai {n}",
    "Pemeliharaan Atap dan Plafon Gedung Sayap {n}",
    "Penataan Ruang Pelayanan Tahap {n}",
)
SUBDISTRICT = (
    "Perbaikan Jalan Gang RT {rt}/RW {rw} Kel. {village}",
    "Perbaikan Saluran Lingkungan RT {rt}/RW {rw} Kel. {village}",
    "Rehabilitasi Kantor Kelurahan {village}",
    "Pembangunan Posyandu RW {rw} Kel. {village}",
)

PUBLIC_WORKS = "Dinas Pekerjaan Umum dan Penataan Ruang"

AGENCIES = (
    Agency(
        PUBLIC_WORKS,
        "PUPR",
        30,
        0.3,
        (
            BUDI,
            "Hendra Wirayuda",
            "Rina Kusumawardhani",
            "Agus Sadewa",
            "Dian Pranata",
            "Yayan Suhandi",
            "Lukman Prawira",
            "Nita Andriyani",
            "Tedi Rustandi",
        ),
        ROADS,
    ),
    Agency(
        "Dinas Pendidikan",
        "DISDIK",
        14,
        -0.7,
        ("Citra Lestari", "Bambang Satria", "Yeni Marlina", "Dudung Komara", "Ratna Puspita"),
        SCHOOLS,
    ),
    Agency(
        "Dinas Perumahan dan Permukiman",
        "DISPERUMKIM",
        13,
        0.2,
        ("Rizky Ardiansyah", "Wiwin Suminar", "Gugun Gumelar", "Melati Ayuningtyas"),
        HOUSES,
    ),
    Agency(
        "Dinas Kesehatan",
        "DINKES",
        6,
        0.0,
        ("Tanti Rahmadewi", "Oki Firmandi", "Sinta Maharsi"),
        ("Rehabilitasi Puskesmas {village}", "Pembangunan Puskesmas Pembantu {village}", *OFFICES),
    ),
    Agency(
        "Dinas Lingkungan Hidup",
        "DLH",
        5,
        -0.1,
        ("Feri Gunardi", "Lina Marwati"),
        (
            "Pembangunan TPS 3R Kel. {village}",
            "Penataan Taman {street} Kel. {village}",
            "Pembangunan Rumah Kompos {village}",
        ),
    ),
    Agency(
        "Dinas Pemuda dan Olahraga",
        "DISPORA",
        3,
        -0.2,
        ("Iqbal Sentosa", "Vera Damayanti"),
        ("Rehabilitasi Lapangan Olahraga Kel. {village}", "Penataan Tribun Gelanggang Olahraga Tahap {n}"),
    ),
    Agency(
        "Dinas Perhubungan",
        "DISHUB",
        3,
        0.2,
        ("Surya Dinata", "Wati Karmila"),
        ("Pembangunan Halte {street}", "Rehabilitasi Terminal Lajur {n}", "Pemasangan Pagar Pengaman {street}"),
    ),
    Agency(
        "Dinas Koperasi, UKM, Perdagangan dan Perindustrian",
        "DKUKM",
        2.5,
        -0.4,
        ("Toni Sugandi",),
        ("Rehabilitasi Kios Pasar {village} Blok {n}", "Perbaikan Drainase Pasar {village}"),
    ),
    Agency(
        "Dinas Pariwisata dan Kebudayaan",
        "DISPARBUD",
        2,
        0.0,
        ("Galih Sasmita",),
        ("Penataan Kampung Wisata {village}", "Rehabilitasi Gedung Kesenian Tahap {n}"),
    ),
    Agency(
        "Dinas Ketahanan Pangan dan Pertanian",
        "DKPP",
        1.5,
        -0.3,
        ("Maya Sundari",),
        ("Rehabilitasi Kebun Bibit {village}", *OFFICES),
    ),
    Agency(
        "RSUD Kota Bogor",
        "RSUD",
        4,
        0.5,
        ("Arya Wiguna", "Dessy Purwanti"),
        ("Rehabilitasi Ruang Rawat Inap Lantai {n}", *OFFICES),
        blud=0.4,
    ),
    Agency("Sekretariat Daerah", "SETDA", 4, 0.6, ("Nugroho Adiputra", "Farida Nuraini"), OFFICES),
    Agency(
        "Badan Penanggulangan Bencana Daerah",
        "BPBD",
        1.5,
        0.1,
        ("Eman Sulaksana",),
        ("Penanganan Longsor RT {rt}/RW {rw} Kel. {village}",),
    ),
    Agency("Kecamatan Bogor Selatan", "KEC-BS", 1.8, -0.3, ("Herman Suwarsa",), SUBDISTRICT, "32.71.01"),
    Agency("Kecamatan Bogor Timur", "KEC-BT", 1.5, 0.0, ("Iis Rostika",), SUBDISTRICT, "32.71.02"),
    Agency("Kecamatan Bogor Tengah", "KEC-BTG", 1.6, 0.4, ("Yoga Prasasti",), SUBDISTRICT, "32.71.03"),
    Agency("Kecamatan Bogor Barat", "KEC-BB", 1.8, -0.5, ("Nandang Wirahadi",), SUBDISTRICT, "32.71.04"),
    Agency("Kecamatan Bogor Utara", "KEC-BU", 1.6, -0.1, ("Santi Mulyasari",), SUBDISTRICT, "32.71.05"),
    Agency("Kecamatan Tanah Sareal", "KEC-TS", 1.7, 0.1, ("Irfan Kertajaya",), SUBDISTRICT, "32.71.06"),
)
