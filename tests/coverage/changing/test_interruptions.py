"""A stop of the work and another provider: dated, told on the page, in no figure, corrected and taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contractors.models import Contractor
from coverage.breakdowns import BREAKDOWNS
from coverage.measuring import breakdown_on, figures_on
from coverage.models import Finding
from projects.models import Contract, ProviderChange, Suspension
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.contract_page import page, words
from tests.reference import refill

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"
DAYS = [date(2025, month, 15) for month in range(6, 13)] + [D]


@pytest.fixture
def contract(budi):
    refill()
    made = factories.contract(agency=cast.agency_of(budi), contractor="PT Penanda Tangan")
    factories.protected(made, until=date(2025, 12, 1))
    factories.declaration(made, 9)
    factories.assignment(made)
    return made


def everything():
    """All figures, by every breakdown, and all findings, on days around what is recorded."""
    return [
        (
            figures_on(day),
            [breakdown_on(day, one.by) for one in BREAKDOWNS],
            sorted(Finding.objects.on(day).counts().items()),
        )
        for day in DAYS
    ]


def stop(user, contract, **typed):
    form = Form(user, "suspension_new", contract.uid)
    return form.send(**{"mulai": "08/09/2025", "uraian": "Banjir"} | typed), form


def test_a_stop_is_told_with_its_days_and_moves_no_figure(budi, eko, contract):
    before = everything()
    answer, _ = stop(budi, contract, surat="600/12/HENTI")
    assert answer.status_code == 303
    assert everything() == before
    text = words(page(eko, contract))
    assert "Pekerjaan berhenti sementara sejak 8 September 2025. Itu tidak mengubah angka" in text
    assert "Berhenti 8 September 2025 – belum dilanjutkan" in text
    assert "600/12/HENTI: Banjir" in text
    assert "Berhenti sementara" in text.split("Garis waktu")[-1]
    assert "berhenti sementara" not in words(page(eko, contract, date(2025, 9, 7)))
    event = Suspension.recorded_events.rel.related_model.objects.get()
    assert event.pgh_context.metadata["reason"] == "Banjir"
    assert "Penghentian sementara ditambahkan" in text


def test_work_goes_on_by_a_last_day_and_the_page_of_an_earlier_day_does_not_know_it(budi, contract):
    stop(budi, contract)
    before = everything()
    stored = Suspension.objects.get()
    form = Form(budi, "suspension_edit", contract.uid, stored.pk)
    assert form.send(sampai="19/09/2025").status_code == 303
    assert everything() == before
    text = words(page(budi, contract))
    assert "Berhenti 8 September 2025 – 19 September 2025" in text
    assert (
        "Pekerjaan berhenti sementara"
        not in text.split("Garis waktu")[0].split("Kedudukan")[-1].split("Tindakan lain")[-1]
    )
    assert "Dilanjutkan" in text
    assert "belum dilanjutkan" in words(page(budi, contract, date(2025, 9, 19)))


def test_to_correct_a_stop_asks_for_a_reason_and_shows_what_others_wrote(budi, ani, contract):
    stop(budi, contract)
    stored = Suspension.objects.get()
    mine, theirs = (Form(user, "suspension_edit", contract.uid, stored.pk) for user in (budi, ani))
    assert mine.send(mulai="09/09/2025").status_code == 422
    assert "Alasannya wajib" in mine.text
    assert theirs.send(uraian="Longsor", alasan="Salah sebab").status_code == 303
    assert mine.send(alasan="Salah tanggal").status_code == 422
    assert "Longsor" in mine.text
    assert Suspension.objects.get().starts_on == date(2025, 9, 8)
    assert mine.send().status_code == 303
    assert (Suspension.objects.get().starts_on, Suspension.objects.get().reason) == (date(2025, 9, 9), "Longsor")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"uraian": ""}, "Isi nomor surat, sebab, atau keduanya"),
        ({"mulai": ""}, "tidak boleh kosong"),
        ({"mulai": "31/02/2025"}, "tanggal"),
        ({"mulai": "01/06/2025"}, "Mendahului mulai pelaksanaan. Aturan"),
        ({"sampai": "07/09/2025"}, "Mendahului hari pertama"),
        ({"mulai": TOMORROW}, "dicatat setelah terjadi"),
        ({"surat": "x" * 201}, "200"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(budi, contract, typed, said):
    answer, form = stop(budi, contract, **typed)
    assert answer.status_code == 422
    assert said in form.text
    assert not Suspension.objects.exists()


def test_what_is_void_or_ended_does_not_stop(budi, contract):
    Contract.objects.update(status="Putus", actual_end_on=date(2025, 9, 1))
    assert "Sesudah pelaksanaan berakhir" in stop(budi, contract)[1].text
    Contract.objects.update(status="Batal")
    assert "batal berarti batal sejak awal" in stop(budi, contract)[1].text
    assert not Suspension.objects.exists()


def test_sent_twice_it_is_one_and_two_share_no_day(budi, contract):
    for _ in range(2):
        assert stop(budi, contract)[0].status_code == 303
    assert Suspension.objects.count() == 1
    assert "bertumpuk" in stop(budi, contract, mulai="20/09/2025")[1].text
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.suspension(contract, date(2025, 9, 20))
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.suspension(contract, date(2025, 8, 20), date(2025, 8, 21), reason="")


def test_a_stop_recorded_by_mistake_is_taken_back_with_its_reason(budi, eko, contract):
    stop(budi, contract)
    form = Form(budi, "suspension_withdraw", contract.uid, Suspension.objects.get().pk)
    assert form.send().status_code == 422
    for _ in range(2):
        assert form.send(alasan="Kontrak yang salah").status_code == 303
    assert not Suspension.objects.exists()
    text = words(page(eko, contract))
    assert "Penghentian sementara dihapus" in text
    assert "Kontrak yang salah" in text


def pass_on(user, contract, **typed):
    form = Form(user, "provider_change_new", contract.uid)
    usual = {"mulai": "08/09/2025", "penyedia": "PT Penerus Jaya", "surat": "ADD-3"}
    answer = form.send(**usual | typed)
    return answer, form


def test_another_provider_is_dated_and_who_signed_keeps_every_figure(budi, eko, contract):
    factories.contractor("PT Penerus Jaya", npwp="0123456789012345")
    before = everything()
    assert pass_on(budi, contract)[0].status_code == 303
    made = ProviderChange.objects.get()
    assert (made.contractor.name, made.starts_on, made.paper) == ("PT Penerus Jaya", date(2025, 9, 8), "ADD-3")
    assert everything() == before
    assert Contract.objects.get().contractor.name == "PT Penanda Tangan"
    text = words(page(eko, contract))
    assert "PT Penerus Jaya (penanda tangan PT Penanda Tangan)" in text
    assert "Ganti penyedia" in text
    assert "menghitung kontrak pada penanda tangannya" in text
    assert "PT Penerus Jaya" not in words(page(eko, contract, date(2025, 9, 7))).split("Riwayat")[0]


def test_a_provider_that_is_not_recorded_is_made_once(budi, contract):
    for _ in range(2):
        assert pass_on(budi, contract)[0].status_code == 303
    assert ProviderChange.objects.count() == Contractor.objects.filter(name="PT Penerus Jaya").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"surat": ""}, "Isi nomor surat, sebab, atau keduanya"),
        ({"penyedia": ""}, "Pilih penyedia"),
        ({"penyedia": "PT Penanda Tangan"}, "pilih yang lain"),
        ({"mulai": "01/07/2025"}, "Harus sesudah tanggal kontrak. Aturan"),
        ({"mulai": TOMORROW}, "dicatat setelah terjadi"),
        ({"npwp_penyedia": "12"}, "NPWP"),
    ],
)
def test_a_provider_that_cannot_take_over_is_refused_at_its_field(budi, contract, typed, said):
    answer, form = pass_on(budi, contract, **typed)
    assert answer.status_code == 422
    assert said in form.text
    assert not ProviderChange.objects.exists()
    assert not Contractor.objects.filter(name="PT Penerus Jaya").exists()


def test_only_the_newest_change_is_taken_back(budi, contract):
    first = factories.provider_change(contract, "PT Dua", date(2025, 8, 1))
    newest = factories.provider_change(contract, "PT Tiga", date(2025, 9, 1))
    blocked = Form(budi, "provider_change_withdraw", contract.uid, first.pk)
    assert blocked.send(alasan="Keliru").status_code == 422
    assert "berganti lagi sesudah itu" in blocked.text
    for one in (newest, first):
        assert Form(budi, "provider_change_withdraw", contract.uid, one.pk).send(alasan="Keliru").status_code == 303
    assert not ProviderChange.objects.exists()


def test_a_variant_of_a_name_takes_its_takeovers_along(ani, contract):
    right = factories.contractor("PT Penerus", npwp="0123456789012345")
    change = factories.provider_change(contract, "PT. PENERUS")
    form = Form(ani, "contractor_merge", change.contractor_id)
    form.send(penyedia=right.name, npwp_penyedia=right.npwp, alasan="Ejaan lain")
    assert form.send().status_code == 303
    change.refresh_from_db()
    assert change.contractor == right


def test_they_hang_on_their_contract_and_open_for_no_one_else(budi, citra, eko, sari, contract):
    own = factories.suspension(contract), factories.provider_change(contract)
    foreign = factories.contract(agency=cast.agency_of(citra))
    theirs = factories.suspension(foreign), factories.provider_change(foreign)
    names = ("suspension_edit", "suspension_withdraw"), ("provider_change_withdraw",)
    for mine, other, some in zip(own, theirs, names, strict=True):
        for name in some:
            asked = [(budi, contract, other), (budi, foreign, other), (budi, foreign, mine), (citra, contract, mine)]
            asked += [(eko, contract, mine), (sari, contract, mine)]
            for user, of, row in asked:
                client, path = cast.signed_in(user), reverse(name, args=[of.uid, row.pk])
                assert client.get(path).status_code == client.post(path, {"alasan": "x"}).status_code == 404
            assert cast.signed_in(budi).get(reverse(name, args=[contract.uid, mine.pk])).status_code == 200
    assert Suspension.objects.count() == ProviderChange.objects.count() == 2


def test_the_form_begins_today(budi, contract):
    form = Form(budi, "suspension_new", contract.uid)
    assert form.values["mulai"] == f"{timezone.localdate():%d/%m/%Y}"
