from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import Role
from contractors.nik import NIKField
from coverage.models import Alarm, EjakonColumn, HolidayOverride, Target, UCJStatement
from projects.models import Agency
from tests import cast
from tests.pages import read, text_of

pytestmark = pytest.mark.django_db

OFFERED = {"agency", "target", "ucjstatement", "holidayoverride", "ejakoncolumn", "alarm"}


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
    make = {
        Agency: lambda: Agency.objects.create(name="Dinas Baru"),
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
        EjakonColumn: lambda: EjakonColumn.objects.create(position=91, title="Nama", source="name"),
        Alarm: lambda: Alarm.objects.create(text="Dua angka berbeda."),
    }
    return make[model]()


CHANGES = {
    Agency: {"name": "Dinas Baru dan Ruang", "satker_code": "11293099"},
    Target: {"measure": "value", "year": 2031, "percent": "61,5", "set_by": "Wali kota", "source": "SK 2"},
    UCJStatement: {"month": "2025-09-01", "employed": 10, "employed_year": 2024, "stated_by": "BPJS", "source": "S 2"},
    EjakonColumn: {"position": 92, "title": "Nama lengkap", "source": "name", "shown": "on"},
    HolidayOverride: {"day": "2025-06-03", "working": "on", "name": "HJB", "source": "SE 2"},
}
"""What is posted to the form of each kind of row that `a_row` makes."""


@pytest.mark.parametrize("model", CHANGES, ids=lambda model: model._meta.model_name)
def test_every_save_stands_in_the_history_with_who_made_it(model, fitri, fitri_there):
    row = a_row(model)
    form = CHANGES[model]
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
    there = a_row(Target)
    paths = (
        "/admin/",
        page(Target),
        page(Target, "change", there.pk),
        page(Target, "change", 999_999),
        "/admin/apa/saja/",
    )
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "tidak dibuka untuk peran Anda" in answer.content.decode()
        assert client.post(path).status_code == 403


def test_a_stranger_is_sent_to_the_one_door(client):
    assert client.get("/admin/").url == "/masuk/?next=/admin/"
    assert client.get("/admin/login/").url.startswith("/masuk/"), "no second door"


def test_a_wrong_month_or_percentage_is_said_in_indonesian(fitri_there):
    form = {"measure": "workers", "year": 2026, "percent": "101", "set_by": "Wali kota", "source": "SK 1"}
    assert "antara 0 dan 100" in fitri_there.post(page(Target, "add"), form).content.decode()
    statement = dict.fromkeys(["pu", "bpu", "jakon", "pmi"], 1) | {"month": "2025-09-02", "employed": 0}
    answer = fitri_there.post(page(UCJStatement, "add"), statement | {"employed_year": 2024}).content.decode()
    assert "Isi tanggal 1 bulan" in answer


@pytest.mark.parametrize(
    ("model", "field", "typed", "said"),
    [
        (Target, "year", "0", "antara 2000 dan 2050"),
        (Target, "year", "32767", "antara 2000 dan 2050"),
        (Target, "percent", "NaN", "Masukkan sebuah bilangan"),
        (Target, "percent", "-1", "antara 0 dan 100"),
        (Target, "set_by", "Wali\N{RIGHT-TO-LEFT OVERRIDE}kota", "tidak terlihat"),
        (Target, "source", "SK\N{REPLACEMENT CHARACTER}1", "rusak"),
        (Target, "source", "SK\x001", "null"),
        (HolidayOverride, "day", "0001-01-01", "antara 2000 dan 2050"),
        (HolidayOverride, "day", "9999-12-31", "antara 2000 dan 2050"),
        (HolidayOverride, "name", "\N{ZERO WIDTH SPACE}", "tidak terlihat"),
        (EjakonColumn, "title", "Nama\N{ZERO WIDTH SPACE}", "tidak terlihat"),
        (Agency, "name", "Dinas\N{RIGHT-TO-LEFT OVERRIDE} Uji", "tidak terlihat"),
        (Agency, "satker_code", "77\ue000", "rusak"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(model, field, typed, said, fitri_there):
    row = a_row(model)
    shown = read(fitri_there.post(page(model, "change", row.pk), CHANGES[model] | {field: typed}))
    assert said in text_of(shown.select_one(f".field-{field} .errorlist") or shown.select_one(".errorlist"))
    assert model.objects.filter(pk=row.pk).values().get() == {
        name: getattr(row, name) for name in model.objects.filter(pk=row.pk).values().get()
    }


def test_an_alarm_is_closed_and_never_rewritten(fitri, fitri_there):
    alarm = Alarm.objects.create(text="Dua angka berbeda.")
    assert fitri_there.post(page(Alarm, "change", alarm.pk), {"text": "Tidak ada."}).status_code == 403
    assert fitri_there.get(page(Alarm, "add")).status_code == 403
    fitri_there.post(page(Alarm), {"action": "close", "_selected_action": [alarm.pk]})
    alarm.refresh_from_db()
    assert newest_event(Alarm, alarm.pk).closed_by_id == fitri.pk
    assert (alarm.text, alarm.closed_by) == ("Dua angka berbeda.", fitri)


def test_an_agency_that_no_file_has_brought_opens_for_its_first_contract(fitri, fitri_there):
    """From nothing: an agency, a PPK appointed to it, and the form of a contract offers both."""
    assert fitri_there.post(page(Agency, "add"), {"name": "  Dinas  Perumahan "}).status_code == 302
    agency = Agency.objects.get()
    assert agency.name == "Dinas Perumahan"
    gita = cast.ppk("Gita Maharani", agency.name)
    form = read(cast.signed_in(gita).get(reverse("contract_new")))
    assert form.select_one("#id_opd option[selected]")["value"] == str(agency.pk)
    again = fitri_there.post(page(Agency, "add"), {"name": "dinas perumahan", "satker_code": "7"})
    assert "sudah ada" in again.content.decode()
    assert read(fitri_there.post(page(Agency, "add"), {"name": " "})).select(".field-name .errorlist")
    assert Agency.objects.count() == 1
