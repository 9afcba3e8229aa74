"""The page of one provider."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.measuring import breakdown_on, figures_on
from tests import factories as make
from tests import oracle
from tests.cast import agency_of, signed_in
from tests.loading import load
from tests.pages import read, shown, texts
from tests.shared import shared

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)


def page(user, pk, query="", day=D):
    answer = signed_in(user).get(f"{reverse('contractor_detail', args=[pk])}?pada={day}&{query}")
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row.record.title for row in answer.context["contracts"].page.object_list]


@pytest.fixture
def provider(budi):
    """CV Satu: one contract of Budi's agency, protected; one elsewhere, registered 2 working days late and unpaid."""
    own = make.protected(make.contract(agency=agency_of(budi), contractor="CV Satu", title="Jembatan Sendiri"))
    make.assignment(own)
    foreign = make.contract(agency="Dinas Asing", contractor="CV Satu", title="Sekolah Asing")
    make.registration(foreign, registered_on=date(2025, 7, 23))
    make.contract(agency="Dinas Asing", contractor="CV Lain", title="Pasar Lain")
    return own.contractor_id


def test_all_contracts_of_one_with_what_was_registered_when(provider, ani):
    answer = page(ani, provider)
    assert set(titles(answer)) == {"Jembatan Sendiri", "Sekolah Asing"}
    said = texts(answer)
    assert "1 dari 2 kontrak terhitung" in said
    assert "1 rata-rata 2,0 hari kerja" in said
    assert "Termin 1 belum dibayar" in said
    assert "Pasar Lain" not in said


def test_findings_lead_to_the_contracts_that_carry_them(provider, ani):
    answer = page(ani, provider)
    for text, number in answer.context["found"]:
        link = f"/kontrak/?penyedia={provider}&temuan={text.code}&pada={D}"
        assert link.replace("&", "&amp;") in answer.content.decode()
        assert len(signed_in(ani).get(link).context["table"].page.object_list) == number


def test_a_ppk_sees_the_contracts_of_the_own_agency_and_is_told_so(provider, budi):
    answer = page(budi, provider)
    assert titles(answer) == ["Jembatan Sendiri"]
    assert "hanya dari kontrak OPD Anda" in texts(answer)
    assert "Sekolah Asing" not in texts(answer)
    assert answer.context["provider"].due == 1


def test_without_a_visible_contract_the_name_and_npwp_remain(provider, budi, ani):
    foreign = make.contractor("CV Lain").pk
    assert "Tidak ada kontrak di OPD Anda" in texts(page(budi, foreign))
    assert "CV Lain" in texts(page(budi, foreign))
    idle = make.contractor("CV Tiga", npwp="0123456789012345").pk
    assert "Tidak ada kontrak" in texts(page(ani, idle))
    assert "NPWP 0123456789012345" in texts(page(ani, idle))


def test_several_npwps_under_one_name_are_several_providers(ani):
    for npwp in ("0123456789012345", "0123456789012346"):
        make.contract(contractor=make.Contractor.objects.create(name="CV Kembar", npwp=npwp), title=f"Paket {npwp}")
    one, other = make.Contractor.objects.order_by("npwp")
    answer = page(ani, one.pk)
    assert "tercatat dengan 2 NPWP" in texts(answer)
    assert f'href="/penyedia/{other.pk}/?pada={D}"' in answer.content.decode()
    assert titles(answer) == ["Paket 0123456789012345"]
    assert "tercatat dengan" not in texts(page(ani, make.contract(contractor="CV Sendiri").contractor_id))


