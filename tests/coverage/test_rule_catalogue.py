"""Aturan: every rule with its source, and the findings of the day with the lists that add up to them."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings as names
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage import rulebook
from coverage.calendar import working
from coverage.catalogue import FINDINGS
from coverage.examples import contribution_example, deadline_example
from coverage.filters import ContractFilter
from coverage.models import ContractStanding, Finding, HolidayOverride, Target, TariffSlice, WageRate
from coverage.rules import deadlines, findings
from coverage.rules.tariff import LEGAL_TARIFF
from projects.models import Contract
from tests import cast, factories, oracle
from tests.cities import cities
from tests.loading import stored
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 30)
RULES = (*rulebook.CLOCKS, *rulebook.COUNTING, *rulebook.PROTECTION, *rulebook.MONEY, *rulebook.PERCENTAGES)


def asked(user, day=DAY, **query):
    return page_of(user, reverse("rule_catalogue"), pada=day.isoformat(), **query)


def test_every_rule_has_its_own_anchor_text_and_source(ani):
    page = asked(ani)
    anchors = [one["id"] for one in page.select("[id]")]
    assert len(anchors) == len(set(anchors))
    for rule in RULES:
        shown = text_of(page.select_one(f"#{rule.anchor}"))
        assert rule.title in shown
        assert rule.source in shown
        assert rule.anchor in shown
    for finding in FINDINGS:
        shown = text_of(page.select_one(f"#{finding.anchor}"))
        assert finding.text in shown
        assert finding.source in shown
    for code in ("workers", "headcount", "packages", "value", "ucj"):
        assert page.select(f"#ukuran-{code}")


def test_every_finding_of_the_rules_has_its_words():
    assert tuple(finding.code for finding in FINDINGS) == findings.CODES


def test_the_clocks_say_the_settings_in_force():
    settings_of = {rule.anchor: rule.setting for rule in rulebook.CLOCKS}
    assert settings_of["batas-daftar"] == f"{deadlines.REGISTRATION_WORKING_DAYS} hari kerja" == "14 hari kerja"
    assert settings_of["batas-perubahan"] == f"{names.CHANGE_WORKING_DAYS} hari kerja" == "7 hari kerja"
    assert settings_of["kecelakaan-1"] == settings_of["kecelakaan-2"] == "2 × 24 jam"


def test_the_tariff_of_the_day_with_its_source(ani):
    page = asked(ani)
    shown = text_of(page.select_one("#tarif"))
    assert LEGAL_TARIFF.source in shown
    assert "Berlaku sejak 1 Juli 2015" in shown
    rows = [text_of(row) for row in page.select("#tarif tbody tr")]
    assert len(rows) == 5
    assert rows[0].startswith("sampai Rp 100.000.000 0,21 % 0,03 %")
    assert rows[4].startswith("di atas Rp 5.000.000.000 0,09 % 0,01 %")
    assert "JKK 1,74 % dan JKM 0,30 %" in shown


def test_a_newer_tariff_holds_from_its_day(ani):
    TariffSlice.objects.create(
        valid_from=date(2025, 10, 1), above=0, jkk_percent=Decimal("0.5"), jkm_percent=Decimal("0.125"), source="PP Uji"
    )
    before = asked(ani)
    assert len(before.select("#tarif tbody tr")) == 5
    assert "Berlaku sejak 1 Juli 2015 sampai 30 September 2025." in text_of(before.select_one("#tarif"))
    page = asked(ani, date(2025, 10, 1))
    (row,) = page.select("#tarif tbody tr")
    assert text_of(row).startswith("di atas Rp 0 0,50 % 0,125 %")
    assert "Berlaku sejak 1 Oktober 2025. PP Uji" in text_of(page.select_one("#tarif"))


def test_a_newer_rate_of_wages_ends_the_older_one(ani):
    WageRate.objects.create(
        valid_from=date(2025, 10, 1), jkk_percent=Decimal("1.5"), jkm_percent=Decimal("0.2"), source="PP Uji"
    )
    assert "Berlaku sejak 1 Juli 2015 sampai 30 September 2025." in text_of(asked(ani).select_one("#tarif-upah"))
    assert "Berlaku sejak 1 Oktober 2025. PP Uji" in text_of(asked(ani, date(2025, 10, 1)).select_one("#tarif-upah"))


def test_the_page_says_which_rules_are_dated(ani):
    assert "aturan lain berlaku untuk setiap hari yang ditanyakan" in text_of(asked(ani).select_one(".head"))


def test_a_day_without_a_tariff_is_said_and_never_nothing_to_pay(ani):
    shown = text_of(asked(ani, date(2015, 6, 30)).select_one("#tarif"))
    assert "Tidak ada tarif yang berlaku pada 30 Juni 2015" in shown
    assert "Iuran Rp" not in shown


def test_a_contribution_is_worked_out_from_a_typed_price(ani):
    answer = text_of(asked(ani, nilai="494.248.735.331", ppn="11").select_one("#tarif .try-answer"))
    assert answer == (
        "Iuran Rp 446.819.131, dibayar sekaligus atau tiga termin: Rp 223.409.566, Rp 111.704.783, Rp 111.704.782."
    )
    foot = text_of(asked(ani, nilai="Rp 494.248.735.331,-", ppn="11").select_one("#tarif tfoot"))
    assert foot == "Iuran, rupiah utuh 445.269.130.928,83 402.182.218 44.636.913"


@pytest.mark.parametrize(
    ("nilai", "message"),
    [
        ("", "tidak boleh kosong"),
        ("4,500,000", "Bisa berarti"),
        ("-1", "Tidak boleh negatif."),
        ("1_000", "Bukan angka"),
        ("１２", "Bukan angka"),
        ("NaN", "Bukan angka"),
        ("1e400", "Bukan angka"),
        ("9" * 30, "Terlalu besar"),
        ("9" * 5000, "paling banyak 100"),
        ("1\x00", "NUL"),
        ("<script>alert(1)</script>", "Bukan angka"),
    ],
)
def test_a_bad_price_gets_a_sentence_at_its_field(ani, nilai, message):
    page = asked(ani, nilai=nilai, ppn="11")
    assert message in text_of(page.select_one("#tarif .field-error"))
    assert not page.select("#tarif .try-answer")
    assert page.select_one("#id_nilai")["aria-invalid"] == "true"


@pytest.mark.parametrize("ppn", ["101", "x", "", "-1"])
def test_a_bad_ppn_gets_a_sentence_at_its_field(ani, ppn):
    assert asked(ani, nilai="100", ppn=ppn).select("#tarif .field-error")


@pytest.mark.parametrize(
    ("signed_on", "sentences"),
    [
        ("2025-07-08", "Kontrak Selasa, 8 Juli 2025 didaftarkan paling lambat Senin, 28 Juli 2025."),
        (
            "2025-08-01",
            "Kontrak Jumat, 1 Agustus 2025 didaftarkan paling lambat Jumat, 22 Agustus 2025. "
            "Bila cuti bersama dihitung sebagai hari kerja: Kamis, 21 Agustus 2025.",
        ),
        (
            "15/12/2025",
            "Kontrak Senin, 15 Desember 2025 didaftarkan paling lambat Rabu, 7 Januari 2026. "
            "Bila cuti bersama dihitung sebagai hari kerja: Selasa, 6 Januari 2026.",
        ),
    ],
)
def test_a_due_date_is_worked_out_from_a_typed_contract_date(ani, signed_on, sentences):
    assert text_of(asked(ani, kontrak=signed_on).select_one("#batas-waktu .try-answer")) == sentences


@pytest.mark.parametrize("signed_on", ["", "31/04/2026", "2027-02-29", "0026-01-01", "9999-12-31", "besok", "infinity"])
def test_a_bad_contract_date_gets_a_sentence_at_its_field(ani, signed_on):
    page = asked(ani, kontrak=signed_on)
    assert page.select("#batas-waktu .field-error")
    assert not page.select("#batas-waktu .try-answer")


def test_the_city_s_own_days_move_a_due_date():
    HolidayOverride.objects.create(day=date(2025, 7, 10), working=False, name="Hari Uji", source="SK Uji")
    assert deadline_example(date(2025, 7, 8)).due_on == date(2025, 7, 29)


def test_the_parts_of_an_example_add_up():
    example = contribution_example(Decimal(3_800_000_000), Decimal(11), LEGAL_TARIFF.slices)
    assert sum(row.part for row in example.rows) == example.owed.base == Decimal("3423423423.42")
    assert example.owed.total == 4_658_108


def listed(user, code, day):
    data = QueryDict(mutable=True)
    data["temuan"] = code
    found = ContractFilter(data, ContractStanding.objects.visible_to(user).on(day), day=day)
    return set(found.qs.values_list("package_code", flat=True))


def counts(page):
    return {one["data-finding"]: int(one.text) for one in page.select("[data-finding]")}


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_count_of_a_finding_is_its_list_and_the_oracle(ani, budi, data):
    drawn = data.draw(cities())
    city = oracle.City(drawn.tables, drawn.declarations, drawn.hps)
    day = drawn.anchor
    truth = city.findings(day, working())
    with stored(drawn.tables, drawn.declarations, drawn.hps):
        Contract.objects.filter(agency__name="Dinas Dua").update(agency=cast.agency_of(budi))
        own = set(Contract.objects.visible_to(budi).values_list("package_code", flat=True))
        for user, visible in ((ani, set(city.contracts)), (budi, own)):
            shown = counts(asked(user, day))
            assert shown == {code: len(found & visible) for code, found in truth.items()}
            for code, number in shown.items():
                assert len(listed(user, code, day)) == number


def test_a_ppk_counts_the_findings_of_the_own_agency(budi):
    factories.contract(agency=cast.agency_of(budi).name)
    factories.contract(agency="Dinas Lain")
    assert counts(asked(budi))["registration_late"] == 1
    assert "OPD Anda" in text_of(asked(budi).select_one("#temuan"))
    assert Finding.objects.on(DAY).filter(code="registration_late").count() == 2


def test_targets_with_who_set_them_and_their_paper(ani):
    Target.objects.create(measure="packages", year=2026, percent=Decimal("62.5"), set_by="Wali Kota", source="SK Uji 1")
    rows = [text_of(row) for row in asked(ani).select("#target tbody tr")]
    assert "Cakupan paket 2026 62,5 % Wali Kota SK Uji 1" in rows
    Target.objects.all().delete()
    assert "Target belum ditetapkan" in text_of(asked(ani).select_one("#target"))


def test_queries_stay_few(ani, budi, django_assert_max_num_queries):
    for client in map(cast.signed_in, (ani, budi)):
        with django_assert_max_num_queries(12):
            asked(client, nilai="100", ppn="11", kontrak="2025-07-08")


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get(reverse("rule_catalogue")).status_code == 302
