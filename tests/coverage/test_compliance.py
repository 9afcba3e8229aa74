"""The page Kepatuhan: its figures, who may open which list, sorting, search, files, and that it never breaks."""

import csv
import io
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from coverage.models import Target
from projects.models import Agency, Officer
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
    answer = signed_in(user).get(f"{reverse('compliance')}?pada={day}&{query}", headers=headers)
    assert answer.status_code == 200
    return answer


def labels(answer):
    return [row.record.label for row in answer.context["table"].page.object_list][1:]


def links(answer):
    """The Kontrak lists that the table leads to, as {path?query}."""
    found = re.findall(r'href="(/kontrak/\?[^"]*berjalan[^"]+)"', answer.content.decode())
    return {link.replace("&amp;", "&") for link in found}


@pytest.fixture
def city(budi):
    """Two agencies: Budi's has one contract protected and one late and unpaid, the other one overdue, without a PPK."""
    own = agency_of(budi)
    make.assignment(make.protected(make.contract(agency=own, officer="PPK Satu", contractor="CV Satu")))
    late = make.contract(agency=own, officer="PPK Satu", contractor="CV Dua")
    make.registration(late, registered_on=date(2025, 8, 20))
    make.declaration(late, 3)
    make.contract(agency="Dinas Asing", officer=None, contractor="CV Asing")
    return own


def test_the_three_ways_and_the_line_of_all(city, ani):
    for per, whole in (("opd", 3), ("ppk", 3), ("penyedia", 3)):
        answer = page(ani, f"per={per}")
        assert answer.context["compliance"].total.counts.contracts == whole
        assert "Kota Bogor" in texts(answer)
    assert labels(page(ani, "per=ppk")) == ["Belum diisi", "PPK Satu"]
    assert set(labels(page(ani, "per=penyedia"))) == {"CV Satu", "CV Dua", "CV Asing"}
    assert labels(page(ani, "per=lain")) == labels(page(ani))


def test_the_worst_stands_first_and_a_click_sorts(city, ani):
    assert labels(page(ani)) == ["Dinas Asing", city.name]
    assert labels(page(ani, "sort=-contracts")) == [city.name, "Dinas Asing"]
    assert labels(page(ani, "sort=contracts")) == ["Dinas Asing", city.name]
    assert 'sort=-late"' in page(ani).content.decode()
    assert labels(page(ani, "sort=password&page=x")) == ["Dinas Asing", city.name]


def test_figures_are_those_of_the_oracle_for_every_reader_on_every_day(ani, budi):
    tables = oracle.read(shared("data/fixture_city"))
    truth = oracle.City(tables)
    loaded = load(tables)
    own = next(agency for agency in Agency.objects.all() if agency.pk in loaded.agencies)
    citra = ppk("Citra Uji", own.name)
    codes = {code for code in truth.contracts if truth.key(code, "agency", D) == own.name}
    for day in (date(2025, 1, 15), D, date(2025, 12, 31)):
        for user in (ani, citra):
            answer = page(user, "per=opd", day)
            assert figures(answer, "kota") == (truth.figures(day)[0] if truth.running(day) else {})
            for pk, name in loaded.agencies.items():
                row = truth.breakdown(day, "agency").get(name)
                assert figures(answer, f"opd:{pk}") == (row[0] if row else {})
        assert figures(page(ani, "per=ppk", day), "kota") == figures(page(ani, "per=opd", day), "kota")
        answer = page(citra, "per=ppk", day)
        assert figures(answer, "opd-anda") == (
            truth.figures(day, codes)[0] if truth.breakdown(day, "agency", codes) else {}
        )
        for pk, name in loaded.officers.items():
            row = truth.breakdown(day, "officer", codes).get(name)
            assert figures(answer, f"ppk:{pk}") == (row[0] if row else {})


def figures(answer, of):
    """{measure: (numerator, denominator)} as the page shows them."""
    found = shown(answer, of)
    measures = {measure for measure, _ in found}
    return {measure: (found[measure, "numerator"], found[measure, "denominator"]) for measure in measures}


def test_every_figure_has_its_passport_on_the_page(city, ani):
    for per in ("opd", "ppk", "penyedia"):
        parsed = read(page(ani, f"per={per}"))
        assert {one["data-passport"] for one in parsed.marks} <= parsed.popovers
        assert len(parsed.ids) == len(set(parsed.ids))
        assert {
            f"kolom-{name}" for name in ("contracts", "in_time", "late", "not_yet", "unpaid", "unknown")
        } <= parsed.popovers


def test_links_keep_the_day_and_open_what_they_count(city, ani):
    found = links(page(ani))
    assert found
    for link in found:
        query = parse_qs(urlsplit(link).query)
        assert query["pada"] == [str(D)]
        assert query["berjalan"] == ["ya"]
    late = f"/kontrak/?opd={city.pk}&berjalan=ya&daftar=terlambat&pada={D}"
    assert late in found
    assert len(signed_in(ani).get(late).context["table"].page.object_list) == 1
    assert "pada=" not in "".join(links(signed_in(ani).get(reverse("compliance"))))


