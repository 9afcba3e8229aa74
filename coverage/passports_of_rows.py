"""The passports of single rows: a contract in a list, and a provider."""

from cakupan import numbers
from coverage.measuring import Rate
from coverage.passports import DEFINITIONS, Part, Passport, amount_of

NO_NUMBER = "tidak ada"


def heads_rate(people):
    """The workers of one contract as a Rate, from its row of people_rows; None where none are counted or known."""
    if not people or people["unknown"]:
        return None
    return Rate("workers", people["covered"], people["listed"] + people["unlisted"])


def contract_passport(contract, people, status, *, day, computed_at, slug):
    """The passport of a row of contracts: `people` as people_rows gives it or None, `status` its coverage.wording.Status."""
    rate = heads_rate(people)
    if rate:
        result, sides = numbers.percent(rate.percent), (rate.numerator, rate.denominator, people["unlisted"])
    else:
        result = "tidak diketahui" if people else "tidak dihitung hari itu"
        sides = (None, None, None)
    covered, workforce, nameless = (NO_NUMBER if one is None else amount_of("workers", one) for one in sides)
    return Passport(
        slug=slug,
        title=contract.title,
        meaning="Pekerja: bagian tenaga kerja kontrak ini yang terlindungi pada hari itu. Nilai: tanpa PPN, dua desimal. "
        "Status: dari masa pelaksanaan, pendaftaran, pembayaran termin 1 dan masa sertifikat, kedua tepinya termasuk.",
        result=result,
        parts=(
            Part("Pembilang", covered, "terlindungi hari itu, lewat kontrak mana pun atau kepesertaan sendiri"),
            Part(
                "Penyebut", workforce, "tenaga kerja kontrak ini: rencana PPK atau jumlah nama, mana yang lebih besar"
            ),
            Part("Tanpa nama", nameless, "bagian penyebut yang belum bernama"),
            Part("Nilai", numbers.rupiah(contract.value), "harga dibagi (1 + PPN/100)"),
            Part("Harga", numbers.rupiah(contract.current_price), "dengan PPN, menurut adendum sampai hari itu"),
            Part("PPN", f"{numbers.decimal(contract.ppn_percent)}{numbers.NBSP}%"),
            Part("Status", status.text),
            Part("Pelaksanaan", f"{numbers.short_day(contract.first_day)} – {numbers.short_day(contract.last_day)}"),
            Part("Batas daftar", numbers.short_day(contract.due_on), "hari kerja ke-14 setelah tanggal kontrak"),
        ),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def provider_passport(provider, *, day, computed_at):
    """The passport of a row of providers (coverage.providers.Provider); what each number means is in the heads."""

    def contracts(number):
        return amount_of("packages", number)

    return Passport(
        slug=f"penyedia-{provider.id}",
        title=provider.name,
        meaning="Angka dari kontrak penyedia ini yang dapat Anda lihat; arti tiap angka ada pada kepala kolomnya.",
        result=numbers.percent(provider.workers.percent),
        parts=(
            Part("Pembilang", amount_of("workers", provider.workers.numerator), "terlindungi hari itu, sekali"),
            Part("Penyebut", amount_of("workers", provider.workers.denominator), "bernama, ditambah tempat tanpa nama"),
            Part("Kontrak", contracts(provider.contracts), "termasuk yang di luar hitungan"),
            Part("Berjalan", contracts(provider.running), "dihitung dan berjalan hari itu"),
            Part("Tepat waktu", contracts(provider.in_time), "terdaftar sampai hari kerja ke-14"),
            Part("Terlambat", contracts(provider.late), "terdaftar sesudahnya"),
            Part("Belum daftar", contracts(provider.not_yet), "berjalan atau sudah berakhir"),
            Part("Nilai", numbers.rupiah(provider.value), "tanpa PPN, kontrak terhitung sampai hari itu"),
            Part("Temuan", numbers.count(provider.findings), "terbuka; satu kontrak bisa punya beberapa"),
        ),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )
