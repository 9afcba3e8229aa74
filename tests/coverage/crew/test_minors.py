"""Under 18 on site: recorded, red, before the eyes of the inspectorate, and in no measure or count of compliance."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from contractors.models import NIKTail, Worker
from contractors.nik import NIK
from coverage.catalogue import UNDER_AGE
from coverage.models import Finding
from coverage.rules.crew import under_age
from coverage.tasks import index_tails
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.crew.test_people import SAID

TODAY = timezone.localdate()


@pytest.fixture
def site(budi):
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID | {"tanggal_lahir": f"01/01/{TODAY.year - 15}"}).status_code == 303
    return contract


def told(user, name, *args):
    return UNDER_AGE.title in cast.signed_in(user).get(reverse(name, args=args)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "waits"), [("budi", True), ("ani", True), ("eko", True), ("sari", False), ("citra", False)]
)
def test_it_reaches_whoever_must_know(who, waits, site, request):
    assert told(request.getfixturevalue(who), "worklist") is waits


@pytest.mark.django_db
def test_to_end_the_assignment_does_not_hide_it(eko, site):
    Assignment.objects.update(ends_on=TODAY)
    assert told(eko, "worklist")
    assert told(eko, "contract_detail", site.uid)


@pytest.mark.django_db
def test_it_is_no_finding_of_measures(eko, site):
    codes = {row.code for row in Finding.objects.on(TODAY).filter(contract=site.pk)}
    assert UNDER_AGE.code not in codes
    assert not told(eko, "compliance")
    assert told(eko, "rule_catalogue")


@pytest.mark.django_db
def test_a_contract_of_grown_ups_says_nothing(budi, eko):
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))
    factories.assignment(contract)
    assert not told(eko, "contract_detail", contract.uid)
    assert not told(eko, "worklist")


def of_the_nik(born_on, serial, woman=False):
    day = born_on.day + (40 if woman else 0)
    return NIK(f"327101{day:02}{born_on:%m%y}{serial:04}")


def without_birth(nik):
    return Worker.objects.create(nik=nik, nik_index=nik.index(), name="Pekerja Uji")


@pytest.mark.django_db
@pytest.mark.parametrize("woman", [False, True])
def test_who_came_by_file_without_a_birth_date_is_known_by_the_nik(budi, eko, woman):
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))
    born_on = date(TODAY.year - 15, 3, 1)
    who = without_birth(of_the_nik(born_on, 1, woman))
    factories.assignment(contract, who, starts_on=TODAY)
    assert not told(eko, "worklist")
    index_tails()
    assert told(eko, "worklist")
    assert told(eko, "contract_detail", contract.uid)
    assert NIKTail.objects.get().born_on == born_on
    assert Worker.objects.get().born_on is None
    page = cast.signed_in(eko).get(reverse("contract_detail", args=[contract.uid])).content.decode()
    assert f"{born_on:%d%m%y}" not in page
    Worker.objects.update(born_on=date(1990, 3, 1))
    assert not told(eko, "worklist")


@pytest.mark.django_db
def test_birth_dates_are_read_from_the_nik_once_and_for_those_alone_who_have_none():
    factories.worker(1)
    for serial in (2, 3):
        without_birth(of_the_nik(date(2010, 5, 17), serial))
    assert NIKTail.objects.complete(10) == 3
    assert NIKTail.objects.tell_births(1, TODAY) == 1
    assert NIKTail.objects.tell_births(10, TODAY) == 1
    assert NIKTail.objects.tell_births(10, TODAY) == 0
    told_by = dict(NIKTail.objects.values_list("worker__name", "born_on"))
    assert told_by == {"Pekerja Uji 1": None, "Pekerja Uji": date(2010, 5, 17)}


class MinorsTest(TestCase):
    @example(date(2008, 2, 29), date(2026, 2, 28))
    @example(date(2008, 2, 29), date(2026, 3, 1))
    @example(date(2010, 2, 28), date(2028, 2, 29))
    @example(date(2010, 3, 1), date(2028, 2, 29))
    @settings(deadline=None)
    @given(st.dates(date(2000, 1, 1), date(2012, 12, 31)), st.dates(date(2018, 1, 1), date(2031, 12, 31)))
    def test_the_database_reckons_ages_as_the_rule_does(self, born_on, starts_on):
        who = factories.worker(born_on=born_on)
        one = factories.assignment(factories.contract(), who, starts_on=starts_on)
        found = Assignment.objects.of_minors(starts_on).filter(pk=one.pk).exists()
        assert found is under_age(born_on, starts_on)
        NIKTail.objects.create(worker=who, tail=who.nik.tail_index(), born_on=born_on)
        Worker.objects.filter(pk=who.pk).update(born_on=None)
        assert Assignment.objects.of_minors(starts_on).filter(pk=one.pk).exists() is found
        assert not Assignment.objects.of_minors(starts_on - timedelta(days=1)).filter(pk=one.pk).exists()
