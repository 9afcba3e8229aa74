"""Contracts left out of a hand-over, and a wrong hand-over taken back: whole, in part, by whom, and why not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from projects.models import Contract, Handover
from tests import cast
from tests import factories as make
from tests.coverage.changing.handing import TODAY, Page, asked, in_charge, office_of, successor
from tests.coverage.contract_page import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(budi):
    return office_of(budi)


def test_contracts_can_be_left_out(budi, office):
    page = Page(budi, **asked(budi.officer, successor(cast.agency_of(budi))))
    assert page.send(pilih=[]).status_code == 422
    assert "Centang paling sedikit satu kontrak" in page.text
    assert page.ticked == []
    assert not Handover.objects.exists()
    only = [str(office[1].pk)]
    first, second = page.send(pilih=only), page.send(pilih=only)
    assert first.status_code == second.status_code == 303
    assert first.url == second.url
    assert [one.contract.title for one in Handover.objects.all()] == ["Selokan"]
    assert in_charge()["Jembatan"] == budi.officer.name


def test_a_tick_hands_over_nothing_that_was_not_offered(budi, office):
    citra = cast.make_citra()
    foreign = make.contract(agency=cast.agency_of(citra), officer=citra.officer, signed_on=TODAY, ends_on=TODAY)
    closed = Contract.objects.get(title="Tutup")
    chosen = asked(budi.officer, successor(cast.agency_of(budi)))
    for ticked in ([foreign.pk, closed.pk], ["x", office[0].pk], ["9" * 30]):
        assert Page(budi, **chosen).send(pilih=ticked).status_code == 422
    assert not Handover.objects.exists()
    assert Page(budi, **chosen).send(pilih=[foreign.pk, office[0].pk]).status_code == 303
    assert [one.contract for one in Handover.objects.all()] == [office[0]]


def test_ticks_stay_while_the_reason_is_asked_for(ani, budi, office):
    to, since = successor(cast.agency_of(budi)), TODAY - timedelta(10)
    page = Page(ani, **asked(budi.officer, to, since))
    assert page.send(pilih=[office[0].pk]).status_code == 422
    assert page.ticked == [str(office[0].pk)]
    assert page.send(alasan="SK terlambat").status_code == 303
    assert (in_charge()["Jembatan"], in_charge()["Selokan"]) == (to.name, budi.officer.name)


class Withdrawal(Page):
    """The page on which a hand-over is taken back."""

    def __init__(self, user, officer, since):
        self.client = cast.signed_in(user)
        self.path = f"{reverse('handover_withdraw', args=[officer.pk])}?sejak={since.isoformat()}"
        answer = self.client.get(self.path)
        self.status = answer.status_code
        if self.status == 200:
            self.take(answer)

    def send(self, **typed):
        answer = self.client.post(self.path, self.values | typed)
        if answer.status_code == 422:
            self.take(answer)
        return answer


def test_a_wrong_hand_over_is_undone_whole_or_in_part_with_a_reason(ani, budi, office):
    to, since = successor(cast.agency_of(budi)), TODAY - timedelta(10)
    for one in office:
        make.handover(one, to, since)
    page = Withdrawal(ani, to, since)
    assert page.ticked == [str(one.pk) for one in office]
    assert page.send().status_code == 422
    assert page.send(alasan="Salah PPK", pilih=[]).status_code == 422
    assert page.send(alasan="Salah PPK", pilih=[office[0].pk]).status_code == 422
    for name in (budi.officer.name, to.name):
        assert f"Rincian PPK, baris {name} : 10 hari" in page.text
    assert Handover.objects.count() == 2
    assert page.send().status_code == 303
    assert (in_charge()["Jembatan"], in_charge()["Selokan"]) == (budi.officer.name, to.name)
    assert in_charge(since)["Jembatan"] == budi.officer.name
    text = words(cast.signed_in(ani).get(reverse("contract_detail", args=[office[0].uid])))
    assert "Serah terima ke PPK lain dihapus" in text
    assert "Salah PPK" in text
    rest = Withdrawal(ani, to, since)
    answers = [rest.send(alasan="Salah PPK")]
    answers += [rest.send() for _ in range(2)]
    assert [one.status_code for one in answers] == [422, 303, 303]
    assert not Handover.objects.exists()


def test_what_passed_on_once_more_stays(ani, budi, office):
    agency = cast.agency_of(budi)
    wrong, right = successor(agency, "PPK Salah"), successor(agency, "PPK Benar")
    since, again = TODAY + timedelta(1), TODAY + timedelta(9)
    for one in office:
        make.handover(one, wrong, since)
    make.handover(office[0], right, again)
    page = Withdrawal(ani, wrong, since)
    assert page.ticked == [str(office[1].pk)]
    assert "berpindah lagi" in page.text
    assert page.send(alasan="Keliru", pilih=[office[0].pk]).status_code == 422
    assert Handover.objects.count() == 3
    assert Withdrawal(ani, right, again).send(alasan="Keliru").status_code == 303
    assert Withdrawal(ani, wrong, since).send(alasan="Keliru").status_code == 303
    assert not Handover.objects.exists()


def test_it_is_taken_back_only_by_whoever_saw_the_list_as_it_stands(ani, budi, office):
    to, since = successor(cast.agency_of(budi)), TODAY + timedelta(1)
    make.handover(office[0], to, since)
    page = Withdrawal(ani, to, since)
    make.handover(office[0], "PPK Ketiga", since + timedelta(1))
    make.handover(office[1], to, since)
    assert page.send(alasan="Keliru").status_code == 422
    assert "berubah sejak Anda membukanya" in page.text
    assert page.values["alasan"].strip() == "Keliru"
    assert page.send(daftar="", pilih=[office[1].pk]).status_code == 422, "nor by whoever tells no list"
    assert Handover.objects.count() == 3
    assert page.send(pilih=[office[1].pk]).status_code == 303
    assert not Handover.objects.filter(contract=office[1]).exists()


def test_who_may_undo(ani, budi, office, fitri):
    agency, citra = cast.agency_of(budi), cast.make_citra()
    to = successor(agency)
    make.handover(office[0], to, TODAY)
    make.handover(office[1], to, TODAY - timedelta(1))
    given = make.contract(title="Diterima", agency=agency, officer="PPK Rekan", signed_on=TODAY - timedelta(30))
    make.handover(given, budi.officer, TODAY - timedelta(20))
    foreign = make.contract(agency=cast.agency_of(citra), officer=citra.officer)
    make.handover(foreign, to, TODAY)
    whole = {str(office[0].pk), str(foreign.pk)}
    assert set(Withdrawal(ani, to, TODAY).ticked) == set(Withdrawal(fitri, to, TODAY).ticked) == whole
    assert Withdrawal(budi, to, TODAY).ticked == [str(office[0].pk)], "given by Budi, its day has not gone by"
    assert Withdrawal(budi, to, TODAY - timedelta(1)).status == 404, (
        "its day has gone by: who received it gives it back"
    )
    assert Withdrawal(budi, budi.officer, TODAY - timedelta(20)).ticked == [str(given.pk)]
    for user in (cast.make_eko(), cast.make_sari()):
        assert Withdrawal(user, to, TODAY).status == 404
    page = Withdrawal(budi, to, TODAY)
    assert page.send(alasan="Keliru", pilih=[foreign.pk]).status_code == 422
    assert page.client.post(reverse("handover_withdraw", args=[to.pk]), {}).status_code == 404
    assert Handover.objects.count() == 4


def test_whoever_may_hand_over_nothing_is_told_that_there_is_nothing(budi, eko, sari, office):
    to = successor(cast.agency_of(budi))
    make.handover(office[0], to, TODAY)
    path = f"{reverse('handover_withdraw', args=[to.pk])}?sejak={TODAY.isoformat()}"
    for user in (eko, sari):
        assert cast.signed_in(user).post(path, {"alasan": "Keliru"}).status_code == 404
    assert Handover.objects.count() == 1


def test_the_page_of_a_contract_and_the_pack_lead_to_it(ani, budi, eko, office):
    to = successor(cast.agency_of(budi))
    make.handover(office[0], to, TODAY)
    path = f"{reverse('handover_withdraw', args=[to.pk])}?sejak={TODAY.isoformat()}"
    for address in (reverse("contract_detail", args=[office[0].uid]), reverse("handover_pack", args=[to.pk])):
        assert path in cast.signed_in(ani).get(address).content.decode()
        assert path not in cast.signed_in(eko).get(address).content.decode()
    assert path not in cast.signed_in(budi).get(reverse("contract_detail", args=[office[0].uid])).content.decode()
    assert path in cast.signed_in(budi).get(reverse("handover_pack", args=[to.pk])).content.decode()
