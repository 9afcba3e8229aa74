"""The people on the page of one contract: who is covered by what, and what is told of them to whom."""

import re
from datetime import date
from decimal import Decimal

import pytest

from contractors.models import Worker
from tests import factories as make
from tests.cast import agency_of
from tests.coverage.contract_page import page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(budi):
    return make.contract(agency=agency_of(budi), title="Jembatan Sendiri")


@pytest.fixture
def crew(own):
    """Five people on an unprotected contract of Budi: covered by nothing, a membership, his other contract, a foreign
    one, and one whose days are over.
    """
    other = make.protected(make.contract(agency=own.agency, number="602/LAIN"))
    foreign = make.protected(make.contract(agency="Dinas Pendidikan", title="Asing", number="602/ASING"))
    people = {name: make.worker(at, f"Nama {name}") for at, name in enumerate("ABCDE", start=11)}
    for name, who in people.items():
        make.assignment(own, who, ends_on=date(2025, 8, 31) if name == "E" else None, wage=Decimal(4_321_000))
    make.membership(people["B"], "BPU")
    make.assignment(other, people["C"])
    make.assignment(foreign, people["D"])
    return people


def covers(answer):
    return {one.name[-1]: f"{one.status.word}, {one.status.note}" for one in answer.context["dossier"].roster}


def test_each_person_says_why_covered(own, crew, budi):
    answer = page(budi, own)
    assert covers(answer) == {
        "A": "Belum terlindungi, ",
        "B": "Terlindungi, kepesertaan sendiri BPU",
        "C": "Terlindungi, lewat kontrak lain:",
        "D": "Terlindungi, terlindungi di luar OPD ini",
        "E": "Tidak bertugas, hari itu di luar masa tugas",
    }
    text = answer.content.decode()
    assert "602/LAIN" in text
    assert "602/ASING" not in text
    assert "Asing" not in text
    assert "Pendidikan" not in text


def test_the_whole_city_may_follow_the_cover(own, crew, ani):
    answer = page(ani, own)
    assert covers(answer)["D"] == "Terlindungi, lewat kontrak lain:"
    assert "602/ASING" in answer.content.decode()


def test_a_protected_contract_covers_its_people(own, crew, budi):
    make.protected(own)
    found = covers(page(budi, own))
    assert {found[name] for name in "ABCD"} == {"Terlindungi, kontrak ini"}
    assert covers(page(budi, own, date(2025, 7, 9)))["A"] == "Belum terlindungi, "


def test_the_counts_of_people_agree_with_the_roster(own, crew, budi):
    make.declaration(own, 6)
    make.registration(own, "S-1", registered_on=date(2025, 9, 1), headcount=9)
    figures = page(budi, own).context["dossier"].figures
    assert (figures.listed, figures.unlisted) == (4, 2)
    assert (figures.workers.numerator, figures.workers.denominator) == (3, 6)
    text = words(page(budi, own))
    assert "Direncanakan" in text
    assert re.search(r"Pada sertifikat .* 9 ", text)


def test_no_digit_of_a_nik_but_the_last_four_is_shown(own, crew, budi, fitri):
    for user in (budi, fitri):
        text = page(user, own).content.decode()
        assert "************0011" in text
        for who in Worker.objects.all():
            assert who.nik.reveal() not in text
            assert who.nik.reveal()[:6] not in text
        assert "lahir 1990" in text
        assert "1 Januari 1990" not in text
        assert "1990-01-01" not in text


@pytest.mark.parametrize(
    ("who", "sees"), [("budi", True), ("sari", True), ("ani", False), ("eko", False), ("fitri", False)]
)
def test_that_a_wage_is_known_is_for_the_own_ppk_and_bpjs_alone_and_what_it_is_for_nobody(
    own, crew, who, sees, request
):
    text = page(request.getfixturevalue(who), own).content.decode()
    assert "4.321.000" not in text
    assert ("Upah sebulan" in text) == sees


def test_residence_comes_from_the_ktp_address_of_the_assignment(own, budi):
    for at, code in enumerate(["32.71.01.1001", "3271", "32.01.05", ""], start=31):
        make.assignment(own, make.worker(at, f"Warga {at}"), domicile_code=code)
    found = {one.name[-2:]: one.residence for one in page(budi, own).context["dossier"].roster}
    assert found == {"31": "Kota Bogor", "32": "Kota Bogor", "33": "luar Kota Bogor", "34": "KTP belum diisi"}


def test_the_local_share_counts_whoever_is_there_that_day(own, budi):
    codes = ["32.71.01.1001", "3271021002", "32.01.05", "", "32.71.02.1001"]
    for at, code in enumerate(codes, start=31):
        make.assignment(own, make.worker(at), ends_on=date(2025, 8, 31) if at == 35 else None, domicile_code=code)
    answer = page(budi, own)
    assert answer.context["dossier"].residents == 2
    assert "Warga Kota Bogor" in words(answer)
    assert "2 dari 4" in words(answer)


def test_a_long_roster_is_shown_in_part_and_whole_on_request(own, budi):
    for at in range(40, 80):
        make.assignment(own, make.worker(at))
    part = page(budi, own)
    assert len(part.context["dossier"].roster) == 12
    assert "12 dari 40 penugasan" in words(part)
    whole = page(budi, own, semua="tenaga-kerja")
    assert len(whole.context["dossier"].roster) == 40
    assert "Tampilkan semua" not in words(whole)


def test_every_figure_of_people_has_its_passport(own, crew, budi):
    make.declaration(own, 6)
    make.registration(own, "S-1", headcount=9)
    text = page(budi, own).content.decode()
    named = set(re.findall(r'data-passport="([^"]+)"', text))
    assert {"workers", "rencana", "bernama", "tanpa-nama", "sertifikat", "nilai", "iuran"} <= named
    for slug in named:
        assert f'id="paspor-{slug}"' in text
