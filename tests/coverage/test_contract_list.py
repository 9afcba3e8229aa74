"""The page Kontrak: who sees what, what stands in it, and that it never breaks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.models import DailyFigure
from coverage.recomputing import recompute
from tests import factories as make
from tests.bench.register import fill
from tests.cast import agency_of, make_eko, make_fitri, make_sari, person, signed_in
from tests.pages import read, text_of

pytestmark = pytest.mark.django_db
D = "2025-09-30"


def page(user, query="", **headers):
    answer = signed_in(user).get(f"{reverse('contract_list')}?pada={D}&{query}", headers=headers)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row.record.title for row in answer.context["table"].page.object_list]


@pytest.fixture
def city(budi):
    """A contract of Budi's agency that is protected, and two of another that are not; one is over."""
    own = make.protected(make.contract(title="Jembatan Sendiri", agency=agency_of(budi)))
    foreign = make.contract(title="Sekolah Asing", agency="Dinas Pendidikan", officer="PPK Asing", method="Tender")
    make.contract(title="Selesai Asing", agency="Dinas Pendidikan", ends_on=date(2025, 8, 31), price=222_000_000)
    ujang = make.worker(7)
    make.assignment(own, ujang)
    make.assignment(foreign, ujang)
    make.assignment(foreign)
    make.declaration(foreign, 5)
    return own, foreign


