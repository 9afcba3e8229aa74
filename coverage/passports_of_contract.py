"""The passports of the figures on the page of one contract."""

from functools import partial

from cakupan import numbers
from coverage.passports import DEFINITIONS, Part, Passport, count_passport, measure_passport

ROSTER = "Permenaker 44/2015 pasal 3 ayat (1), kini Permenaker 5/2021"


def contract_passports(dossier, computed_at):
    """{slug: Passport} of the headcounts, the value and the contribution of a Dossier."""
    contract, day = dossier.contract, dossier.day
    heads = partial(count_passport, day=day, computed_at=computed_at, unit="orang", source=ROSTER)
    found = {"nilai": _value(contract, day, computed_at)}
    if dossier.sheet:
        found["iuran"] = _contribution(dossier, computed_at)
    if contract.declared is not None:
        meaning = "Pernyataan PPK terbaru sampai hari itu; angka dari templat impor berlaku sejak hari pertama kontrak."
        found["rencana"] = heads("rencana", "Direncanakan", meaning, contract.declared)
    if dossier.certificate_heads is not None:
        meaning = "Jumlah tenaga kerja pada sertifikat BPJS terbaru; ditampilkan di samping, tidak ikut dihitung."
        found["sertifikat"] = heads("sertifikat", "Pada sertifikat", meaning, dossier.certificate_heads)
    figures = dossier.figures
    if figures:
        meaning = "Orang berbeda yang masa tugasnya di kontrak ini memuat hari itu, selama kontrak berjalan."
        found["bernama"] = heads("bernama", "Tercatat namanya", meaning, figures.listed)
        meaning = "Orang yang tercatat namanya hari itu dan beralamat KTP di Kota Bogor menurut penugasannya, bukan menurut NIK."
        of = (figures.listed, "yang tercatat namanya hari itu")
        found["warga"] = heads("warga", "Warga Kota Bogor", meaning, dossier.residents, of=of)
        meaning = "Tenaga kerja kontrak (yang lebih besar dari rencana dan nama) dikurangi yang tercatat namanya."
        found["tanpa_nama"] = heads("tanpa-nama", "Tanpa nama", meaning, figures.unlisted)
        unknown = figures.unknown_contracts
        found["workers"] = measure_passport(figures.workers, day, computed_at, unknown=unknown, scope="kontrak ini")
    return found


def _value(contract, day, computed_at):
    return Passport(
        slug="nilai",
        title="Nilai kontrak tanpa PPN",
        meaning="Harga menurut adendum terakhir sampai hari itu, dibagi (1 + PPN/100), dibulatkan dua desimal.",
        result=numbers.rupiah(contract.value),
        parts=(
            Part("Harga", numbers.rupiah(contract.current_price), "dengan PPN"),
            Part("PPN", f"{numbers.decimal(contract.ppn_percent)}{numbers.NBSP}%"),
        ),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def _contribution(dossier, computed_at):
    sheet = dossier.sheet
    return Passport(
        slug="iuran",
        title="Iuran terutang",
        meaning="Upah tidak diketahui: tiap lapisan nilai kontrak tanpa PPN dengan tarifnya sendiri, tarif tanggal kontrak; "
        "adendum menambah atau mengurangi selisihnya.",
        result=numbers.rupiah(sheet.owed),
        parts=(
            Part("Dasar", numbers.rupiah(sheet.base), "nilai kontrak awal tanpa PPN"),
            Part("JKK", numbers.rupiah(sheet.jkk)),
            Part("JKM", numbers.rupiah(sheet.jkm)),
            Part("Dibayar", numbers.rupiah(sheet.paid), "sampai hari itu, yang jumlahnya tercatat"),
        ),
        day=dossier.day,
        source=f"{sheet.source}; berlaku sejak {numbers.day(sheet.valid_from)}",
        computed_at=computed_at,
    )
