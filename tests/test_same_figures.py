"""One figure everywhere: every page, file, command and stored day says what the oracle says, to each reader on each day.

The pages are read as HTML. Each marked figure (cakupan/templatetags/figures.py) is held against tests/oracle.py by what
its marks say it is, and against the passport that its marks name.
"""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractors.models import Contractor
from coverage.breakdowns import BREAKDOWNS
from coverage.models import DailyFigure, UCJStatement
from coverage.passports import MEASURES
from coverage.rules.measures import percent
from projects.models import Contract
from tests import cast, oracle
from tests.cities import cities
from tests.loading import load, stored
from tests.pages import figures_of, numbers_in, page_of, passport_says, passports_of, text_of
from tests.shared import shared
from tests.truth import Truth

pytestmark = pytest.mark.django_db
DAYS = (date(2025, 7, 18), date(2025, 8, 31), date(2025, 9, 8), date(2026, 1, 1))
STATEMENT = {"pu": 120, "bpu": 40, "jakon": 9, "pmi": 1, "employed": 400}


def addresses(user):
    """Every page that `user` may open, as (address, query, the contract that it is about)."""
    yield reverse("overview"), {}, None
    yield reverse("contract_list"), {}, None
    for contract in Contract.objects.visible_to(user):
        yield reverse("contract_detail", args=[contract.uid]), {}, contract.package_code
    yield reverse("contractor_list"), {}, None
    for contractor in Contractor.objects.filter(contracts__in=Contract.objects.visible_to(user)).distinct():
        yield reverse("contractor_detail", args=[contractor.pk]), {}, None
    for per in ("opd", "ppk", "penyedia"):
        yield reverse("compliance"), {"per": per}, None
    for one in BREAKDOWNS:
        yield reverse("measures"), {"menurut": one.slug}, None
    yield reverse("persons"), {}, None
    yield reverse("rule_catalogue"), {}, None


def exact(mark):
    return Decimal(mark["value"]) if mark["value"] else None


def day_of_mark(mark, passport, day):
    """The day of a figure: that of the page, unless it is the figure of a year or a month's end and says which one."""
    own = date.fromisoformat(passport["data-day"])
    if (
        not mark.get("data-of", "").startswith("kota:")
        and own != day
        and mark.get("data-part")
        and mark["data-measure"] != "ucj"
    ):
        assert mark["data-of"].endswith(f":{own.year}"), f"{mark} is of {own}"
    return own


def hold(page, truth, code):
    """Every figure of the page is the oracle's and stands in the passport that it names; how many there were."""
    passports = passports_of(page)
    for slug, passport in passports.items():
        for numerator, denominator, said in passport_says(passport):
            assert percent(numerator, denominator) == said, f"{slug}: {numerator} ÷ {denominator} is not {said}"
        assert {"Arti", "Hari", "Sumber", "Aturan", "Dihitung"} <= {text_of(line) for line in passport.select("dt")}, (
            slug
        )
    marks = page.select("data.fig")
    for mark in marks:
        passport = passports.get(mark.get("data-passport"))
        assert passport is not None, f"{mark} has no passport"
        day = day_of_mark(mark, passport, truth.day)
        if mark.get("data-part"):
            numerator, denominator = truth.of(mark["data-of"], code, day)[mark["data-measure"]]
            right = sides_of(numerator, denominator)
            assert exact(mark) == right[mark["data-part"]], f"{day}: {mark} of {numerator} ÷ {denominator}"
            assert {numerator, denominator} <= numbers_in(text_of(passport)), f"{mark} does not stand in its passport"
        else:
            assert abs(exact(mark)) in numbers_in(text_of(passport)), f"{mark} does not stand in its passport"
    return len(marks)


def sides_of(numerator, denominator):
    return {
        "numerator": numerator,
        "denominator": denominator,
        "missing": denominator - numerator,
        "percent": percent(numerator, denominator),
    }


