"""Subcontracts: firm, value, headcount, own BPJS state under the main contract, in tiers, and in no measure."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contractors.models import Contractor
from coverage.measuring import figures_on
from coverage.subcontracting import status_of
from projects.models import Subcontract
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.contract_page import page, words

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)
TYPED = {
    "pekerjaan": "Pekerjaan baja",
    "penyedia": "PT Besi Kujang",
    "tanggal": "15/07/2025",
    "nilai": "25.000.000",
    "jumlah": "8",
}


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi))


def share(contract, **fields):
    given = {"contractor": factories.contractor("PT Besi Kujang"), "work": "Pekerjaan baja"} | fields
    return Subcontract.objects.create(contract=contract, **given)


def new(user, contract):
    return Form(user, "subcontract_new", contract.uid)


def test_a_firms_share_is_recorded_under_the_main_contract_and_enters_no_measure(budi, eko, contract):
    before = figures_on(D)
    assert new(budi, contract).send(**TYPED).status_code == 303
    made = Subcontract.objects.get()
    assert (made.contractor.name, made.price, made.headcount) == ("PT Besi Kujang", Decimal(25_000_000), 8)
    assert figures_on(D) == before
    text = words(page(eko, contract))
    assert "PT Besi Kujang" in text
    assert "tingkat 1 · Pekerjaan baja" in text
    assert "Belum mendaftar" in text
    assert "Subkontrak Pekerjaan baja ditambahkan" in text


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "Belum mendaftar"),
        ({"registered_on": date(2025, 10, 1)}, "Belum mendaftar"),
        ({"registered_on": date(2025, 9, 30)}, "Belum dibayar"),
        ({"registered_on": date(2025, 7, 20), "paid_on": date(2025, 7, 21)}, "Tidak terlindungi"),
        ({"valid_from": date(2025, 7, 20), "valid_to": D, "paid_on": date(2025, 7, 21)}, "Terlindungi"),
        ({"valid_from": date(2025, 7, 20), "valid_to": date(2025, 9, 29), "paid_on": D}, "Tidak terlindungi"),
        ({"valid_from": date(2025, 7, 20), "valid_to": D, "paid_on": date(2025, 10, 1)}, "Belum dibayar"),
    ],
)
def test_its_own_state_at_bpjs_on_a_day(contract, fields, word):
    assert status_of(share(contract, **fields), D).word == word


def test_two_tiers_stand_one_below_the_other_and_never_in_a_ring(budi, contract):
    first = share(contract)
    form = new(budi, contract)
    form.send(**TYPED | {"penyedia": "UD Cat Kedua", "pekerjaan": "Pengecatan", "di_bawah": str(first.pk)})
    second = Subcontract.objects.get(parent=first)
    assert "tingkat 2 · Pengecatan" in words(page(budi, contract))
    edit = Form(budi, "subcontract_edit", contract.uid, first.pk)
    for below in (first, second):
        assert edit.send(di_bawah=str(below.pk)).status_code == 422
    first.refresh_from_db()
    assert first.parent is None


def test_a_share_of_another_contract_is_no_parent_and_has_no_page_here(budi, citra, contract):
    foreign = share(factories.contract(agency=cast.agency_of(citra)))
    assert new(budi, contract).send(**TYPED | {"di_bawah": str(foreign.pk)}).status_code == 422
    client = cast.signed_in(budi)
    for uid in (contract.uid, foreign.contract.uid):
        assert client.get(reverse("subcontract_edit", args=[uid, foreign.pk])).status_code == 404
        assert client.post(reverse("subcontract_edit", args=[uid, foreign.pk]), TYPED).status_code == 404


def test_sent_twice_it_is_recorded_once(budi, contract):
    form = new(budi, contract)
    for _ in range(3):
        assert form.send(**TYPED).status_code == 303
    assert Subcontract.objects.count() == 1


def test_the_key_of_somebody_elses_share_makes_nothing(budi, citra, contract):
    foreign = share(factories.contract(agency=cast.agency_of(citra)))
    form = new(budi, contract)
    assert form.send(**TYPED, kunci=str(foreign.uid)).status_code == 422
    assert Subcontract.objects.count() == 1


def test_a_near_twin_is_offered_before_a_firm_is_made(budi, contract):
    wanted = factories.contractor("CV Karya Utama Mandiri")
    form = new(budi, contract)
    assert form.send(**TYPED | {"penyedia": "CV Karya Utama Mandir"}).status_code == 422
    assert "Mirip dengan yang sudah tercatat" in form.text
    assert form.send(aksi=f"pakai-{wanted.pk}").status_code == 303
    assert Subcontract.objects.get().contractor == wanted
    assert not Contractor.objects.filter(name="CV Karya Utama Mandir").exists()


def test_two_editors_lose_nothing(ani, budi, contract):
    one = share(contract)
    theirs, mine = (Form(user, "subcontract_edit", contract.uid, one.pk) for user in (ani, budi))
    assert theirs.send(jumlah="9").status_code == 303
    assert mine.send(nomor="7").status_code == 422
    assert "Disimpan oleh Ani Rahmawati" in mine.text
    assert mine.send().status_code == 303
    one.refresh_from_db()
    assert (one.headcount, one.number) == (9, "7")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"pekerjaan": ""}, "wajib|Bidang ini"),
        ({"penyedia": ""}, "Pilih penyedia"),
        ({"penyedia": "CV Uji"}, "penyedia utama"),
        ({"npwp_penyedia": "123"}, "15 atau 16"),
        ({"tanggal": "30/06/2025"}, "Mendahului kontrak induk"),
        ({"terdaftar": "01/01/2049"}, "Sesudah hari ini"),
        ({"dibayar": "31/04/2025"}, "kalender"),
        ({"berlaku_dari": "02/08/2025", "berlaku_sampai": "01/08/2025"}, "Mendahului hari pertama"),
        ({"nilai": "-1"}, "negatif"),
        ({"nilai": "1_000"}, "Bukan angka"),
        ({"jumlah": "100001"}, "seratus ribu"),
        ({"kunci": "bukan-uuid"}, "UUID|sah|valid"),
        ({"di_bawah": "9" * 30}, "ilih"),
    ],
)
def test_bad_input_is_refused_at_its_field(budi, contract, typed, words):
    form = new(budi, contract)
    assert form.send(**TYPED | typed).status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert not Subcontract.objects.exists()
