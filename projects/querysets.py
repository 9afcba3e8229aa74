"""Which rows a person may see, and the few facts that are asked of many rows at once."""

from django.db import connection, models
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Substr

from accounts.models import Role

EDITORS = frozenset({Role.PPK, Role.PROCUREMENT})
"""Whose work the register is: contracting officers, and the procurement office beside them."""


DASHES = "‐‑‒–—−"


def plain_number(written):
    """A number of an office as it is compared: without spaces, in capitals, every dash a hyphen."""
    return "".join(written.upper().split()).translate(dict.fromkeys(map(ord, DASHES), "-"))


class PlainNumber(Func):
    """The same as `plain_number`, by the database."""

    template = rf"translate(regexp_replace(upper(%(expressions)s), '\s+', '', 'g'), '{DASHES}', '{'-' * len(DASHES)}')"
    output_field = CharField()


class AppointmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The appointments that `user` may administer: all for an administrator, none for others."""
        return self if user.is_staff else self.none()

    def holding(self, day):
        """Appointments whose days hold `day`, both edges included, empty edges open."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def confirmed(self):
        """Appointments that an administrator has confirmed; an imported one opens nothing until then."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self):
        """Appointments that nobody has confirmed."""
        return self.filter(confirmed_at__isnull=True)

    def meeting(self, begins, ends):
        """Appointments that share a day with `begins` to `ends`, both edges included, None being open."""
        found = self if begins is None else self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=begins))
        return found if ends is None else found.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=ends))

    def named_by(self, words):
        """Those whose officer or agency holds every one of `words` in the name."""
        found = self
        for word in words:
            found = found.filter(Q(officer__name__icontains=word) | Q(agency__name__icontains=word))
        return found

    def of(self, officer):
        """The appointments of one officer with agency and confirmer, the newest first."""
        found = self.filter(officer=officer).select_related("agency", "confirmed_by")
        return found.order_by(F("starts_on").desc(nulls_last=True), "agency__name")

    def held_on(self, day):
        """What prefetches for users, as `user.officer.held`, the confirmed appointments that hold `day`."""
        found = self.confirmed().holding(day).select_related("agency")
        return Prefetch("officer__appointments", queryset=found, to_attr="held")

    def confirm(self, user, now):
        """Confirm those that wait, as `user` at `now`; how many. Who confirmed first stays."""
        return self.waiting().update(confirmed_by=user.pk, confirmed_at=now)

    def withdraw(self):
        """Take the confirmation back from those that have one; how many."""
        return self.confirmed().update(confirmed_by=None, confirmed_at=None)

    def agency_ids_of(self, user, day):
        """The ids of the agencies whose contracts a PPK may see on `day`, as a frozenset."""
        held = self.confirmed().holding(day).filter(officer__user=user)
        return frozenset(held.values_list("agency_id", flat=True))


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agencies whose contracts `user` may see."""
        return self if user.sees_all else self.filter(pk__in=user.agency_ids)


class OfficerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The officers who serve or served at an agency whose contracts `user` may see."""
        return self if user.sees_all else self.filter(appointments__agency_id__in=user.agency_ids).distinct()

    def handed_over_by(self, user):
        """The officers whose contracts `user` may hand over: all for procurement and the administrator, a PPK's own.

        A PPK may give away what they answer for, and never take what is somebody else's.
        """
        if user.role in (Role.PROCUREMENT, Role.ADMINISTRATOR):
            return self
        return self.filter(user=user) if user.role == Role.PPK else self.none()

    def serving(self, agency):
        """The officers who serve or served at `agency`."""
        return self.filter(appointments__agency=agency).distinct()


class RegionQuerySet(models.QuerySet):
    def villages(self):
        """The kelurahan, each with the name of its kecamatan as `district`."""
        district = self.model.objects.filter(code=Substr(OuterRef("code"), 1, 8)).values("name")
        return self.filter(level=self.model.Level.VILLAGE).annotate(district=Subquery(district))

    def sought(self, text):
        """Of `villages()`, those that a person may mean by `text`: part of the name, of the kecamatan, or the code."""
        words = text.replace(",", " ").replace(".", " ").split()
        found = self
        for word in words:
            if word.lower() not in ("kec", "kel", "kelurahan", "kecamatan"):
                found = found.filter(Q(name__icontains=word) | Q(district__icontains=word) | Q(code__icontains=word))
        first = Case(When(name__istartswith=text, then=0), default=1, output_field=IntegerField())
        return found.order_by(first, "name", "code")


class ContractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The contracts `user` may see: all for city-wide roles, else those of the agencies of today's appointments."""
        return self if user.sees_all else self.filter(agency_id__in=user.agency_ids)

    def editable_by(self, user):
        """The contracts whose facts `user` may change: those a PPK sees, all for procurement, none for others."""
        return self.visible_to(user) if user.role in EDITORS else self.none()

    def registrable_by(self, user):
        """The contracts whose BPJS facts `user` may record: those they may change, and all for the BPJS branch."""
        return self if user.role == Role.BPJS else self.editable_by(user)

    def disclosable_to(self, user):
        """The contracts of whose people `user` may be given masked facts; none for an administrator."""
        return self.none() if user.role == Role.ADMINISTRATOR else self.visible_to(user)

    def alike(self, number, year, contractor, price, signed_on):
        """Contracts that may be the same one: this number in this year, or this provider, price and date.

        What is None or empty matches nothing. Numbers are compared without spaces, case and kinds of dashes.
        """
        found = Q(pk__in=[])
        if number and year:
            found |= Q(plain_number=PlainNumber(Value(number)), year=year)
        if contractor and price is not None and signed_on:
            found |= Q(contractor=contractor, price=price, signed_on=signed_on)
        return self.annotate(plain_number=PlainNumber("number")).filter(found)


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The hand-overs of contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)

    def withdrawable_by(self, user, today):
        """The hand-overs that `user` may take back: all for procurement and the administrator.

        A PPK gives back what they received, and takes back what they gave as long as its day has not gone by.
        """
        if user.role in (Role.PROCUREMENT, Role.ADMINISTRATOR):
            return self
        if user.role != Role.PPK:
            return self.none()
        before = self.model.objects.filter(contract=OuterRef("contract"), starts_on__lt=OuterRef("starts_on"))
        giver = Subquery(before.order_by("-starts_on").values("officer__user")[:1])
        signer = F("contract__officer__user")
        whose = Case(When(Exists(before), then=giver), default=signer, output_field=BigIntegerField())
        mine = self.visible_to(user).annotate(giver=whose)
        return mine.filter(Q(officer__user=user) | Q(giver=user.pk, starts_on__gte=today))

    def with_later(self):
        """Annotate `later_on`: the day on which the contract passed on next, None where it did not."""
        after = self.model.objects.filter(contract=OuterRef("contract"), starts_on__gt=OuterRef("starts_on"))
        return self.annotate(later_on=Subquery(after.order_by("starts_on").values("starts_on")[:1]))


class EighteenYearsBefore(Func):
    """The day on which somebody must have been born to be 18 on a day; of a 29 February, the 28th where there is none."""

    template = "(%(expressions)s - interval '18 years')::date"
    output_field = DateField()


class AssignmentQuerySet(models.QuerySet):
    def of_minors(self, day):
        """The assignments that began by `day` with somebody under 18 on their first day; who has no birth date has that of
        the NIK, as soon as it was read (NIKTail).
        """
        grown_up = EighteenYearsBefore("starts_on")
        by_nik = Q(worker__born_on=None, worker__nik_tail__born_on__gt=grown_up)
        return self.filter(Q(worker__born_on__gt=grown_up) | by_nik, starts_on__lte=day)

    def visible_to(self, user):
        """The assignments on contracts that `user` may see."""
        return self if user.sees_all else self.filter(contract__agency_id__in=user.agency_ids)

    def hidden_from(self, user):
        """The assignments on contracts that `user` may not see."""
        return self.none() if user.sees_all else self.exclude(contract__agency_id__in=user.agency_ids)


def wait_for_files():
    """Wait until no file is being written and no providers are merged; until the transaction ends none begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext('register'))")


def wait_for_everybody():
    """Wait until nobody else writes the register; until the transaction ends nobody begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('register'))")
