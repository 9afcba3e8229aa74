"""Invented statements of the branch about all sectors (UCJ), month by month."""

from dataclasses import dataclass
from datetime import date
from random import Random

FROM, TO = 0.4705, 0.4905
SHARES = {"bpu": 0.221, "jakon": 0.031, "pmi": 0.006}
"""Of all participants; the rest earn wages (PU)."""


@dataclass(frozen=True)
class Statement:
    month: date
    pu: int
    bpu: int
    jakon: int
    pmi: int
    employed: int
    employed_year: int


def statements(day: date, seed: int) -> list[Statement]:
    """One a month from January of last year to the last full month before `day`."""
    rng = Random(f"{seed}/{day.year}/ucj")
    first = date(day.year - 1, 1, 1)
    months = [date(year, month, 1) for year in (day.year - 1, day.year) for month in range(1, 13)]
    known = [month for month in months if first <= month < day.replace(day=1)]
    found = []
    for number, month in enumerate(known):
        employed = 486_200 if month.year < day.year else 491_700
        share = FROM + (TO - FROM) * number / max(1, len(known) - 1) + rng.uniform(-0.0008, 0.0008)
        participants = round(employed * share)
        parts = {segment: round(participants * part * rng.uniform(0.99, 1.01)) for segment, part in SHARES.items()}
        wages = participants - sum(parts.values())
        found.append(Statement(month, pu=wages, **parts, employed=employed, employed_year=month.year - 1))
    return found
