from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from projects.middleware import agencies_of_today
from projects.models import Agency, Appointment, Officer
from tests import cast

pytestmark = pytest.mark.django_db


def reader(user, path="/"):
    """The user as a view would meet them in a request of `user`."""
    request = RequestFactory().get(path)
    request.session = cast.signed_in(user).session
    agencies_of_today(lambda request: None)(request)
    return request.user


def test_a_ppk_has_the_agencies_of_confirmed_appointments_that_hold_today():
    budi = cast.make_budi()
    today = timezone.localdate()
    officer = Officer.objects.get(user=budi)
    day = timedelta(days=1)
    for name, confirmed, days in [
        ("hari ini saja", True, {"starts_on": today, "ends_on": today}),
        ("mulai besok", True, {"starts_on": today + day}),
        ("sampai kemarin", True, {"ends_on": today - day}),
        ("belum disahkan", False, {}),
    ]:
        cast.appoint(officer, Agency.objects.create(name=name), confirmed=confirmed, **days)
    cast.appoint(Officer.objects.create(name="PPK lain"), Agency.objects.create(name="OPD lain"))
    names = Agency.objects.filter(pk__in=reader(budi).agency_ids).values_list("name", flat=True)
    assert sorted(names) == ["Dinas Pekerjaan Umum dan Penataan Ruang", "hari ini saja"]


def test_pada_moves_no_right():
    budi = cast.make_budi()
    today = timezone.localdate()
    Appointment.objects.update(ends_on=today - timedelta(days=1))
    assert reader(budi, f"/?pada={today - timedelta(days=2)}").agency_ids == frozenset()


def test_the_day_is_that_of_bogor(time_machine):
    budi = cast.make_budi()
    Appointment.objects.update(ends_on="2026-03-02")
    time_machine.move_to("2026-03-02 23:59+07:00", tick=False)
    assert len(reader(budi).agency_ids) == 1
    time_machine.move_to("2026-03-03 00:30+07:00", tick=False)
    assert reader(budi).agency_ids == frozenset()


def test_it_is_asked_once_a_request_and_only_for_a_ppk(django_assert_num_queries):
    budi, ani = cast.make_budi(), cast.make_ani()
    for user, queries in ((budi, 3), (ani, 2)):
        request = RequestFactory().get("/")
        request.session = type(cast.signed_in(user).session)(cast.signed_in(user).session.session_key)
        with django_assert_num_queries(0):
            agencies_of_today(lambda request: None)(request)
        with django_assert_num_queries(queries):
            assert isinstance(request.user.agency_ids, frozenset)
            assert request.user.agency_ids == request.user.agency_ids