def test_years_are_told_on_the_same_day_of_each_year(ani):
    tables = oracle.read(shared("data/fixture_city"))
    truth = oracle.City(tables)
    loaded = load(tables)
    for pk, key in loaded.providers.items():
        codes = {code for code in truth.contracts if truth.key(code, "provider", D) == key}
        answer = page(ani, pk)
        years = answer.context["provider"].contracts and answer.context["years"].data.data
        for year in years or ():
            figures = shown(answer, f"penyedia:{pk}:{year.figures.on.year}")
            assert (year.figures.on.month, year.figures.on.day) == (9, 30)
            for measure, pair in truth.figures(year.figures.on, codes)[0].items():
                assert (figures[measure, "numerator"], figures[measure, "denominator"]) == pair
        workers = shown(answer, f"penyedia:{pk}")
        if workers:
            told = (workers["workers", "numerator"], workers["workers", "denominator"])
            assert told == truth.figures(D, codes)[0]["workers"]


def test_every_figure_has_its_passport(provider, ani):
    parsed = read(page(ani, provider))
    assert parsed.marks
    assert {one["data-passport"] for one in parsed.marks} <= parsed.popovers
    assert len(parsed.ids) == len(set(parsed.ids))
    names = ("contracts", "in_time", "late", "not_yet", "value", "findings")
    assert {f"kolom-{name}" for name in names} <= parsed.popovers
    assert "Angka Rp 200.000.000" in texts(page(ani, provider))


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=99", "sort=password", "sort=-nilai", "sort=kontrak", "pada=x"]
)
def test_no_address_breaks_it(provider, ani, query):
    assert set(titles(page(ani, provider, query))) == {"Jembatan Sendiri", "Sekolah Asing"}


@pytest.mark.parametrize("path", ["0", "999999999", "9" * 20, "-1", "abc", "%00"])
def test_what_does_not_exist_answers_404(provider, ani, path):
    assert signed_in(ani).get(f"/penyedia/{path}/").status_code == 404


def test_queries_do_not_grow_with_the_rows(ani, budi):
    counts = {}
    for few, many in ((0, 3), (3, 30)):
        for serial in range(few, many):
            agency = agency_of(budi) if serial % 2 else f"Dinas {serial}"
            make.assignment(make.contract(agency=agency, contractor="CV Satu"))
        for user in (ani, budi):
            client = signed_in(user)
            path = reverse("contractor_detail", args=[make.contractor("CV Satu").pk])
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{path}?pada={D}")
            counts.setdefault(user.name, []).append(len(queries))
    assert all(few == many <= 13 for few, many in counts.values()), counts


def test_what_a_provider_took_over_stands_there_and_is_counted_with_who_signed(provider, ani, budi):
    before = [figures_on(D), breakdown_on(D, "provider")]
    own = make.Contract.objects.get(title="Jembatan Sendiri")
    make.provider_change(own, "CV Lain", date(2025, 9, 8))
    make.provider_change(own, "CV Tiga", date(2025, 9, 20))
    lain, tiga = (make.contractor(name).pk for name in ("CV Lain", "CV Tiga"))
    taken = "Jembatan Sendiri sejak 8 September 2025 sampai penggantian berikutnya pada 20 September 2025"
    for user, listed in ((ani, ["Pasar Lain"]), (budi, [])):
        answer = page(user, lain)
        assert titles(answer) == listed
        assert taken in texts(answer)
        assert "penanda tangan CV Satu" in texts(answer)
        assert answer.context["provider"].contracts == len(listed)
        assert "Jembatan Sendiri sejak 20 September 2025" in texts(page(user, tiga))
        assert "Tidak ada kontrak" not in texts(page(user, tiga))
    assert "sampai penggantian" not in texts(page(ani, lain, day=date(2025, 9, 19)))
    assert "Diambil alih" not in texts(page(ani, lain, day=date(2025, 9, 7)))
    assert "Jembatan Sendiri" in titles(page(ani, provider))
    assert [figures_on(D), breakdown_on(D, "provider")] == before
    make.provider_change(make.Contract.objects.get(title="Sekolah Asing"), "CV Empat", D)
    assert "Sekolah Asing" not in texts(page(budi, make.contractor("CV Empat").pk))
