"""Perlu tindakan: what waits for whom, that every line leads where it is done, and that it is gone once it is done."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coverage.models import Draft, Finding, UCJStatement
from coverage.rules import findings
from coverage.waiting import URGENCY, Task, group
from coverage.worklist import ACTS, groups_of
from tests import cast, factories
from tests.pages import page_of, read
from tests.reference import refill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def calendar():
    refill()


def contract_of(budi, **facts):
    """A contract of Budi's agency that runs today and has nothing to be done: each test takes something away."""
    given = {"signed_on": TODAY - timedelta(60), "starts_on": TODAY - timedelta(60), "ends_on": TODAY + timedelta(60)}
    given |= {"agency": cast.agency_of(budi), "officer": budi.officer, "year": TODAY.year}
    return factories.contract(**given | facts)


def settled(contract):
    factories.declaration(contract, 1)
    factories.assignment(contract, starts_on=contract.starts_on)
    factories.registration(contract, "S", contract.signed_on, valid_to=TODAY + timedelta(90))
    factories.instalment(contract, 1, contract.signed_on)
    return contract


def tasks(user):
    return [task for group in groups_of(user, TODAY) for task in group.tasks]


def lines(user):
    """{what is to be done: where} without the title of the contract."""
    return {task.title.split(":")[0]: task.url for task in tasks(user)}


def test_a_contract_in_order_asks_for_nothing(budi):
    settled(contract_of(budi))
    assert tasks(budi) == []
    page = read(cast.signed_in(budi).get(reverse("worklist")))
    assert "Tidak ada yang menunggu Anda" in page.h1.get_text()
    assert (
        "Tidak ada yang perlu dilihat" in read(cast.signed_in(cast.make_eko()).get(reverse("worklist"))).h1.get_text()
    )


def test_a_new_contract_asks_for_everything_in_order_of_its_clock(budi):
    contract = contract_of(budi, signed_on=TODAY, starts_on=TODAY)
    assert lines(budi) == {
        "Isi daftar nama": reverse("roster_upload", args=[contract.uid]),
        "Isi jumlah tenaga kerja": reverse("headcount_declare", args=[contract.uid]),
    }
    late = contract_of(budi)
    first = tasks(budi)[0]
    assert first.title == f"Daftarkan ke BPJS: {late.title}"
    assert first.when == "Lewat batas"
    assert first.tone == "bad"
    assert first.url == reverse("registration_new", args=[late.uid])


def test_every_act_leads_to_a_page_that_opens(budi):
    contract_of(budi, hps=Decimal(1), ends_on=None)
    settled(contract_of(budi)).registrations.update(valid_to=TODAY)
    unpaid = settled(contract_of(budi))
    unpaid.instalments.update(paid_on=None)
    ended = settled(contract_of(budi, ends_on=TODAY - timedelta(1)))
    permanent = settled(contract_of(budi))
    permanent.assignments.update(employment="PKWTT")
    factories.instalment(settled(contract_of(budi)), 2, None, due_on=TODAY + timedelta(3), amount=Decimal(5000))
    seen = set(Finding.objects.on(TODAY).values_list("code", flat=True))
    assert seen >= ACTS.keys() - {findings.DUE_SOON}
    found = tasks(budi)
    words = {words for words, _, _ in ACTS.values()} | {"Bayar termin 2"}
    assert {task.title.split(":")[0] for task in found} == words
    client = cast.signed_in(budi)
    for task in found:
        assert client.get(task.url).status_code == 200, task
    assert reverse("contract_status", args=[ended.uid]) in {task.url for task in found}


def test_a_line_is_gone_once_it_is_done(budi):
    contract = contract_of(budi)
    registration = {"tanggal_daftar": f"{TODAY:%d/%m/%Y}", "nomor_sertifikat": "S-1"}
    registration |= {"berlaku_dari": f"{TODAY:%d/%m/%Y}", "berlaku_sampai": f"{TODAY + timedelta(90):%d/%m/%Y}"}
    client = cast.signed_in(budi)
    assert "Daftarkan ke BPJS" in lines(budi)
    assert client.post(lines(budi)["Daftarkan ke BPJS"], registration).status_code == 303
    assert "Daftarkan ke BPJS" not in lines(budi)
    payment = {"jumlah": "1.000", "tanggal_bayar": f"{TODAY:%d/%m/%Y}"}
    assert client.post(lines(budi)["Bayar termin 1"], payment).status_code == 303
    assert "Bayar termin 1" not in lines(budi)
    assert client.post(lines(budi)["Isi jumlah tenaga kerja"], {"jumlah": "3", "sejak": ""}).status_code in (303, 422)
    factories.declaration(contract, 2, declared_on=TODAY)
    factories.assignment(contract, starts_on=TODAY)
    assert lines(budi) == {}


