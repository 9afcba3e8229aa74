"""A breakdown of the measures as a file: the rows of the page with numerator and denominator, and what they answer."""

from functools import partial

from cakupan import numbers
from coverage.exporting import Field
from coverage.passports import MEASURES
from coverage.rules import VERSION


def columns_of(chosen):
    """The columns of the file of a breakdown: its key, the four measures whole, and the contracts left out."""
    return [
        Field(chosen.title, lambda row: row.label, 40),
        *measure_columns(lambda row, measure: getattr(row.figures, measure)),
        Field("Kontrak tanpa jumlah tenaga kerja", lambda row: row.figures.unknown_contracts, 12),
    ]


def measure_columns(rate_of):
    """Numerator, denominator and percentage of the four measures; `rate_of(row, measure)` gives the Rate of a row."""
    for measure, one in MEASURES.items():
        yield Field(f"{one.title}: pembilang", partial(_side, rate_of, measure, "numerator"), 18)
        yield Field(f"{one.title}: penyebut", partial(_side, rate_of, measure, "denominator"), 18)
        yield Field(f"{one.title}: persen", partial(_percent, rate_of, measure), 12)


def head_of(user, chosen, city, targets, computed_at):
    """What the file answers, as (label, text) pairs: whose figures, of which day, against which targets."""
    narrowed = not user.sees_all and not chosen.city_wide
    return [
        ("Isi", f"Ukuran kepesertaan menurut {chosen.title}, Cakupan Kota Bogor"),
        ("Dilihat oleh", f"{user.name} ({user.get_role_display()})"),
        ("Keadaan per", numbers.day(city.on)),
        ("Cakupan baris", "OPD Anda; seluruh kota pada baris terakhir" if narrowed else "seluruh kota"),
        (
            "Jumlah",
            "Pada pekerja, seorang dapat berdiri di dua baris dan sekali dalam jumlah; yang lain berjumlah sama.",
        ),
        *definitions(targets, computed_at),
    ]


def definitions(targets, computed_at):
    """What the measures mean, which targets hold (by measure), and the rules of the file, as (label, text) pairs."""
    aims = [
        f"{target.get_measure_display()} {target.year}: {numbers.target(target.percent)}" for target in targets.values()
    ]
    return [
        *((one.title, one.meaning) for one in MEASURES.values()),
        ("Target", "; ".join(aims) or "belum ditetapkan"),
        ("Aturan", f"versi {VERSION}"),
        ("Dihitung", numbers.moment(computed_at)),
    ]


def _side(rate_of, measure, side, row):
    return getattr(rate_of(row, measure), side)


def _percent(rate_of, measure, row):
    return numbers.percent(rate_of(row, measure).percent)
