"""The passport of a figure: what it is, numerator and denominator, day, source, rule version, when it was computed."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from cakupan import numbers
from coverage.rules import VERSION


@dataclass(frozen=True)
class Part:
    """One line of a passport: "Pembilang", "3.556 orang", "yang terlindungi hari itu"."""

    role: str
    text: str
    label: str = ""


@dataclass(frozen=True)
class Passport:
    """Everything that a reader needs to defend one figure; `slug` is its id on the page, unique there.

    `beside` are numbers that the page says of the figure: its target, how it moved. They are no part of it.
    """

    slug: str
    title: str
    meaning: str
    result: str
    source: str
    day: date | None
    computed_at: datetime | None
    parts: tuple[Part, ...] = ()
    left_out: str = ""
    beside: tuple[Part, ...] = ()
    code: str = ""
    day_text: str = ""
    version: str = field(default=VERSION)

    def __post_init__(self):
        if not self.day_text:
            object.__setattr__(self, "day_text", f"{numbers.day(self.day)}, WIB")

    @property
    def fingerprint(self):
        """16 hexadecimal digits of the SHA-256 of the content, in fours; the same content gives the same digits.

        When and for which page it was computed and what stands beside it is left out: the same figure has the same
        fingerprint everywhere.
        """
        lines = [
            self.title,
            self.code,
            self.meaning,
            self.result,
            self.left_out,
            self.day_text,
            self.source,
            self.version,
        ]
        lines += [f"{part.role}|{part.text}|{part.label}" for part in self.parts]
        digits = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


@dataclass(frozen=True)
class Definition:
    """A measure in the words of the pages (measures.md §4)."""

    title: str
    meaning: str
    unit: str
    numerator: str
    denominator: str
    left_out: str


MEASURES = {
    "workers": Definition(
        "Tingkat kepesertaan pekerja",
        "Bagian pekerja di kontrak konstruksi APBD yang berjalan pada hari itu dan terlindungi JKK dan JKM: lewat kontrak "
        "yang terlindungi, atau lewat kepesertaan sendiri (PU atau BPU). Setiap NIK dihitung sekali di seluruh kota.",
        "orang",
        "yang terlindungi hari itu, masing-masing sekali",
        "yang tercatat bernama hari itu, masing-masing sekali, ditambah tempat yang direncanakan tanpa nama",
        "Kontrak tanpa pernyataan jumlah tenaga kerja dan tanpa nama",
    ),
    "headcount": Definition(
        "Cakupan tenaga kerja terdaftar",
        "Bagian tenaga kerja yang ada pada kontrak terlindungi. Tenaga kerja sebuah kontrak ialah yang lebih besar dari "
        "rencana yang dinyatakan PPK dan jumlah nama yang tercatat hari itu.",
        "orang",
        "tenaga kerja kontrak yang terlindungi hari itu",
        "tenaga kerja seluruh kontrak yang berjalan hari itu",
        "Kontrak tanpa pernyataan jumlah tenaga kerja dan tanpa nama",
    ),
    "packages": Definition(
        "Cakupan paket",
        "Bagian kontrak berjalan yang terlindungi pada hari itu: termin 1 sudah dibayar dan hari itu ada dalam masa "
        "sertifikat.",
        "kontrak",
        "yang terlindungi hari itu",
        "yang berjalan hari itu",
        "",
    ),
    "value": Definition(
        "Cakupan nilai",
        "Bagian nilai kontrak berjalan, tanpa PPN dan menurut adendum sampai hari itu, yang ada pada kontrak terlindungi.",
        "",
        "nilai kontrak yang terlindungi hari itu",
        "nilai kontrak yang berjalan hari itu",
        "",
    ),
}
UCJ = Definition(
    "Universal Coverage Jamsostek",
    "Peserta aktif semua sektor menurut pernyataan cabang BPJS Ketenagakerjaan untuk satu bulan, dibanding penduduk "
    "bekerja. Tidak pernah dihitung dari keempat ukuran konstruksi.",
    "orang",
    "peserta aktif: PU, BPU, Jakon, dan PMI",
    "penduduk bekerja",
    "",
)
DEFINITIONS = "definisi ukuran kota pada halaman Aturan; Permenaker 44/2015 pasal 2 dan 3, kini Permenaker 5/2021"


def amount_of(measure, number):
    """A numerator or denominator of `measure` in words: "3.556 orang", "113 kontrak", "Rp 1.564.000"."""
    if measure == "value":
        return numbers.rupiah(number)
    return f"{numbers.count(number)}{numbers.NBSP}{MEASURES[measure].unit}"


def measure_passport(rate, day, computed_at, *, unknown=0, scope="", slug="", beside=()):
    """The passport of one of the four measures: `rate` is a measuring.Rate, `unknown` the contracts left out.

    `scope` says whose figure it is where it is not the city's ("OPD Anda", "Dinas Pendidikan"), `beside` are Parts.
    """
    one = MEASURES[rate.measure]
    left_out = f"{one.left_out}: {numbers.count(unknown)} kontrak." if one.left_out else ""
    return Passport(
        slug=slug or rate.measure,
        code=rate.measure,
        title=f"{one.title}, {scope}" if scope else one.title,
        meaning=one.meaning,
        result=numbers.percent(rate.percent),
        parts=(
            Part("Pembilang", amount_of(rate.measure, rate.numerator), one.numerator),
            Part("Penyebut", amount_of(rate.measure, rate.denominator), one.denominator),
        ),
        left_out=left_out,
        beside=tuple(beside),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def row_passport(figures, title, computed_at, *, slug, more=()):
    """The passport of a row with all four measures, each with its own numerator and denominator; `more` are Parts."""
    parts, results = [], []
    for rate in figures.rates:
        one = MEASURES[rate.measure]
        results.append(f"{one.title} {numbers.percent(rate.percent)}")
        parts.append(Part("Pembilang", amount_of(rate.measure, rate.numerator), f"{one.title}: {one.numerator}"))
        parts.append(Part("Penyebut", amount_of(rate.measure, rate.denominator), f"{one.title}: {one.denominator}"))
    return Passport(
        slug=slug,
        title=title,
        meaning="Keempat ukuran dari kontrak pada baris ini. Seseorang yang tercatat di dua baris ada di keduanya dan "
        "sekali dalam jumlah seluruhnya; arti tiap ukuran ada pada kepala kolomnya.",
        result="; ".join(results),
        parts=(*parts, *more),
        left_out=f"{MEASURES['workers'].left_out}: {numbers.count(figures.unknown_contracts)} kontrak.",
        day=figures.on,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def ucj_passport(statement, percent, computed_at, slug="ucj", beside=()):
    """The passport of a UCJ statement; `percent` as shown beside it, `beside` are Parts."""
    segments = (("PU", statement.pu), ("BPU", statement.bpu), ("Jakon", statement.jakon), ("PMI", statement.pmi))
    return Passport(
        slug=slug,
        code="ucj",
        title=UCJ.title,
        meaning=UCJ.meaning,
        result=numbers.percent(percent),
        parts=(
            Part("Pembilang", f"{numbers.count(statement.participants)} orang", UCJ.numerator),
            Part(
                "Penyebut",
                f"{numbers.count(statement.employed)} orang",
                f"penduduk bekerja (BPS, {statement.employed_year})",
            ),
            *(Part(name, numbers.count(number)) for name, number in segments),
        ),
        beside=tuple(beside),
        day=statement.month,
        day_text=numbers.date_format(statement.month, "F Y"),
        source=f"dinyatakan {statement.stated_by}: {statement.source}",
        computed_at=computed_at,
    )


def count_passport(slug, title, meaning, number, *, day, computed_at, unit="kontrak", source=DEFINITIONS, of=None):
    """The passport of a count: a column of the compliance table or a finding; `of` is (total, what it counts)."""
    parts = [Part("Pembilang", f"{numbers.count(number)} {unit}")]
    if of is not None:
        parts.append(Part("Penyebut", f"{numbers.count(of[0])} {unit}", of[1]))
    return Passport(
        slug=slug,
        title=title,
        meaning=meaning,
        result=f"{numbers.count(number)} {unit}",
        parts=tuple(parts),
        day=day,
        source=source,
        computed_at=computed_at,
    )


def finding_passport(text, number, day, computed_at, *, slug=""):
    """The passport of the count of a finding; `text` is a catalogue.FindingText."""
    return count_passport(
        slug or f"temuan-{text.code}",
        text.title,
        text.text,
        number,
        day=day,
        computed_at=computed_at,
        source=text.source,
    )
