"""The moves of a contract in the words of the pages, and the act itself: one transaction, recorded with its reason."""

from cakupan.numbers import short_day
from coverage.locking import divergence
from coverage.restating import write
from coverage.rules import states
from projects.models import Contract
from projects.turns import by_hand

MOVE_WORDS = {
    "complete": "Serah terima pertama (BAST I, PHO)",
    "terminate": "Kontrak diputus",
    "void": "Batal sejak awal",
    "redate": "Perbaiki tanggal berakhirnya",
    "reopen": "Salah catat: kembalikan ke Berjalan",
    "restore": "Salah catat: ternyata tidak batal",
}
MOVE_HELP = {
    "complete": "Pelaksanaan berakhir pada tanggal BAST I; nomor BAST wajib.",
    "terminate": "Pelaksanaan berakhir pada tanggal pemutusan; nomor surat wajib.",
    "void": "Kontrak dianggap tidak pernah ada: keluar dari semua angka, juga yang sudah lewat; alasan wajib.",
    "redate": "Status tetap, tanggalnya dibetulkan; alasan wajib.",
    "reopen": "Tanggal berakhirnya dihapus dan kontrak berjalan lagi; alasan wajib.",
    "restore": "Kontrak masuk hitungan lagi; alasan wajib.",
}
DONE_WORDS = {
    "complete": "Serah terima (BAST I) dicatat: pelaksanaan berakhir {}.",
    "terminate": "Pemutusan dicatat: pelaksanaan berakhir {}.",
    "void": "Kontrak dicatat batal sejak awal.",
    "redate": "Tanggal berakhirnya dibetulkan menjadi {}.",
    "reopen": "Kontrak dikembalikan ke Berjalan.",
    "restore": "Kontrak dikembalikan ke Berjalan dan dihitung lagi.",
}
REFUSALS = {
    "unknown": "Langkah ini tidak dikenal.",
    "already_done": "Kontrak ini sudah Selesai; untuk tanggal lain pilih “Perbaiki tanggal berakhirnya”.",
    "done_is_not_terminated": "Kontrak yang sudah diserahterimakan (BAST I) tidak dapat diputus.",
    "done_is_not_void": "Kontrak yang sudah diserahterimakan (BAST I) tidak dapat batal sejak awal.",
    "terminated_is_not_done": "Kontrak yang sudah diputus tidak dapat diserahterimakan.",
    "already_terminated": "Kontrak ini sudah Putus; untuk tanggal lain pilih “Perbaiki tanggal berakhirnya”.",
    "terminated_is_not_void": "Kontrak yang sudah diputus pernah berjalan, jadi tidak dapat batal sejak awal.",
    "void_never_ran": "Kontrak batal dianggap tidak pernah ada, jadi tidak dapat diserahterimakan atau diputus.",
    "already_void": "Kontrak ini sudah Batal.",
    "not_from_here": "Langkah ini tidak dapat dilakukan dari status sekarang.",
    "in_the_future": "Tanggalnya sesudah hari ini; catat setelah terjadi.",
    "before_the_work": "Serah terima mendahului mulai pelaksanaan.",
    "before_the_contract": "Pemutusan mendahului tanggal kontrak.",
}


def refused(refusal):
    """A refusal of coverage.rules.states as one sentence that names its rule."""
    return f"{REFUSALS[refusal.code]} Aturan: {refusal.rule}."


def move(contract, form, today):
    """Move `contract` as the StatusForm says, or leave everything as it is.

    (whether it was moved, its Restatement or None, the Divergence or None).

    The same move a second time (a double click, a page from before) finds what the first one did and writes nothing.
    """
    with by_hand():
        row = Contract.objects.select_for_update().get(pk=contract.pk)
        form.contract = row
        if form.repeats():
            return True, None, None
        if not form.is_valid():
            return False, None, None
        said = form.cleaned_data
        one = states.MOVES[said["langkah"]]
        status, end = one.target or row.status, states.ends_on(one.code, said["pada"], row.actual_end_on)
        typed = {"status": status, "actual_end_on": end}
        if other := divergence(row, said["versi"] or 0, typed, {"actual_end_on": form.fields["pada"].label}):
            form.diverged(other, row)
            return False, None, other

        def change():
            row.status, row.actual_end_on = status, end
            row.save(update_fields=["status", "actual_end_on"])

        found = write(row, today, change, reason=form.reason, seen=said["dilihat"])
        if found:
            form.ask_why(found)
        return found is None, found, None


def told(form):
    """What the page says once the move is made."""
    return DONE_WORDS[form.move.code].format(short_day(form.contract.actual_end_on))
