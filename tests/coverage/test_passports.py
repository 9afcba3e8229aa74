from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from coverage.catalogue import FINDINGS
from coverage.measuring import Rate
from coverage.models import UCJStatement
from coverage.passports import MEASURES, count_passport, finding_passport, measure_passport, ucj_passport
from coverage.rules import VERSION
from tests import factories
from tests.cast import signed_in
from tests.pages import read

DAY = date(2025, 9, 30)
NOW = datetime(2025, 10, 1, 5, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
STATED = UCJStatement(
    month=date(2025, 8, 1), pu=300, bpu=100, jakon=80, pmi=10, employed=1000, employed_year=2023,
    stated_by="Cabang Uji", source="Surat 1",
)  # fmt: skip
ALL = [
    *(measure_passport(Rate(code, 3556, 7214), DAY, NOW, unknown=14) for code in MEASURES),
    ucj_passport(STATED, Decimal(49), NOW),
    count_passport(
        "terlambat", "Terlambat", "Terdaftar sesudah batas.", 3, day=DAY, computed_at=NOW, of=(20, "berjalan")
    ),
    *(finding_passport(one, 4, DAY, NOW) for one in FINDINGS),
]


@pytest.mark.parametrize("passport", ALL, ids=[one.slug for one in ALL])
def test_a_passport_says_everything(passport):
    shown = render_to_string("parts/_passport.html", {"passport": passport})
    for said in (
        passport.meaning,
        passport.day_text,
        passport.source,
        VERSION,
        "1 Oktober 2025, 05.12",
        passport.fingerprint,
    ):
        assert said.replace("'", "&#x27;") in shown
    assert passport.parts
    for part in passport.parts:
        assert part.text in shown
    assert f'popovertarget="paspor-{passport.slug}"' in shown


def test_slugs_of_one_page_differ():
    assert len({one.slug for one in ALL}) == len(ALL)


def test_numerator_divided_by_denominator_is_the_figure():
    one = measure_passport(Rate("workers", 3556, 7214), DAY, NOW, unknown=14)
    assert one.result == "49,3\N{NO-BREAK SPACE}%"
    assert [part.text for part in one.parts] == ["3.556\N{NO-BREAK SPACE}orang", "7.214\N{NO-BREAK SPACE}orang"]
    assert one.left_out.endswith(": 14 kontrak.")


def test_the_value_is_in_full_rupiah_and_nothing_is_left_out_of_it():
    one = measure_passport(Rate("value", Decimal("1564000.50"), Decimal("3128001.00")), DAY, NOW, unknown=14)
    assert one.parts[0].text == "Rp\N{NO-BREAK SPACE}1.564.000,50"
    assert one.left_out == ""


def test_a_rate_of_nothing_is_none():
    assert measure_passport(Rate("packages", 0, 0), DAY, NOW).result == "tidak ada"


def test_the_fingerprint_follows_the_content_and_nothing_else():
    one = measure_passport(Rate("workers", 1, 2), DAY, NOW)
    assert one.fingerprint == measure_passport(Rate("workers", 1, 2), DAY, NOW.replace(hour=9), slug="lain").fingerprint
    changed = [
        replace(one, version="2026.1"),
        replace(one, day_text="1 Oktober 2025, WIB"),
        replace(one, left_out="lain"),
        measure_passport(Rate("workers", 2, 4), DAY, NOW),
        measure_passport(Rate("workers", 1, 2), DAY, NOW, scope="OPD Anda"),
    ]
    assert len({one.fingerprint, *(other.fingerprint for other in changed)}) == 1 + len(changed)


@pytest.mark.django_db
def test_every_figure_of_beranda_has_its_passport_on_the_page(ani):
    STATED.pk = None
    STATED.save()
    for name in ("Dinas Satu", "Dinas Dua"):
        factories.assignment(factories.contract(agency=name), factories.worker(1))
    page = read(signed_in(ani).get("/", {"pada": DAY.isoformat()}))
    assert {one["data-passport"] for one in page.marks} == page.popovers
    assert len(page.ids) == len(set(page.ids))