def test_the_due_date_is_told_in_words(budi):
    cases = {}
    for back in range(40):
        contract = contract_of(budi, signed_on=TODAY - timedelta(back), starts_on=TODAY - timedelta(back))
        cases[contract.title] = contract
    told = {task.title: task for task in tasks(budi) if task.title.startswith("Daftarkan")}
    for found in groups_of(budi, TODAY):
        for task in found.tasks:
            if not task.due:
                continue
            assert (found.title == "Sudah lewat") == (task.due < TODAY)
            assert (found.title == "Hari ini") == (task.due == TODAY)
            assert (task.when == "Batas hari ini") == (task.due == TODAY)
            assert (task.when == "Lewat batas") == (task.due < TODAY)
    assert told


def test_nothing_of_somebody_else_waits(budi, citra):
    contract_of(citra)
    assert tasks(budi) == []
    assert tasks(citra) != []
    budi.officer.appointments.update(confirmed_by=None, confirmed_at=None)


def test_a_colleagues_contract_waits_for_the_colleague(budi):
    contract_of(budi, officer=factories.officer("Rekan"))
    assert tasks(budi) == []


def test_an_ended_contract_asks_only_to_be_closed(budi):
    contract_of(budi, ends_on=TODAY - timedelta(3))
    assert set(lines(budi)) == {"Tutup pekerjaan yang lewat selesai"}


def test_reviewers_see_the_findings_of_the_city_and_each_leads_to_its_contracts(ani, eko, sari, fitri, budi):
    contract_of(budi)
    UCJStatement.objects.create(
        month=TODAY.replace(day=1),
        pu=1,
        bpu=1,
        jakon=1,
        pmi=1,
        employed=9,
        employed_year=2024,
        stated_by="C",
        source="S",
    )
    counts = Finding.objects.on(TODAY).counts()
    for reader in (ani, eko, sari, fitri):
        found = [task for task in tasks(reader) if "temuan=" in task.url]
        assert len(found) == len(counts)
        client = cast.signed_in(reader)
        for task in found:
            code = task.url.split("temuan=")[1]
            assert task.when == f"{counts[code]} kontrak"
            assert client.get(task.url).status_code == 200


def test_the_branch_is_asked_to_verify_what_others_entered_and_to_state_ucj(sari, budi):
    contract = settled(contract_of(budi))
    by_file = "Verifikasi pendaftaran dan pembayaran dari berkas"
    assert set(lines(sari)) == {f"Nyatakan UCJ {date_format(TODAY.replace(day=1) - timedelta(1), 'F Y')}", by_file}
    there = lines(sari)[by_file]
    contract.registrations.update(entered_by=budi)
    contract.instalments.update(entered_by=sari)
    assert "Pendaftaran" in lines(sari)
    assert "Pembayaran termin 1" not in lines(sari)
    contract.registrations.update(verified_by=sari, verified_at=timezone.localtime())
    assert not {"Pendaftaran", by_file} & set(lines(sari))
    listed = cast.signed_in(sari).get(there).context["table"]
    assert [row.record.pk for row in listed.page.object_list] == [contract.pk], "the payment that she entered herself"


def test_the_administrator_is_asked_to_confirm_appointments(fitri, budi):
    cast.appoint(budi.officer, factories.agency("Dinas Baru"), confirmed=False)
    assert lines(fitri)["Sahkan penunjukan PPK"] == reverse("appointment_list")


def test_drafts_lie_with_their_owner(budi, citra):
    Draft.objects.create(user=budi, kind=Draft.Kind.CONTRACT, data={"nama_paket": "Jembatan Uji"})
    assert "Jembatan Uji" in lines(budi)
    assert "Jembatan Uji" not in lines(citra)


