"""Every change of every tracked table is recorded, whoever or whatever makes it: ORM, bulk, raw SQL or COPY."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pghistory
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.history import RecordedEvent
from accounts.models import Role, User
from contractors.models import Contractor, Worker
from coverage.models import (
    Alarm,
    Document,
    EjakonColumn,
    HeadcountDeclaration,
    HolidayOverride,
    Instalment,
    Membership,
    Registration,
    Replacement,
    Target,
    TariffSlice,
    UCJStatement,
    WageRate,
)
from projects.models import (
    Agency,
    Amendment,
    Appointment,
    Assignment,
    Contract,
    Handover,
    Officer,
    ProviderChange,
    Region,
    Subcontract,
    Suspension,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

ROOMS = ("accounts", "contractors", "projects", "coverage")
DERIVED = {"Failures", "Workday", "Mark", "DailyFigure", "Recompute", "Dataset", "Handwritten", "NIKTail"}
"""Tables that nobody's decision fills: reckoned by the job, noted by triggers, or told by the import of itself."""
LOGS = {"Disclosure", "Draft", "Upload", "UploadRow", "Work"}
"""What is written once and is a record itself, or what is not yet sent and no fact."""

EVENTS = {
    model.pgh_tracked_model: model
    for model in apps.get_models()
    if issubclass(model, RecordedEvent) and model._meta.app_label in ROOMS
}


def statement():
    return UCJStatement.objects.create(
        month=date(2025, 8, 1), pu=1, bpu=2, jakon=3, pmi=4, employed=99, employed_year=2024, stated_by="S", source="S"
    )


def document():
    told = {"slot": "spk", "form": "pdf", "name": "spk.pdf", "size": 1, "sha256": "0" * 64}
    return Document.objects.create(
        contract=make.contract(), filed_by=User.objects.create_user("b@uji.test", "B", "ppk"), **told
    )


def replacement():
    contract = make.contract()
    left, came = make.assignment(contract), make.assignment(contract)
    return Replacement.objects.create(contract=contract, left=left, came=came, changed_on=date(2025, 9, 1))


ROWS = {
    EjakonColumn: (lambda: EjakonColumn.objects.create(position=99, title="NIK", source="nik"), "title", "No. NIK"),
    Replacement: (replacement, "reported_on", date(2025, 9, 8)),
    Document: (document, "withdrawn_at", datetime(2026, 1, 5, 9, tzinfo=UTC)),
    Subcontract: (
        lambda: Subcontract.objects.create(contract=make.contract(), contractor=make.contractor(), work="Cat"),
        "price",
        Decimal("5000000.00"),
    ),
    User: (lambda: User.objects.create_user("uji@contoh.test", "Uji", Role.BPJS), "name", "Uji Lagi"),
    Region: (lambda: Region.objects.create(code="32.99", name="Kota Rekam", level="city"), "name", "Kota Lain"),
    Agency: (lambda: make.agency("Dinas Rekam"), "satker_code", "77"),
    Officer: (lambda: make.officer("PPK Rekam"), "name", "PPK Lain"),
    Handover: (lambda: make.handover(make.contract()), "starts_on", date(2026, 1, 5)),
    Suspension: (lambda: make.suspension(make.contract()), "ends_on", date(2025, 9, 20)),
    ProviderChange: (lambda: make.provider_change(make.contract()), "paper", "ADD-2"),
    Appointment: (
        lambda: Appointment.objects.create(officer=make.officer(), agency=make.agency()),
        "ends_on",
        date(2026, 1, 1),
    ),
    Contractor: (lambda: make.contractor("CV Rekam"), "nib", "12345"),
    Worker: (lambda: make.worker(7001), "name", "Pekerja Lain"),
    Contract: (make.contract, "price", Decimal("222000000.05")),
    Amendment: (lambda: make.amendment(make.contract()), "new_ends_on", date(2026, 2, 1)),
    Assignment: (lambda: make.assignment(make.contract()), "wage", Decimal("4500000.00")),
    Registration: (lambda: make.registration(make.contract()), "valid_to", date(2026, 3, 1)),
    Instalment: (lambda: make.instalment(make.contract(), paid_on=None), "paid_on", date(2025, 8, 1)),
    Membership: (lambda: make.membership(make.worker()), "kpj", "25000000001"),
    HeadcountDeclaration: (lambda: make.declaration(make.contract(), 4), "headcount", 6),
    TariffSlice: (
        lambda: TariffSlice.objects.create(
            valid_from=date(2031, 1, 1), above=0, jkk_percent=1, jkm_percent=1, source="S"
        ),
        "source",
        "Uji",
    ),
    WageRate: (
        lambda: WageRate.objects.create(valid_from=date(2031, 1, 1), jkk_percent=1, jkm_percent=1, source="S"),
        "source",
        "Uji",
    ),
    Target: (
        lambda: Target.objects.create(measure="workers", year=2031, percent=60, set_by="S", source="S"),
        "percent",
        Decimal("61.50"),
    ),
    UCJStatement: (statement, "pu", 9),
    HolidayOverride: (
        lambda: HolidayOverride.objects.create(day=date(2031, 1, 6), name="Libur", source="S"),
        "working",
        True,
    ),
    Alarm: (lambda: Alarm.objects.create(text="Angka berbeda."), "closed_at", datetime(2026, 1, 5, 9, tzinfo=UTC)),
}
EACH = pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)


