"""Two acts at the same moment that meet in the same rows: one of the two ways in which they could have followed each other,
nothing lost or doubled, no fault, and figures that are the oracle's afterwards. Where it matters who begins, both do.
"""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.module_loading import import_string

from cakupan.keeping import documents
from contractors.models import Contractor
from coverage.importing import import_files
from coverage.models import Document, Upload
from coverage.uploading.applying import apply_or_queue
from projects.models import Assignment, Contract, Handover
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.test_contract_new import NEW, filled
from tests.coverage.uploading.rosters import bring, person
from tests.desk import PDF, SENDINGS, Desk, fields_of
from tests.dumping import hold_figures
from tests.interleaving import Background, clear_register, sessions, wait_until_blocked, wait_until_none_goes_on
from tests.reference import refill

pytestmark = pytest.mark.django_db(transaction=True)
WRITTEN = (
    "projects_contract, projects_assignment, projects_handover, contractors_contractor, coverage_registration, "
    "coverage_instalment, coverage_document, coverage_upload"
)
DONE = (302, 303)
either_first = pytest.mark.parametrize("turned", [False, True], ids=["one first", "the other first"])


@pytest.fixture
def desk():
    """The desk, after whose race the stored figures are the oracle's."""
    refill()
    made = Desk()
    yield made
    hold_figures(made.today, [made.today + timedelta(days=number) for number in (0, 10, 30)])
    clear_register()


def at_once(*calls, turned=False):
    """The results of the calls, which begin one after the other and may not write before each has read what it can."""
    running = []
    with sessions(1) as (other,):
        other.run(f"LOCK TABLE {WRITTEN} IN SHARE MODE")
        for call in reversed(calls) if turned else calls:
            running.append(Background(call))
            wait_until_none_goes_on(running)
        other.commit()
        found = [one.join() for one in running]
    return found[::-1] if turned else found


def sending(name, desk, **typed):
    """A call that sends the form `name` of the desk as it stands open now, with what is typed; its answer."""
    client, address, fields = SENDINGS[name].prepared(name, desk)
    return lambda: client.post(address, fields | typed)


def acting(desk, name, upload):
    client, path = cast.signed_in(desk.budi), reverse(name, args=[upload.uid])
    return lambda: client.post(path)


def applied(desk, upload):
    apply_or_queue(upload, desk.budi, desk.today, good_only=False)
    return upload


def brought(desk, *rows):
    begins = {"mulai": desk.day}
    return bring(desk.budi, desk.contract, *(person(serial, **begins | more) for serial, more in rows), day=desk.today)


def listed(serials):
    """{serial: job} of those whom the uploads brought."""
    known = {factories.invented_nik(serial).index(): serial for serial in serials}
    rows = Assignment.objects.filter(worker__nik_index__in=known).values_list("worker__nik_index", "job")
    assert len(rows) == len(dict(rows))
    return {known[bytes(index)]: job for index, job in rows}


@either_first
def test_an_upload_undone_and_a_later_one_that_changes_its_rows(desk, turned):
    first = applied(desk, brought(desk, (31, {})))
    second = brought(desk, (31, {"jabatan": "Mandor"}), (32, {}))
    answers = at_once(acting(desk, "upload_undo", first), acting(desk, "upload_apply", second), turned=turned)
    assert [one.status_code for one in answers] == [303, 303]
    states = [Upload.objects.get(pk=one.pk).state for one in (first, second)]
    if states == [Upload.State.UNDONE, Upload.State.READY]:
        assert listed([31, 32]) == {}
        assert Upload.objects.get(pk=second.pk).counts["new"] == 2, "it was looked at anew"
    else:
        assert states == [Upload.State.APPLIED, Upload.State.APPLIED]
        assert listed([31, 32]) == {31: "Mandor", 32: "Tukang batu"}


@pytest.mark.parametrize("name", ["upload_apply", "upload_undo"])
def test_one_upload_applied_or_undone_twice(desk, name):
    upload = brought(desk, (31, {}), (32, {}))
    if name == "upload_undo":
        applied(desk, upload)
    answers = at_once(*(acting(desk, name, upload) for _ in range(2)))
    assert [one.status_code for one in answers] == [303, 303]
    upload.refresh_from_db()
    wanted = {"upload_apply": Upload.State.APPLIED, "upload_undo": Upload.State.UNDONE}[name]
    assert (upload.state, len(listed([31, 32]))) == (wanted, 2 if name == "upload_apply" else 0)
    events = Assignment.pgh_event_model.objects.filter(pgh_context__metadata__has_any_keys=["upload", "undone_upload"])
    assert events.count() == (2 if name == "upload_apply" else 4)


