"""The people whom the tests know: one for each role, and a second PPK.

Ani (procurement office), Budi and Citra (PPK of one agency each), Sari (BPJS branch), Eko (inspectorate) and Fitri
(administrator). Each function makes one person, as they look today: `agency_ids` is set as a request would set it.
"""

from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from projects.middleware import with_agencies
from projects.models import Agency, Appointment, Officer

PASSWORD = "jembatan-merah-1746"


def person(name, role, password=None):
    """A user `<first name>@bogor.test`; without a password nobody signs in by form, and `signed_in` still works."""
    email = f"{name.split()[0].lower()}@bogor.test"
    return with_agencies(User.objects.create_user(email, name, role, password), timezone.localdate())


def make_ani(password=None):
    return person("Ani Rahmawati", Role.PROCUREMENT, password)


def make_budi(password=None, agency="Dinas Pekerjaan Umum dan Penataan Ruang"):
    return ppk("Budi Santoso", agency, password)


def make_citra(password=None, agency="Dinas Pendidikan"):
    return ppk("Citra Lestari", agency, password)


def make_sari(password=None):
    return person("Sari Wulandari", Role.BPJS, password)


def make_eko(password=None):
    return person("Eko Prasetyo", Role.INSPECTORATE, password)


def make_fitri(password=None):
    return person("Fitri Handayani", Role.ADMINISTRATOR, password)


def ppk(name, agency, password=None):
    """A PPK with an officer of the same name and a confirmed appointment, open at both ends, at the agency so named."""
    user = person(name, Role.PPK, password)
    officer = Officer.objects.create(name=name, user=user)
    appoint(officer, Agency.objects.get_or_create(name=agency)[0])
    return with_agencies(user, timezone.localdate())


def appoint(officer, agency, confirmed=True, **days):
    """An appointment of `officer` at `agency`; confirmed by an administrator unless said otherwise."""
    confirmer = User.objects.filter(role=Role.ADMINISTRATOR).first() if confirmed else None
    if confirmed and confirmer is None:
        confirmer = User.objects.create_user("admin.penunjukan@bogor.test", "Admin Penunjukan", Role.ADMINISTRATOR)
    return Appointment.objects.create(
        officer=officer,
        agency=agency,
        confirmed_by=confirmer,
        confirmed_at=timezone.localtime() if confirmed else None,
        **days,
    )


def agency_of(user):
    """The one agency of a PPK of the cast."""
    return Agency.objects.get(appointments__officer__user=user)


def signed_in(user):
    """A client that has signed in as `user`."""
    client = Client()
    client.force_login(user)
    return client
