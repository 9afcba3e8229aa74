"""What was recorded by mistake is taken back: with a reason, after the figures that move were shown, and kept in the history."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.models import Document, Instalment, Membership, Registration, Replacement
from projects.models import Amendment, Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.pages import texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SAID = {
    "amendment_withdraw": "Nilai baru (dengan PPN) 222.000.000",
    "assignment_withdraw": "Upah sebulan •••",
    "registration_withdraw": "Tanggal daftar ",
    "instalment_withdraw": "Tanggal bayar ",
}


@pytest.fixture
def contract(budi):
    return factories.protected(factories.contract(agency=cast.agency_of(budi)))


def made(contract, name):
    if name == "amendment_withdraw":
        return factories.amendment(contract, new_price=Decimal(222_000_000))
    if name == "assignment_withdraw":
        return factories.assignment(contract, wage=Decimal(4_321_000))
    return {"registration_withdraw": Registration, "instalment_withdraw": Instalment}[name].objects.get()


@pytest.mark.parametrize(
    "name", ["amendment_withdraw", "assignment_withdraw", "registration_withdraw", "instalment_withdraw"]
)
def test_it_is_gone_with_its_reason_after_the_figures_were_shown(name, budi, contract):
    row = made(contract, name)
    form = Form(budi, name, contract.uid, row.pk)
    asked = form.send(alasan="")
    assert "Alasannya wajib" in texts(asked)
    assert SAID[name] in texts(asked), "what goes is told before it goes"
    assert "4.321.000" not in texts(asked)
    assert type(row).objects.filter(pk=row.pk).exists()
    asked = form.send(alasan="Salah kontrak")
    assert asked.status_code == 422
    assert "menggeser angka yang sudah lewat" in texts(asked)
    assert type(row).objects.filter(pk=row.pk).exists()
    seen = asked.context["form"].data["dilihat"]
    address = reverse(name, args=[contract.uid, row.pk])
    for _ in range(2):
        sent = cast.signed_in(budi).post(address, form.values | {"alasan": "Salah kontrak", "dilihat": seen})
        assert sent.status_code == 303
    assert not type(row).objects.filter(pk=row.pk).exists()
    events = type(row).recorded_events.rel.related_model.objects.filter(pgh_obj=row.pk, pgh_label="delete")
    assert [one.pgh_context.metadata["reason"] for one in events] == ["Salah kontrak"]


def test_what_others_point_to_stays_and_says_so(budi, contract):
    left, came = factories.assignment(contract), factories.assignment(contract, starts_on=date(2025, 8, 1))
    Replacement.objects.create(contract=contract, left=left, came=came, changed_on=date(2025, 8, 1))
    answer = Form(budi, "assignment_withdraw", contract.uid, left.pk).send(alasan="Keliru")
    assert answer.status_code == 422
    assert "tidak dapat ditarik" in texts(answer)
    assert Assignment.objects.filter(pk=left.pk).exists()


def test_who_was_added_by_mistake_after_the_registration_goes_with_the_clock_that_began(budi):
    days = {"signed_on": TODAY - timedelta(days=9), "starts_on": TODAY, "ends_on": TODAY + timedelta(days=60)}
    contract = factories.contract(agency=cast.agency_of(budi), **days)
    factories.registration(contract, registered_on=TODAY - timedelta(days=5), valid_from=None, valid_to=None)
    said = {"nik": factories.invented_nik(42).reveal(), "nama": "Wawan", "mulai": f"{TODAY + timedelta(1):%d/%m/%Y}"}
    assert Form(budi, "assignment_new", contract.uid).send(**said).status_code == 303
    row = Assignment.objects.get()
    assert Replacement.objects.get().came == row
    form = Form(budi, "assignment_withdraw", contract.uid, row.pk)
    assert form.send(alasan="Bukan pekerja kontrak ini").status_code == 303
    assert not Assignment.objects.exists()
    assert not Replacement.objects.exists()


def test_who_was_reported_stays(budi, contract):
    row = factories.assignment(contract)
    Replacement.objects.create(contract=contract, came=row, changed_on=row.starts_on, reported_on=TODAY)
    answer = Form(budi, "assignment_withdraw", contract.uid, row.pk).send(alasan="Keliru")
    assert answer.status_code == 422
    assert "tidak dapat ditarik" in texts(answer)
    assert Replacement.objects.filter(came=row).exists()


def with_its_address(contract, name):
    """The row that is taken back by `name`, and what its address is made of."""
    listed = factories.assignment(contract)
    if name == "headcount_withdraw":
        row = factories.declaration(contract, 20)
        return row, [contract.uid, row.pk]
    row = Membership.objects.create(worker=listed.worker, segment="PU", starts_on=date(2025, 7, 1))
    return row, [contract.uid, listed.pk, row.pk]


@pytest.mark.parametrize("name", ["headcount_withdraw", "membership_withdraw"])
def test_what_covers_or_counts_people_is_taken_back_after_the_figures_were_shown(name, budi, citra):
    row, address = with_its_address(factories.contract(agency=cast.agency_of(budi)), name)
    form = Form(budi, name, *address)
    assert "Alasannya wajib" in texts(form.send(alasan=""))
    assert "menggeser angka yang sudah lewat" in texts(form.send(alasan="Salah orang"))
    assert type(row).objects.filter(pk=row.pk).exists()
    foreign, own = with_its_address(factories.contract(agency=cast.agency_of(citra)), name)
    assert cast.signed_in(citra).post(reverse(name, args=[*own[:-1], row.pk]), {"alasan": "Ya"}).status_code == 404
    for _ in range(2):
        assert form.client.post(form.path, form.values).status_code == 303
    assert list(type(row).objects.all()) == [foreign]
    event = type(row).recorded_events.rel.related_model.objects.get(pgh_obj=row.pk, pgh_label="delete")
    assert event.pgh_context.metadata["reason"] == "Salah orang"


PROVEN = {"amendment_withdraw": ("adendum", "amendment"), "registration_withdraw": ("sertifikat", "registration")} | {
    "instalment_withdraw": ("bukti-bayar", "instalment")
}


@pytest.mark.parametrize("name", PROVEN)
def test_a_document_keeps_what_it_proves_until_it_is_withdrawn_itself(name, budi):
    days = {"signed_on": TODAY, "starts_on": TODAY, "ends_on": TODAY + timedelta(days=60)}
    contract = factories.protected(factories.contract(agency=cast.agency_of(budi), **days), TODAY, days["ends_on"])
    row, (slot, of) = made(contract, name), PROVEN[name]
    told = {"form": "pdf", "name": "surat.pdf", "size": 1, "filed_by": budi}
    gone, kept = (
        Document.objects.create(contract=contract, slot=slot, sha256=sign * 64, **{of: row}, **told) for sign in "01"
    )
    Document.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.localtime())
    form = Form(budi, name, contract.uid, row.pk)
    assert form.send(alasan="Keliru").status_code == 422
    assert "tidak dapat ditarik" in form.text
    gone.refresh_from_db()
    assert getattr(gone, of) == row, "nothing half-written"
    Document.objects.filter(pk=kept.pk).update(withdrawn_at=timezone.localtime())
    assert form.send().status_code == 303
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert Document.objects.filter(contract=contract, slot=slot).count() == 2
    assert cast.signed_in(budi).get(reverse("contract_documents", args=[contract.uid])).status_code == 200


def test_nothing_is_asked_where_no_figure_of_the_past_moves(budi):
    contract = factories.contract(
        agency=cast.agency_of(budi), signed_on=TODAY, starts_on=TODAY, ends_on=TODAY + timedelta(days=60)
    )
    row = factories.amendment(contract, signed_on=TODAY, new_price=Decimal(120_000_000))
    assert Form(budi, "amendment_withdraw", contract.uid, row.pk).send(alasan="Keliru").status_code == 303
    assert not Amendment.objects.exists()


def test_a_row_of_another_contract_is_as_if_missing(budi, citra, contract):
    own = factories.contract(agency=cast.agency_of(citra))
    row = factories.assignment(contract)
    for uid in (own.uid, contract.uid):
        answer = cast.signed_in(citra).post(reverse("assignment_withdraw", args=[uid, row.pk]), {"alasan": "Keliru"})
        assert answer.status_code == 404
    assert Assignment.objects.filter(pk=row.pk).exists()
