"""The passports of the figures on the page of one contract."""

from dataclasses import replace
from functools import partial

from cakupan import numbers
from coverage.passports import DEFINITIONS, Part, Passport, count_passport, measure_passport
from coverage.sentences import open_days

ROSTER = "Permenaker 44/2015 pasal 3 ayat (1), kini Permenaker 5/2021"


def contract_passports(dossier, computed_at):
    """{slug: Passport} of the days, findings, headcounts, value and contribution of a Dossier."""
    contract, day = dossier.contract, dossier.day
    heads = partial(count_passport, day=day, computed_at=computed_at, unit="orang", source=ROSTER)
    found = {"nilai": _value(contract, day, computed_at), "kedudukan": standing_passport(dossier, computed_at)}
    meaning = "Temuan yang berlaku hari itu pada kontrak ini; aturan dan sumber tiap temuan ada pada barisnya."
    number = len(dossier.findings)
    if dossier.changes:
        shown = [one for one, _ in dossier.changes]
        found["riwayat"] = history_passport(dossier.all_changes, shown, day=day, computed_at=computed_at)
    if dossier.roster:
        found["penugasan"] = _roster(dossier, computed_at)
    found["temuan"] = count_passport(
        "temuan", "Temuan", meaning, number, day=day, computed_at=computed_at, unit="temuan"
    )
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


def history_passport(number, shown, *, day, computed_at):
    """The passport of a history: `number` changes in all, of which the changes `shown` stand on the page."""
    meaning = (
        "Perbuatan yang tercatat pada kontrak ini dan bagiannya. Baris daftar tenaga kerja yang ditambah atau dihapus "
    )
    meaning += "bersama tampil sebagai satu perubahan dengan banyaknya."
    passport = count_passport(
        "riwayat",
        "Riwayat",
        meaning,
        number,
        day=day,
        computed_at=computed_at,
        unit="perubahan",
        source="pemicu di basis data, setiap perubahan dengan siapa dan kapan",
    )
    here = Part("Tampil", f"{numbers.count(len(shown))} perubahan", "yang terbaru")
    together = (
        Part("Bersama", one.title, f"{one.act_in_words}, {numbers.moment(one.at)}") for one in shown if one.count > 1
    )
    return replace(passport, parts=(*passport.parts, here, *together))


def _roster(dossier, computed_at):
    meaning = (
        "Semua penugasan pada daftar tenaga kerja kontrak ini, juga di luar hari itu; satu orang bisa punya beberapa."
    )
    shown = Part("Tampil", f"{numbers.count(len(dossier.roster))} penugasan", "yang bertugas hari itu dahulu")
    passport = count_passport(
        "penugasan",
        "Daftar tenaga kerja",
        meaning,
        dossier.roster_rows,
        day=dossier.day,
        computed_at=computed_at,
        unit="penugasan",
        source=ROSTER,
    )
    return replace(passport, parts=(*passport.parts, shown))


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