def merging(desk):
    form = Form(desk.people["Ani"], "contractor_merge", desk.variant.pk)
    assert form.send(penyedia=desk.firm.name, npwp_penyedia=desk.firm.npwp, alasan="Ejaan lain").status_code == 422
    return form.send


def importing_of(desk, folder):
    """A call that imports a contract of the variant."""
    row = GOOD["kontrak"] | {"kode_paket": "K9", "nama_penyedia": desk.variant.name, "npwp_penyedia": ""}
    (folder / "kontrak.csv").write_bytes(as_csv("kontrak", [row]).encode())
    return lambda: import_files([folder], desk.today)


def no_contract_stays_behind(desk, code):
    """A contract stands at who is merged into nobody."""
    now = Contractor.objects.get(pk=desk.variant.pk)
    assert Contract.objects.get(package_code=code).contractor == now.in_its_own_right
    return now.merged_into


def test_a_provider_merged_and_a_file_that_names_it(desk, tmp_path):
    answer, report = at_once(merging(desk), importing_of(desk, tmp_path))
    assert report.errors == []
    assert (answer.status_code in DONE) == bool(no_contract_stays_behind(desk, "K9"))


def test_a_file_waits_for_a_merger_that_holds_the_provider_and_the_merger_does_not_wait_for_the_file(desk, tmp_path):
    """The merger has locked its rows and not yet written: a file in hand by then would have ended in a deadlock."""
    merge, bring_file = merging(desk), importing_of(desk, tmp_path)
    with sessions(1) as (other,):
        other.run("LOCK TABLE projects_subcontract IN ACCESS EXCLUSIVE MODE")
        merger = Background(merge)
        wait_until_blocked(number=1)
        file = Background(bring_file)
        wait_until_blocked(number=2)
        other.commit()
        assert merger.join().status_code == 303
        assert file.join().errors == []
    assert no_contract_stays_behind(desk, "K9") == desk.firm


def test_a_file_waits_for_whoever_has_begun_to_write_and_keeps_them_from_nothing(desk, tmp_path):
    """As projects.turns has it: the row is held first and written later, the file comes in between."""
    with sessions(1) as (person_at_form,):
        person_at_form.run("SELECT pg_advisory_xact_lock_shared(hashtext('register'))")
        person_at_form.run("SELECT FROM projects_contract WHERE id = %s FOR UPDATE", desk.contract.pk)
        file = Background(importing_of(desk, tmp_path))
        wait_until_blocked(number=1)
        person_at_form.run("UPDATE projects_contract SET number = '602/SAYA' WHERE id = %s", desk.contract.pk)
        person_at_form.commit()
        assert file.join().errors == []
    assert Contract.objects.get(pk=desk.contract.pk).number == "602/SAYA"


def test_a_file_and_a_contract_corrected(desk, tmp_path):
    form = Form(desk.budi, "contract_edit", desk.contract.uid)
    edited, report = at_once(lambda: form.send(nomor_kontrak="602/SAYA", alasan="Salah"), importing_of(desk, tmp_path))
    assert (edited.status_code, report.errors) == (303, [])
    assert Contract.objects.get(pk=desk.contract.pk).number == "602/SAYA"


def test_a_provider_merged_and_a_new_contract_of_it(desk):
    client = cast.signed_in(desk.budi)
    sent = filled(desk.budi, penyedia=desk.variant.name, penyedia_id=str(desk.variant.pk), kode_paket="K9")
    merged, made = at_once(merging(desk), lambda: client.post(NEW, sent))
    assert made.status_code == 303
    assert (merged.status_code in DONE) == bool(no_contract_stays_behind(desk, "K9"))


def test_a_provider_merged_and_a_contract_corrected_to_it(desk):
    form = Form(desk.budi, "contract_edit", desk.contract.uid)
    typed = {"penyedia": desk.variant.name, "npwp_penyedia": "", "penyedia_id": str(desk.variant.pk), "alasan": "Salah"}
    merged, edited = at_once(merging(desk), lambda: form.send(**typed))
    assert {merged.status_code, edited.status_code} <= {303, 422}
    no_contract_stays_behind(desk, "K1")


