"""What a register needs beside its data before it can be shown: its origin, invented UCJ, people who can sign in."""

import pghistory
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Now

from accounts.models import Role, User
from coverage.inventing.city import SEED
from coverage.inventing.ucj import statements
from coverage.models import Dataset, UCJStatement
from projects.models import Officer

INVENTED = "Data karangan untuk demo"


def say_origin(invented, source):
    """Write where the register's contents come from, over what was written before."""
    if not Dataset.objects.update(invented=invented, source=source):
        Dataset.objects.create(invented=invented, source=source)


def state_invented_ucj(day):
    """Write the invented UCJ statements of the months before `day`."""
    for one in statements(day, SEED):
        stated = {**vars(one), "stated_by": INVENTED, "source": INVENTED}
        UCJStatement.objects.update_or_create(month=stated.pop("month"), defaults=stated)


@transaction.atomic
def let_in(sign_ins):
    """Make the people of `sign_ins` able to sign in with the passwords written there; the officer whom the PPK is.

    Passwords are set for all where the first one's does not open: they are written together. The PPK is the officer of
    his name or, in a register that does not know him, the one with the most contracts; the administrator confirms the
    appointments. None in a register without officers: nothing is added to it.
    """
    people = {one: _person(one) for one in sign_ins}
    if not people[sign_ins[0]].check_password(sign_ins[0].password):
        for one, user in people.items():
            user.set_password(one.password)
            user.save(update_fields=["password"])
    administrator = next(user for user in people.values() if user.role == Role.ADMINISTRATOR)
    ppk = next(user for user in people.values() if user.role == Role.PPK)
    with pghistory.context(user=administrator.pk):
        return _appoint(ppk, administrator)


def _person(one):
    user = User.objects.filter(email=one.email).first()
    return user or User.objects.create_user(one.email, one.name, one.role)


def _appoint(user, administrator):
    free = Officer.objects.filter(user=None).annotate(signed=Count("contracts"))
    officer = (
        Officer.objects.filter(user=user).first()
        or free.filter(name=user.name).first()
        or free.order_by("-signed", "name").first()
    )
    if officer is None:
        return None
    if officer.user_id is None:
        officer.user = user
        officer.save(update_fields=["user"])
    officer.appointments.filter(confirmed_at=None).update(confirmed_by=administrator, confirmed_at=Now())
    return officer
