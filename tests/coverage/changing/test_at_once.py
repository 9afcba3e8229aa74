"""Two writers of one row at the same moment, on connections of their own: the second waits, then sees the first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Contract
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.interleaving import Background, clear_register, sessions, wait_until_blocked
from tests.reference import refill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contract():
    refill()
    budi, today = cast.make_budi(), timezone.localdate()
    made = factories.contract(
        agency=cast.agency_of(budi),
        officer=budi.officer.name,
        number="602/1/SPK",
        signed_on=today,
        starts_on=today,
        ends_on=today + timedelta(days=60),
    )
    made.budi = budi
    yield made
    clear_register()


def test_who_waits_for_the_row_sees_what_was_written_meanwhile(contract):
    form = Form(contract.budi, "contract_edit", contract.uid)
    with sessions(1) as (other,):
        other.run("UPDATE projects_contract SET number = '602/LAIN' WHERE id = %s", contract.pk)
        sending = Background(lambda: form.send(nomor_kontrak="602/SAYA"))
        wait_until_blocked(number=1)
        other.commit()
        answer = sending.join()
    assert answer.status_code == 422
    assert "602/1/SPK 602/LAIN 602/SAYA" in form.text
    assert Contract.objects.get().number == "602/LAIN"
    assert form.send().status_code == 303
    assert Contract.objects.get().number == "602/SAYA"


def test_one_form_sent_twice_at_once_is_written_once(contract):
    form = Form(contract.budi, "amendment_new", contract.uid)
    typed = {
        "nomor": "1",
        "tanggal": f"{timezone.localdate():%d/%m/%Y}",
        "nilai_baru": "120.000.000",
        "uraian": "Tambah",
    }
    sent = form.values | typed
    both = [Background(lambda: form.client.post(form.path, sent)) for _ in range(2)]
    assert [one.join().status_code for one in both] == [303, 303]
    assert contract.amendments.count() == 1


def test_two_providers_are_never_merged_into_each_other(contract):
    """Each looked at the other before either was merged; whoever comes second is told, whoever it is."""
    ani = cast.make_ani()
    one, two = factories.contractor("CV Satu"), factories.contractor("CV Dua")
    form = Form(ani, "contractor_merge", one.pk)
    assert form.send(penyedia="CV Dua", alasan="Ejaan lain").status_code == 422
    with sessions(1) as (other,):
        other.run("SELECT id FROM contractors_contractor ORDER BY id FOR UPDATE")
        other.run("UPDATE contractors_contractor SET merged_into_id = %s WHERE id = %s", one.pk, two.pk)
        sending = Background(form.send)
        wait_until_blocked(number=1)
        other.commit()
        answer = sending.join()
    assert answer.status_code == 422
    assert "sementara itu digabungkan" in form.text
    one.refresh_from_db()
    assert one.merged_into is None
