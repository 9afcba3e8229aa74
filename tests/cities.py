"""Random small cities as template tables, for hypothesis: crowded with the edges that the measures turn on."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

ANCHORS = (date(2025, 1, 1), date(2024, 2, 29), date(2025, 7, 15))
"""Around a year's end, a leap day and an ordinary day."""

NIKS = tuple(f"327101010180{serial:04}" for serial in range(1, 6))
COUNTING_KINDS = (
    "Pekerjaan Konstruksi",
    "pekerjaan konstruksi",
    " PEKERJAAN KONSTRUKSI\u00a0",
    "Jasa Konsultansi Pengawasan",
    "Jasa Konsultansi Perencanaan",
    "Konstruksi Terintegrasi\t",
)
KINDS = st.one_of(st.sampled_from(COUNTING_KINDS), st.sampled_from([*COUNTING_KINDS, "Pengadaan Barang"]))
FUNDS = st.sampled_from(["APBD", "APBD", "APBD", "APBDP", "apbd ", "\u00a0ApbdP\n", "BLUD", "APBN"])
METHODS = st.sampled_from(["", "Tender", "Pengadaan Langsung", "Tender", "Swakelola", " SWAKELOLA\u2003"])
STATUSES = st.sampled_from(["Berjalan", "Berjalan", "Selesai", "Putus", "Batal"])
PRICES = st.sampled_from(
    ["0", "111000000", "111000000.02", "555000000", "99900000", "1110000000.01", "5550000000", "6000000000.05", "0.01"]
)
PPN = st.sampled_from(["", "", "0", "11", "12", "11.5"])
PROVIDERS = st.sampled_from(
    [("", ""), ("", "CV Satu"), ("123456789012345", "CV Satu"), ("0123456789012345", "PT Dua"), ("9", "CV Satu")]
)
VILLAGES = st.sampled_from(["", "32.71.01.1001", "32.71.02.1002", "32.71.01.1003", "3271", "x"])
PLANS = st.sampled_from(["", "", "0", "1", "2", "5"])
NUMBERS = ("1", "2", "9", "10", "09", "-1", "A", " 3", "Add. 4")


@dataclass(frozen=True)
class RandomCity:
    """Template `tables`, and what no template holds: later `declarations` and `hps` by kode_paket."""

    anchor: date
    tables: dict
    declarations: list = field(default_factory=list)
    hps: dict = field(default_factory=dict)


def days_around(anchor):
    """Days near `anchor` as template text."""
    return st.integers(-20, 40).map(lambda offset: (anchor + timedelta(days=offset)).isoformat())


def _or_empty(strategy):
    return st.one_of(st.just(""), strategy)


@st.composite
def spans(draw, anchor, open_end=True):
    """A first and a last day as template text, the last one perhaps empty; often one day long."""
    first = anchor + timedelta(days=draw(st.integers(-20, 35)))
    length = draw(st.sampled_from([0, 0, 1, 3, 10, 30, *([None, None] if open_end else [])]))
    return first.isoformat(), "" if length is None else (first + timedelta(days=length)).isoformat()


@st.composite
def contracts(draw, code, anchor):
    """A `kontrak` row."""
    near = days_around(anchor)
    signed = draw(near)
    npwp, provider = draw(PROVIDERS)
    return {
        "kode_paket": code,
        "tahun": signed[:4],
        "opd": draw(st.sampled_from(["Dinas Satu", "Dinas Dua"])),
        "ppk": draw(st.sampled_from(["", "PPK A", "PPK B"])),
        "jenis": draw(KINDS),
        "metode": draw(METHODS),
        "sumber_dana": draw(FUNDS),
        "nama_paket": f"Paket {code}",
        "tanggal_kontrak": signed,
        "nilai_kontrak": draw(PRICES),
        "ppn_persen": draw(PPN),
        "mulai": draw(_or_empty(near)),
        "selesai": draw(_or_empty(near)),
        "npwp_penyedia": npwp,
        "nama_penyedia": provider,
        "kode_kelurahan": draw(VILLAGES),
        "rencana_tenaga_kerja": draw(PLANS),
        "status": draw(STATUSES),
        "tanggal_selesai_nyata": draw(st.one_of(st.just(""), st.just(""), near)),
    }


