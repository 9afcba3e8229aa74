"""The page Penyedia: names for everybody, figures as far as a reader may see."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import Agency
from tests import factories as make
from tests import oracle
from tests.cast import agency_of, ppk, signed_in
from tests.coverage.workbooks import sheets
from tests.loading import load
from tests.pages import read, shown, texts
from tests.shared import shared

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)


def page(user, query="", day=D, **headers):
    answer = signed_in(user).get(f"{reverse('contractor_list')}?pada={day}&{query}", headers=headers)
    assert answer.status_code == 200
    return answer


def names(answer):
    return [row.record.name for row in answer.context["table"].page.object_list]


@pytest.fixture
def city(budi):
    """CV Satu builds for Budi's agency (protected) and elsewhere (overdue); CV Dua consults elsewhere; CV Tiga idles."""
    own = make.protected(make.contract(agency=agency_of(budi), contractor="CV Satu"))
    make.assignment(own)
    make.contract(agency="Dinas Asing", contractor="CV Satu")
    make.contract(agency="Dinas Asing", contractor="CV Dua", kind="Jasa Konsultansi Pengawasan")
    make.contractor("CV Tiga", npwp="0123456789012345")
    return own


def test_the_worst_stands_first_with_sums_below(city, ani):
    answer = page(ani)
    assert names(answer) == ["CV Satu", "CV Dua", "CV Tiga"]
    assert "3 dari 3 penyedia" in texts(answer)
    sums = answer.context["table"].sums
    assert (sums.contracts, sums.running, sums.in_time, sums.late, sums.not_yet) == (3, 3, 1, 0, 2)
    assert (sums.workers.numerator, sums.workers.denominator) == (1, 1)


def test_the_sums_are_of_providers_and_say_so_to_a_ppk_too(city, budi):
    nameless = make.contract(agency=agency_of(budi), contractor=None)
    make.declaration(nameless, 7)
    answer = page(budi)
    sums = {
        one["data-part"]: one["value"]
        for one in read(answer).marks
        if one["data-of"] == "penyedia" and one.get("data-part")
    }
    assert sums["denominator"] == "1", "a contract without a provider stands in no row"
    assert not [one for one in read(answer).marks if one["data-of"] == "opd-anda"]
    assert "Tingkat kepesertaan pekerja, penyedia tampil, OPD Anda" in texts(answer)


def test_a_ppk_reads_every_name_and_the_figures_of_the_own_agency(city, budi):
    answer = page(budi)
    assert set(names(answer)) == {"CV Satu", "CV Dua", "CV Tiga"}
    assert "OPD Anda" in texts(answer)
    contracts = {one.record.name: one.record.contracts for one in answer.context["table"].page.object_list}
    assert contracts == {"CV Satu": 1, "CV Dua": 0, "CV Tiga": 0}
    assert answer.context["table"].sums.contracts == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jenis=konsultan", {"CV Dua"}),
        ("jenis=penyedia", {"CV Satu"}),
        ("jenis=lain", {"CV Satu", "CV Dua", "CV Tiga"}),
        ("cari=cv+s", {"CV Satu"}),
        ("cari=01234", {"CV Tiga"}),
        ("cari=%00", {"CV Satu", "CV Dua", "CV Tiga"}),
    ],
)
def test_filters_narrow_the_rows_and_their_sums(city, ani, query, found):
    answer = page(ani, query)
    assert set(names(answer)) == found
    assert f"{len(found)} dari 3 penyedia" in texts(answer)
    assert answer.context["table"].sums.contracts == sum(one.contracts for one in answer.context["table"].data.data)


def test_sorting_and_pages(city, ani):
    assert names(page(ani, "sort=penyedia")) == ["CV Dua", "CV Satu", "CV Tiga"]
    assert names(page(ani, "sort=-penyedia&page=99")) == ["CV Tiga", "CV Satu", "CV Dua"]
    assert names(page(ani, "sort=-contracts"))[0] == "CV Satu"
    assert names(page(ani, "sort=workers"))[0] == "CV Satu"
    assert names(page(ani, "sort=password&page=x")) == ["CV Satu", "CV Dua", "CV Tiga"]


