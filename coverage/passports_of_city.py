"""The passports of Beranda: the measures of the city, the ends of its months, and its agencies."""

from cakupan import numbers
from coverage.passports import DEFINITIONS, Part, Passport, amount_of, measure_passport, row_passport, ucj_passport
from coverage.trend import month_ends


def city_passports(city, computed_at, now):
    """The passports of the measures of a city.City by name; `ucj` is there only with a statement.

    `computed_at` is the moment of the city's figures, `now` that of the figures of its agencies.
    """
    found = {
        one.rate.measure: measure_passport(
            one.rate, city.today.on, computed_at, unknown=city.today.unknown, beside=one.beside
        )
        for one in city.standings
    }
    if city.ucj:
        found["ucj"] = ucj_passport(city.ucj, city.ucj_percent, computed_at, beside=_worth(city))
    if city.agencies.rows:
        found["agencies"] = _agencies(city.agencies, city.today.on, now)
    return found


def _worth(city):
    missing = numbers.count(city.today.workers.missing)
    label = f"UCJ: {missing} pekerja konstruksi yang belum terlindungi dibagi penduduk bekerja"
    return [Part("Setara", f"{numbers.decimal(city.ucj_points)}{numbers.NBSP}poin", label)]


def _agencies(table, day, computed_at):
    parts = [
        Part("Jumlah baris", amount_of("workers", table.persons), f"{numbers.count(table.covered)} terlindungi"),
        Part("Berulang", numbers.count(table.repeats), "kali seseorang ada di baris kedua atau berikutnya"),
    ]
    if table.heaviest:
        number, share = table.heaviest
        parts.append(
            Part("Terbanyak", f"{number} OPD", f"menanggung {numbers.percent(share)} dari yang belum terlindungi")
        )
    return Passport(
        slug="menurut-opd",
        title="Menurut OPD",
        meaning="OPD dengan kontrak berjalan pada hari itu. Seseorang yang bekerja di dua OPD ada di kedua barisnya dan "
        "sekali dalam angka kota. Yang terbanyak ialah OPD paling sedikit yang bersama memegang sedikitnya separuh.",
        result=f"{numbers.count(len(table.rows))} OPD",
        parts=tuple(parts),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def month_passports(city, computed_at):
    """The ends of the months of a city.City, the newest last, as (city.Day, passport of its workers)."""
    for one in month_ends(city.days):
        slug, scope = f"akhir-{one.on.isoformat()}", numbers.day(one.on)
        passport = measure_passport(one.workers, one.on, computed_at, unknown=one.unknown, slug=slug, scope=scope)
        yield one, passport


def agency_passports(table, computed_at):
    """The rows of a city.AgencyTable as (row, slug, passport, tone); slugs are "opd-" and the key: "opd-3"."""
    for row in table.rows:
        slug = f"opd-{row.key}"
        yield row, slug, row_passport(row.figures, row.label, computed_at, slug=slug), table.tone(row)
