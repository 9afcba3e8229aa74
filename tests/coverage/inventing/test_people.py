from collections import Counter
from datetime import date

import pytest

from contractors.nik import NIK
from coverage.inventing.city import invent
from coverage.inventing.people import FIRST_SERIAL


@pytest.fixture(scope="module")
def people():
    works = invent(date(2026, 11, 24))
    return list({listing.person for work in works for listing in work.roster})


def test_each_has_a_possible_nik_of_their_own_that_nobody_real_can_have(people):
    assert len({person.nik for person in people}) == len(people) > 3000
    for person in people:
        nik = NIK(person.nik)
        assert nik.sex == person.sex
        assert nik.agrees_with_birth(person.born_on)
        assert int(person.nik[12:]) >= FIRST_SERIAL


def test_most_live_in_the_city_and_some_are_women(people):
    in_the_city = sum(person.domicile.startswith("32.71.") for person in people)
    assert 0.75 < in_the_city / len(people) < 0.9
    women = Counter(person.sex for person in people)["P"]
    assert 0.03 < women / len(people) < 0.2


def test_permanent_staff_with_and_without_membership(people):
    permanent = Counter(bool(person.memberships) for person in people if person.employment == "PKWTT")
    assert permanent[True] > permanent[False] > 10
    assert any(one.segment == "BPU" and one.ends_on for person in people for one in person.memberships)


def test_no_npwp_can_be_a_real_one():
    companies = {work.company for work in invent(date(2026, 6, 30))}
    assert len({company.npwp for company in companies}) == len(companies)
    assert all(len(company.npwp) == 16 and company.npwp.startswith("000") for company in companies)


def test_masked_numbers_tell_people_apart(people):
    most = Counter(person.nik[12:] for person in people).most_common(1)[0][1]
    assert most < len(people) / 300