def test_a_document_withdrawn_while_it_is_opened(desk, tmp_path, monkeypatch):
    entry = documents(tmp_path)
    storage = import_string(entry["BACKEND"])(**entry["OPTIONS"])
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
    Document.objects.get(pk=desk.document.pk).file.save("spk.pdf", ContentFile(PDF))
    client, path = cast.signed_in(desk.budi), reverse("document_file", args=[desk.document.uid])
    withdraw = sending("document_withdraw", desk)
    opened = [client.get(path)]
    with sessions(1) as (other,):
        other.run("LOCK TABLE coverage_document IN SHARE MODE")
        gone = Background(withdraw)
        wait_until_blocked(number=1)
        opened.append(client.get(path))
        other.commit()
        assert gone.join().status_code in DONE
    assert [b"".join(one.streaming_content) for one in opened] == [PDF, PDF]
    assert Document.objects.get(pk=desk.document.pk).withdrawn_at


@pytest.mark.parametrize(("typed", "turned"), [({"nomor_kontrak": "602/BARU"}, False), ({"ppk": "successor"}, True)])
def test_contracts_handed_over_and_one_of_them_corrected(desk, typed, turned):
    typed = {name: getattr(desk, value).pk if value == "successor" else value for name, value in typed.items()}
    form = Form(desk.budi, "contract_edit", desk.contract.uid)
    before = Handover.objects.count()
    given, edited = at_once(sending("handover", desk), lambda: form.send(alasan="Salah", **typed), turned=turned)
    assert {given.status_code, edited.status_code} <= {303, 422}
    assert 303 in (given.status_code, edited.status_code)
    passed = Handover.objects.filter(contract=desk.contract)
    assert passed.count() == (given.status_code in DONE)
    assert Handover.objects.count() == before + passed.count()
    now = Contract.objects.get(pk=desk.contract.pk)
    kept = (now.number, now.officer_id) == (desk.contract.number, desk.contract.officer_id)
    assert kept == (edited.status_code == 422)


@pytest.mark.parametrize(("fact", "turned"), [("registration", False), ("instalment", True)])
def test_a_fact_verified_and_corrected(desk, fact, turned):
    """Nobody has ever verified what was written without their having seen it."""
    client = cast.signed_in(desk.budi)
    path = {
        "registration": reverse("registration_edit", args=[desk.contract.uid, desk.registration.pk]),
        "instalment": reverse("instalment", args=[desk.contract.uid, desk.instalment.number]),
    }[fact]
    mended = {"registration": {"nomor_sertifikat": "SERT-9"}, "instalment": {"nomor_bukti": "TRX-9"}}[fact]
    fields = fields_of(client.get(path), path) | mended
    row = getattr(desk, fact)
    stored = type(row).objects.filter(pk=row.pk).values()
    before = stored.get()
    verified, edited = at_once(sending(f"{fact}_verify", desk), lambda: client.post(path, fields), turned=turned)
    assert verified.status_code in DONE
    after = stored.get()
    marks = {"verified_by_id", "verified_at", "entered_by_id"}
    changed = any(after[name] != before[name] for name in before.keys() - marks)
    assert changed == (edited.status_code in DONE)
    assert changed != bool(after["verified_at"])


def test_a_hand_over_taken_back_and_made_anew(desk):
    third = factories.officer("PPK Ketiga")
    cast.appoint(third, desk.agency)
    chosen = f"?dari={desk.successor.pk}&kepada={third.pk}&sejak={desk.day}"
    client, path = cast.signed_in(desk.people["Ani"]), reverse("handover")
    fields = fields_of(client.get(path + chosen), path)
    back, given = at_once(sending("handover_withdraw", desk), lambda: client.post(path, fields))
    assert sorted((back.status_code, given.status_code)) == [303, 422] or (back.status_code, given.status_code) == (
        303,
        303,
    )
    rows = list(Handover.objects.filter(contract=desk.earlier).values_list("officer__name", "starts_on"))
    assert rows in ([], [("PPK Ketiga", desk.today)])
    assert bool(rows) == (given.status_code in DONE)
