"""Warnings that need other rows or the register beside them, once the rows are written and before the commit."""

from cakupan.numbers import rupiah
from coverage.contributions import TOLERANCE, held_against
from coverage.importing.report import shown
from coverage.models import TariffSlice
from coverage.querysets import import_cleared as cleared
from coverage.querysets import import_doubts as doubts
from coverage.querysets.importing import doubtful
from coverage.rules.tariff import base, contribution, rates_on

OUTSIDE = "hari-harinya di luar masa pelaksanaan"
DIFFERS = "berbeda dari yang tersimpan untuk {}; yang pertama dipertahankan"
REASONS = (
    (doubts.NUMBERS, "nomor ini juga dipakai paket {}"),
    (doubts.VILLAGES, "“{}” bukan kode kelurahan Kota Bogor"),
    (doubts.AGENCY_NAMES, "OPD ini tersimpan sebagai “{}”; nama pertama dipertahankan"),
    (doubts.AGENCIES_OF_ONE_NAME, "“{}” adalah nama beberapa satker; yang dipakai yang terdaftar pertama"),
    (doubts.PROVIDER_NAMES, "NPWP ini tersimpan sebagai “{}”; nama pertama dipertahankan"),
    (doubts.PROVIDERS_OF_ONE_NAME, "“{}” adalah nama beberapa penyedia (NPWP berlainan)"),
    (doubts.OFFICERS_OF_SEVERAL_AGENCIES, "“{}” tercatat pada beberapa OPD"),
    (doubts.NOT_COUNTED, "paket “{}” tidak masuk hitungan (batal, swakelola, jenis atau sumber dana)"),
    (doubts.AMENDMENT_DATES, "mendahului kontrak"),
    (doubts.AMENDMENT_ORDER, "mendahului adendum bernomor lebih kecil"),
    (doubts.OUTSIDE_CONTRACT, OUTSIDE),
    (doubts.REGISTERED_EARLY, "mendahului tanggal kontrak"),
    (doubts.PAID_EARLY, "mendahului pendaftaran"),
    (doubts.PAID_UNREGISTERED, "dibayar, padahal belum ada pendaftaran"),
    (doubts.RECEIPTS, "nomor bukti ini juga dipakai kontrak lain"),
    (doubts.PERSONS, DIFFERS),
    (doubts.SEVERAL_CONTRACTS, "{} orang tercatat pada lebih dari satu kontrak"),
    (doubts.SEVERAL_SPELLS, "{} penugasan terputus: orang yang sama, kontrak yang sama, masa berlainan"),
    (doubts.MEMBERS_WITHOUT_ROSTER, "{} tidak ada di daftar tenaga kerja mana pun; dicatat tanpa nama"),
    (doubts.MEMBERSHIPS_OVERLAP, "kepesertaan {} pada segmen ini bertumpuk"),
)

OF_A_ROSTER = (
    (doubts.OUTSIDE_CONTRACT, OUTSIDE),
    (doubts.PERSONS_SEEN, DIFFERS),
)
"""What a preview of a roster says row by row."""
ON_CONTRACTS = "juga terdaftar pada kontrak {}, pada hari yang sama"
MOST_NAMED = 3
OUT_OF_SIGHT = "juga terdaftar di luar OPD ini"
"""Of a contract that the reader may not see nothing but that there is one."""


def tell_cleared(names, report):
    """List the stored values that empty cells will clear; to be asked before the writes."""
    for statement in cleared.ALL:
        for file, line, column, whose in doubtful(statement):
            report.clear(names[file], line, column, shown(whose))


def doubt_together(names, report):
    """Warn about rows that look wrong beside others; to be asked after the writes."""
    for statement, reason in REASONS:
        for file, line, column, what in doubtful(statement):
            report.warn(names[file], reason.format(shown(what or "")), line, column)
    _doubt_amounts(names, report)


def doubt_roster(names, report, agencies):
    """Warn about rows of a roster beside the register, before anything is written, as far as the contracts of `agencies`
    (ids; None: all) may be told.
    """
    asked = {"agencies": None if agencies is None else list(agencies)}
    for statement, reason in OF_A_ROSTER:
        for file, line, column, what in doubtful(statement, asked):
            report.warn(names[file], reason.format(shown(what or "")), line, column)
    for file, line, column, what in doubtful(doubts.ON_CONTRACTS, asked):
        report.warn(names[file], OUT_OF_SIGHT if what is None else ON_CONTRACTS.format(_some(what)), line, column)


def _some(contracts):
    """The first of many contracts, and how many more there are."""
    named, more = ", ".join(map(shown, contracts[:MOST_NAMED])), len(contracts) - MOST_NAMED
    return f"{named}, dan {more} lain" if more > 0 else named


def _doubt_amounts(names, report):
    slices = list(TariffSlice.objects.all())

    def owed(price, ppn, signed_on):
        try:
            return contribution(base(price, ppn), rates_on(signed_on, slices))
        except LookupError:
            return None  # no rate held that day: nothing to compare with

    for file, line, number, amount, *contract in doubtful(doubts.AMOUNTS):
        if rule := owed(*contract):
            share = rule.instalments[number - 1] if 1 <= number <= len(rule.instalments) else None
            told = _beside_the_rule(amount, share, [rule.total] if number == 1 else [])
            if told:
                report.warn(names[file], told, line, "jumlah")
    for file, line, amount, newest, *contract in doubtful(doubts.CONTRIBUTIONS):
        first, now = owed(*contract), owed(newest, *contract[1:])
        if first and now and (told := _beside_the_rule(amount, now.total, [first.total])):
            report.warn(names[file], told, line, "iuran")


def _beside_the_rule(amount, usual, instead):
    """How an amount differs from the rule's, in words; "" where it is that, or one that may stand `instead` of it."""
    if usual is None:
        return "aturan tidak mengenal termin ini"
    if any(abs(amount - one) <= TOLERANCE for one in (usual, *instead)):
        return ""
    said, _ = held_against(usual, amount)
    return f"{said} dari aturan menurut nilai kontrak ({rupiah(usual)})"
