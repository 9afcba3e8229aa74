"""The days behind the lines of Beranda as a file: the four measures of every day whole, and what they answer."""

from cakupan import numbers
from coverage.breakdown_file import definitions, measure_columns
from coverage.exporting import Field


def columns():
    """The columns of the file: the day, the four measures whole, and the contracts left out."""
    return [
        Field("Hari", lambda day: day.on, 12),
        *measure_columns(lambda day, measure: day.rates[measure]),
        Field("Kontrak tanpa jumlah tenaga kerja", lambda day: day.unknown, 12),
    ]


def head_of(user, day, targets, computed_at):
    """What the file answers, as (label, text) pairs: which days, against which targets (by measure)."""
    return [
        ("Isi", f"Ukuran kepesertaan tiap hari sejak 1 Januari {day.year}, Cakupan Kota Bogor"),
        ("Dilihat oleh", f"{user.name} ({user.get_role_display()})"),
        ("Keadaan per", numbers.day(day)),
        ("Cakupan baris", "seluruh kota"),
        *definitions(targets, computed_at),
    ]
