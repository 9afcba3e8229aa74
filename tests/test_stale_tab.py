"""Every form about a stored row, left open while somebody else changes it: it is told, and neither text is lost."""

import html
from datetime import date

import pytest

from accounts.models import Role, User
from coverage.models import Registration
from projects.models import Amendment, Appointment, Assignment, Contract, Officer, Subcontract, Suspension
from tests.desk import SENDINGS, Desk, fields_of
from tests.pages import read, texts
from tests.reference import refill

pytestmark = pytest.mark.django_db
STALE = {
    "amendment_edit": (Amendment, "amendment", {"reason": "Kata orang lain"}, "Kata orang lain"),
    "assignment_edit": (Assignment, "listed", {"job": "Kata orang lain"}, "Kata orang lain"),
    "contract_edit": (Contract, "contract", {"number": "602/LAIN"}, "602/LAIN"),
    "registration_edit": (Registration, "registration", {"certificate_number": "SERT-LAIN"}, "SERT-LAIN"),
    "subcontract_edit": (Subcontract, "share", {"work": "Kata orang lain"}, "Kata orang lain"),
    "suspension_edit": (Suspension, "stop", {"reason": "Kata orang lain"}, "Kata orang lain"),
    "user_change": (User, "budi", {"name": "Budi Lain"}, "Budi Lain"),
    "appointment_change": (Appointment, "appointment", {"ends_on": date(2031, 5, 1)}, "01/05/2031"),
}
"""By the name of the address: what somebody else changes meanwhile in the field that is typed, and how it is said."""


@pytest.mark.parametrize("name", STALE)
def test_a_form_left_open_shows_what_somebody_else_wrote(name):
    refill()
    desk, sending, (model, row, change, said) = Desk(), SENDINGS[name], STALE[name]
    client, address, fields = sending.prepared(name, desk)
    stored = model._base_manager.filter(pk=getattr(desk, row).pk)
    stored.update(**change)
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert stored.filter(**change).exists(), "what they wrote still stands"
    assert said in texts(answer)
    shown = fields_of(answer, address, status=422)
    for one, typed in sending.typed(desk).items():
        assert shown[one] == [typed], "what was typed still stands"
    assert client.post(address, shown).status_code in (302, 303), "whoever has seen both may go on"
    assert not stored.filter(**change).exists()


def test_what_was_not_typed_anew_takes_what_stands_there_now():
    desk = Desk()
    client, address, fields = SENDINGS["user_change"].prepared("user_change", desk)
    User.objects.filter(pk=desk.budi.pk).update(email="lain@bogor.test", role=Role.INSPECTORATE, is_active=False)
    answer = client.post(address, fields)
    assert answer.status_code == 422
    text = html.unescape(answer.content.decode())
    assert "Sementara itu diubah orang lain: lain@bogor.test" in text
    assert "Sementara itu diubah orang lain: tidak" in text
    assert read(answer).select_one("#id_email")["value"] == "lain@bogor.test"
    assert not read(answer).select_one("#id_is_active").has_attr("checked")
    assert client.post(address, fields_of(answer, address, status=422)).status_code == 302
    kept = User.objects.get(pk=desk.budi.pk)
    assert (kept.name, kept.email, kept.role, kept.is_active) == (
        "Budi Santosa", "lain@bogor.test", Role.INSPECTORATE, False,
    )  # fmt: skip


def test_whose_officer_a_person_is_by_now_is_said():
    desk = Desk()
    client, address, fields = SENDINGS["user_officer"].prepared("user_officer", desk)
    Officer.objects.filter(user=desk.budi).update(user=None)
    Officer.objects.filter(pk=desk.successor.pk).update(user=desk.budi)
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "Sementara itu diubah orang lain: PPK Pengganti" in texts(answer)
    assert Officer.objects.get(user=desk.budi) == desk.successor
    assert client.post(address, fields_of(answer, address, status=422)).status_code == 302
    assert Officer.objects.get(user=desk.budi).name == "Budi Santoso, S.T."


def test_a_form_of_a_person_writes_only_what_it_asks():
    desk = Desk()
    client, address, fields = SENDINGS["appointment_change"].prepared("appointment_change", desk)
    Appointment.objects.filter(pk=desk.appointment.pk).update(confirmed_by=None, confirmed_at=None)
    assert client.post(address, fields).status_code == 302
    assert Appointment.objects.get(pk=desk.appointment.pk).confirmed_at is None, "the confirmation is not of this form"
