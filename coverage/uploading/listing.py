"""Uploads in a list: how each stands, how many rows of which kind, and where its result lies."""

from dataclasses import dataclass

from cakupan.numbers import count
from coverage.models import Upload
from coverage.uploading.columns import TITLES
from coverage.uploading.showing import STATUS
from coverage.wording import Status

_STATES = {
    Upload.State.ARRIVED: Status("quiet", "clock", "Belum dibaca"),
    Upload.State.READY: Status("warn", "eye", "Menunggu Anda", "periksa, lalu terapkan"),
    Upload.State.REFUSED: Status("bad", "circle-x", "Ditolak", "berkas tidak terbaca"),
    Upload.State.APPLIED: Status("good", "circle-check", "Diterapkan"),
    Upload.State.DROPPED: Status("quiet", "circle-minus", "Tidak dipakai"),
    Upload.State.UNDONE: Status("quiet", "circle-off", "Dibatalkan"),
}
_FAILED = Status("bad", "alert-circle", "Gagal dikerjakan", "dapat diulang")


def status_of_upload(upload):
    """How an upload stands, with its work where that is not done."""
    if upload.work_id and upload.work.state == upload.work.State.FAILED:
        return _FAILED
    if upload.waits:
        word = "Sedang diterapkan" if upload.state == Upload.State.READY else "Sedang dibaca"
        return Status("acc", "refresh", word, upload.work.get_state_display())
    if upload.state == Upload.State.APPLIED and upload.counts.get("wrong"):
        return Status("good", "circle-check", "Diterapkan", "yang baik saja")
    return _STATES[upload.state]


@dataclass(frozen=True)
class Line:
    """An upload as a list shows it: `counts` are (label, text) pairs by state; `theirs` whether the reader brought it."""

    upload: Upload
    title: str
    status: Status
    counts: list[tuple[str, str]]
    theirs: bool

    @property
    def wrong_file(self):
        """Whether the reader may fetch the wrong rows of this upload as a file."""
        kept = self.upload.erased_at is None and self.upload.state in (Upload.State.READY, Upload.State.APPLIED)
        return self.theirs and kept and bool(self.upload.counts.get("wrong"))


def lines_of(uploads, user):
    """A Line for each upload."""
    return [
        Line(one, TITLES[one.template], status_of_upload(one), _counts(one), one.user_id == user.pk) for one in uploads
    ]


def _counts(upload):
    read = bool(upload.counts.get("rows"))
    states = ("new", "changed", "same", "wrong")
    return [(STATUS[state].word, count(upload.counts[state]) if read else "–") for state in states]
