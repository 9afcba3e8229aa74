"""Files and forms about one roster in turns: what one wrote the other keeps, and pages, figures and undo say the same."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.measuring import figures_on
from coverage.models import Replacement, Upload
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.uploading.rosters import called, person, roster
from tests.pages import texts
from tests.reference import refill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEFORE = TODAY - timedelta(days=30)
SINCE = {"mulai": BEFORE.isoformat()}


class Desk:
    """Budi at one browser with one contract."""

    def __init__(self, budi, contract):
        self.budi, self.contract, self.client = budi, contract, cast.signed_in(budi)

    def bring(self, *rows, **decision):
        """Upload a file of `rows` by the pages and apply it; the Upload."""
        file = {"berkas": roster(self.contract, *rows), "key": ""}
        path = reverse("roster_upload", args=[self.contract.uid])
        file["key"] = self.client.get(path).context["form"]["key"].value()
        answer = self.client.post(path, file)
        assert answer.status_code == 303
        self.said = texts(self.client.get(answer.url))
        self.client.post(f"{answer.url}terapkan/", decision)
        return Upload.objects.latest("pk")

    def undo(self, upload):
        """What the page says once it was asked to take an upload back."""
        return texts(self.client.post(reverse("upload_undo", args=[upload.uid]), follow=True))

    def page(self, name, *args):
        return texts(self.client.get(reverse(name, args=args)))

    def form(self, name, *args):
        return Form(self.budi, name, self.contract.uid, *args, client=self.client)

    def listed(self):
        """{name: (first day, last day)} of the roster, and how many the figures list today."""
        rows = Assignment.objects.filter(contract=self.contract).select_related("worker")
        return {one.worker.name: (one.starts_on, one.ends_on) for one in rows}, figures_on(TODAY).workers.denominator


@pytest.fixture
def desk(budi):
    refill()
    days = {"signed_on": BEFORE, "starts_on": BEFORE, "ends_on": TODAY + timedelta(days=60)}
    contract = factories.contract(agency=cast.agency_of(budi), officer=budi.officer, package_code="K1", **days)
    return Desk(budi, factories.protected(contract, BEFORE, TODAY + timedelta(days=60)))


@pytest.mark.django_db(transaction=True)  # in one transaction the form would write in the name of the file
def test_a_file_from_before_a_replacement_does_not_bring_the_replaced_back(desk):
    first = desk.bring(person(1, **SINCE), person(2, **SINCE))
    leaving = Assignment.objects.get(worker__name=called(1))
    came = {"nik": factories.invented_nik(42).reveal(), "nama": "Wawan", "mulai": f"{TODAY:%d/%m/%Y}"}
    assert desk.form("assignment_replace", leaving.pk).send(**came).status_code == 303
    open_end, gone = (BEFORE, None), (BEFORE, TODAY - timedelta(days=1))
    after = {called(1): gone, called(2): open_end, "Wawan": (TODAY, None)}, 2
    assert desk.listed() == after
    desk.bring(person(1, **SINCE), person(2, jabatan="Mandor", **SINCE))
    assert desk.listed() == after
    assert Assignment.objects.get(worker__name=called(2)).job == "Mandor"
    assert "sudah diubah sesudahnya" in desk.undo(first)
    assert desk.listed() == after
    assert "Wawan menggantikan" in desk.page("worklist")
    assert Replacement.objects.filter(left=leaving, reported_on=None).count() == 1


def test_good_rows_then_the_mended_ones_then_both_are_taken_back(desk):
    nobody = desk.listed()
    first = desk.bring(person(1, **SINCE), person(2, **SINCE, nik="12"), good_only="1")
    assert "1 baris salah" in desk.said
    second = desk.bring(person(2, **SINCE))
    assert desk.listed()[1] == 2
    assert "kembali seperti sebelum" in desk.undo(first)
    assert desk.listed() == ({called(2): (BEFORE, None)}, 1)
    assert "tidak sedang diterapkan" in desk.undo(first)
    assert "kembali seperti sebelum" in desk.undo(second)
    assert desk.listed() == nobody
    assert not Replacement.objects.filter(reported_on=None).exists()
    assert "Isi daftar nama" in desk.page("worklist")
    assert desk.bring(person(1, **SINCE)).state == Upload.State.APPLIED
    assert desk.listed()[1] == 1


def test_an_end_before_the_start_is_refused_by_form_and_by_file(desk):
    desk.bring(person(1, **SINCE))
    before = desk.listed()
    listed = Assignment.objects.get()
    early = f"{BEFORE - timedelta(days=1):%d/%m/%Y}"
    assert desk.form("assignment_end", listed.pk).send(selesai=early).status_code == 422
    assert desk.form("assignment_edit", listed.pk).send(selesai=early).status_code == 422
    wrong = desk.bring(person(1, **SINCE, selesai=(BEFORE - timedelta(days=1)).isoformat()))
    assert (wrong.state, wrong.counts["wrong"]) == (Upload.State.READY, 1)
    assert desk.listed() == before


def test_a_certificate_that_follows_an_amendment_protects_the_days_it_left_open(desk):
    desk.bring(person(1, **SINCE))
    longer = TODAY + timedelta(days=90)
    factories.amendment(desk.contract, "1", TODAY, new_ends_on=longer)
    assert figures_on(longer).workers.numerator == 0
    assert "Perpanjang sertifikat" in desk.page("worklist")
    fact = desk.contract.registrations.get()
    form = desk.form("registration_edit", fact.pk)
    assert form.send(berlaku_sampai=f"{longer:%d/%m/%Y}").status_code == 303
    assert figures_on(longer).workers.numerator == 1
    assert "Perpanjang sertifikat" not in desk.page("worklist")
    assert f"{longer:%d/%m/%Y}" in desk.form("registration_edit", fact.pk).values["berlaku_sampai"]
