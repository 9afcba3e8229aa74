"""Every form about a stored row, left open while somebody else changes it: it is told, and neither text is lost."""

import html
from datetime import date, timedelta

import pytest

from accounts.models import Role, User
from contractors.models import Contractor
from coverage.models import Document, HeadcountDeclaration, Instalment, Membership, Registration, Replacement
from projects.models import (
    Amendment,
    Appointment,
    Assignment,
    Contract,
    Officer,
    ProviderChange,
    Subcontract,
    Suspension,
)
from tests.desk import SENDINGS, Desk, fields_of
from tests.pages import read, texts
from tests.reference import refill

pytestmark = pytest.mark.django_db
STALE = {
    "amendment_edit": (Amendment, "amendment", {"reason": "Kata orang lain"}, "Kata orang lain"),
    "assignment_end": (Assignment, "listed", {"ends_on": date(2031, 5, 1)}, "1 Mei 2031"),
    "assignment_replace": (Assignment, "listed", {"ends_on": date(2031, 5, 1)}, "1 Mei 2031"),
    "replacement_report": (Replacement, "replacement", {"reported_on": date(2031, 5, 1)}, "1 Mei 2031"),
    "assignment_edit": (Assignment, "listed", {"job": "Kata orang lain"}, "Kata orang lain"),
    "contractor_edit": (Contractor, "firm", {"name": "CV Kata Lain"}, "CV Kata Lain"),
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


def test_whoever_comes_keeps_the_days_that_were_typed():
    desk = Desk()
    last = desk.today + timedelta(9)
    Assignment.objects.filter(pk=desk.listed.pk).update(ends_on=last)
    client, address, fields = SENDINGS["assignment_replace"].prepared("assignment_replace", desk)
    Assignment.objects.filter(pk=desk.listed.pk).update(ends_on=last + timedelta(20))
    days = {"mulai": f"{last + timedelta(1):%d/%m/%Y}", "selesai": f"{last + timedelta(5):%d/%m/%Y}"}
    answer = client.post(address, fields | days)
    assert answer.status_code == 422
    assert fields_of(answer, address, status=422)["selesai"] == [days["selesai"]]


WITHDRAWN = {
    "headcount_withdraw": (HeadcountDeclaration, {"headcount": 41}, "41"),
    "membership_withdraw": (Membership, {"ends_on": date(2031, 5, 1)}, "1 Mei 2031"),
    "amendment_withdraw": (Amendment, {"reason": "Kata orang lain"}, "Kata orang lain"),
    "assignment_withdraw": (Assignment, {"job": "Kata orang lain"}, "Kata orang lain"),
    "registration_withdraw": (Registration, {"certificate_number": "SERT-LAIN"}, "SERT-LAIN"),
    "instalment_withdraw": (Instalment, {"receipt": "BUKTI-LAIN"}, "BUKTI-LAIN"),
    "suspension_withdraw": (Suspension, {"reason": "Kata orang lain"}, "Kata orang lain"),
    "provider_change_withdraw": (ProviderChange, {"paper": "SURAT-LAIN"}, "SURAT-LAIN"),
    "document_withdraw": (Document, {"name": "lain.pdf"}, "lain.pdf"),
}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_what_changed_meanwhile_is_taken_back_only_by_whoever_saw_it(name):
    desk, (model, change, said) = Desk(), WITHDRAWN[name]
    client, address, fields = SENDINGS[name].prepared(name, desk)
    key = SENDINGS[name].args(desk)[-1]
    stored = model.objects.filter(uid=key, withdrawn_at=None) if model is Document else model.objects.filter(pk=key)
    stored.update(**change)
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert stored.filter(**change).exists()
    assert said in texts(answer)
    assert client.post(address, fields | {"versi": ""}).status_code == 422, "nor by whoever tells no version"
    assert stored.filter(**change).exists()
    shown = fields_of(answer, address, status=422)
    assert shown["alasan"] == [SENDINGS[name].typed(desk)["alasan"]]
    assert client.post(address, shown).status_code in (302, 303)
    assert not stored.exists()


def test_what_is_secret_is_told_to_have_changed_and_no_more():
    desk, name = Desk(), "assignment_withdraw"
    client, address, fields = SENDINGS[name].prepared(name, desk)
    Assignment.objects.filter(pk=SENDINGS[name].args(desk)[1]).update(kpj="12345678901")
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "•••" in texts(answer)
    assert "12345678901" not in answer.content.decode()


def redated(on):
    return {"langkah": "redate", "pada": f"{on:%d/%m/%Y}", "alasan": "Salah catat"}


def confirmed(client, address, fields):
    """The answer to a form, sent once more where past figures were shown first."""
    answer = client.post(address, fields)
    if answer.status_code == 422 and "menggeser angka" in texts(answer):
        return client.post(address, fields_of(answer, address, status=422))
    return answer


def test_whose_end_of_a_contract_stands_is_said():
    desk = Desk()
    signed = desk.contract.signed_on
    Contract.objects.filter(pk=desk.contract.pk).update(status="Putus", actual_end_on=signed)
    client, address, fields = SENDINGS["contract_status"].prepared("contract_status", desk)
    theirs = signed + timedelta(1)
    Contract.objects.filter(pk=desk.contract.pk).update(actual_end_on=theirs)
    answer = client.post(address, fields | redated(signed))
    desk.contract.refresh_from_db()
    assert (answer.status_code, desk.contract.actual_end_on) == (422, theirs)
    assert "Berubah sejak Anda membukanya" in texts(answer)
    again = fields_of(answer, address, status=422)
    assert again["pada"] == [f"{signed:%d/%m/%Y}"]
    assert confirmed(client, address, again).status_code == 303
    desk.contract.refresh_from_db()
    assert desk.contract.actual_end_on == signed


def declared(desk, number):
    return HeadcountDeclaration.objects.create(contract=desk.contract, declared_on=desk.today, headcount=number)


def test_a_number_that_somebody_else_declared_meanwhile_is_shown():
    desk = Desk()
    client, address, fields = SENDINGS["headcount_declare"].prepared("headcount_declare", desk)
    theirs = declared(desk, 33)
    answer = client.post(address, fields)
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.headcount) == (422, 33)
    assert read(answer).select_one("#beda .new").text == "33"
    again = fields_of(answer, address, status=422)
    assert again["jumlah"] == ["17"]
    assert client.post(address, again).status_code == 303
    assert HeadcountDeclaration.objects.get().headcount == 17