def events(model, pk):
    return list(EVENTS[model].objects.filter(pgh_obj_id=pk).order_by("pgh_id"))


def test_every_table_of_facts_is_tracked():
    facts = {
        model
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        and model._meta.managed
        and not model._meta.proxy
        and not issubclass(model, RecordedEvent)
        and model.__name__ not in DERIVED | LOGS
    }
    assert facts == set(EVENTS) == set(ROWS)


@EACH
def test_insert_update_and_delete_are_recorded_with_before_and_after(model):
    create, name, value = ROWS[model]
    row = create()
    before = getattr(model.objects.get(pk=row.pk), name)
    setattr(row, name, value)
    row.save()
    pk = row.pk
    row.delete()
    recorded = events(model, pk)
    assert [event.pgh_label for event in recorded] == ["insert", "update", "delete"]
    assert [getattr(event, name) for event in recorded] == [before, value, value]
    assert all(event.pgh_created_at <= timezone.localtime() for event in recorded)


@EACH
def test_bulk_writes_and_raw_sql_are_recorded(model):
    create, name, value = ROWS[model]
    row = create()
    model.objects.filter(pk=row.pk).update(**{name: value})
    again = model.objects.get(pk=row.pk)
    model.objects.filter(pk=row.pk).update(**{name: value})
    model.objects.filter(pk=row.pk).delete()
    model.objects.bulk_create([again])
    table, key = connection.ops.quote_name(model._meta.db_table), model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [row.pk])  # noqa: S608
    assert [event.pgh_label for event in events(model, row.pk)] == ["insert", "update", "delete", "insert", "delete"]
    assert getattr(events(model, row.pk)[-1], name) == value


def test_one_statement_records_each_of_its_rows():
    contracts = [make.contract() for _ in range(3)]
    Contract.objects.filter(pk__in=[one.pk for one in contracts]).update(status="Selesai")
    assert [[event.status for event in events(Contract, one.pk)] for one in contracts] == [["Berjalan", "Selesai"]] * 3


def test_copy_is_recorded():
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY projects_agency (name, satker_code) FROM STDIN", io.StringIO("Dinas Salin\t\n"))
    agency = Agency.objects.get(name="Dinas Salin")
    assert [event.pgh_label for event in events(Agency, agency.pk)] == ["insert"]


def test_who_is_the_person_signed_in_else_role_and_program():
    user = User.objects.create_user("ani@contoh.test", "Ani", Role.PROCUREMENT)
    agency = make.agency("Dinas Siapa")
    with pghistory.context(user=user.pk, url="/admin/"):
        Agency.objects.filter(pk=agency.pk).update(satker_code="1")
    alone, signed_in = events(Agency, agency.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('application_name')")
        assert (alone.db_role, alone.application) == cursor.fetchone()
    assert alone.pgh_context is None
    assert signed_in.pgh_context.metadata == {"user": user.pk, "url": "/admin/"}


def test_secrets_of_a_sign_in_stay_out_of_the_history():
    names = {field.name for field in EVENTS[User]._meta.get_fields()}
    assert not names & {"password", "last_login"}