@st.composite
def amendments(draw, code, anchor):
    numbers = draw(st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True))
    near = days_around(anchor)
    return [
        {
            "kode_paket": code,
            "nomor": number,
            "tanggal": draw(st.one_of(st.just(anchor.isoformat()), near)),
            "nilai_baru": draw(_or_empty(PRICES)),
            "selesai_baru": draw(_or_empty(near)),
        }
        for number in numbers
    ]


@st.composite
def rosters(draw, code, anchor):
    """The `tenaga_kerja` rows of one contract; the days of one worker stay apart."""
    rows = []
    for nik in draw(st.lists(st.sampled_from(NIKS), max_size=4)):
        first, last = draw(spans(anchor))
        taken = [(row["mulai"], row["selesai"] or "9999-12-31") for row in rows if row["nik"] == nik]
        if all((last and last < begin) or end < first for begin, end in taken):
            employment = draw(st.sampled_from(["", "Harian lepas", "PKWTT", " pkwtt"]))
            person = {"kode_paket": code, "nik": nik, "nama": f"Pekerja {nik[-1]}", "status_kerja": employment}
            rows.append({**person, "mulai": first, "selesai": last})
    return rows


@st.composite
def certificates(draw, code, anchor):
    rows = []
    for number in draw(st.lists(st.sampled_from(["", "S1", "S2"]), max_size=2, unique=True)):
        first, last = draw(spans(anchor))
        whole = draw(st.booleans()) or draw(st.booleans())
        rows.append(
            {
                "kode_paket": code,
                "nomor_sertifikat": number,
                "tanggal_daftar": draw(_or_empty(days_around(anchor))),
                "berlaku_dari": first if whole or draw(st.booleans()) else "",
                "berlaku_sampai": last,
            }
        )
    return rows


@st.composite
def payments(draw, code, anchor):
    near = days_around(anchor)
    return [
        {
            "kode_paket": code,
            "termin": number,
            "jatuh_tempo": draw(_or_empty(near)),
            "tanggal_bayar": draw(st.one_of(st.just(""), near, near)),
        }
        for number in draw(st.sampled_from([[], ["1"], ["1"], ["1", "2"], ["2"]]))
    ]


@st.composite
def memberships(draw, anchor):
    rows = {}
    for nik in draw(st.lists(st.sampled_from(NIKS), max_size=3)):
        segment = draw(st.sampled_from(["PU", "BPU"]))
        first, last = draw(spans(anchor))
        rows[nik, segment, first] = {"nik": nik, "segmen": segment, "mulai": first, "selesai": last}
    return list(rows.values())


@st.composite
def cities(draw, most=4):
    """A RandomCity of up to `most` contracts that share five workers."""
    anchor = draw(st.sampled_from(ANCHORS))
    codes = [f"K{number}" for number in range(1, draw(st.integers(1, most)) + 1)]
    tables = {"kepesertaan": draw(memberships(anchor))}
    parts = {"adendum": amendments, "tenaga_kerja": rosters, "pendaftaran": certificates, "pembayaran": payments}
    tables["kontrak"] = [draw(contracts(code, anchor)) for code in codes]
    for name, part in parts.items():
        tables[name] = [row for code in codes for row in draw(part(code, anchor))]
    declared, hps = {}, {}
    for code in draw(st.lists(st.sampled_from(codes), max_size=3)):
        day = draw(days_around(anchor))
        declared[code, day] = {"kode_paket": code, "tanggal": day, "jumlah": draw(st.sampled_from(["0", "1", "4"]))}
    for code in draw(st.lists(st.sampled_from(codes), max_size=2, unique=True)):
        hps[code] = draw(PRICES)
    return RandomCity(anchor, tables, list(declared.values()), hps)