def test_sign_in_leads_here(budi):
    budi.set_password(cast.PASSWORD)
    budi.save()
    client = cast.Client()
    assert client.post("/masuk/", {"login": budi.email, "password": cast.PASSWORD}).url == reverse("worklist")


def test_a_new_contract_is_one_step_away_for_whoever_logs_them(budi, ani, sari, eko, fitri):
    offered = {
        one.name.split()[0]
        for one in (budi, ani, sari, eko, fitri)
        if page_of(one, reverse("worklist")).select(".head-acts a[href='/kontrak/baru/']")
    }
    assert offered == {"Budi", "Ani"}


def test_the_queries_do_not_grow_with_the_contracts(budi):
    client, counts = cast.signed_in(budi), []
    for size in (1, 25):
        for _ in range(size):
            factories.instalment(contract_of(budi), 2, None, due_on=TODAY, amount=Decimal(1))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("worklist")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_own_contracts_stand_beside_the_list_what_is_at_risk_first(budi):
    late, covered = contract_of(budi, title="Terlambat"), settled(contract_of(budi, title="Terlindungi"))
    contract_of(budi, title="Rekan", officer=factories.officer("Rekan"))
    contract_of(budi, title="Usai", ends_on=TODAY - timedelta(1))
    contract_of(budi, title="BLUD", fund="BLUD")
    page = read(cast.signed_in(budi).get(reverse("worklist")))
    assert [one["href"] for one in page.select(".mine a")] == [
        reverse("contract_detail", args=[one.uid]) for one in (late, covered)
    ]
    told = " ".join(page.select_one("aside").get_text(" ").split()).replace("\xa0", " ")
    assert "1 dari 2 kontrak berjalan terlindungi" in told
    assert len(page.select(".mine svg.tl[aria-label]")) == 2
    listed = read(cast.signed_in(budi).get(page.select_one("aside a.more")["href"]))
    assert {"Terlambat", "Terlindungi"} <= {one.get_text() for one in listed.select("td a, th a")}


def test_whoever_has_no_running_contract_has_no_such_list(budi, ani):
    assert not read(cast.signed_in(budi).get(reverse("worklist"))).select("aside")
    contract_of(budi)
    assert not read(cast.signed_in(ani).get(reverse("worklist"))).select(".mine")


def test_a_long_group_folds_what_has_no_due_date():
    def seen(number, due=None):
        found = group("Uji", [Task(due, "warn", "clock", "", "", str(one), "", "/", "") for one in range(number)])
        assert [*found.open, *found.folded] == found.tasks
        return len(found.open), len(found.folded), found.more

    assert [seen(number) for number in (1, 6, 7, 45)] == [(1, 0, 0), (6, 0, 0), (5, 2, 0), (5, 35, 5)]
    assert seen(30, TODAY) == (30, 0, 0)


def test_what_the_city_carries_begins_with_the_gravest(ani, budi):
    contract_of(budi, ends_on=None)
    contract_of(budi)
    tones = [task.tone for found in groups_of(ani, TODAY) if found.title.startswith("Temuan") for task in found.tasks]
    assert {"bad", "quiet"} <= set(tones)
    assert tones == sorted(tones, key=URGENCY.index)


def test_procurement_sees_what_each_agency_left_over_and_the_line_leads_to_exactly_that(ani, budi, citra, eko):
    left = [contract_of(budi), contract_of(budi)]
    settled(contract_of(budi))
    settled(contract_of(citra))
    contract_of(budi, fund="BLUD")
    contract_of(budi, ends_on=TODAY - timedelta(1))
    (line,) = [task for task in tasks(ani) if "lindung=tidak" in task.url]
    assert (line.title, line.when) == (cast.agency_of(budi).name, "2 dari 3")
    page = cast.signed_in(ani).get(line.url).content.decode()
    assert [one.title in page for one in left] == [True, True]
    assert page.count('data-l="Kontrak"') == 2
    for one in left:
        settled(one)
    assert not [task for task in tasks(ani) if "lindung=tidak" in task.url]
    assert not [task for task in tasks(eko) if "lindung=tidak" in task.url]
