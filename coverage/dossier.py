"""Everything that the page of one contract tells, fetched in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Left

from accounts.models import Role
from coverage.catalogue import BY_CODE, UNDER_AGE, FindingText
from coverage.changes import changes_of, in_words
from coverage.contributions import held_against, reckon
from coverage.filing import places_of
from coverage.interrupting import change_facts, changes_of_provider, firm_on, stop_facts, stop_on, stops_of
from coverage.measuring import breakdown_on
from coverage.models import ContractStanding, Document, Finding, TariffSlice, Workday
from coverage.querysets.papers import papers_of
from coverage.querysets.roster import cover_on, roster_of
from coverage.rosters import Person
from coverage.rules.findings import REGISTRATION_LATE
from coverage.rules.spans import Certificate, protection
from coverage.sentences import note_of, stand_of, why_of
from coverage.subcontracting import share_facts, shares_of
from coverage.timeline import axis_of, course_of, draw
from coverage.timeline_labels import events, laid_out
from coverage.wages import path_of, rate_facts, wage_facts
from coverage.wording import course_in_words
from projects.models import Assignment, Contract, Handover, Region
from projects.querysets import EDITORS

FIRST_ROWS = 12
FIRST_CHANGES = 12
MARGIN = 0.03
"""How much wider than the contract its own time line is, as a share."""

SEES_WAGES = frozenset({Role.PPK, Role.BPJS})
DISTRICT = len("32.71.01")


def contracts_on(user, day):
    """The contracts that `user` may see as they stand on `day`, with the names of their place, their findings,
    and `working_days_late`: how many working days after the due date they were registered, None before that.
    """
    place = Region.objects.filter(code=OuterRef("village_code")).values("name")
    district = Region.objects.filter(code=Left(OuterRef("village_code"), Value(DISTRICT))).values("name")
    number = {on: Workday.objects.filter(day=OuterRef(on)).values("number") for on in ("registered_on", "due_on")}
    codes = Finding.objects.on(day).filter(contract=OuterRef("pk")).order_by("code").values("code")
    minors = Assignment.objects.of_minors(day).filter(contract=OuterRef("pk"))
    passed = Handover.objects.filter(contract=OuterRef("pk")).order_by("-starts_on")
    filed = Document.objects.visible_to(user).current()
    return (
        ContractStanding.objects.visible_to(user)
        .on(day)
        .named()
        .select_related("agency", "officer", "contractor")
        .annotate(
            village=Subquery(place),
            district=Subquery(district),
            finding_codes=ArraySubquery(codes),
            share_facts=share_facts(),
            stop_facts=stop_facts(),
            change_facts=change_facts(),
            wage_facts=wage_facts(),
            rate_facts=rate_facts(),
            received_on=Subquery(passed.values("starts_on")[:1]),
            received_by=Subquery(passed.values("officer__user")[:1]),
            has_minors=Exists(minors),
        )
        .annotate(filed=filed.beside_contract())
        .annotate(working_days_late=Subquery(number["registered_on"]) - Subquery(number["due_on"]))
    )


@dataclass(frozen=True)
class FoundHere:
    """A finding of the catalogue, what it means for this contract, and what is left to do: "" where nothing is."""

    text: FindingText
    note: str
    todo: str


class Dossier:
    """`contract` (of `contracts_on`) as `user` reads it on `day`; `everything` names the lists shown whole."""

    def __init__(self, user, contract, day, everything=()):
        self.user, self.contract, self.day, self.everything = user, contract, day, everything
        self.amendments, self.filed_ever, self.instalments = papers_of(contract.pk)
        self.stops = stops_of(contract.stop_facts, day)
        self.providers = changes_of_provider(contract.change_facts, day)
        self.certificates = [one for one in self.filed_ever if self._filed(one) is None or self._filed(one) <= day]
        self.figures = breakdown_on(day, "contract", [contract.pk]).get(str(contract.pk))
        self.sees_wages = user.role in SEES_WAGES
        self.course = self._course()

    @staticmethod
    def _filed(registration):
        return registration.registered_on or registration.valid_from

    def _course(self):
        known = [Certificate(one.registered_on, one.valid_from, one.valid_to) for one in self.filed_ever]
        spans = protection(known, self.contract.paid_on)
        return course_of(
            self.contract,
            [(span.first, span.last) for span in spans],
            certificate_ends_on=max((one.valid_to for one in self.certificates if one.valid_to), default=None),
            amendments=[(one.signed_on, one.number) for one in self.amendments],
            stops=[(one.first, one.last) for one in self.stops],
            providers=[(one.since, one.firm.name) for one in self.providers],
        )

    @property
    def editable(self):
        """Whether the reader may change the facts of this contract (the querysets decide again at each form)."""
        return self.user.role in EDITORS

    @property
    def received(self):
        """The day of the last hand-over where the reader may take it back: its receiver, or procurement; else None."""
        since = self.contract.received_on
        mine = self.user.role == Role.PROCUREMENT or self.contract.received_by == self.user.pk
        return since if since and since <= self.day and mine else None

    @property
    def stand(self):
        """The one sentence that answers how the contract stands."""
        return stand_of(self.contract, self.day)

    @property
    def stopped(self):
        """The Stop that holds that day, or None."""
        return stop_on(self.stops, self.day)

    @property
    def firm(self):
        """The provider that carries the contract out that day (interrupting.Firm), or None; who signed may be another."""
        return firm_on(self.contract, self.providers, self.day)

    @property
    def why(self):
        """The facts behind that sentence."""
        return why_of(self.contract, self.course, self.sheet, self.day)

    @cached_property
    def axis(self):
        return axis_of([self.course], self.day, margin=MARGIN)

    @cached_property
    def drawing(self):
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
        return course_in_words(self.course, self.day)

    @cached_property
    def findings(self):
        """The findings of the day, the grave ones first."""
        order = ("bad", "warn", "quiet")
        found = sorted(
            (BY_CODE[code] for code in self.contract.finding_codes), key=lambda one: order.index(one.severity)
        )
        minors = self.contract.has_minors and self.contract.status != Contract.Status.VOID
        return [self._found(one) for one in ([UNDER_AGE] if minors else []) + found]

    def _found(self, text):
        note = note_of(text.code, self.contract, self.course, self.instalments, self.day)
        settled = text.code == REGISTRATION_LATE and self.contract.registered_on
        return FoundHere(text, note, "" if settled else text.todo)

    @property
    def todo(self):
        """The findings about which something can still be done, the first three."""
        return [one for one in self.findings if one.todo][:3]

    @cached_property
    def sheet(self):
        """What is owed and paid (contributions.Sheet), or None where no rate is known for the contract date."""
        try:
            rates = TariffSlice.objects.holding(self.contract.signed_on)
        except LookupError:
            return None
        path = path_of(self.contract, self.day, self.sees_wages)
        return reckon(self.contract, self.amendments, self.instalments, rates, self.day, path=path)

    @property
    def certified(self):
        """[(certificate, (how its contribution stands beside the rule, tone) or None)] of the certificates of the day."""
        told = [one for one in self.certificates if one.contribution is not None]
        if self.sheet is None or self.sheet.path.hidden or not told:
            return [(one, None) for one in self.certificates]
        together = held_against(self.sheet.owed, sum(one.contribution for one in told))
        newest = held_against(self.sheet.owed, told[-1].contribution)
        against = together if together[1] == "good" else newest
        return [(one, against if one is told[-1] else None) for one in self.certificates]

    @cached_property
    def roster(self):
        """The people of the roster (rosters.Person), the first of them or all."""
        rows = roster_of(self.user, self.contract.pk, self.day)
        rows = rows.defer(None) if self.sees_wages else rows
        rows = list(rows if "tenaga-kerja" in self.everything else rows[:FIRST_ROWS])
        agencies = None if self.user.sees_all else self.user.agency_ids
        cover = cover_on(self.contract.pk, self.day, agencies)
        self.roster_rows, self._residents = (rows[0].rows, rows[0].residents) if rows else (0, 0)
        return [Person.of(row, self.contract, cover.get(row.worker_id), self.sees_wages) for row in rows]

    @cached_property
    def places(self):
        """The places for documents of the contract with what lies there (filing.Place), all that are known today."""
        filed = Document.objects.all().from_column(self.contract.filed)
        return places_of(self.contract, self.amendments, self.filed_ever, self.instalments, filed)

    @property
    def registrable(self):
        """Whether the reader's role records facts of BPJS, and files documents, of a contract that they see."""
        return self.user.role in EDITORS | {Role.BPJS}

    @property
    def verifies(self):
        """Whether the reader verifies facts of BPJS."""
        return self.user.role == Role.BPJS

    @property
    def residents(self):
        """How many of the persons listed that day live in Kota Bogor by the KTP address of their assignment."""
        return self._residents if self.roster else 0

    @property
    def certificate_heads(self):
        """The headcount on the newest certificate that tells one, or None."""
        told = [one.headcount for one in self.certificates if one.headcount is not None]
        return told[-1] if told else None

    @cached_property
    def shares(self):
        """The subcontracts known that day (subcontracting.Share), tier by tier."""
        return shares_of(self.contract.share_facts, self.day)

    @cached_property
    def changes(self):
        """The history, newest first: the changes and, for each, its fields in words."""
        found = changes_of(self.contract)
        self.all_changes = len(found)
        shown = found if "riwayat" in self.everything else found[:FIRST_CHANGES]
        return [(one, in_words(one)) for one in shown]
