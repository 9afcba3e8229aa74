"""Under 18 on site: recorded, red, before the eyes of the inspectorate, and in no measure or count of compliance."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coverage.catalogue import UNDER_AGE
from coverage.models import Finding
from coverage.rules.crew import under_age
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


class MinorsTest(TestCase):
    @example(date(2008, 2, 29), date(2026, 2, 28))
    @example(date(2008, 2, 29), date(2026, 3, 1))
    @example(date(2010, 2, 28), date(2028, 2, 29))
    @example(date(2010, 3, 1), date(2028, 2, 29))
    @given(st.dates(date(2000, 1, 1), date(2012, 12, 31)), st.dates(date(2018, 1, 1), date(2031, 12, 31)))
    def test_the_database_reckons_ages_as_the_rule_does(self, born_on, starts_on):
        who = factories.worker(born_on=born_on)
        one = factories.assignment(factories.contract(), who, starts_on=starts_on)
        found = Assignment.objects.of_minors(starts_on).filter(pk=one.pk).exists()
        assert found is under_age(born_on, starts_on)
        assert not Assignment.objects.of_minors(starts_on - timedelta(days=1)).filter(pk=one.pk).exists()
