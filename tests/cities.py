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
KINDS = st.sampled_from([*COUNTING_KINDS, *COUNTING_KINDS, "Pengadaan Barang"])
FUNDS = st.sampled_from(["APBD"] * 8 + ["APBDP", "apbd ", "\u00a0ApbdP\n", "BLUD", "APBN"])
METHODS = st.sampled_from(["", "Tender", "Pengadaan Langsung"] * 4 + ["Swakelola", " SWAKELOLA\u2003"])
STATUSES = st.sampled_from(["Berjalan", "Selesai", "Putus"] * 3 + ["Batal"])
PRICES = st.sampled_from(
    ["0", "111000000", "111000000.02", "555000000", "99900000", "1110000000.01", "5550000000", "6000000000.05", "0.01"]
)
PPN = st.sampled_from(["", "", "0", "11", "12", "11.5"])
PROVIDERS = st.sampled_from(
    [("", ""), ("", "CV Satu"), ("12.345.678.9-012.345", "CV Satu"), ("0123456789012345", "PT Dua"), ("9", "CV Satu")]
)
VILLAGES = st.sampled_from(["", "32.71.01.1001", "32.71.02.1002", "32.71.01.1003", "3271", "x"])
PLANS = st.sampled_from(["", "", "0", "1", "2", "5"])
NUMBERS = st.sampled_from(["9", "10", "9", "10", "2", "09", "-1", "A", " 3", "Add. 4"])
"""Numbers of amendments whose order as text differs from their order as numbers, above all."""


@dataclass(frozen=True)
class RandomCity:
    """Template `tables`, and what no template holds: among them hand-overs to other officers (`serah_terima`), later
    `declarations` and `hps` by kode_paket.
    """

    anchor: date
    tables: dict
    declarations: list = field(default_factory=list)
    hps: dict = field(default_factory=dict)


def days_around(anchor, first=-20, last=40):
    """Days from `first` to `last` days after `anchor` as template text, each as likely as the other."""
    return st.sampled_from(range(first, last + 1)).map(lambda offset: (anchor + timedelta(days=offset)).isoformat())


def mostly(strategy):
    """An empty cell one time in four."""
    return st.sampled_from([True, True, True, False]).flatmap(lambda there: strategy if there else st.just(""))


@st.composite
def spans(draw, anchor, open_end=True):
    """A first and a last day as template text, the last one perhaps empty; often one day long."""
    first = anchor + timedelta(days=draw(st.sampled_from(range(-20, 21))))
    length = draw(st.sampled_from([0, 1, 3, 10, 20, 30, 45, *([None, None] if open_end else [])]))
    return first.isoformat(), "" if length is None else (first + timedelta(days=length)).isoformat()


@st.composite
def contracts(draw, code, anchor):
    """A `kontrak` row."""
    early, late = days_around(anchor, -20, 10), days_around(anchor, -10, 40)
    signed = draw(early)
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
        "mulai": draw(mostly(early)),
        "selesai": draw(mostly(late)),
        "npwp_penyedia": npwp,
        "nama_penyedia": provider,
        "kode_kelurahan": draw(VILLAGES),
        "rencana_tenaga_kerja": draw(PLANS),
        "status": draw(STATUSES),
        "tanggal_selesai_nyata": (draw(st.sampled_from([True, False, False, False])) and draw(late)) or "",
    }


@st.composite
def amendments(draw, code, anchor):
    numbers = draw(st.lists(NUMBERS, max_size=3, unique=True))
    near = days_around(anchor)
    return [
        {
            "kode_paket": code,
            "nomor": number,
            "tanggal": draw(st.one_of(st.just(anchor.isoformat()), st.just(anchor.isoformat()), near)),
            "nilai_baru": draw(mostly(PRICES)),
            "selesai_baru": draw(mostly(near)),
        }
        for number in numbers
    ]


@st.composite
def rosters(draw, code, anchor):
    """The `tenaga_kerja` rows of one contract; the days of one worker stay apart."""
    rows = []
    for nik in draw(st.lists(st.sampled_from(NIKS), min_size=draw(st.sampled_from([0, 1, 2, 3])), max_size=5)):
        first, last = draw(spans(anchor))
        taken = [(row["mulai"], row["selesai"] or "9999-12-31") for row in rows if row["nik"] == nik]
        if all((last and last < begin) or end < first for begin, end in taken):
            employment = draw(st.sampled_from(["", "Harian lepas", "PKWTT", " pkwtt"]))
            address = draw(st.sampled_from(["", "32.71.01.1001", "3271021002", "32.01.05.2001"]))
            person = {"kode_paket": code, "nik": nik, "nama": f"Pekerja {nik[-1]}", "status_kerja": employment}
            rows.append({**person, "kode_domisili": address, "mulai": first, "selesai": last})
    return rows


@st.composite
def certificates(draw, code, anchor):
    rows = []
    for number in draw(st.sampled_from([[], [""], ["S1"], ["S1"], ["", "S1"], ["S1", "S2"]])):
        first, last = draw(spans(anchor))
        rows.append(
            {
                "kode_paket": code,
                "nomor_sertifikat": number,
                "tanggal_daftar": draw(mostly(days_around(anchor))),
                "berlaku_dari": draw(mostly(st.just(first))),
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
            "jatuh_tempo": draw(mostly(near)),
            "tanggal_bayar": draw(mostly(near)),
        }
        for number in draw(st.sampled_from([[], ["1"], ["1"], ["1"], ["1", "2"], ["2"]]))
    ]


@st.composite
def handovers(draw, contract, anchor):
    """The `serah_terima` rows of one contract, none before its date."""
    signed = contract["tanggal_kontrak"]
    days = st.one_of(st.just(signed), days_around(anchor)).filter(lambda day: day >= signed)
    chosen = draw(st.lists(days, max_size=draw(st.sampled_from([0, 0, 1, 3])), unique=True))
    officers = st.sampled_from(["PPK A", "PPK B", "PPK C"])
    return [{"kode_paket": contract["kode_paket"], "tanggal": day, "ppk": draw(officers)} for day in chosen]


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
    codes = [f"K{number}" for number in range(1, draw(st.sampled_from(range(1, most + 1))) + 1)]
    tables = {"kepesertaan": draw(memberships(anchor))}
    parts = {"adendum": amendments, "tenaga_kerja": rosters, "pendaftaran": certificates, "pembayaran": payments}
    tables["kontrak"] = [draw(contracts(code, anchor)) for code in codes]
    for name, part in parts.items():
        tables[name] = [row for code in codes for row in draw(part(code, anchor))]
    tables["serah_terima"] = [row for one in tables["kontrak"] for row in draw(handovers(one, anchor))]
    declared, hps = {}, {}
    for row in draw(st.lists(st.sampled_from(tables["kontrak"]), max_size=3)):
        code = row["kode_paket"]
        day = draw(st.sampled_from([row["mulai"] or row["tanggal_kontrak"], draw(days_around(anchor))]))
        declared[code, day] = {"kode_paket": code, "tanggal": day, "jumlah": draw(st.sampled_from(["0", "1", "4"]))}
    for code in draw(st.lists(st.sampled_from(codes), max_size=2, unique=True)):
        hps[code] = draw(PRICES)
    return RandomCity(anchor, tables, list(declared.values()), hps)