def test_a_number_that_was_read_is_corrected_unless_it_changed():
    desk = Desk()
    theirs = declared(desk, 33)
    client, address, fields = SENDINGS["headcount_declare"].prepared("headcount_declare", desk)
    assert client.post(address, fields).status_code == 303
    HeadcountDeclaration.objects.filter(pk=theirs.pk).update(headcount=34)
    assert client.post(address, fields | {"jumlah": "18"}).status_code == 422
    theirs.refresh_from_db()
    assert theirs.headcount == 34


def test_a_number_that_somebody_took_back_is_declared_anew_only_knowingly():
    desk = Desk()
    declared(desk, 33)
    client, address, fields = SENDINGS["headcount_declare"].prepared("headcount_declare", desk)
    HeadcountDeclaration.objects.all().delete()
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "sementara itu ditarik kembali" in texts(answer)
    assert client.post(address, fields_of(answer, address, status=422)).status_code == 303


def member(desk, **said):
    return Membership.objects.create(worker=desk.listed.worker, segment="PU", starts_on=desk.today, **said)


def test_a_membership_that_somebody_else_recorded_meanwhile_is_shown():
    desk = Desk()
    client, address, fields = SENDINGS["membership"].prepared("membership", desk)
    theirs = member(desk, ends_on=date(2031, 5, 1), kpj="12345678901")
    mine = fields | {"selesai": "31/12/2030", "kpj": "10987654321"}
    answer = client.post(address, mine)
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.ends_on, theirs.kpj) == (422, date(2031, 5, 1), "12345678901")
    assert "1 Mei 2031" in texts(answer)
    assert "12345678901" not in answer.content.decode()
    again = fields_of(answer, address, status=422)
    assert (again["selesai"], again["kpj"]) == (["31/12/2030"], ["10987654321"])
    assert client.post(address, again).status_code == 303
    theirs.refresh_from_db()
    assert (theirs.ends_on, theirs.kpj) == (date(2030, 12, 31), "10987654321")


def test_a_kpj_that_is_not_typed_again_stays():
    desk = Desk()
    theirs = member(desk, kpj="12345678901")
    client, address, fields = SENDINGS["membership"].prepared("membership", desk)
    assert client.post(address, fields | {"selesai": "31/12/2030"}).status_code == 303
    theirs.refresh_from_db()
    assert (theirs.ends_on, theirs.kpj) == (date(2030, 12, 31), "12345678901")


def test_an_instalment_that_somebody_else_recorded_meanwhile_is_shown():
    desk = Desk()
    client, address, fields = SENDINGS["instalment"].prepared("instalment", desk)
    theirs = Instalment.objects.create(contract=desk.contract, number=2, amount=77_000, receipt="BUKTI-LAIN")
    answer = client.post(address, fields)
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.amount, theirs.paid_on) == (422, 77_000, None)
    assert "BUKTI-LAIN" in texts(answer)
    again = fields_of(answer, address, status=422)
    assert again["jumlah"] == ["50.000"]
    assert client.post(address, again).status_code == 303
    theirs.refresh_from_db()
    assert (theirs.amount, theirs.paid_on) == (50_000, desk.today)


def test_an_instalment_is_corrected_only_by_whoever_saw_it():
    desk = Desk()
    theirs = Instalment.objects.create(contract=desk.contract, number=2, amount=77_000)
    client, address, fields = SENDINGS["instalment"].prepared("instalment", desk)
    Instalment.objects.filter(pk=theirs.pk).update(amount=78_000)
    answer = client.post(address, fields)
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.amount) == (422, 78_000)
    assert client.post(address, fields_of(answer, address, status=422)).status_code == 303


def test_an_instalment_that_somebody_took_back_is_recorded_anew_only_knowingly():
    desk = Desk()
    theirs = Instalment.objects.create(contract=desk.contract, number=2, amount=77_000)
    client, address, fields = SENDINGS["instalment"].prepared("instalment", desk)
    theirs.delete()
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "sementara itu ditarik kembali" in texts(answer)
    assert not Instalment.objects.filter(contract=desk.contract, number=2).exists()
    assert client.post(address, fields_of(answer, address, status=422)).status_code == 303