def ask_everywhere(truths):
    """All pages of all readers against their truths; how many figures each address family showed."""
    shown = Counter()
    for user, truth in truths.items():
        client = cast.signed_in(user)
        for address, query, code in addresses(user):
            page = page_of(client, address, pada=truth.day.isoformat(), **query)
            shown[address.split("/")[1]] += hold(page, truth, code)
    return shown


@pytest.fixture
def fixture_city():
    tables = oracle.read(shared("data/fixture_city"))
    UCJStatement.objects.create(
        month=date(2025, 9, 1), employed_year=2024, stated_by="Cabang Uji", source="Surat Uji", **STATEMENT
    )
    return tables, load(tables)


def truths_of(city, loaded, day, agency, ucj=None):
    """What Ani reads of the whole city and Budi of his agency on `day`, by reader."""
    ani, budi = cast.make_ani(), cast.make_budi(agency=agency)
    own = {code for code in city.contracts if city.key(code, "agency", day) == agency}
    return {ani: Truth(city, loaded, day, None, ucj), budi: Truth(city, loaded, day, own, ucj)}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_figure_of_every_page_on_the_day(fixture_city, day):
    tables, loaded = fixture_city
    city = oracle.City(tables)
    stated = (sum(list(STATEMENT.values())[:4]), STATEMENT["employed"])
    shown = ask_everywhere(truths_of(city, loaded, day, "Dinas PUPR", stated))
    if city.running(day):
        assert all(shown[page] for page in ("", "kontrak", "penyedia", "kepatuhan", "cakupan")), shown


@given(data=st.data())
@settings(max_examples=4, deadline=None)
def test_every_figure_of_every_page_of_random_cities(data):
    drawn = data.draw(cities())
    city = oracle.City(drawn.tables, drawn.declarations, drawn.hps)
    day = drawn.anchor + timedelta(days=data.draw(st.integers(-5, 30)))
    with stored(drawn.tables, drawn.declarations, drawn.hps) as loaded:
        ask_everywhere(truths_of(city, loaded, day, "Dinas Satu"))


def commanded(day):
    """What `coverage --on` prints for `day`."""
    out = io.StringIO()
    call_command("coverage", "--on", day.isoformat(), "--json", stdout=out)
    return json.loads(out.getvalue())


def filed(user, day, slug):
    """The last line of the file of a breakdown: the city's measures as {column: text}."""
    answer = cast.signed_in(user).get(
        reverse("measures_export", kwargs={"form": "csv"}), {"pada": day.isoformat(), "menurut": slug}
    )
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    return dict(zip(lines[lines.index([]) + 1], lines[-1], strict=True))


def everywhere_the_same(city, user, day):
    """Command, stored day, file and page say what the oracle says of the whole city."""
    truth, unknown = city.figures(day)
    said = commanded(day)
    DailyFigure.objects.store(day, day)
    stored_day = {one.measure: one for one in DailyFigure.objects.filter(day=day)}
    file = filed(user, day, "bulan")
    page = figures_of(page_of(user, reverse("measures"), pada=day.isoformat()))
    assert said["unknown_contracts"] == unknown
    for measure, one in MEASURES.items():
        for side, right in zip(("numerator", "denominator"), truth[measure], strict=True):
            assert Decimal(said["measures"][measure][side]) == right
            assert getattr(stored_day[measure], side) == right
            assert numbers_in(file[f"{one.title}: {'pembilang' if side == 'numerator' else 'penyebut'}"]) == {right}
            if page:
                assert Decimal(page["kota", measure][side]) == right


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_page_file_command_and_job_say_the_same(fixture_city, ani, day):
    everywhere_the_same(oracle.City(fixture_city[0]), ani, day)


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_page_file_command_and_job_say_the_same_of_random_cities(ani, data):
    drawn = data.draw(cities())
    day = drawn.anchor + timedelta(days=data.draw(st.integers(-5, 30)))
    with stored(drawn.tables, drawn.declarations, drawn.hps):
        everywhere_the_same(oracle.City(drawn.tables, drawn.declarations, drawn.hps), ani, day)
