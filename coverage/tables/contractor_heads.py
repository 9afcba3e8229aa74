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
