"""What a successor has to know of each contract: how it stands, its risks, and which clock runs out next."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coverage.catalogue import BY_CODE
from coverage.passports_of_contract import standing_passport
from coverage.querysets.handovers import unpaid_on, with_risks
from coverage.querysets.standing import protected_days
from coverage.raising import unraised_on
from coverage.sentences import stand_of
from coverage.timeline import axis_of, course_of, draw
from coverage.timeline_labels import events, laid_out
from coverage.wording import course_in_words

SEVERITIES = ("bad", "warn", "quiet")
MARGIN = 0.03


@dataclass(frozen=True)
class Clock:
    """A day by which something must be done; `late` where it has passed."""

    day: date
    text: str
    late: bool


class Passing:
    """One `contract` (of with_risks) on `day` with its unpaid `instalments` and protected days.

    `passport` defends the days that a page says of it, computed at the moment `now`; `unraised`: whether amendments added
    to the contribution what no instalment holds.
    """

    sheet = None
    """What is owed is told by the page of the contract (Dossier), of which the passport is."""

    def __init__(self, contract, day, instalments, protected, now, *, unraised=False):
        self.contract, self.day, self.instalments, self.unraised = contract, day, instalments, unraised
        self.stand = stand_of(contract, day)
        found = [BY_CODE[code] for code in contract.finding_codes]
        self.risks = sorted(found, key=lambda one: SEVERITIES.index(one.severity))
        self.course = course_of(contract, protected)
        self.passport = standing_passport(self, now, f"kedudukan-{contract.pk}")

    @cached_property
    def clocks(self):
        """Every Clock of the contract in order of its day."""
        one, found = self.contract, []
        if one.counts and one.due_on and not one.registered_on:
            found.append((one.due_on, "Batas mendaftar ke BPJS"))
        found += [(due.due_on, f"Jatuh tempo termin {due.number}") for due in self.instalments]
        if self.unraised:
            found.append((one.last_day, "Setor selisih iuran adendum"))
        if one.protected_until and one.protected_until < one.last_day:
            found.append((one.protected_until, "Sertifikat berakhir sebelum pekerjaan"))
        if one.actual_end_on is None:
            found.append((one.last_day, "Pekerjaan selesai; catat BAST"))
        return [Clock(day, text, day < self.day) for day, text in sorted(found)]

    @property
    def next_clock(self):
        """The Clock that comes first, a duty that is overdue before all others; None where nothing runs."""
        return self.clocks[0] if self.clocks else None

    @cached_property
    def axis(self):
        """The axis of its own time line."""
        return axis_of([self.course], self.day, margin=MARGIN)

    @cached_property
    def drawing(self):
        """Its course, drawn on that axis."""
        return draw(self.course, self.day, self.axis)

    @property
    def large(self):
        """The labels of the large time line and where they lie."""
        return laid_out(self.drawing, self.axis, self.day)

    @property
    def events(self):
        """The same days as a list, for a narrow screen and for those who do not see the drawing."""
        return events(self.course, self.drawing, self.day)

    @property
    def words(self):
        """The course in words."""
        return course_in_words(self.course, self.day)


def passings(user, day, contract_ids, now):
    """A Passing for each of the contracts that `user` may see, in three queries however many they are; where one became
    dearer, five more (unraised_on).
    """
    unpaid, protected = unpaid_on(day, contract_ids), protected_days(contract_ids)
    rows = list(with_risks(user, day, contract_ids))
    lacking = {one.contract.pk for one in unraised_on(rows, day, now)}
    return [
        Passing(one, day, unpaid.get(one.pk, []), protected.get(one.pk, ()), now, unraised=one.pk in lacking)
        for one in rows
    ]
