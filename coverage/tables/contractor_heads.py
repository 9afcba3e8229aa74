"""What the numbers of providers mean: the passports in the heads of the list and beside the numbers of one provider."""

from dataclasses import replace

from cakupan import numbers
from coverage.passports import Part, count_passport, measure_passport
from coverage.tables.compliance_heads import CLOCK

HEADS = (
    (
        "contracts",
        "Kontrak",
        "Semua kontrak penyedia yang dapat Anda lihat, termasuk yang di luar hitungan.",
        "",
        "kontrak",
    ),
    (
        "in_time",
        "Terdaftar tepat waktu",
        "Kontrak terhitung bertanggal sampai hari itu yang terdaftar paling lambat pada hari kerja ke-14.",
        CLOCK,
        "kontrak",
    ),
    ("late", "Terdaftar terlambat", "Kontrak terhitung yang terdaftar sesudah hari kerja ke-14.", CLOCK, "kontrak"),
    (
        "not_yet",
        "Belum mendaftar",
        "Kontrak terhitung bertanggal sampai hari itu yang belum terdaftar, berjalan atau sudah berakhir.",
        CLOCK,
        "kontrak",
    ),
    (
        "value",
        "Nilai kontrak",
        "Nilai tanpa PPN, menurut adendum sampai hari itu, dari kontrak terhitung bertanggal sampai hari itu.",
        "",
        "rupiah",
    ),
    (
        "findings",
        "Temuan terbuka",
        "Temuan yang berlaku hari itu pada kontrak penyedia; satu kontrak bisa punya beberapa.",
        "",
        "temuan",
    ),
)
"""Column, title, meaning, legal source and unit of what the passports in the heads say."""


def number_passports(told, day, computed_at, whose):
    """The passports of `told` (coverage.providers.Sums or Provider) by name; `whose` they are ("penyedia tampil")."""
    found = {"workers": measure_passport(told.workers, day, computed_at, scope=whose)}
    for name, title, meaning, source, unit in HEADS:
        asked = {"day": day, "computed_at": computed_at, "unit": unit, **({"source": source} if source else {})}
        found[name] = count_passport(f"kolom-{name}", f"{title}, {whose}", meaning, getattr(told, name), **asked)
    worth = numbers.rupiah(told.value)
    found["value"] = replace(found["value"], result=worth, parts=(Part("Jumlah", worth),))
    return found


def _more(passport, *parts):
    return replace(passport, parts=(*passport.parts, *parts))


def list_passports(table):
    """The passports in the heads of a tables.contractors.ContractorTable by name."""
    found = number_passports(table.sums, table.day, table.now, table.whose)
    shown, known = len(table.data), table.known
    rows = Part("Penyedia", numbers.count(shown), f"tampil dari {numbers.count(known)} penyedia")
    found["contracts"] = _more(found["contracts"], rows)
    return found


def detail_passports(provider, carriers, day, computed_at):
    """The passports of the page of one Provider by name; `carriers` are (FindingText, number of contracts)."""
    found = number_passports(provider, day, computed_at, provider.name)
    due = Part("Penyebut", f"{numbers.count(provider.due)} kontrak", "terhitung, bertanggal sampai hari itu")
    running = Part("Berjalan", f"{numbers.count(provider.running)} kontrak", "terhitung, hari itu dalam pelaksanaan")
    overdue = Part("Lewat batas", f"{numbers.count(provider.overdue)} kontrak", "hari kerja ke-14-nya sudah lewat")
    found["contracts"] = _more(found["contracts"], running)
    for name in ("in_time", "late", "not_yet"):
        found[name] = _more(found[name], due)
    found["not_yet"] = _more(found["not_yet"], overdue)
    if provider.days_late is not None:
        mean = f"{numbers.decimal(provider.days_late)} hari kerja"
        found["late"] = _more(found["late"], Part("Rata-rata", mean, "dari batas sampai terdaftar"))
    each = (Part(text.title, f"{numbers.count(number)} kontrak") for text, number in carriers)
    found["findings"] = _more(found["findings"], *each)
    return found