def test_a_stranger_is_sent_to_the_door(client):
    answer = client.get(reverse("contract_list"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_post_is_refused(ani):
    assert signed_in(ani).post(reverse("contract_list")).status_code == 405


@pytest.mark.parametrize("who", ["ani", "sari", "eko", "fitri"])
def test_city_wide_roles_see_every_contract(city, who, request):
    answer = page(request.getfixturevalue(who))
    assert set(titles(answer)) == {"Jembatan Sendiri", "Sekolah Asing", "Selesai Asing"}


def test_a_ppk_sees_the_own_agency_and_may_choose_from_nothing_else(city, budi):
    answer = page(budi)
    assert titles(answer) == ["Jembatan Sendiri"]
    text = answer.content.decode()
    assert "Asing" not in text
    assert "Pendidikan" not in text
    assert "Tender" not in text
    foreign = city[1]
    answer = page(budi, f"opd={foreign.agency_id}&ppk={foreign.officer_id}&penyedia={foreign.contractor_id}")
    assert titles(answer) == []
    assert "Pendidikan" not in answer.content.decode()


def test_the_worst_stands_first(city, ani):
    assert titles(page(ani)) == ["Sekolah Asing", "Jembatan Sendiri", "Selesai Asing"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("kontrak", "Jembatan Sendiri"),
        ("-kontrak", "Selesai Asing"),
        ("-nilai", "Selesai Asing"),
        ("-status", "Selesai Asing"),
        ("password", "Sekolah Asing"),
        ("pekerja", "Sekolah Asing"),
        ("agency__name", "Sekolah Asing"),
        ("kontrak&sort=-kontrak", "Selesai Asing"),
    ],
)
def test_rows_are_sorted_by_what_the_table_offers(city, ani, sort, first):
    assert titles(page(ani, f"sort={sort}"))[0] == first


def test_sums_are_of_the_whole_filter_and_count_a_person_once(city, ani):
    sums = page(ani).context["sums"]
    assert (sums.contracts, sums.all_contracts) == (3, 3)
    assert (sums.packages.numerator, sums.packages.denominator) == (1, 2)
    assert (sums.workers.numerator, sums.workers.denominator) == (1, 5)
    assert sums.worth == Decimal("400000000.00")
    filtered = page(ani, "lindung=tidak").context["sums"]
    assert (filtered.contracts, filtered.all_contracts) == (1, 3)
    assert (filtered.workers.numerator, filtered.workers.denominator) == (1, 5)
    assert filtered.worth == Decimal("100000000.00")


def test_the_sum_of_the_whole_city_is_the_jobs_until_something_waits(city, ani, budi):
    recompute(date(2025, 9, 30))
    DailyFigure.objects.filter(day=D, measure="workers").update(numerator=2, denominator=77)

    def workers(user, query=""):
        found = page(user, query).context["sums"].workers
        return found.numerator, found.denominator

    assert workers(ani) == (2, 77)
    assert workers(ani, "berjalan=ya") == (1, 5)
    assert workers(budi) == (1, 1)
    make.assignment(city[1])
    assert workers(ani) == (1, 5)
    recompute(date(2025, 9, 30))
    assert workers(ani) == (1, 5)


def test_a_row_tells_cover_from_elsewhere_and_places_without_a_name(city, ani):
    text = text_of(read(page(ani, "lindung=tidak")).select_one("main"))
    assert "1 / 5" in text
    assert "3 tanpa nama" in text


def test_an_unknown_headcount_is_a_word(ani):
    make.contract(title="Tanpa Orang")
    cell = text_of(read(page(ani)).select_one("tbody td.c-people"))
    assert cell == "tidak diketahui"


def test_views_lead_to_as_many_contracts_as_they_say(city, ani):
    make.contract(signed_on=date(2025, 9, 15), title="Segera")
    make.contract(fund="APBN", ends_on=date(2025, 7, 31))
    views = page(ani).context["listing"].views
    assert [view.count for view in views] == [5, 3, 2, 1, 1, 2]
    client = signed_in(ani)
    for view in views:
        answer = client.get(reverse("contract_list") + view.url)
        assert answer.context["sums"].contracts == view.count
        assert [one.label for one in answer.context["listing"].views if one.current] == [view.label]


@pytest.mark.parametrize(("asked", "number"), [("0", 3), ("-1", 3), ("1e9", 1), ("x", 1), ("999999999", 3), ("2", 2)])
def test_a_page_that_is_none_gives_the_first_or_the_last(ani, asked, number):
    for serial in range(101):
        make.contract(title=f"Paket {serial}")
    table = page(ani, f"page={asked}").context["table"]
    assert table.page.number == number
    assert table.paginator.num_pages == 3


def test_hidden_columns_are_left_out_and_the_name_stays(city, ani):
    text = page(ani, "tanpa=waktu,kontrak,nilai,xyz").content.decode()
    assert 'class="c-time' not in text
    assert 'class="c-val' not in text
    assert "Sekolah Asing" in text
    assert titles(page(ani, "tanpa=status,waktu,pekerja,nilai&sort=-nilai"))[0] == "Selesai Asing"


def test_htmx_gets_the_list_alone_and_a_restored_history_the_page(city, ani):
    whole = page(ani).content.decode()
    part = page(ani, **{"HX-Request": "true", "HX-Target": "daftar", "HX-Boosted": "true"}).content.decode()
    again = page(ani, **{"HX-Request": "true", "HX-History-Restore-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" in again
    assert "<html" not in part
    assert part.strip() in whole


def test_a_fragment_skips_no_permission(city, budi):
    part = page(budi, **{"HX-Request": "true", "HX-Target": "daftar"}).content.decode()
    assert "Asing" not in part


def test_empty_lists_say_what_to_do_next(ani, budi):
    assert "Register masih kosong" in page(ani).content.decode()
    assert "Belum ada kontrak di OPD Anda" in page(budi).content.decode()
    assert "Penunjukan berlaku setelah disahkan" in page(person("Dodi", "ppk")).content.decode()
    for who, told in ((make_sari(), False), (make_eko(), False), (make_fitri(), True)):
        block = read(page(who)).select_one(".nothing")
        assert ("import_data" in block.text, bool(block.select("a"))) == (told, told), who
    make.contract()
    text = page(ani, "tahun=1999").content.decode()
    assert "Lepas Tahun anggaran: 1999" in text


def test_links_keep_the_day_and_what_was_asked(city, ani):
    text = page(ani, "opd=&berjalan=ya&sort=-nilai").content.decode()
    uid = city[0].uid
    assert f"/kontrak/{uid}/?pada={D}" in text
    assert f"unduh.xlsx?berjalan=ya&amp;sort=-nilai&amp;pada={D}" in text


def test_strange_contracts_are_shown(ani):
    make.contract(ends_on=date(2025, 6, 1), title="<script>alert(1)</script>")
    make.contract(
        starts_on=None, ends_on=None, officer=None, contractor=None, number="", method="", signed_on=date(1, 1, 1)
    )
    make.contract(ends_on=date(9999, 12, 31), price=0, village_code="x", kind="Pengadaan Barang", year=9999)
    text = page(ani).content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert "penyedia belum diisi" in text


@pytest.mark.parametrize("query", ["", "opd=1&lindung=tidak&cari=kerja&sort=-nilai"])
def test_the_queries_of_a_page_do_not_grow_with_its_rows(ani, query):
    client, counts = signed_in(ani), []
    for size in (10, 400):
        fill(size, size * 4, date(2025, 9, 30))
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{reverse('contract_list')}?{query}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_the_filters_of_a_ppk_cost_at_most_twelve_queries(budi):
    own = agency_of(budi)
    for _ in range(3):
        make.assignment(make.contract(agency=own))
    client = signed_in(budi)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{reverse('contract_list')}?pada={D}&opd={own.pk}&berjalan=ya&cari=uji")
    assert len(captured) <= 12
