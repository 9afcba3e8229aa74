"""Templates for more than one contract: who brings which, what a row would do, and that it does it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coverage.models import HeadcountDeclaration, Instalment, Membership, Registration, Upload
from coverage.uploading.applying import Outcome, apply_or_queue
from coverage.uploading.judging import unsealed
from coverage.uploading.receiving import receive
from coverage.uploading.undoing import undo
from projects.models import Amendment, Contract
from tests import cast, factories
from tests.coverage.importing.files import GOOD, as_csv
from tests.coverage.uploading import rosters
from tests.coverage.uploading.rosters import DAY
from tests.pages import page_of

pytestmark = pytest.mark.django_db
MODELS = {
    "kontrak": Contract,
    "adendum": Amendment,
    "pendaftaran": Registration,
    "pembayaran": Instalment,
    "kepesertaan": Membership,
}
CHANGES = {
    "kontrak": {"nama_paket": "Nama Baru"},
    "adendum": {"nilai_baru": "130000000"},
    "pendaftaran": {"nomor_proyek": "P-9"},
    "pembayaran": {"nomor_bukti": "B9"},
    "kepesertaan": {"kpj": "25000000002"},
}
KEYS = {
    "kontrak": {"kode_paket": "K9"},
    "adendum": {"nomor": "9"},
    "pendaftaran": {"nomor_sertifikat": "S9"},
    "pembayaran": {"termin": "9"},
    "kepesertaan": {"mulai": "2020-01-01", "selesai": "2020-02-01"},
}
BROKEN = {"kepesertaan": {"segmen": "XX", "mulai": "2019-01-01"}}


def bring(user, template, *changes):
    rows = [{**GOOD[template], **change} for change in changes]
    file = SimpleUploadedFile(f"{template}.csv", as_csv(template, rows).encode())
    found, _ = receive(file, user, key=uuid.uuid4(), template=template, contract=None, day=DAY)
    return Upload.objects.get(pk=found.pk)


def states(upload):
    return list(upload.rows.order_by("line").values_list("state", flat=True))


@pytest.mark.parametrize("template", MODELS)
def test_rows_are_shown_and_written_as_an_import_writes_them(template, ani):
    if template != "kontrak":
        apply_or_queue(bring(ani, "kontrak", {}), ani, DAY, False)
    first = bring(ani, template, {})
    assert states(first) == ["new"]
    assert not MODELS[template].objects.exclude(pk__in=Contract.objects.all() if template == "kontrak" else []).exists()
    assert apply_or_queue(first, ani, DAY, False) == Outcome.APPLIED
    assert states(bring(ani, template, {}, KEYS[template])) == ["same", "new"]

    broken = {**KEYS[template], **BROKEN.get(template, {"kode_paket": ""})}
    second = bring(ani, template, CHANGES[template], KEYS[template], broken)
    assert states(second) == ["changed", "new", "wrong"]
    said = unsealed(second, second.rows.get(state="changed"))
    (column,) = CHANGES[template]
    assert said["changes"] == [column]
    assert said["was"][column] in (GOOD[template].get(column) or "", f"{GOOD[template].get(column)}.00")
    before = list(MODELS[template].objects.order_by("pk").values())
    assert apply_or_queue(second, ani, DAY, False) == Outcome.WRONG_ROWS
    assert apply_or_queue(second, ani, DAY, True) == Outcome.APPLIED
    assert MODELS[template].objects.count() == 2
    undo(second.pk, ani)
    assert list(MODELS[template].objects.order_by("pk").values()) == before


def test_a_roster_of_many_contracts_says_of_which_each_row_is_and_one_of_a_contract_need_not(ani):
    contract = factories.contract(package_code="K1")
    many = bring(ani, "tenaga_kerja", {})
    for found, told in ((many, ["K1"]), (rosters.bring(ani, contract, rosters.person(1)), [])):
        page = page_of(ani, found.get_absolute_url())
        assert [cell.text for cell in page.select("td[data-l=Paket]")] == told


def test_a_contract_of_which_only_the_headcount_changes_is_changed(ani):
    apply_or_queue(bring(ani, "kontrak", {}), ani, DAY, False)
    found = bring(ani, "kontrak", {"rencana_tenaga_kerja": "9"})
    assert states(found) == ["changed"]
    assert unsealed(found, found.rows.get())["changes"] == ["rencana_tenaga_kerja"]
    apply_or_queue(found, ani, DAY, False)
    assert HeadcountDeclaration.objects.get().headcount == 9


def test_a_ppk_reaches_own_packages_alone_and_learns_of_no_other(budi, citra):
    factories.contract(agency=cast.agency_of(budi), package_code="MILIK")
    factories.contract(agency=cast.agency_of(citra), package_code="RAHASIA")
    found = bring(budi, "adendum", {"kode_paket": "MILIK"}, {"kode_paket": "RAHASIA"}, {"kode_paket": "TIADA"})
    assert states(found) == ["new", "wrong", "wrong"]
    told = [unsealed(found, row)["errors"] for row in found.rows.order_by("line")[1:]]
    assert [text for _, text, _ in told[0]] == [text for _, text, _ in told[1]]
    assert apply_or_queue(found, budi, DAY, True) == Outcome.APPLIED
    assert [one.contract.package_code for one in Amendment.objects.all()] == ["MILIK"]


def test_what_moved_meanwhile_is_read_anew_with_the_rights_of_whoever_brought_it(budi):
    own = factories.contract(agency=cast.agency_of(budi), package_code="MILIK")
    factories.amendment(own, "1", new_price=1)
    found = bring(budi, "adendum", {"kode_paket": "MILIK"})
    Amendment.objects.update(new_price=2)
    assert apply_or_queue(found, budi, DAY, False) == Outcome.MOVED
    assert states(found) == ["changed"]
    assert apply_or_queue(Upload.objects.get(pk=found.pk), budi, DAY, False) == Outcome.APPLIED


def test_each_role_is_offered_its_templates(ani, budi, sari, eko, fitri):
    def offered(user):
        answer = cast.signed_in(user).get("/impor/unggah/")
        text = answer.content.decode()
        return answer.status_code, {name for name in GOOD if f'<option value="{name}"' in text}

    assert offered(ani) == (200, set(GOOD))
    assert offered(sari) == (200, {"pendaftaran", "pembayaran", "kepesertaan"})
    assert offered(budi) == (200, {"adendum", "tenaga_kerja", "pendaftaran", "pembayaran"})
    assert [offered(user)[0] for user in (eko, fitri)] == [403, 403]


@pytest.mark.parametrize("template", ["kontrak", "tenaga_kerja"])
def test_a_template_that_is_not_offered_is_not_taken(template, sari):
    file = SimpleUploadedFile("x.csv", as_csv(template, [GOOD[template]]).encode())
    sent = {"berkas": file, "templat": template, "key": uuid.uuid4()}
    assert cast.signed_in(sari).post("/impor/unggah/", sent).status_code == 422
    assert not Upload.objects.exists()


def test_an_empty_template_comes_back_without_a_row(ani):
    client = cast.signed_in(ani)
    for name in GOOD:
        for form in ("csv", "xlsx"):
            file = SimpleUploadedFile(f"{name}.{form}", client.get(f"/impor/templat/{name}.{form}").content)
            sent = {"berkas": file, "templat": name, "key": uuid.uuid4()}
            assert client.post("/impor/unggah/", sent).status_code == 303
            assert Upload.objects.latest("pk").report["problems"] == []
