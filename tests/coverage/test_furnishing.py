"""What the demo's register gets beside its data."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import authenticate

from accounts.models import Role, User
from cakupan.sign_ins import SignIn
from coverage.furnishing import let_in, say_origin, state_invented_ucj
from coverage.measuring import newest_ucj, targets_on
from coverage.models import Dataset, UCJStatement
from projects.middleware import with_agencies
from projects.models import Appointment, Contract, Officer
from tests.factories import contract

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
PEOPLE = [
    SignIn(f"{role}@demo.cakupan.test", f"sandi-{role}-27", name, role, "")
    for role, name in [
        ("procurement", "Ani"),
        ("ppk", "Budi Santosa"),
        ("bpjs", "Sari"),
        ("inspectorate", "Eko"),
        ("administrator", "Fitri"),
    ]
]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def seen_by_the_ppk():
    user = with_agencies(User.objects.get(role=Role.PPK), TODAY)
    return set(Contract.objects.visible_to(user))


def test_all_five_can_sign_in(rf):
    let_in(PEOPLE)
    for one in PEOPLE:
        user = authenticate(rf.post("/masuk/"), email=one.email, password=one.password)
        assert (user.name, user.role) == (one.name, one.role)


def test_again_changes_nothing_and_other_passwords_are_set():
    let_in(PEOPLE)
    before = list(User.objects.order_by("pk").values_list("password", flat=True))
    let_in(PEOPLE)
    assert list(User.objects.order_by("pk").values_list("password", flat=True)) == before
    let_in([replace(one, password=f"lain-{one.password}") for one in PEOPLE])
    assert all(User.objects.get(email=one.email).check_password(f"lain-{one.password}") for one in PEOPLE)
    assert User.objects.count() == 5


def test_the_ppk_sees_the_agency_that_his_contracts_name_once_confirmed():
    officer = Officer.objects.create(name="Budi Santosa")
    own, other = contract(agency="Dinas Satu", officer=officer), contract(agency="Dinas Dua")
    Appointment.objects.create(officer=officer, agency=own.agency)
    let_in(PEOPLE)
    assert own.agency != other.agency
    assert seen_by_the_ppk() == {own}
    appointment = Appointment.objects.get()
    assert appointment.confirmed_by.role == Role.ADMINISTRATOR
    assert appointment.confirmed_at is not None


def test_in_a_register_that_does_not_know_him_he_is_who_signed_most():
    contract(agency="Dinas Satu", officer="Pejabat Satu")
    busy = [contract(agency="Dinas Dua", officer="Pejabat Dua") for _ in range(2)]
    Appointment.objects.create(officer=busy[0].officer, agency=busy[0].agency)
    assert let_in(PEOPLE) == busy[0].officer
    assert let_in(PEOPLE) == busy[0].officer
    assert seen_by_the_ppk() == set(busy)
    assert (Officer.objects.count(), Appointment.objects.count()) == (2, 1)


def test_an_empty_register_opens_nothing_and_stays_empty():
    assert let_in(PEOPLE) is None
    assert seen_by_the_ppk() == set()
    assert not Officer.objects.exists()


def test_the_origin_is_told_once():
    say_origin(True, "karangan")
    say_origin(False, "folder ekspor")
    assert list(Dataset.objects.values_list("invented", "source")) == [(False, "folder ekspor")]


def test_invented_ucj_is_below_the_target_and_stated_up_to_last_month():
    state_invented_ucj(TODAY)
    state_invented_ucj(TODAY)
    assert UCJStatement.objects.count() == 22
    newest = newest_ucj(TODAY)
    assert newest.month == date(2026, 10, 1)
    for one in UCJStatement.objects.all():
        assert 0.465 < one.participants / one.employed < 0.495
        assert min(one.pu, one.bpu, one.jakon, one.pmi) > 0


def test_this_years_target_is_last_years_and_says_so():
    target = targets_on(TODAY)["workers"]
    assert (target.year, target.percent) == (2025, 50)
