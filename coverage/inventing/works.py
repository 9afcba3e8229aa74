"""An invented contract with everything that will be written about it."""

from dataclasses import dataclass, field
from datetime import date

from coverage.inventing.agencies import Agency
from coverage.inventing.companies import Company
from coverage.inventing.people import Person

CONSTRUCTION = "Pekerjaan Konstruksi"
PLANNING = "Jasa Konsultansi Perencanaan"
SUPERVISION = "Jasa Konsultansi Pengawasan"
DESIGN_AND_BUILD = "Konstruksi Terintegrasi"

RUNNING, DONE, TERMINATED, VOID = "Berjalan", "Selesai", "Putus", "Batal"


@dataclass(eq=False)
class Amendment:
    number: int
    signed_on: date
    price: int | None = None
    ends_on: date | None = None
    reason: str = ""


@dataclass(eq=False)
class Listing:
    """The days of a person on a contract; an empty end is open."""

    person: Person
    starts_on: date
    ends_on: date | None = None


@dataclass(eq=False)
class Certificate:
    """A registration; without a number only the form was filed."""

    filed_on: date
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(eq=False)
class Instalment:
    number: int
    amount: int
    due_on: date
    paid_on: date | None = None


@dataclass(eq=False)
class Work:
    """A contract as signed (`ends_on` is the planned end; None = not written), what changed, and who works on it.

    `care` is how far its people stand to BPJS (logit); `mirrored` tells how an extension reached the certificate:
    "same" (corrected), "second" (a second certificate) or "" (never).
    """

    code: str
    year: int
    agency: Agency
    officer: str
    kind: str
    method: str
    fund: str
    title: str
    signed_on: date
    starts_on: date
    ends_on: date | None
    price: int
    ppn: str
    company: Company
    village: str
    care: float
    declared: int | None = None
    number: str = ""
    rup: str = ""
    status: str = RUNNING
    actual_end_on: date | None = None
    start_written: bool = True
    mirrored: str = ""
    scripted: bool = False
    amendments: list[Amendment] = field(default_factory=list)
    roster: list[Listing] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    instalments: list[Instalment] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        return self.fund in ("APBD", "APBDP") and self.method != "Swakelola" and self.status != VOID

    @property
    def first_day(self) -> date:
        return self.starts_on if self.start_written else self.signed_on

    @property
    def agreed_last_day(self) -> date:
        extended = [one.ends_on for one in self.amendments if one.ends_on]
        return extended[-1] if extended else self.ends_on or date(self.year, 12, 31)

    @property
    def last_day(self) -> date:
        return self.actual_end_on or self.agreed_last_day

    def runs(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def protected_until(self) -> date:
        """The last day of its certificates, written or to be written."""
        if self.certificates:
            return max(one.valid_to for one in self.certificates if one.valid_to)
        return self.agreed_last_day if self.mirrored else self.ends_on or self.agreed_last_day

    @property
    def paid_on(self) -> date | None:
        return self.instalments[0].paid_on if self.instalments else None
