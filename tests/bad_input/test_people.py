"""Bad input about a person on a contract that only the register can judge: said where it is recorded, never silent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contractors.models import Worker
from coverage.forms.crew import PersonForm
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.crew.test_people import NIK, SAID
from tests.pages import texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))


def added(budi, contract, **typed):
    """What the page says after somebody was added as typed."""
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID | typed).status_code == 303
    return texts(form.client.get(form.answer.url))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"tanggal_lahir": f"01/01/{TODAY.year - 15}"}, "temuan berat", id="4.1-16-minor"),
        pytest.param({"tanggal_lahir": "01/01/1940"}, "Lebih dari 75 tahun", id="4.1-16-old"),
        pytest.param({"nama": "Wawan 2"}, "Nama berisi angka", id="4.2-32"),
        pytest.param({"nama": "Wa\u202ewan"}, "Nama: aksara pengatur arah tulisan dibuang", id="4.2-28"),
        pytest.param({"upah": "0"}, "Upah Rp 0", id="4.3-39"),
        pytest.param({"upah": "-0"}, "Upah Rp 0", id="4.3-42"),
        pytest.param({"upah": "51.268.981"}, "sepuluh kali UMK", id="4.3-44"),
    ],
)
def test_what_is_unusual_is_recorded_and_said(budi, contract, typed, said):
    assert said in added(budi, contract, **typed)
    assert Assignment.objects.count() == 1


def test_a_person_who_is_there_on_those_days_is_refused_at_the_nik(budi, contract):
    """4.1-18."""
    factories.assignment(contract, factories.worker(42))
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID).status_code == 422
    assert "sudah bertugas pada kontrak ini pada hari yang sama" in form.text
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("seen", [True, False], ids=["4.1-19-seen", "4.1-19-of-another-agency"])
@pytest.mark.parametrize("name", ["assignment_new", "assignment_replace"])
def test_another_name_than_the_stored_one_is_said(budi, contract, seen, name):
    other = factories.contract(agency=contract.agency if seen else "Dinas Lain", ends_on=date(2025, 12, 31))
    factories.assignment(other, factories.worker(42, "Nama Tersimpan"), ends_on=date(2025, 8, 1))
    left = factories.assignment(contract, factories.worker(7)) if name == "assignment_replace" else None
    form = Form(budi, name, contract.uid, *([left.pk] if left else []))
    if not seen:
        look = form.client.post(form.path, form.values | SAID, headers={"HX-Request": "true", "HX-Target": "kenali"})
        assert "Nama Tersimpan" not in look.content.decode(), "4.1-20: nothing of it before it is one's own"
    assert form.send(**SAID).status_code == 303
    told = texts(form.client.get(form.answer.url))
    assert "Namanya tersimpan sebagai Nama Tersimpan; yang tersimpan dipakai" in told
    assert told.count("tersimpan sebagai") == 1
    assert Worker.objects.get(nik_index=factories.invented_nik(42).index()).name == "Nama Tersimpan"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"tanggal_lahir": "02/01/1990"}, "Tanggal lahirnya tersimpan lain", id="4.1-19-birth"),
        pytest.param({"jenis_kelamin": "P"}, "Jenis kelaminnya tersimpan lain", id="4.1-19-sex"),
    ],
)
def test_birth_and_sex_as_stored_stay_and_that_is_said(budi, contract, typed, said):
    factories.worker(42, "Wawan Setiawan", sex="L")
    assert said in added(budi, contract, **typed)
    assert said not in added(budi, factories.contract(agency=contract.agency, ends_on=TODAY + timedelta(days=9)))


@pytest.mark.parametrize(
    ("yakin", "taken"),
    [
        pytest.param({}, False, id="4.2-24-asked"),
        pytest.param({"yakin": "on"}, True, id="4.2-24-confirmed"),
    ],
)
def test_a_name_of_one_letter_is_confirmed(yakin, taken):
    form = PersonForm(SAID | {"nama": "O"} | yakin, today=TODAY)
    assert form.is_valid() is taken
    assert taken or ("satu huruf" in form.errors["nama"][0] and form.one_letter)


@pytest.mark.parametrize(
    ("wage", "said"),
    [
        pytest.param("0", "Upah Rp 0", id="4.3-39"),
        pytest.param("51.268.981", "sepuluh kali UMK", id="4.3-44"),
        pytest.param("51.268.980", "", id="4.3-44-usual"),
        pytest.param("150.000", "bukan sehari", id="4.3-44-of-a-day"),
    ],
)
def test_an_unusual_wage_is_said_where_it_is_corrected_too(budi, contract, wage, said):
    row = factories.assignment(contract)
    form = Form(budi, "assignment_edit", contract.uid, row.pk)
    assert form.send(upah=wage).status_code == 303
    told = texts(form.client.get(form.answer.url))
    assert said in told
    assert said or "UMK" not in told


def test_no_refusal_of_a_form_about_a_person_carries_what_is_secret(budi, contract, caplog):
    """4.1-20, 4.8-78: neither the page's messages nor a log."""
    form = Form(budi, "assignment_new", contract.uid)
    form.send(**SAID | {"nik": NIK[:15] + "\r\n{}", "nama": "Wa\u202ewan"})
    assert NIK[:12] not in caplog.text
