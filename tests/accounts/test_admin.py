import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from contractors.nik import NIKField
from coverage.models import Alarm, HolidayOverride, Target, UCJStatement
from projects.models import Agency, Appointment, Officer
from tests import cast

pytestmark = pytest.mark.django_db

OFFERED = {"user", "officer", "appointment", "target", "ucjstatement", "holidayoverride", "alarm"}


def page(model, name="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def fitri_there(fitri):
    return cast.signed_in(fitri)


def newest_event(model, pk):
    return model.recorded_events.rel.related_model.objects.filter(pgh_obj_id=pk).latest("pgh_id")


def test_it_offers_these_tables_and_no_others():
    assert {model._meta.model_name for model in admin.site._registry} == OFFERED


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_nothing_can_be_deleted_and_no_nik_stands_there(model, fitri_there):
    there = admin.site._registry[model]
    assert not any(isinstance(field, NIKField) for field in model._meta.get_fields())
    row = a_row(model)
    assert fitri_there.get(page(model, "delete", row.pk)).status_code == 403
    assert fitri_there.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    fitri_there.post(page(model), chosen)
    assert model.objects.filter(pk=row.pk).exists()
    assert "delete_selected" not in there.get_actions(fitri_there.get(page(model)).wsgi_request)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_lists_forms_and_histories_open_in_indonesian(model, fitri_there):
    row = a_row(model)
    for path in (page(model), page(model, "change", row.pk), page(model, "history", row.pk)):
        assert fitri_there.get(path).status_code == 200, path
    if model is not Alarm:
        assert "Simpan" in fitri_there.get(page(model, "add")).content.decode()


def a_row(model):
    agency = Agency.objects.get_or_create(name="Dinas Uji")[0]
    make = {
        User: lambda: cast.person("Baru Saja", Role.PPK),
        Officer: lambda: Officer.objects.create(name="PPK Uji"),
        Appointment: lambda: cast.appoint(Officer.objects.create(name="PPK Uji"), agency, confirmed=False),
        Target: lambda: Target.objects.create(
            measure="value", year=2031, percent=60, set_by="Wali kota", source="SK 1"
        ),
        UCJStatement: lambda: UCJStatement.objects.create(
            month=date(2025, 9, 1),
            pu=1,
            bpu=1,
            jakon=1,
            pmi=1,
            employed=9,
            employed_year=2024,
            stated_by="BPJS",
            source="S",
        ),
        HolidayOverride: lambda: HolidayOverride.objects.create(day=date(2025, 6, 3), name="HJB", source="SE 1"),
        Alarm: lambda: Alarm.objects.create(text="Dua angka berbeda."),
    }
    return make[model]()


CHANGES = {
    User: {"email": "baru@bogor.test", "name": "Baru Sekali", "role": "ppk", "is_active": "on"},
    Officer: {"user": ""},
    Appointment: {"starts_on": "2026-01-05", "ends_on": "", "acting": "on"},
    Target: {"measure": "value", "year": 2031, "percent": "61,5", "set_by": "Wali kota", "source": "SK 2"},
    UCJStatement: {"month": "2025-09-01", "employed": 10, "employed_year": 2024, "stated_by": "BPJS", "source": "S 2"},
    HolidayOverride: {"day": "2025-06-03", "working": "on", "name": "HJB", "source": "SE 2"},
}
"""What is posted to the form of each kind of row that `a_row` makes."""


@pytest.mark.parametrize("model", CHANGES, ids=lambda model: model._meta.model_name)
def test_every_save_stands_in_the_history_with_who_made_it(model, fitri, fitri_there):
    row = a_row(model)
    form = CHANGES[model]
    if model is Officer:
        form = {"user": cast.person("Budi", Role.PPK).pk}
    if model is Appointment:
        form = form | {"officer": row.officer_id, "agency": row.agency_id}
    if model is UCJStatement:
        form = form | dict.fromkeys(["pu", "bpu", "jakon", "pmi"], 2)
    assert fitri_there.post(page(model, "change", row.pk), form).status_code == 302
    event = newest_event(model, row.pk)
    assert event.pgh_label == "update"
    assert event.pgh_context.metadata["user"] == fitri.pk
    before = model.objects.get(pk=row.pk)
    assert all(getattr(event, field.attname) == getattr(before, field.attname) for field in kept(model))


def kept(model):
    """The fields that the history keeps of it."""
    known = {field.name for field in model.recorded_events.rel.related_model._meta.get_fields()}
    return [field for field in model._meta.fields if field.name in known]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_get_403_whatever_they_ask_for(role):
    client = cast.signed_in(cast.person("Orang Lain", role))
    there = User.objects.get()
    for path in (
        "/admin/",
        page(User),
        page(User, "change", there.pk),
        page(User, "change", 999_999),
        "/admin/apa/saja/",
    ):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "tidak dibuka untuk peran Anda" in answer.content.decode()
        assert client.post(path).status_code == 403


def test_a_stranger_is_sent_to_the_one_door(client):
    assert client.get("/admin/").url == "/masuk/?next=/admin/"
    assert client.get("/admin/login/").url.startswith("/masuk/"), "no second door"


def test_a_person_is_made_without_a_password_and_comes_in_by_a_link_once(fitri, fitri_there, client):
    form = {"email": "Dewi@Bogor.test", "name": "Dewi Anggraini", "role": Role.BPJS, "is_active": "on"}
    assert "password" not in fitri_there.get(page(User, "add")).content.decode().replace("sandi", "")
    assert fitri_there.post(page(User, "add"), form).status_code == 302
    dewi = User.objects.get(name="Dewi Anggraini")
    assert (dewi.email, dewi.has_usable_password()) == ("dewi@bogor.test", False)
    assert newest_event(User, dewi.pk).pgh_context.metadata["user"] == fitri.pk

    first, second = (link_for(fitri_there, dewi) for _ in range(2))
    assert newest_event(User, dewi.pk).link_made_at is not None, "making a link is recorded"
    assert newest_event(User, dewi.pk).pgh_context.metadata["user"] == fitri.pk
    assert LogEntry.objects.filter(object_id=str(dewi.pk), user=fitri, change_message__contains="tautan").count() == 2
    assert "tidak berlaku lagi" in client.get(first, follow=True).content.decode(), "a newer link ends the older one"
    form = client.get(second, follow=True).redirect_chain[0][0]
    new = "kereta-kebun-raya-88"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert "tidak berlaku lagi" in client.get(second, follow=True).content.decode(), "a link works once"
    assert client.post("/masuk/", {"login": dewi.email, "password": new}).status_code == 302


def link_for(client, user):
    answer = client.post(page(User), {"action": "make_links", "_selected_action": [user.pk]})
    assert "no-store" in answer.headers["Cache-Control"]
    return re.search(r'value="http://testserver(/sandi/baru/[^"]+)"', answer.content.decode())[1]


def test_a_link_is_kept_nowhere(fitri_there, caplog, client):
    budi = cast.make_budi()
    link = link_for(fitri_there, budi)
    token = link.split("-", 1)[1].strip("/")
    client.get(link)
    assert token not in caplog.text
    assert token not in str(list(User.recorded_events.rel.related_model.objects.values())) + str(
        list(LogEntry.objects.values())
    )


def test_a_closed_account_gets_no_link(fitri_there):
    budi = cast.make_budi()
    User.objects.filter(pk=budi.pk).update(is_active=False)
    answer = fitri_there.post(page(User), {"action": "make_links", "_selected_action": [budi.pk]})
    assert "/sandi/baru/" not in answer.content.decode()
    budi.refresh_from_db()
    assert budi.link_made_at is None


@pytest.mark.parametrize("change", [{"role": Role.PPK, "is_active": "on"}, {"role": Role.ADMINISTRATOR}])
def test_the_last_administrator_stays(fitri, fitri_there, change):
    form = {"email": fitri.email, "name": fitri.name, **change}
    assert "administrator terakhir" in fitri_there.post(page(User, "change", fitri.pk), form).content.decode()
    cast.person("Gita", Role.ADMINISTRATOR)
    assert fitri_there.post(page(User, "change", fitri.pk), form).status_code == 302


def test_a_surel_is_taken_once_whatever_its_case(fitri, fitri_there):
    form = {"email": "FITRI@bogor.test", "name": "Lain", "role": Role.BPJS, "is_active": "on"}
    assert "sudah" in fitri_there.post(page(User, "add"), form).content.decode()
    assert User.objects.count() == 1


def test_another_role_and_another_surel_hold_at_once(fitri_there, client):
    budi = cast.make_budi(cast.PASSWORD)
    form = {"email": "b.santoso@bogor.test", "name": budi.name, "role": Role.INSPECTORATE, "is_active": "on"}
    fitri_there.post(page(User, "change", budi.pk), form)
    assert User.objects.get(pk=budi.pk).sees_all
    client.post("/masuk/", {"login": budi.email, "password": cast.PASSWORD})
    assert "_auth_user_id" not in client.session, "the old surel opens nothing"


def test_only_a_confirmed_appointment_opens_an_agency(fitri, fitri_there):
    budi = cast.make_budi()
    office = Agency.objects.create(name="Dinas Kesehatan")
    officer = Officer.objects.get(user=budi)
    fitri_there.post(
        page(Appointment, "add"), {"officer": officer.pk, "agency": office.pk, "starts_on": "", "ends_on": ""}
    )
    made = Appointment.objects.get(agency=office)
    today = timezone.localdate()
    assert office.pk not in Appointment.objects.agency_ids_of(budi, today)
    fitri_there.post(page(Appointment), {"action": "confirm", "_selected_action": [made.pk]})
    assert office.pk in Appointment.objects.agency_ids_of(budi, today)
    assert newest_event(Appointment, made.pk).confirmed_by_id == fitri.pk
    assert newest_event(Appointment, made.pk).pgh_context.metadata["user"] == fitri.pk
    fitri_there.post(page(Appointment), {"action": "withdraw", "_selected_action": [made.pk]})
    assert office.pk not in Appointment.objects.agency_ids_of(budi, today)


def test_an_officers_name_stays_as_contracts_say_it(fitri_there):
    officer, budi = Officer.objects.create(name="Budi Santosa, S.T."), cast.person("Budi", Role.PPK)
    form = {"name": "Nama lain", "user": budi.pk}
    assert fitri_there.post(page(Officer, "change", officer.pk), form).status_code == 302
    officer.refresh_from_db()
    assert (officer.name, officer.user) == ("Budi Santosa, S.T.", budi)


def test_a_wrong_month_or_percentage_is_said_in_indonesian(fitri_there):
    form = {"measure": "workers", "year": 2026, "percent": "101", "set_by": "Wali kota", "source": "SK 1"}
    assert "antara 0 dan 100" in fitri_there.post(page(Target, "add"), form).content.decode()
    statement = dict.fromkeys(["pu", "bpu", "jakon", "pmi"], 1) | {"month": "2025-09-02", "employed": 0}
    answer = fitri_there.post(page(UCJStatement, "add"), statement | {"employed_year": 2024}).content.decode()
    assert "Isi tanggal 1 bulan" in answer


def test_an_alarm_is_closed_and_never_rewritten(fitri, fitri_there):
    alarm = Alarm.objects.create(text="Dua angka berbeda.")
    assert fitri_there.post(page(Alarm, "change", alarm.pk), {"text": "Tidak ada."}).status_code == 403
    assert fitri_there.get(page(Alarm, "add")).status_code == 403
    fitri_there.post(page(Alarm), {"action": "close", "_selected_action": [alarm.pk]})
    alarm.refresh_from_db()
    assert newest_event(Alarm, alarm.pk).closed_by_id == fitri.pk
    assert (alarm.text, alarm.closed_by) == ("Dua angka berbeda.", fitri)
