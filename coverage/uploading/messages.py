"""What a person is told after each act on an upload."""

from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING

from cakupan.numbers import count
from coverage.uploading.applying import Outcome

SAID = {
    Outcome.APPLIED: (SUCCESS, ""),
    Outcome.QUEUED: (INFO, "Sedang diterapkan. Halaman ini boleh ditinggalkan; hasilnya tetap ada di Impor."),
    Outcome.MOVED: (WARNING, "Register berubah sejak berkas ini dibaca. Tidak ada yang ditulis; periksa lagi."),
    Outcome.WITHOUT_REASON: (ERROR, "Isi alasannya: ada yang sudah diverifikasi BPJS. Tidak ada yang ditulis."),
    Outcome.WRONG_ROWS: (ERROR, "Masih ada baris salah. Tidak ada yang ditulis."),
    Outcome.SETTLED: (INFO, "Unggahan ini sudah diputuskan; tidak ada yang ditulis dua kali."),
    Outcome.FORBIDDEN: (ERROR, "Anda tidak lagi berhak mengubah kontrak ini. Tidak ada yang ditulis."),
    Outcome.FAILED: (ERROR, "Basis data menolak atau tidak menjawab. Tidak ada yang ditulis; coba lagi."),
}
"""{Outcome: (level, text)}; what was applied is told by `applied`."""


def not_applied(upload):
    """Why the worker did not apply an upload that was to be applied and still waits for a decision; "" otherwise."""
    outcome = upload.report.get("outcome")
    return SAID[Outcome(outcome)][1] if outcome and upload.state == upload.State.READY else ""


def applied(upload):
    """What an applied upload wrote, in one sentence."""
    counts = upload.counts
    if not counts["new"] and not counts["changed"]:
        return f"Semua {count(counts['same'])} baris sama dengan yang tersimpan; tidak ada yang berubah."
    parts = [
        f"{count(counts['new'])} baris baru",
        f"{count(counts['changed'])} berubah",
        f"{count(counts['same'])} sama",
    ]
    left = f"; {count(counts['wrong'])} baris salah tidak ditulis dan dapat diunduh" if counts["wrong"] else ""
    return f"Diterapkan: {', '.join(parts)}{left}."


def same_again(upload):
    """What is said where a file comes that came before."""
    if upload.state == upload.State.APPLIED:
        return "Berkas ini sama persis dengan yang sudah diterapkan; tidak ada yang diubah."
    return "Berkas ini sudah Anda unggah dan belum diputuskan; ini pratinjaunya."
