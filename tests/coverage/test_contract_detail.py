"""The page of one contract: who may open it, what it says of people, money and days, and that it never breaks."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coverage.calendar import working
from coverage.rules.deadlines import registration_due, working_days_between
from tests import factories as make
from tests.cast import agency_of, signed_in
from tests.coverage.contract_page import D, page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(budi):
    return make.contract(agency=agency_of(budi), title="Jembatan Sendiri")


# Who may open it


def test_a_foreign_contract_answers_as_one_that_does_not_exist(own, budi, citra):
    client, missing = signed_in(citra), "00000000-0000-4000-8000-000000000000"
    answers = []
    for uid in (own.uid, missing):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(f"/kontrak/{uid}/")
        token = r'name="csrfmiddlewaretoken" value="[^"]+"'  # masked anew in every answer
        body = re.sub(token, "", answer.content.decode().replace(str(uid), "uid"))
        answers.append((answer.status_code, dict(answer.headers), body, len(captured)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert signed_in(budi).get(f"/kontrak/{own.uid}/").status_code == 200


@pytest.mark.parametrize("path", ["abc", "-1", "99999999999999999999", "%00", "1/2"])
def test_what_is_no_code_is_not_found(ani, path):
    assert signed_in(ani).get(f"/kontrak/{path}/").status_code == 404


def test_a_stranger_is_sent_to_the_door(own, client):
    assert client.get(reverse("contract_detail", args=[own.uid])).status_code == 302


# Money


def test_the_contribution_is_told_by_slice_and_instalment(own, budi):
    own.price = Decimal("494248735331")
    own.save()
    make.instalment(own, 1, D, amount=Decimal(223_409_566))
    sheet = page(budi, own).context["dossier"].sheet
    assert (sheet.total, sheet.jkk, sheet.jkm) == (446_819_131, 402_182_218, 44_636_913)
    assert [line.owed for line in sheet.lines] == [223_409_566, 111_704_783, 111_704_782]
    assert sheet.base == Decimal("445269130928.83")
    assert sheet.verdict.word == "Masih terutang Rp\xa0223.409.565"


@pytest.mark.parametrize(
    ("amounts", "notes", "verdict"),
    [
        ({}, ["", "", ""], "Belum ada pembayaran"),
        ({1: 119_999}, ["sesuai"], "Masih terutang Rp 120.001"),
        ({1: 120_002}, ["lebih Rp 2"], "Masih terutang Rp 119.998"),
        ({1: 119_998}, ["kurang Rp 2"], "Masih terutang Rp 120.002"),
        ({1: 239_999}, ["seluruh iuran sekaligus"], "Lunas"),
        ({1: 120_000, 2: 60_000, 3: 60_001}, ["sesuai", "sesuai", "sesuai"], "Lunas"),
        ({1: 120_000, 2: 60_000, 3: 60_000, 4: 5_000}, ["sesuai"], "Lebih bayar Rp 5.000"),
        ({1: None}, ["jumlahnya tidak tercatat"], "Tidak diketahui"),
    ],
)
def test_payments_are_held_against_the_rule_to_the_rupiah(own, budi, amounts, notes, verdict):
    for number, amount in amounts.items():
        make.instalment(own, number, D, amount=amount)
    sheet = page(budi, own).context["dossier"].sheet
    assert sheet.total == 240_000
    assert sheet.verdict.word.replace("\xa0", " ") == verdict
    for line, note in zip(sheet.lines, notes, strict=False):
        if amounts:
            assert line.status.note.replace("\xa0", " ") == note


def test_an_amendment_owes_its_difference_from_its_day(own, budi):
    make.amendment(own, "1", date(2025, 9, 1), new_price=Decimal(222_000_000))
    make.amendment(own, "2", date(2025, 11, 1), new_price=Decimal(111_000_000))
    sheet = page(budi, own).context["dossier"].sheet
    assert [(step.difference, step.known) for step in sheet.steps] == [(190_000, True), (-190_000, False)]
    assert sheet.owed == 430_000
    assert page(budi, own, date(2025, 11, 1)).context["dossier"].sheet.owed == 240_000
    assert page(budi, own, date(2025, 8, 31)).context["dossier"].sheet.owed == 240_000


def test_a_missing_rate_is_said_and_is_not_zero(own, budi):
    own.signed_on = own.starts_on = date(2014, 1, 1)
    own.save()
    text = words(page(budi, own))
    assert "tarif yang hilang bukan Rp 0" in text


# Days


def test_what_is_dated_after_the_day_is_not_known_yet(own, budi):
    make.protected(own, since=date(2025, 9, 10))
    before = page(budi, own, date(2025, 9, 9))
    assert "Belum ada sertifikat sampai hari itu" in words(before)
    assert before.context["dossier"].sheet.verdict.word == "Belum ada pembayaran"
    assert before.context["dossier"].drawing.mark("paid") is None
    after = page(budi, own, date(2025, 9, 10))
    assert after.context["dossier"].drawing.mark("paid").day == date(2025, 9, 10)
    assert "Terlindungi pada 10 September 2025, sampai pekerjaan selesai" in words(after)


def test_a_certificate_is_told_with_numbers_days_and_programmes(own, budi):
    make.registration(own, certificate_number="JK/77/2025", project_number="2600000077", headcount=12)
    text = words(page(budi, own))
    assert "program jaminan kecelakaan kerja (JKK) dan jaminan kematian (JKM)" in text
    assert "JK/77/2025 proyek 2600000077" in text
    assert "10 Jul 2025 10 Jul 2025 – 31 Des 2025 12" in text


def test_open_days_at_the_end_are_said(own, budi):
    make.protected(own, until=date(2025, 11, 30))
    text = words(page(budi, own))
    assert "Terlindungi pada 30 September 2025, tetapi 31 hari terakhir pekerjaan belum dijamin" in text
    assert "31 hari akan terbuka" in text
    assert "9 dari 92 hari pelaksanaan sampai hari itu tanpa perlindungan" in text


@pytest.mark.parametrize("registered_on", [None, date(2025, 7, 22), date(2025, 7, 26), date(2025, 9, 8)])
def test_how_late_is_said_in_working_days(own, budi, registered_on):
    """Signed 1 July, due 21 July 2025."""
    if registered_on:
        make.registration(own, registered_on=registered_on)
    for day in filter(None, (registered_on, date(2025, 9, 8), date(2025, 9, 30))):
        if registered_on and day < registered_on:
            continue
        late = working_days_between(date(2025, 7, 21), registered_on or day, working())
        said = "terlambat" if registered_on else "belum terdaftar: lewat"
        assert f"{said} {late} hari kerja." in words(page(budi, own, day)), day


def test_late_by_a_weekend_is_late_by_no_working_day(own, budi):
    own.signed_on = date(2025, 7, 7)
    own.save()
    assert registration_due(own.signed_on, working()) == date(2025, 7, 25)
    assert "lewat kurang dari satu hari kerja." in words(page(budi, own, date(2025, 7, 26)))
    make.registration(own, registered_on=date(2025, 7, 27))
    assert "terlambat kurang dari satu hari kerja." in words(page(budi, own, date(2025, 7, 28)))


def test_findings_say_what_here_and_what_to_do(own, budi):
    make.registration(own, registered_on=date(2025, 9, 1))
    answer = page(budi, own)
    codes = [found.text.code for found in answer.context["dossier"].findings]
    assert codes[:2] == ["instalment_1_unpaid", "registration_late"]
    text = words(answer)
    assert "SPK 1 Juli 2025, batas 21 Juli 2025, terdaftar 1 September 2025: terlambat 29 hari kerja." in text
    assert "Permenaker 44/2015 pasal 3 ayat (3)" in text
    assert [found.text.code for found in answer.context["dossier"].todo][:2] == [
        "instalment_1_unpaid",
        "roster_missing",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"method": "Swakelola"}, "Di luar hitungan ukuran kota: swakelola"),
        ({"fund": "BLUD"}, "Di luar hitungan ukuran kota: sumber dana BLUD"),
        ({"status": "Batal"}, "Di luar hitungan ukuran kota: kontrak batal"),
        ({"kind": "Pengadaan Barang"}, "Di luar hitungan ukuran kota: jenis Pengadaan Barang"),
        ({"ends_on": date(2025, 6, 1)}, "Tidak berjalan pada hari apa pun"),
        ({"starts_on": date(2025, 10, 6)}, "Belum mulai; pekerjaan dijadwalkan mulai 6 Oktober 2025"),
        ({"ends_on": date(2025, 8, 31)}, "Sudah berakhir pada 31 Agustus 2025"),
        ({"starts_on": None, "ends_on": None, "officer": None, "contractor": None, "number": ""}, "belum mendaftar"),
        (
            {"price": 0, "hps": 0, "ppn_percent": 0, "village_code": "x"},
            "belum mendaftar, lewat 49 hari kerja dari batasnya",
        ),
        (
            {"signed_on": date(1, 1, 1), "starts_on": date(1, 1, 1), "ends_on": date(9999, 12, 31)},
            "di luar kalender kerja",
        ),
        ({"signed_on": date(2025, 9, 30), "starts_on": None}, "masih 14 hari kerja sampai batasnya"),
    ],
)
def test_every_contract_has_its_sentence(ani, fields, sentence):
    contract = make.contract(**fields)
    assert sentence in words(page(ani, contract))


def test_certificates_without_dates_and_papers_in_any_order_are_shown(own, budi):
    make.registration(own, "A", registered_on=None, valid_from=None, valid_to=None)
    make.registration(own, "B", registered_on=date(2025, 12, 1), valid_from=date(2025, 8, 1), valid_to=date(2025, 8, 2))
    make.instalment(own, 7, date(2025, 1, 1), amount=None)
    make.amendment(own, "9", date(2025, 9, 1), new_ends_on=date(2025, 10, 31))
    make.amendment(own, "10", date(2025, 9, 1), new_ends_on=date(2025, 11, 30))
    dossier = page(budi, own).context["dossier"]
    assert [one.number for one in dossier.amendments] == ["9", "10"]
    assert [one.certificate_number for one in dossier.certificates] == ["A"]
    assert dossier.contract.last_day == date(2025, 11, 30)


def test_texts_of_people_are_shown_as_they_are(own, budi):
    own.title = "<b>Tebal</b> {{ 7 }}"
    own.save()
    text = page(budi, own).content.decode()
    assert "&lt;b&gt;Tebal&lt;/b&gt; {{ 7 }}" in text


def test_the_history_tells_old_and_new(own, budi):
    own.price = Decimal(222_000_000)
    own.save()
    text = words(page(budi, own))
    assert "111.000.000 → 222.000.000" in text


def test_today_is_shown_without_being_asked(own, budi):
    answer = signed_in(budi).get(reverse("contract_detail", args=[own.uid]))
    assert answer.context["dossier"].day == timezone.localdate()


def test_the_queries_do_not_grow_with_roster_papers_and_history(own, budi):
    client, counts = signed_in(budi), []
    for size in (1, 30):
        for at in range(size):
            make.assignment(own, make.worker(200 + size + at))
            make.amendment(own, f"{size}.{at}", D - timedelta(days=at), new_price=Decimal(1000 + at))
            make.instalment(own, 100 * size + at, D)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("contract_detail", args=[own.uid]), {"pada": D.isoformat()})
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