def test_a_ppk_opens_the_lists_of_the_own_agency_alone(city, budi):
    opened = {parse_qs(urlsplit(link).query).get("opd", [""])[0] for link in links(page(budi))}
    assert opened == {str(city.pk)}
    assert labels(page(budi)) == ["Dinas Asing", city.name]
    for per in ("ppk", "penyedia"):
        answer = page(budi, f"per={per}")
        assert "OPD Anda" in texts(answer)
        assert "CV Asing" not in answer.content.decode()
        assert links(answer)
    assert labels(page(budi, "per=ppk")) == ["PPK Satu"]


def test_a_search_narrows_the_rows_says_how_many_and_keeps_the_total(city, ani):
    answer = page(ani, "per=penyedia&cari=cv+d")
    assert labels(answer) == ["CV Dua"]
    assert "1 dari 3 baris" in texts(answer)
    assert answer.context["compliance"].total.counts.contracts == 3
    assert "Tidak ada PPK yang namanya memuat" in texts(page(ani, "per=ppk&cari=tidak-ada"))
    assert escape("<b>'\"") in page(ani, "cari=%3Cb%3E'%22").content.decode()


def test_a_fragment_is_the_table_alone(city, ani):
    answer = page(ani, "", **{"HX-Request": "true", "HX-Target": "daftar"})
    assert b"<html" not in answer.content
    assert b'role="table"' in answer.content


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=1000000000", "page=x", "cari=%00", "cari=" + "x" * 999, "per=", "per=opd&per=ppk"],
)
def test_no_address_breaks_it(city, ani, query):
    page(ani, query)


def test_nothing_running_says_what_to_do(city, ani, budi):
    for user in (ani, budi):
        answer = page(user, "", date(2020, 1, 1))
        assert "Tidak ada kontrak yang berjalan pada hari ini" in texts(answer)
        assert "%" not in texts(answer).split("Aturan")[0].split("Kepatuhan")[-1]


def test_a_headcount_that_nobody_declared_is_not_zero_per_cent(ani):
    make.contract()
    answer = page(ani)
    assert shown(answer)["workers", "percent"] is None
    assert "Jumlah tenaga kerja belum dinyatakan" in texts(answer)


def test_the_target_and_the_year_of_an_older_one(city, ani):
    Target.objects.all().delete()
    assert "target belum ditetapkan" in texts(page(ani))
    Target.objects.create(measure="workers", year=2024, percent=50, set_by="Uji", source="Uji")
    assert "target 50 % (tahun 2024)" in texts(page(ani))


def exported(user, form, query=""):
    answer = signed_in(user).get(reverse("compliance_export", kwargs={"form": form}) + f"?pada={D}&{query}")
    assert answer.status_code == 200
    assert "kepatuhan-" in answer["Content-Disposition"]
    return answer.content


def rows_of(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    split = rows.index([])
    return dict(rows[:split]), [dict(zip(rows[split + 1], row, strict=True)) for row in rows[split + 2 :]]


def test_the_file_holds_what_is_shown_in_its_order(city, ani):
    head, rows = rows_of(exported(ani, "csv", "per=penyedia&cari=cv&sort=-late"))
    assert [row["Penyedia"] for row in rows] == ["Kota Bogor", "CV Dua", "CV Asing", "CV Satu"]
    assert head["Keadaan per"] == "30 September 2025"
    assert head["Cari"] == "cv"
    assert head["Urutan"] == "Daftar terlambat, turun"
    assert (rows[0]["Kontrak berjalan"], rows[0]["Terdaftar terlambat"], rows[2]["Belum mendaftar, lewat batas"]) == (
        "3",
        "1",
        "1",
    )
    assert rows[0]["Tingkat kepesertaan pekerja, pembilang (orang)"] == "1"
    assert rows[0]["Tingkat kepesertaan pekerja, penyebut (orang)"] == "4"
    assert rows[0]["Cakupan nilai, penyebut (Rp)"] == "300.000.000,00"
    assert rows[2]["Tingkat kepesertaan pekerja (%)"] == ""


def test_xlsx_and_csv_say_the_same(city, ani):
    book = sheets(exported(ani, "xlsx"))
    _, rows = rows_of(exported(ani, "csv"))
    assert [row[0] for row in book[0][1:]] == [row["OPD"] for row in rows]
    assert book[0][0] == list(rows[0])


def test_a_ppk_gets_the_own_officers_and_a_formula_stays_text(city, budi):
    Officer.objects.filter(name="PPK Satu").update(name="=HYPERLINK(1)")
    _, rows = rows_of(exported(budi, "csv", "per=ppk"))
    assert [row["PPK"] for row in rows] == ["OPD Anda", "'=HYPERLINK(1)"]


def test_queries_do_not_grow_with_the_rows(ani, budi):
    counts = {}
    for few, many in ((0, 5), (5, 40)):
        for serial in range(few, many):
            agency = agency_of(budi) if serial % 2 else f"Dinas {serial}"
            contract = make.contract(agency=agency, officer=f"PPK {serial}", contractor=f"CV {serial}")
            make.assignment(contract)
        for user in (ani, budi):
            client = signed_in(user)
            client.get(reverse("compliance"))
            for per in ("opd", "ppk", "penyedia"):
                with CaptureQueriesContext(connection) as queries:
                    client.get(f"{reverse('compliance')}?pada={D}&per={per}")
                counts.setdefault((user.name, per), []).append(len(queries))
    assert all(few == many <= 12 for few, many in counts.values()), counts
