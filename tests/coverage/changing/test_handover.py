"""All contracts of an officer pass to a successor: what passes, who may, what is asked, and that it is written once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.catalogue import BY_CODE
from coverage.rules.findings import REGISTRATION_LATE
from projects.models import Contract, Handover
from tests import cast
from tests import factories as make
from tests.coverage.changing.handing import PATH, TODAY, Page, asked, in_charge, office_of, successor
from tests.pages import read
from tests.reference import refill

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(budi):
    return office_of(budi)


def test_open_contracts_pass_and_what_ended_stays(budi, office):
    refill()
    to = successor(cast.agency_of(budi))
    page = Page(budi, **asked(budi.officer, to))
    assert page.titles == ["Jembatan", "Selokan"]
    assert page.text.count("Batas mendaftar ke BPJS") == 2, "what is overdue comes before the end of the work"
    assert page.ticked == [str(one.pk) for one in office]
    assert "belum punya penunjukan" not in page.text
    answer = page.send()
    assert answer.status_code == 303
    assert answer.url == f"{reverse('handover_pack', args=[to.pk])}?pada={TODAY.isoformat()}"
    names = {"Jembatan": to.name, "Selokan": to.name, "Tutup": budi.officer.name, "Batal": budi.officer.name}
    assert in_charge() == names | {"Rekan": "PPK Rekan"}
    assert in_charge(TODAY - timedelta(1))["Jembatan"] == budi.officer.name
    assert {one.officer for one in Contract.objects.exclude(title="Rekan")} == {budi.officer}


def test_a_second_sending_writes_nothing_and_leads_to_the_same_place(budi, office):
    page = Page(budi, **asked(budi.officer, successor(cast.agency_of(budi))))
    first, second = page.send(), page.send()
    assert (second.status_code, second.url) == (303, first.url)
    assert Handover.objects.count() == 2
    assert Handover.recorded_events.rel.related_model.objects.count() == 2


def test_what_was_not_shown_is_not_handed_over(budi, office):
    page = Page(budi, **asked(budi.officer, successor(cast.agency_of(budi))))
    make.contract(title="Baru", agency=cast.agency_of(budi), officer=budi.officer, signed_on=TODAY, ends_on=TODAY)
    assert page.send().status_code == 422
    assert "bukan yang ditampilkan" in page.text
    assert sorted(page.titles) == ["Baru", "Jembatan", "Selokan"]
    assert not Handover.objects.exists()
    assert page.send().status_code == 303


def test_days_gone_by_show_which_rows_move_and_ask_why(ani, budi, office):
    to, since = successor(cast.agency_of(budi)), TODAY - timedelta(10)
    page = Page(ani, **asked(budi.officer, to, since))
    assert page.send().status_code == 422
    assert not Handover.objects.exists()
    for name in (budi.officer.name, to.name):
        assert f"Rincian PPK, baris {name} : 10 hari" in page.text
    assert page.send(alasan="SK penggantian terlambat terbit").status_code == 303
    assert in_charge(since)["Selokan"] == to.name
    events = Handover.recorded_events.rel.related_model.objects.all()
    assert {one.pgh_context.metadata["reason"] for one in events} == {"SK penggantian terlambat terbit"}


def test_a_successor_of_the_same_day_takes_the_place_of_the_first(ani, budi, office):
    agency = cast.agency_of(budi)
    wrong, right = successor(agency, "PPK Salah"), successor(agency, "PPK Benar")
    Page(ani, **asked(budi.officer, wrong)).send()
    assert Page(ani, **asked(wrong, right)).send().status_code == 303
    assert in_charge()["Jembatan"] == "PPK Benar"
    assert Handover.objects.count() == 2


def test_a_successor_to_whom_the_agency_stays_closed_is_told(ani, budi, office):
    unconfirmed = make.officer("PPK Belum")
    cast.appoint(unconfirmed, cast.agency_of(budi), confirmed=False)
    later = make.officer("PPK Nanti")
    cast.appoint(later, cast.agency_of(budi), starts_on=TODAY + timedelta(1))
    for one in (unconfirmed, later):
        assert (
            f"{one} belum punya penunjukan yang disahkan di {cast.agency_of(budi)}"
            in Page(ani, **asked(budi.officer, one)).text
        )
    page = Page(cast.make_fitri(), **asked(budi.officer, later))
    assert page.page.select(f'.note a[href="{reverse("user_list")}"]')
    assert "belum punya penunjukan" not in Page(ani, **asked(budi.officer, later, TODAY + timedelta(1))).text


def test_a_ppk_gives_away_what_is_theirs_and_takes_nothing(budi, office):
    citra = cast.make_citra()
    rekan = make.officer("PPK Rekan")
    successor(cast.agency_of(budi))
    for giver, to in ((rekan, budi.officer), (citra.officer, budi.officer), (budi.officer, citra.officer)):
        page = Page(budi, **asked(giver, to))
        assert page.titles == []
        assert "Masukkan pilihan yang valid" in page.text
        assert citra.officer.name not in page.text
        assert page.client.post(PATH, asked(giver, to)).status_code == 422
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sejak": "31/02/2026"}, "tidak ada dalam kalender"),
        ({"sejak": ""}, "Bidang ini tidak boleh kosong"),
        ({"sejak": "01/01/2049"}, "Lebih dari setahun di muka"),
        ({"kepada": "x"}, "Masukkan pilihan yang valid"),
        ({"kepada": "999999999999999999999"}, "Masukkan pilihan yang valid"),
    ],
)
def test_bad_input_is_told_at_its_field(budi, office, typed, said):
    chosen = asked(budi.officer, successor(cast.agency_of(budi))) | typed
    assert said in Page(budi, **chosen).text
    answer = cast.signed_in(budi).post(PATH, chosen)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_nobody_hands_over_to_themselves(budi, office):
    assert "sama dengan yang menyerahkan" in Page(budi, **asked(budi.officer, budi.officer)).text


def test_a_contract_is_not_handed_over_before_its_date(ani, budi, office):
    page = Page(ani, **asked(budi.officer, successor(cast.agency_of(budi)), TODAY - timedelta(61)))
    assert "Tidak ada kontrak" in page.text
    assert (
        page.client.post(PATH, asked(budi.officer, make.officer("PPK Pengganti"), TODAY - timedelta(61))).status_code
        == 422
    )


def test_the_pack_has_a_page_for_each_contract(budi, office):
    refill()
    make.instalment(office[0], 2, paid_on=None, due_on=TODAY + timedelta(3))
    address = reverse("handover_pack", args=[budi.officer.pk])
    page = read(cast.signed_in(budi).get(address))
    sheets = {sheet.h2.get_text(strip=True): " ".join(sheet.get_text(" ").split()) for sheet in page.select(".sheet")}
    assert list(sheets) == ["Jembatan", "Selokan"]
    assert "Jatuh tempo termin 2" in sheets["Jembatan"]
    assert "Batas mendaftar ke BPJS (sudah lewat)" in sheets["Selokan"]
    assert BY_CODE[REGISTRATION_LATE].title in sheets["Selokan"]
    assert all(sheet.select("svg.tl-big") for sheet in page.select(".sheet"))
    assert cast.signed_in(cast.make_citra()).get(address).status_code == 404


@pytest.mark.parametrize("address", ["list", "pack"])
def test_the_queries_do_not_grow_with_the_contracts(ani, budi, office, address):
    to = successor(cast.agency_of(budi))
    path = PATH if address == "list" else reverse("handover_pack", args=[budi.officer.pk])
    client, counted = cast.signed_in(ani), []
    client.get(path, asked(budi.officer, to))
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(path, asked(budi.officer, to))
        counted.append(len(captured))
        for number in range(5):
            one = make.contract(agency=cast.agency_of(budi), officer=budi.officer, ends_on=TODAY + timedelta(number))
            make.instalment(one, 2, paid_on=None, due_on=TODAY)
    assert counted[0] == counted[1] <= 12
