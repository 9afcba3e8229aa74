"""People of a contract by hand: added once, known again without a leak, corrected, ended, replaced and reported."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contractors.models import Worker
from coverage.changes import changes_of
from coverage.measuring import figures_on
from coverage.models import Handwritten, Replacement
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIK = factories.invented_nik(42).reveal()
SAID = {"nik": NIK, "nama": "Wawan Setiawan", "mulai": f"{TODAY:%d/%m/%Y}", "jabatan": "Tukang besi"}


@pytest.fixture
def contract(budi):
    given = {"agency": cast.agency_of(budi), "officer": budi.officer, "ends_on": TODAY + timedelta(days=60)}
    return factories.contract(number="602/SENDIRI", **given)


@pytest.fixture
def listed(contract):
    return factories.assignment(contract, factories.worker(7, "Asep"), wage=4_321_000)


def foreign(number="602/ASING", **fields):
    return factories.contract(agency="Dinas Lain", number=number, title="Rahasia", **fields)


def shown(day):
    return f"{day:%d/%m/%Y}"


def test_a_person_is_added_once_however_often_it_is_sent(budi, contract):
    form = Form(budi, "assignment_new", contract.uid)
    for _ in range(2):
        assert form.send(**SAID).status_code == 303
    made = Assignment.objects.select_related("worker").get()
    assert (made.worker.name, made.worker.sex, made.worker.born_on) == ("Wawan Setiawan", "L", date(1990, 1, 1))
    assert (made.starts_on, made.job) == (TODAY, "Tukang besi")
    assert Handwritten.objects.filter(part="assignment", row_id=made.pk, field="job").exists()
    assert figures_on(TODAY).workers.denominator == 1
    assert NIK not in form.client.get(reverse("roster", args=[contract.uid])).content.decode()


def test_what_was_typed_stays_after_an_error(budi, contract):
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID | {"mulai": "kemarin"}).status_code == 422
    assert form.values["nik"] == NIK
    assert form.values["nama"] == "Wawan Setiawan"


@pytest.mark.parametrize("seen", [True, False])
def test_a_known_person_is_named_to_whoever_may_see_them(budi, contract, seen):
    other = factories.contract(agency=contract.agency, number="602/LAIN") if seen else foreign()
    factories.assignment(other, factories.worker(42, "Nama Tersimpan"))
    client = cast.signed_in(budi)
    asked = {"HX-Request": "true", "HX-Target": "kenali"}
    answer = client.post(reverse("assignment_new", args=[contract.uid]), SAID, headers=asked)
    text = read(answer).get_text()
    assert answer.status_code == 200
    assert ("Nama Tersimpan" in text) == seen
    assert ("602/LAIN" in text) == seen
    assert ("terdaftar di luar OPD ini" in text) == (not seen)
    assert not contract.assignments.exists()
    for secret in ("602/ASING", "Rahasia", "Dinas Lain", NIK):
        assert secret not in text


def test_both_sides_learn_of_days_in_common_and_nothing_of_the_other_contract(budi, citra, contract):
    theirs = factories.contract(agency=cast.agency_of(citra), number="602/CITRA")
    factories.assignment(theirs, factories.worker(42, "Wawan Setiawan"))
    assert Form(budi, "assignment_new", contract.uid).send(**SAID).status_code == 303
    for user, own, other in ((budi, contract, "602/CITRA"), (citra, theirs, "602/SENDIRI")):
        text = cast.signed_in(user).get(reverse("roster", args=[own.uid])).content.decode()
        assert "juga terdaftar di luar OPD ini" in text
        assert other not in text


def test_days_apart_warn_nobody(budi, contract):
    factories.assignment(foreign(), factories.worker(42), ends_on=TODAY - timedelta(days=1))
    form = Form(budi, "assignment_new", contract.uid)
    form.send(**SAID)
    assert "di luar OPD" not in form.client.get(reverse("roster", args=[contract.uid])).content.decode()


def test_what_is_stored_of_a_person_is_filled_and_never_replaced(budi, contract):
    who = factories.worker(42, "Nama Tersimpan", born_on=None)
    Form(budi, "assignment_new", contract.uid).send(**SAID)
    who.refresh_from_db()
    assert (who.name, who.born_on, who.sex) == ("Nama Tersimpan", date(1990, 1, 1), "L")


def test_the_same_person_on_the_same_days_is_refused_at_the_nik(budi, contract):
    factories.assignment(contract, factories.worker(42), starts_on=date(2025, 7, 1))
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID).status_code == 422
    assert "sudah bertugas pada kontrak ini" in form.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"tanggal_lahir": "02/01/1990"}, "Tanggal lahir berbeda dari NIK"),
        ({"jenis_kelamin": "P"}, "Jenis kelamin berbeda dari NIK"),
        ({"tanggal_lahir": shown(TODAY - timedelta(days=6000))}, "Di bawah 18 tahun"),
        ({"tanggal_lahir": "01/01/1940"}, "Lebih dari 75 tahun"),
        ({"upah": "0"}, "Upah Rp 0"),
        ({"upah": "60.000.000"}, "sepuluh kali UMK"),
        ({"nama": "Wawan 2"}, "Nama berisi angka"),
    ],
)
def test_what_is_unusual_is_recorded_and_said(budi, contract, typed, words):
    form = Form(budi, "assignment_new", contract.uid)
    assert form.send(**SAID | typed).status_code == 303
    assert words in form.client.get(form.answer.url).content.decode()
    assert Assignment.objects.count() == 1


def test_an_assignment_is_corrected_and_its_wage_stays_masked(budi, listed):
    form = Form(budi, "assignment_edit", listed.contract.uid, listed.pk)
    assert "4.321.000" not in form.text
    assert form.values["upah"] == ""
    assert form.send(jabatan="Mandor").status_code == 303
    listed.refresh_from_db()
    assert (listed.job, listed.wage) == ("Mandor", 4_321_000)
    assert Form(budi, "assignment_edit", listed.contract.uid, listed.pk).send(upah="5.000.000").status_code == 303
    listed.refresh_from_db()
    assert listed.wage == 5_000_000


def test_of_two_who_correct_one_person_the_second_sees_the_first_and_no_wage(budi, ani, listed):
    mine = Form(budi, "assignment_edit", listed.contract.uid, listed.pk)
    theirs = Form(ani, "assignment_edit", listed.contract.uid, listed.pk)
    assert theirs.send(jabatan="Mandor", upah="5.111.000").status_code == 303
    assert mine.send(jabatan="Kepala tukang", upah="6.222.000").status_code == 422
    table = read(mine.answer).select_one("#beda").get_text()
    assert "Mandor" in table
    assert "•••" in table
    assert "5.111.000" not in mine.text
    assert mine.values["jabatan"] == "Kepala tukang"
    assert mine.send(upah="6.222.000").status_code == 303
    listed.refresh_from_db()
    assert (listed.job, listed.wage) == ("Kepala tukang", 6_222_000)


def test_to_end_in_the_past_shows_the_figures_and_asks_why(budi, listed):
    form = Form(budi, "assignment_end", listed.contract.uid, listed.pk)
    assert form.send(selesai="31/07/2025").status_code == 422
    assert "menggeser angka yang sudah lewat" in form.text
    assert form.send(alasan="Pindah kerja").status_code == 303
    listed.refresh_from_db()
    assert listed.ends_on == date(2025, 7, 31)
    assert figures_on(date(2025, 8, 1)).workers.denominator == 0
    assert changes_of(listed.contract)[0].reason == "Pindah kerja"


def test_to_end_today_needs_no_reason(budi, listed):
    assert Form(budi, "assignment_end", listed.contract.uid, listed.pk).send().status_code == 303
    listed.refresh_from_db()
    assert listed.ends_on == TODAY


def test_a_replacement_is_one_act_and_waits_until_it_is_reported(budi, listed):
    form = Form(budi, "assignment_replace", listed.contract.uid, listed.pk)
    for _ in range(2):
        assert form.send(**SAID).status_code == 303
    made = Replacement.objects.select_related("left", "came__worker").get()
    assert (made.left.ends_on, made.came.starts_on) == (TODAY - timedelta(days=1), TODAY)
    assert made.came.worker.name == "Wawan Setiawan"
    assert Assignment.objects.count() == 2
    client = form.client
    assert "Wawan Setiawan menggantikan Asep" in client.get(reverse("worklist")).content.decode()
    report = Form(budi, "replacement_report", listed.contract.uid, made.pk)
    assert report.send(dilaporkan=shown(TODAY - timedelta(days=1))).status_code == 422
    assert report.send(dilaporkan=shown(TODAY + timedelta(days=1))).status_code == 422
    assert report.send(dilaporkan=shown(TODAY)).status_code == 303
    assert "menggantikan Asep" not in client.get(reverse("worklist")).content.decode()


def test_a_refused_replacement_changes_nobody(budi, listed):
    form = Form(budi, "assignment_replace", listed.contract.uid, listed.pk)
    for typed, words in (
        ({"nik": factories.invented_nik(7).reveal()}, "Ini orang yang diganti"),
        ({"mulai": "01/07/2025"}, "sesudah hari mulai"),
        ({"nik": "1"}, "16"),
    ):
        assert form.send(**SAID | typed).status_code == 422
        assert words in form.text
    listed.refresh_from_db()
    assert listed.ends_on is None
    assert Assignment.objects.count() == Worker.objects.count() == 1


def test_the_restatement_of_a_replacement_counts_where_else_the_newcomer_stands(budi, listed):
    """Somebody who was covered elsewhere takes an uncovered place in the past: the city loses a person, not two."""
    factories.assignment(factories.protected(foreign()), factories.worker(42, "Wawan Setiawan"))
    before = figures_on(date(2025, 9, 1)).workers
    form = Form(budi, "assignment_replace", listed.contract.uid, listed.pk)
    assert form.send(**SAID | {"mulai": "01/08/2025"}).status_code == 422
    assert f"{before.numerator} dari {before.denominator}" in form.text
    assert form.send(alasan="Terlambat dicatat").status_code == 303
    after = figures_on(date(2025, 9, 1)).workers
    assert (before.numerator, before.denominator) == (1, 2)
    assert (after.numerator, after.denominator) == (1, 1)


@pytest.mark.parametrize("name", ["assignment_edit", "assignment_end", "assignment_replace"])
def test_somebody_elses_person_is_as_if_missing(name, citra, eko, sari, listed):
    own = factories.contract(agency=cast.agency_of(citra))
    for reader, uid in ((citra, listed.contract.uid), (citra, own.uid), (eko, listed.contract.uid), (sari, own.uid)):
        client, address = cast.signed_in(reader), reverse(name, args=[uid, listed.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, SAID | {"selesai": shown(TODAY)}).status_code == 404
    assert Assignment.objects.get().ends_on is None


def test_somebody_elses_replacement_is_as_if_missing(budi, citra, listed):
    Form(budi, "assignment_replace", listed.contract.uid, listed.pk).send(**SAID)
    made, own = Replacement.objects.get(), factories.contract(agency=cast.agency_of(citra))
    for uid in (listed.contract.uid, own.uid):
        address = reverse("replacement_report", args=[uid, made.pk])
        assert cast.signed_in(citra).post(address, {"dilaporkan": shown(TODAY)}).status_code == 404
    assert "menggantikan" not in cast.signed_in(citra).get(reverse("worklist")).content.decode()


def test_a_wage_is_set_corrected_and_cleared_and_never_shown(budi):
    contract = factories.contract(agency=cast.agency_of(budi))
    row = factories.assignment(contract)
    form = Form(budi, "assignment_edit", contract.uid, row.pk)
    for written, kept in (("4.500.000", 4_500_000), ("", 4_500_000), ("5.000.000", 5_000_000)):
        form = Form(budi, "assignment_edit", contract.uid, row.pk)
        assert form.send(upah=written).status_code == 303
        row.refresh_from_db()
        assert row.wage == kept
    page = cast.signed_in(budi).get(reverse("assignment_edit", args=[contract.uid, row.pk])).content.decode()
    assert "5.000.000" not in page
    form = Form(budi, "assignment_edit", contract.uid, row.pk)
    assert "pilih salah satu" in texts(form.send(upah="1", tanpa_upah="on"))
    assert Form(budi, "assignment_edit", contract.uid, row.pk).send(tanpa_upah="on").status_code == 303
    row.refresh_from_db()
    assert row.wage is None


def test_whoever_stands_on_three_contracts_is_told_of_each_that_may_be_seen(budi, contract):
    who = factories.worker(42, "Wawan Setiawan")
    listed = factories.assignment(contract, who)
    for number in ("602/LAIN-1", "602/LAIN-2"):
        other = factories.contract(agency=contract.agency, number=number)
        factories.assignment(other, who, ends_on=date(2025, 8, 1))
        factories.assignment(other, who, starts_on=date(2025, 8, 3))
    factories.assignment(foreign(), who)
    page = read(cast.signed_in(budi).get(reverse("roster", args=[contract.uid])))
    (row,) = page.select(".tbl-roster tbody tr")
    assert [one.get_text() for one in row.select(".c-days a")] == ["602/LAIN-1", "602/LAIN-2"]
    assert "juga terdaftar di luar OPD ini" in row.get_text()
    form = Form(budi, "assignment_edit", contract.uid, listed.pk)
    assert form.send(upah="60.000.000").status_code == 303
    said = texts(form.client.get(form.answer.url))
    for words in ("juga terdaftar pada 602/LAIN-1.", "Orang ini juga terdaftar di luar OPD ini.", "sepuluh kali UMK"):
        assert words in said
    assert "602/ASING" not in said
