"""Ending, terminating and voiding a contract: allowed moves, refused ones with their rule, reasons, two editors."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coverage.models import Mark
from coverage.querysets.figures import figure_rows
from projects.models import Contract
from tests import cast, factories
from tests.coverage.changing.sending import Form

pytestmark = pytest.mark.django_db
BAST = {"langkah": "complete", "surat": "12/BAST/2025", "alasan": "Pekerjaan selesai"}


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), ends_on=timezone.localdate() + timedelta(days=30))


def today():
    return f"{timezone.localdate():%d/%m/%Y}"


def confirmed(form, **typed):
    """Send, and once more where past figures were shown first."""
    answer = form.send(**typed)
    return form.send() if answer.status_code == 422 and form.values["dilihat"] else answer


def test_a_hand_over_ends_the_contract_on_its_day(budi, contract):
    form = Form(budi, "contract_status", contract.uid)
    answer = confirmed(form, pada=today(), **BAST)
    assert answer.status_code == 303
    contract.refresh_from_db()
    assert (contract.status, contract.actual_end_on) == ("Selesai", timezone.localdate())
    event = contract.recorded_events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["reason"] == "BAST I nomor 12/BAST/2025. Pekerjaan selesai"
    assert event.pgh_context.metadata["user"] == budi.pk
    assert Mark.objects.filter(contract_id=contract.pk).exists()


def test_an_end_today_moves_no_figure_of_yesterday_and_asks_nothing(budi, contract):
    answer = Form(budi, "contract_status", contract.uid).send(pada=today(), langkah="complete", surat="1/BAST")
    assert answer.status_code == 303


def test_an_end_in_the_past_shows_which_figures_move_before_it_is_written(budi, contract):
    form = Form(budi, "contract_status", contract.uid)
    answer = form.send(pada="30/09/2025", langkah="complete", surat="12/BAST/2025")
    assert answer.status_code == 422
    contract.refresh_from_db()
    assert contract.status == "Berjalan"
    days = (timezone.localdate() - date(2025, 10, 1)).days
    assert f"Cakupan paket : {days} hari, 1 Okt 2025 sampai" in form.text
    assert "isi alasannya" in form.text
    assert form.send(alasan="Terlambat dicatat").status_code == 303
    contract.refresh_from_db()
    assert contract.actual_end_on == date(2025, 9, 30)


def test_a_reason_given_at_once_still_shows_the_figures_first(budi, contract):
    form = Form(budi, "contract_status", contract.uid)
    assert form.send(langkah="void", alasan="Kontrak ganda").status_code == 422
    assert "Cakupan paket" in form.text
    assert form.values["alasan"] == "Kontrak ganda"
    assert form.send().status_code == 303
    assert not any(row["packages_denominator"] for row in figure_rows(date(2025, 7, 1), date(2025, 12, 1)))


@pytest.mark.parametrize(
    ("status", "typed", "words"),
    [
        ("Selesai", {"langkah": "terminate", "surat": "1", "pada": "01/10/2025"}, "sudah diserahterimakan (BAST I)"),
        ("Selesai", {"langkah": "void", "alasan": "x"}, "tidak dapat batal sejak awal"),
        ("Putus", {"langkah": "complete", "surat": "1", "pada": "01/10/2025"}, "sudah diputus"),
        ("Batal", {"langkah": "terminate", "surat": "1", "pada": "01/10/2025"}, "dianggap tidak pernah ada"),
        (
            "Berjalan",
            {"langkah": "redate", "pada": "01/10/2025", "alasan": "x"},
            "tidak dapat dilakukan dari status sekarang",
        ),
    ],
)
def test_an_illegal_move_is_refused_and_names_its_rule(budi, contract, status, typed, words):
    Contract.objects.update(status=status, actual_end_on=None if status in ("Berjalan", "Batal") else "2025-09-30")
    form = Form(budi, "contract_status", contract.uid)
    assert form.send(**typed).status_code == 422
    assert words in form.text
    assert "Aturan:" in form.text
    assert Contract.objects.get().status == status


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Pilih yang terjadi"),
        ({"langkah": "terbang"}, "tidak dikenal"),
        ({"langkah": "complete", "surat": "1"}, "Tanggalnya wajib"),
        ({"langkah": "complete", "surat": "1", "pada": "31/04/2025"}, "tidak ada dalam kalender"),
        ({"langkah": "complete", "surat": "1", "pada": "30/06/2025"}, "mendahului mulai pelaksanaan"),
        ({"langkah": "complete", "surat": "1", "pada": "01/01/2049"}, "sesudah hari ini"),
        ({"langkah": "complete", "surat": "1", "pada": "infinity"}, "Bukan tanggal"),
        ({"langkah": "complete", "pada": "30/09/2025"}, "Nomornya wajib"),
        ({"langkah": "terminate", "pada": "30/09/2025", "surat": "a\x00b"}, "NUL"),
        ({"langkah": "void"}, "Alasannya wajib"),
        ({"langkah": "void", "alasan": "x" * 1001}, "paling banyak"),
        ({"langkah": "void", "alasan": "x", "versi": "99999999999999999999", "dilihat": "y" * 90}, "dilihat|64"),
    ],
)
def test_bad_input_is_refused_at_its_field(budi, contract, typed, words):
    form = Form(budi, "contract_status", contract.uid)
    assert form.send(**typed).status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert Contract.objects.get().status == "Berjalan"


def test_a_double_click_and_an_old_page_write_once(budi, contract):
    first, second = (Form(budi, "contract_status", contract.uid) for _ in range(2))
    sent = {"langkah": "complete", "pada": today(), "surat": "1/BAST"}
    assert first.send(**sent).status_code == 303
    assert first.send(**sent).status_code == 303
    assert second.send(**sent).status_code == 303
    assert contract.recorded_events.filter(pgh_label="update").count() == 1


def test_the_second_of_two_people_is_told_what_the_first_did(ani, budi, contract):
    mine, theirs = Form(ani, "contract_status", contract.uid), Form(budi, "contract_status", contract.uid)
    assert theirs.send(langkah="terminate", pada=today(), surat="9/PUTUS").status_code == 303
    assert mine.send(langkah="complete", pada=today(), surat="1/BAST").status_code == 422
    assert "sudah diputus tidak dapat diserahterimakan" in mine.text
    assert Contract.objects.get().status == "Putus"


def test_what_was_recorded_wrongly_is_led_back(budi, contract):
    Contract.objects.update(status="Selesai", actual_end_on="2025-09-30")
    assert confirmed(Form(budi, "contract_status", contract.uid), langkah="reopen", alasan="Salah").status_code == 303
    contract.refresh_from_db()
    assert (contract.status, contract.actual_end_on) == ("Berjalan", None)


def test_an_expired_session_writes_nothing(budi, contract):
    form = Form(budi, "contract_status", contract.uid)
    form.client.logout()
    assert form.send(pada=today(), **BAST).status_code == 403
    assert Contract.objects.get().status == "Berjalan"