def standing_passport(dossier, computed_at, slug="kedudukan"):
    """The passport of the days on the page: of the sentence at its head, of the time line and of the findings."""
    return Passport(
        slug=slug,
        title="Kedudukan dan garis waktu",
        meaning="Hari dihitung menurut kalender, kedua tepinya termasuk; hari kerja tanpa Sabtu, Minggu, libur nasional dan "
        "cuti bersama. Terlindungi: hari dalam masa sertifikat sejak termin 1 dibayar, selama kontrak berjalan.",
        result=dossier.stand.word,
        parts=tuple(_days(dossier)),
        day=dossier.day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def _days(dossier):
    contract, course = dossier.contract, dossier.course
    yield Part("Pelaksanaan", f"{numbers.short_day(contract.first_day)} – {numbers.short_day(contract.last_day)}")
    bare, past = open_days(course, dossier.day) or (0, 0)
    if past:
        yield Part("Tanpa perlindungan", _days_in_words(bare), f"dari {_days_in_words(past)} sampai hari itu")
    if contract.due_on:
        left = contract.working_days_left
        label = f"hari kerja ke-14; {numbers.count(abs(left))} hari kerja {'lagi' if left >= 0 else 'lewat'}"
        yield Part("Batas daftar", numbers.short_day(contract.due_on), label)
    for name, end in (("Perlindungan", contract.protected_until), ("Sertifikat", course.certificate_ends_on)):
        if end and end < contract.last_day:
            label = f"berakhir {_days_in_words((contract.last_day - end).days)} sebelum pekerjaan"
            yield Part(name, numbers.short_day(end), label)
    for stretch in dossier.large.stretches:
        yield Part("Garis waktu", stretch.title, stretch.sub)
    for step in dossier.sheet.steps if dossier.sheet else ():
        yield Part(f"Adendum {step.number}", numbers.rupiah(step.difference), "selisih iuran")


def _days_in_words(number):
    return f"{numbers.count(number)} hari"


def bounds(row):
    """The edges of a slice of the tariff in words: "Rp 100,0 juta – Rp 500,0 juta"."""
    if row.up_to is None:
        return f"di atas {numbers.short_rupiah(row.above)}"
    return f"{numbers.short_rupiah(row.above)} – {numbers.short_rupiah(row.up_to)}"


def _reckoning(sheet):
    """The lines of the contribution's passport: every number that its two tables show."""
    for row in sheet.slices:
        rates = f"JKK {numbers.rate(row.jkk_percent)} dan JKM {numbers.rate(row.jkm_percent)}"
        label = f"{bounds(row)}: {rates} dari {numbers.rupiah(row.part)}"
        yield Part("Lapisan", numbers.rupiah(row.total), label)
    yield Part("JKK", numbers.rupiah(sheet.jkk), "nilai awal")
    yield Part("JKM", numbers.rupiah(sheet.jkm), f"nilai awal; bersama JKK {numbers.rupiah(sheet.total)}")
    for line in sheet.lines:
        share = f"{line.share}{numbers.NBSP}%; " if line.share else ""
        owed = "tidak ada" if line.owed is None else numbers.rupiah(line.owed)
        yield Part(f"Termin {line.number}", owed, f"{share}{line.status.text}")
    for step in sheet.steps:
        label = f"{numbers.short_day(step.signed_on)}, dasar menjadi {numbers.rupiah(step.new_base)}"
        yield Part(f"Adendum {step.number}", numbers.rupiah(step.difference), label)
    if sheet.unraised:
        yield Part("Belum disetor", numbers.rupiah(sheet.unraised), "selisih adendum yang belum ada terminnya")
    yield Part("Dibayar", numbers.rupiah(sheet.paid), f"sampai hari itu; {sheet.verdict.text}")


def _contribution(dossier, computed_at):
    sheet = dossier.sheet
    return Passport(
        slug="iuran",
        title="Iuran terutang",
        meaning=f"{sheet.path.reason} {sheet.path.reckoned} Menurut nilai: tiap lapisan nilai kontrak tanpa PPN dengan tarifnya "
        "sendiri, tarif tanggal kontrak; adendum menambah atau mengurangi selisihnya.",
        result=numbers.rupiah(sheet.owed),
        parts=(
            Part("Jalur", sheet.path.name, f"menurut nilai kontrak {numbers.rupiah(sheet.by_value)}"),
            Part("Dasar", numbers.rupiah(sheet.base), "nilai kontrak awal tanpa PPN"),
            *_reckoning(sheet),
        ),
        day=dossier.day,
        source=f"{sheet.source}; berlaku sejak {numbers.day(sheet.valid_from)}",
        computed_at=computed_at,
    )


def difference_passport(contract, sheet, day, computed_at):
    """The passport of what amendments added to a contribution (Sheet) and no instalment holds."""
    return Passport(
        slug=f"selisih-{contract.uid}",
        title="Selisih iuran adendum",
        meaning="Yang ditambahkan adendum pada iuran dan belum ada dalam termin mana pun; termin yang belum tercatat dianggap "
        "menyusul menurut aturan.",
        result=numbers.rupiah(sheet.unraised),
        parts=tuple(_reckoning(sheet)),
        day=day,
        source=f"{sheet.source}; berlaku sejak {numbers.day(sheet.valid_from)}",
        computed_at=computed_at,
    )


def example_passport(example, slices, day, computed_at):
    """The passport of a coverage.examples.ContributionExample worked out at the rates `slices`."""
    owed = example.owed
    each = (
        Part("Lapisan", numbers.rupiah(row.part), f"JKK {numbers.rupiah(row.jkk)}, JKM {numbers.rupiah(row.jkm)}")
        for row in example.rows
    )
    terms = (Part(f"Termin {number}", numbers.rupiah(one)) for number, one in enumerate(owed.instalments, start=1))
    return Passport(
        slug="contoh-iuran",
        title="Contoh hitungan iuran",
        meaning="Tiap lapisan nilai tanpa PPN dengan tarifnya sendiri; jumlahnya dibulatkan sekali, JKM sisanya sesudah JKK.",
        result=numbers.rupiah(owed.total),
        parts=(
            Part("Dasar", numbers.rupiah(owed.base), "nilai yang diketik, tanpa PPN"),
            *each,
            Part("JKK", numbers.rupiah(owed.jkk)),
            Part("JKM", numbers.rupiah(owed.jkm)),
            *terms,
        ),
        day=day,
        source=f"{slices[0].source}; berlaku sejak {numbers.day(slices[0].valid_from)}",
        computed_at=computed_at,
    )
