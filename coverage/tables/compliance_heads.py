"""What the heads of the compliance table mean: the passport of each column, with the number of the first line."""

from dataclasses import replace

from cakupan import numbers
from coverage.catalogue import BY_CODE
from coverage.passports import DEFINITIONS, Part, count_passport, measure_passport
from coverage.rules import findings

CLOCK = BY_CODE[findings.REGISTRATION_LATE].source

COUNTS = (
    (
        "contracts",
        "Kontrak berjalan",
        "Kontrak yang dihitung dan hari itu ada dalam masa pelaksanaannya, kedua tepinya termasuk.",
        DEFINITIONS,
    ),
    (
        "in_time",
        "Terdaftar tepat waktu",
        "Kontrak berjalan yang terdaftar di BPJS Ketenagakerjaan paling lambat pada hari kerja ke-14 setelah tanggal "
        "kontrak. Bersama yang terlambat dan yang belum, jumlahnya sama dengan kontrak berjalan.",
        CLOCK,
    ),
    ("late", "Terdaftar terlambat", "Kontrak berjalan yang terdaftar sesudah hari kerja ke-14.", CLOCK),
    (
        "not_yet",
        "Belum mendaftar",
        "Kontrak berjalan tanpa pendaftaran sampai hari itu. “Lewat batas” ialah bagian yang hari kerja ke-14-nya sudah "
        "lewat.",
        CLOCK,
    ),
    (
        "unpaid",
        "Termin 1 belum dibayar",
        BY_CODE[findings.INSTALMENT_1_UNPAID].text,
        BY_CODE[findings.INSTALMENT_1_UNPAID].source,
    ),
    (
        "unknown",
        "Pekerja tak diketahui",
        "Kontrak berjalan tanpa pernyataan jumlah tenaga kerja dan tanpa nama: tidak masuk kedua ukuran pekerja. “Tanpa "
        "rencana” ialah yang PPK-nya belum menyatakan rencana tenaga kerja, juga bila ada nama.",
        BY_CODE[findings.HEADCOUNT_MISSING].source,
    ),
)


PARTS = {"not_yet": ("overdue", "Lewat batas"), "unknown": ("undeclared", "Tanpa rencana")}
"""What stands below the number of a column, and its word."""


def counts_in_words(counts):
    """The counts of a row as Parts of its passport: "Belum mendaftar: 12 kontrak"."""
    found = []
    for name, title, _, _ in COUNTS:
        found.append(Part(title, f"{numbers.count(getattr(counts, name))} kontrak"))
        if name in PARTS:
            part, word = PARTS[name]
            found.append(Part(word, f"{numbers.count(getattr(counts, part))} kontrak"))
    return found


def column_passports(total, verdict, computed_at, scope=""):
    """The passports of the columns by name; `total` is the row of all, `verdict` its workers against the target.

    `scope` says whose it is where it is not the city's.
    """
    day = total.figures.on
    running = (total.counts.contracts, "kontrak berjalan")
    found = {
        rate.measure: measure_passport(
            rate,
            day,
            computed_at,
            unknown=total.counts.unknown,
            scope=scope,
            beside=verdict.beside if rate.measure == "workers" else (),
        )
        for rate in total.figures.rates
    }
    for name, title, meaning, source in COUNTS:
        number = getattr(total.counts, name)
        of = None if name == "contracts" else running
        whole = f"{title}, {scope}" if scope else title
        passport = count_passport(
            f"kolom-{name}", whole, meaning, number, day=day, computed_at=computed_at, source=source, of=of
        )
        if name in PARTS:
            part, word = PARTS[name]
            below = Part(word, f"{numbers.count(getattr(total.counts, part))} kontrak")
            passport = replace(passport, parts=(*passport.parts, below))
        found[name] = passport
    return found


def with_rows(passport, compliance):
    """The passport of the running contracts with how many rows of a coverage.compliance.Compliance are shown."""
    title, shown, known = (compliance.by.title, len(compliance.rows), compliance.known)
    label = f"tampil dari {numbers.count(known)}, {numbers.count(compliance.owners)} di antaranya bernama"
    return replace(passport, parts=(*passport.parts, Part(f"Baris {title}", numbers.count(shown), label)))
