"""Kontrak Anda: the running contracts of an officer beside the worklist, on one axis, what is at risk first."""

from dataclasses import dataclass

from coverage.passports import Passport, count_passport
from coverage.querysets.standing import protected_days
from coverage.timeline import Axis, Drawing, axis_of, course_of, draw
from coverage.wording import Status, course_in_words, status_of
from projects.models import Contract

MOST = 12
"""Contracts that are drawn; the list shows the others."""


@dataclass(frozen=True)
class Own:
    """One contract with its status and its time line, drawn and in words."""

    contract: Contract
    status: Status
    drawing: Drawing
    words: str


@dataclass(frozen=True)
class OwnContracts:
    """The first MOST of the `total` running contracts, `protected` of all of them, on their `axis`."""

    shown: list[Own]
    total: int
    protected: int
    axis: Axis
    passport: Passport

    @property
    def in_charge_id(self):
        """The officer whose contracts they are, by which the list is filtered."""
        return self.shown[0].contract.in_charge_id


def own_contracts_on(duties, day, computed_at):
    """The OwnContracts among the `duties` of a PPK on `day` (duties_of), in one query more; None where none runs."""
    rows = sorted((one for one in duties if one.running), key=lambda one: one.risk)
    if not rows:
        return None
    first = rows[:MOST]
    protected = protected_days([one.pk for one in first])
    courses = [course_of(one, protected.get(one.pk, ())) for one in first]
    axis, covered = axis_of(courses, day), sum(1 for one in rows if one.protected)
    shown = [
        Own(one, status_of(one, day), draw(course, day, axis), course_in_words(course, day))
        for one, course in zip(first, courses, strict=True)
    ]
    meaning = (
        "Kontrak terhitung yang berjalan hari ini dan menjadi tugas Anda sebagai PPK; pembilangnya yang terlindungi."
    )
    passport = count_passport(
        "kontrak-anda",
        "Kontrak Anda yang terlindungi",
        meaning,
        covered,
        day=day,
        computed_at=computed_at,
        of=(len(rows), "kontrak berjalan"),
    )
    return OwnContracts(shown, len(rows), covered, axis, passport)
