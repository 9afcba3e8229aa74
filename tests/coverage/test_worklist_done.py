"""Each kind of line of Perlu tindakan: it stands there, the place it leads to does it, and then it is gone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from coverage.models import Draft, Upload
from coverage.worklist import groups_of
from projects.models import Amendment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.uploading.rosters import bring, person
from tests.reference import refill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def shown(day):
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def contract(budi):
    """A contract of Budi's on which nothing is left to do."""
    refill()
    days = {"signed_on": TODAY - timedelta(60), "starts_on": TODAY - timedelta(60), "ends_on": TODAY + timedelta(60)}
    made = factories.contract(agency=cast.agency_of(budi), officer=budi.officer, year=TODAY.year, **days)
    factories.declaration(made, 1)
    factories.assignment(made, starts_on=made.starts_on)
    factories.registration(made, "S", made.signed_on, valid_to=made.ends_on)
    factories.instalment(made, 1, made.signed_on)
    return made


def lines(user):
    """{what is to be done: where}, without the title of the contract."""
    tasks = [task for group in groups_of(user, TODAY) for task in group.tasks]
    return {task.title.split(":")[0]: task.url for task in tasks}


def only(user, words):
    """The form to which the one line leads; it must say `words`."""
    ((said, url),) = lines(user).items()
    assert said == words
    found = resolve(url)
    return Form(user, found.url_name, *found.kwargs.values())


def done(user, form, **typed):
    """Send until it is taken: what moves figures of days gone by is shown once before."""
    answer = form.send(**typed)
    answer = form.send() if answer.status_code == 422 else answer
    assert answer.status_code == 303, form.text
    assert lines(user) == {}


def test_nothing_waits(budi, contract):
    assert lines(budi) == {}


def test_an_addendum_that_the_certificate_does_not_mirror(budi, contract):
    new = Form(budi, "amendment_new", contract.uid)
    end = TODAY + timedelta(90)
    typed = {"nomor": "1", "tanggal": shown(TODAY), "selesai_baru": shown(end), "uraian": "Cuaca"}
    new.send(**typed)
    assert Amendment.objects.exists() or new.send().status_code == 303
    form = only(budi, "Perpanjang sertifikat")
    told = {"tanggal_daftar": shown(TODAY), "nomor_sertifikat": "S-2", "berlaku_dari": shown(contract.ends_on)}
    done(budi, form, **told, berlaku_sampai=shown(end))


def test_a_headcount(budi, contract):
    contract.declarations.all().delete()
    done(budi, only(budi, "Isi jumlah tenaga kerja"), jumlah="3")


def test_a_registration_and_its_first_payment(budi, contract):
    contract.registrations.all().delete()
    contract.instalments.all().delete()
    told = {"tanggal_daftar": shown(TODAY), "nomor_sertifikat": "S-2", "berlaku_dari": shown(TODAY)}
    form = only(budi, "Daftarkan ke BPJS")
    assert form.send(**told, berlaku_sampai=shown(contract.ends_on)).status_code == 303
    done(budi, only(budi, "Bayar termin 1"), jumlah="1.000", tanggal_bayar=shown(TODAY))


def test_an_instalment_that_falls_due(budi, contract):
    factories.instalment(contract, 2, None, due_on=TODAY + timedelta(3), amount=Decimal(5000))
    done(budi, only(budi, "Bayar termin 2"), tanggal_bayar=shown(TODAY))


def test_the_end_of_the_work(budi, contract):
    contract.ends_on = None
    contract.save()
    contract.registrations.update(valid_to=TODAY + timedelta(400))
    done(budi, only(budi, "Isi tanggal selesai"), selesai=shown(TODAY + timedelta(20)))


def test_a_contract_past_its_end(budi, contract):
    contract.ends_on = TODAY - timedelta(1)
    contract.save()
    form = only(budi, "Tutup pekerjaan yang lewat selesai")
    done(budi, form, langkah="complete", pada=shown(contract.ends_on), surat="BAST/1")


def test_a_price_above_the_estimate(budi, contract):
    contract.hps = contract.price - 1
    contract.save()
    form = only(budi, "Periksa nilai di atas HPS")
    price = f"{contract.price - 2:.2f}".replace(".", ",")
    done(budi, form, nilai_kontrak=price, alasan="Salah ketik")


def test_permanent_staff_without_a_membership(budi, contract):
    contract.assignments.update(employment="PKWTT")
    assert lines(budi) == {"Pastikan kepesertaan PU": reverse("roster", args=[contract.uid])}
    form = Form(budi, "membership", contract.uid, contract.assignments.get().pk)
    done(budi, form, segmen="PU", mulai=shown(TODAY), alasan="Surat BPJS")


def test_a_roster_and_an_upload_that_came_back(budi, contract):
    contract.assignments.all().delete()
    assert lines(budi) == {"Isi daftar nama": reverse("roster_upload", args=[contract.uid])}
    began = shown(contract.starts_on)
    wrong = bring(budi, contract, person(1, mulai=began), person(2, nik="12"), day=TODAY)
    assert lines(budi)["Unggahan tenaga_kerja.csv"] == wrong.get_absolute_url()
    client = cast.signed_in(budi)
    assert client.post(reverse("upload_drop", args=[wrong.uid])).status_code in (302, 303)
    assert set(lines(budi)) == {"Isi daftar nama"}
    good = bring(budi, contract, person(1, mulai=began), day=TODAY)
    assert client.get(lines(budi)["Unggahan tenaga_kerja.csv"]).status_code == 200
    assert client.post(reverse("upload_apply", args=[good.uid])).status_code in (302, 303)
    assert Upload.objects.get(pk=good.pk).state == Upload.State.APPLIED
    assert lines(budi) == {}


def test_a_draft(budi, contract):
    draft = Draft.objects.create(user=budi, kind=Draft.Kind.CONTRACT, data={"nama_paket": "Jembatan Uji"})
    ((_, url),) = lines(budi).items()
    client = cast.signed_in(budi)
    assert "Jembatan Uji" in client.get(url).content.decode()
    assert client.post(url, {"kunci": draft.pk, "aksi": "buang"}).status_code in (302, 303)
    assert lines(budi) == {}