def test_nothing_found_and_nothing_there(ani):
    assert "Belum ada penyedia" in texts(page(ani))
    make.contractor("CV Satu")
    assert "Tidak ada penyedia" in texts(page(ani, "cari=tidak-ada"))


def test_every_figure_has_its_passport_and_a_fragment_is_the_table_alone(city, ani, budi):
    for user in (ani, budi):
        parsed = read(page(user))
        assert {one["data-passport"] for one in parsed.marks} <= parsed.popovers
        assert len(parsed.ids) == len(set(parsed.ids))
    fragment = page(ani, **{"HX-Request": "true", "HX-Target": "daftar"})
    assert b"<html" not in fragment.content


def test_people_are_those_of_the_oracle(ani):
    tables = oracle.read(shared("data/fixture_city"))
    truth = oracle.City(tables)
    loaded = load(tables)
    own = next(agency for agency in Agency.objects.all() if agency.pk in loaded.agencies)
    codes = {code for code in truth.contracts if truth.key(code, "agency", D) == own.name}
    for user, only in ((ani, None), (ppk("Citra Uji", own.name), codes)):
        answer = page(user)
        for pk, key in loaded.providers.items():
            row = truth.breakdown(D, "provider", only).get(key)
            figures = shown(answer, f"penyedia:{pk}")
            if row and row[0]["workers"][1]:
                told = (figures["workers", "numerator"], figures["workers", "denominator"])
                assert told == row[0]["workers"]
            else:
                assert set(figures.values()) == {None}


def test_links_keep_the_day_and_lead_to_the_contracts(city, ani):
    body = page(ani).content.decode()
    assert f'href="/penyedia/{city.contractor_id}/?pada={D}"' in body
    link = f"/kontrak/?penyedia={city.contractor_id}&berjalan=ya&pada={D}"
    assert link.replace("&", "&amp;") in body
    assert len(signed_in(ani).get(link).context["table"].page.object_list) == 2


def test_queries_do_not_grow_with_the_rows(ani, budi):
    counts = {}
    for few, many in ((0, 5), (5, 60)):
        for serial in range(few, many):
            agency = agency_of(budi) if serial % 2 else f"Dinas {serial}"
            make.assignment(make.contract(agency=agency, contractor=f"CV {serial}"))
        for user in (ani, budi):
            client = signed_in(user)
            client.get(reverse("contractor_list"))
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{reverse('contractor_list')}?pada={D}")
            counts.setdefault(user.name, []).append(len(queries))
    assert all(few == many <= 12 for few, many in counts.values()), counts


def test_the_file_has_what_is_shown(city, ani, budi):
    for user in (ani, budi):
        found = names(page(user, "sort=-penyedia&cari=cv"))
        answer = signed_in(user).get(
            f"{reverse('contractor_export', kwargs={'form': 'csv'})}?pada={D}&sort=-penyedia&cari=cv"
        )
        assert answer["Content-Disposition"] == f'attachment; filename="penyedia-{D}.csv"'
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        gap = lines.index([])
        head, rows = dict(lines[:gap]), lines[gap + 2 :]
        assert [row[0] for row in rows] == found == ["CV Tiga", "CV Satu", "CV Dua"]
        assert (head["Cari"], head["Urutan"], head["Baris"]) == ("cv", "Penyedia, turun", "3 dari 3 penyedia")
        assert head["Kontrak"] == str(sum(int(row[3]) for row in rows)) == ("1" if user == budi else "3")
    workbook = signed_in(ani).get(f"{reverse('contractor_export', kwargs={'form': 'xlsx'})}?pada={D}&jenis=konsultan")
    sheet, _ = sheets(workbook.content)
    assert [row[0] for row in sheet] == ["Penyedia", "CV Dua"]
