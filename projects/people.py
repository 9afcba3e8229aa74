"""One person as the administrator sees them: the account, the officer, the appointments, the history."""

from dataclasses import dataclass
from datetime import date

from accounts import second_factor
from accounts.changes import changes_of
from accounts.models import Role, User
from projects.models import Appointment, Officer
from projects.wording import confirmation, days_of, kind_of

MOST_CHANGES = 50


@dataclass(frozen=True)
class Service:
    """One appointment on `day`, with its kind, days and confirmation in words."""

    appointment: Appointment
    day: date

    @property
    def kind(self):
        return kind_of(self.appointment)

    @property
    def days(self):
        return days_of(self.appointment)

    @property
    def confirmation(self):
        return confirmation(self.appointment, self.day)


@dataclass(frozen=True)
class Person:
    """`user` on `day`; `officer` as contracts name them (None: none), `services` of that officer, newest first."""

    user: User
    day: date
    officer: Officer | None
    services: list[Service]
    changes: list

    @property
    def is_ppk(self):
        return self.user.role == Role.PPK

    @property
    def needs_factor(self):
        """Whether they are led to set up a second factor at their next sign-in."""
        return second_factor.lacks(self.user)

    @property
    def opens_nothing(self):
        """Whether they sign in as a PPK and see no contract today."""
        return self.is_ppk and not any(one.appointment.opens_on(self.day) for one in self.services)


def person_on(day, user):
    """The Person of `user` on `day`."""
    officer = Officer.objects.filter(user=user).first()
    appointments = list(Appointment.objects.of(officer)) if officer else []
    once = set(Officer.recorded_events.rel.related_model.objects.filter(user=user).values_list("pgh_obj_id", flat=True))
    parts = [
        ("Akun", User, [user.pk]),
        ("PPK", Officer, once),
        ("Penunjukan", Appointment, [one.pk for one in appointments]),
    ]
    return Person(user, day, officer, [Service(one, day) for one in appointments], changes_of(parts, MOST_CHANGES))
