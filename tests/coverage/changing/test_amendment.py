"""Amendments by form: old and new side by side, what is owed, what is covered, two editors, sent twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import Amendment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.contract_page import page, words

pytestmark = pytest.mark.django_db
LONGER = {"nomor": "1", "tanggal": "01/09/2025", "selesai_baru": "31/01/2026", "uraian": "Hujan"}
DEARER = {"nomor": "1", "tanggal": "01/09/2025", "nilai_baru": "1.110.000.000", "uraian": "Tambah kerja"}


@pytest.fixture
def contract(budi):
    found = factories.contract(agency=cast.agency_of(budi), price=Decimal(1_110_000_000))
    return factories.protected(found)


def recorded(form, **typed):
    answer = form.send(**typed)
    return form.send() if answer.status_code == 422 and form.values.get("dilihat") else answer


def test_a_price_that_rises_shows_the_difference_and_the_limit(budi, contract):
    form = Form(budi, "amendment_new", contract.uid)
    look = form.client.get(
        form.path, DEARER | {"nilai_baru": "1.221.000.001"}, headers={"HX-Request": "true", "HX-Target": "banding"}
    )
    text = look.content.decode().replace("\xa0", " ")
    assert "<html" not in text
    assert "Rp 1.110.000.000" in text
    assert "Rp 1.221.000.001" in text
    assert "Naik lebih dari 10 %" in text
    # 1,0 to 1,1 thousand million without PPN at 0.12 %: Rp 120.000 more than 1.750.000.
    assert "Rp 120.000" in text
    assert "Rp 1.870.000" in text


def test_a_longer_contract_says_how_many_days_its_certificate_leaves_open(budi, contract):
    look = Form(budi, "amendment_new", contract.uid).client.get(reverse("amendment_new", args=[contract.uid]), LONGER)
    assert look.status_code == 200
    assert "Berakhir 31 Desember 2025: 31 hari terakhir belum tercakup" in look.content.decode()


def test_an_amendment_is_recorded_with_its_reason_and_the_first_price_stays(budi, contract):
    form = Form(budi, "amendment_new", contract.uid)
    assert form.send(**DEARER | {"nilai_baru": "1.200.000.000"}).status_code == 422
    assert "Cakupan nilai" in form.text
    assert form.send().status_code == 303
    made = Amendment.objects.get()
    assert (made.new_price, made.signed_on, made.reason) == (Decimal(1_200_000_000), date(2025, 9, 1), "Tambah kerja")
    assert made.recorded_events.get().pgh_context.metadata["reason"] == "Tambah kerja"
    text = words(page(budi, contract))
    assert "Rp 1.110.000.000" in text
    assert "1.200.000.000" in text


def test_sent_twice_it_is_recorded_once(budi, contract):
    first, second = (Form(budi, "amendment_new", contract.uid) for _ in range(2))
    assert recorded(first, **DEARER).status_code == 303
    assert first.send(**DEARER).status_code == 303
    assert second.send(**DEARER).status_code == 303
    assert second.send(**DEARER | {"nilai_baru": "5"}).status_code == 422
    assert "sudah tercatat" in second.text
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "wajib|harus diisi|Bidang ini"),
        (LONGER | {"selesai_baru": ""}, "nilai baru, selesai baru, atau keduanya"),
        (LONGER | {"selesai_baru": "30/06/2025"}, "Mendahului mulai pelaksanaan"),
        (LONGER | {"selesai_baru": "29/02/2027"}, "tidak ada dalam kalender"),
        (LONGER | {"tanggal": "30/06/2025"}, "Mendahului tanggal kontrak"),
        (LONGER | {"tanggal": "01/01/2049"}, "sesudah hari ini"),
        (DEARER | {"nilai_baru": "1,200,000"}, "ambigu|ganda"),
        (DEARER | {"nilai_baru": "-1"}, "negatif"),
        (DEARER | {"nilai_baru": "NaN"}, "Bukan angka"),
        (DEARER | {"nilai_baru": "1_000"}, "Bukan angka"),
        (DEARER | {"nilai_baru": "１２"}, "Bukan angka"),
        (DEARER | {"nilai_baru": "1" + "0" * 16}, "seribu triliun"),
        (DEARER | {"nomor": "x" * 101}, "paling banyak|100"),
        (DEARER | {"nomor": "a\x00"}, "NUL"),
        (DEARER | {"uraian": "\n\n"}, "wajib|harus diisi|Bidang ini"),
    ],
)
def test_bad_input_is_refused_at_its_field(budi, contract, typed, words):
    form = Form(budi, "amendment_new", contract.uid)
    assert form.send(**typed).status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert not Amendment.objects.exists()


def test_out_of_order_is_refused(budi, contract):
    factories.amendment(contract, "1", date(2025, 10, 1), new_ends_on=date(2026, 1, 31))
    form = Form(budi, "amendment_new", contract.uid)
    assert form.send(**LONGER | {"nomor": "2"}).status_code == 422
    assert "Tidak urut" in form.text


def test_the_second_of_two_editors_sees_the_first_ones_change_and_loses_nothing(ani, budi, contract):
    amendment = factories.amendment(contract, "1", new_ends_on=date(2026, 1, 31), reason="Hujan")
    mine = Form(ani, "amendment_edit", contract.uid, amendment.pk)
    theirs = Form(budi, "amendment_edit", contract.uid, amendment.pk)
    assert theirs.send(uraian="Hujan deras").status_code == 303
    assert mine.send(selesai_baru="15/01/2026").status_code == 422
    assert "Disimpan oleh Budi Santoso" in mine.text
    assert "Hujan deras" in mine.text
    assert mine.values["uraian"] == "Hujan deras"
    assert mine.values["selesai_baru"] == "15/01/2026"
    assert mine.send(alasan="Salah ketik").status_code == 422
    assert "Cakupan paket" in mine.text
    assert mine.send().status_code == 303
    amendment.refresh_from_db()
    assert (amendment.reason, amendment.new_ends_on) == ("Hujan deras", date(2026, 1, 15))


def test_an_amendment_of_another_contract_does_not_exist_here(budi, citra, contract):
    foreign = factories.amendment(factories.contract(agency=cast.agency_of(citra)), new_ends_on=date(2026, 1, 31))
    client = cast.signed_in(budi)
    for uid in (contract.uid, foreign.contract.uid):
        for method in (client.get, client.post):
            assert method(reverse("amendment_edit", args=[uid, foreign.pk])).status_code == 404
