"""A contract corrected by hand: what is touched is checked, what is not is kept, and two people lose nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from contractors.models import Contractor
from projects.models import Contract
from tests import cast, factories
from tests.coverage.changing.sending import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    """Signed today, so that no figure of a day gone by hangs on it."""
    today = timezone.localdate()
    days = {"signed_on": today, "starts_on": today, "ends_on": today + timedelta(days=60), "year": today.year}
    return factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name, number="602/1/SPK", **days)


def edit(user, contract):
    return Form(user, "contract_edit", contract.uid)


def test_a_wrong_number_is_corrected_without_a_reason_and_recorded(budi, contract):
    assert edit(budi, contract).send(nomor_kontrak="602/2/SPK").status_code == 303
    contract.refresh_from_db()
    assert contract.number == "602/2/SPK"
    event = contract.recorded_events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["user"] == budi.pk


def test_an_untouched_form_changes_nothing(budi, contract):
    before = contract.recorded_events.count()
    assert edit(budi, contract).send().status_code == 303
    assert contract.recorded_events.count() == before


def test_what_a_file_of_the_past_brought_stays_though_a_form_would_refuse_it(budi, contract):
    Contract.objects.update(
        kind="Pengadaan Barang", fund="APBN", method="Lain", title="Jalan 🚧", village_code="x", contractor=None,
        officer=None, starts_on=date(2025, 1, 1), ends_on=date(2024, 1, 1), price="1234.56",
    )  # fmt: skip
    before = Contract.objects.values().get()
    assert edit(budi, contract).send(nomor_kontrak="9").status_code == 303
    assert Contract.objects.values().get() == before | {"number": "9"}


def test_a_provider_is_corrected_to_a_recorded_one_or_made_after_a_look_at_near_twins(budi, contract):
    wanted = factories.contractor("CV Karya Utama Mandiri", npwp="0123456789012345")
    assert edit(budi, contract).send(penyedia=wanted.name, npwp_penyedia="").status_code == 303
    contract.refresh_from_db()
    assert contract.contractor == wanted
    form = edit(budi, contract)
    assert form.send(penyedia="CV Karya Utama Mandir", npwp_penyedia="").status_code == 422
    assert "Mirip dengan yang sudah tercatat" in form.text
    assert form.send(aksi="baru").status_code == 303
    contract.refresh_from_db()
    assert contract.contractor == Contractor.objects.get(name="CV Karya Utama Mandir")


def test_a_twin_is_chosen_by_its_button(budi, contract):
    wanted = factories.contractor("CV Karya Utama Mandiri", npwp="0123456789012345")
    form = edit(budi, contract)
    form.send(penyedia="CV Karya Utama Mandir", npwp_penyedia="")
    assert form.send(aksi=f"pakai-{wanted.pk}").status_code == 303
    contract.refresh_from_db()
    assert contract.contractor == wanted


def test_a_wrong_officer_moves_rows_of_past_breakdowns_and_asks_why(budi):
    other = factories.officer("PPK Kedua")
    cast.appoint(other, cast.agency_of(budi))
    contract = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name)
    form = edit(budi, contract)
    assert form.send(ppk=str(other.pk)).status_code == 422
    assert "Rincian PPK, baris PPK Kedua : 184 hari, 1 Jul 2025 sampai 31 Des 2025" in form.text
    assert "Rincian PPK, baris Budi Santoso : 184 hari" in form.text
    assert form.send(alasan="Salah nama").status_code == 303
    contract.refresh_from_db()
    assert contract.officer == other


def test_a_past_price_names_the_measure_and_by_how_much(budi):
    contract = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name)
    form = edit(budi, contract)
    form.send(nilai_kontrak="222.000.000", alasan="Salah ketik")
    assert "Cakupan nilai : 184 hari, 1 Jul 2025 sampai 31 Des 2025" in form.text
    assert "0,0 % (0 dari 100.000.000) → 0,0 % (0 dari 200.000.000)" in form.text
    assert "Cakupan paket" not in form.text
    assert Contract.objects.get().price == Decimal(111_000_000)
    assert form.send().status_code == 303


def test_figures_that_moved_again_meanwhile_are_shown_again(ani, budi):
    contract = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name)
    form = edit(budi, contract)
    assert form.send(nilai_kontrak="222.000.000", alasan="Salah ketik").status_code == 422
    factories.protected(contract)
    assert form.send().status_code == 422
    assert "dari 200.000.000" in form.text
    assert form.send().status_code == 303


def test_the_second_of_two_people_sees_the_first_ones_change_and_loses_nothing(ani, budi, contract):
    theirs, mine = edit(ani, contract), edit(budi, contract)
    assert theirs.send(nomor_kontrak="602/ANI", nama_paket="Jalan Ani").status_code == 303
    assert mine.send(nomor_kontrak="602/BUDI", kode_rup="123").status_code == 422
    assert "Disimpan oleh Ani Rahmawati" in mine.text
    assert "602/1/SPK 602/ANI 602/BUDI" in mine.text
    assert "tidak Anda ubah" in mine.text
    assert (mine.values["nomor_kontrak"], mine.values["nama_paket"]) == ("602/BUDI", "Jalan Ani")
    assert mine.send().status_code == 303
    contract.refresh_from_db()
    assert (contract.number, contract.title, contract.rup_code) == ("602/BUDI", "Jalan Ani", "123")


def test_two_people_who_say_the_same_are_in_nobodys_way(ani, budi, contract):
    theirs, mine = edit(ani, contract), edit(budi, contract)
    assert theirs.send(nomor_kontrak="7").status_code == 303
    assert mine.send(nomor_kontrak="7", kode_rup="8").status_code == 303
    contract.refresh_from_db()
    assert (contract.number, contract.rup_code) == ("7", "8")


def test_a_double_click_and_the_back_button_write_once(budi, contract):
    form = edit(budi, contract)
    for _ in range(3):
        assert form.send(nomor_kontrak="7").status_code == 303
    assert contract.recorded_events.filter(pgh_label="update").count() == 1


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 18, "9" * 30, "１２"])
def test_a_version_that_is_none_shows_all_that_would_be_overwritten(budi, contract, version):
    form = edit(budi, contract)
    assert form.send(nomor_kontrak="7", versi=version).status_code == 422
    assert Contract.objects.get().number == "602/1/SPK"


def test_a_foreign_agency_or_officer_is_not_offered_and_not_taken(budi, citra, contract):
    foreign = cast.agency_of(citra)
    form = edit(budi, contract)
    assert foreign.name not in form.answer.content.decode()
    assert citra.officer.name not in form.answer.content.decode()
    for typed in ({"opd": str(foreign.pk)}, {"ppk": str(citra.officer.pk)}, {"opd": "x"}, {"ppk": "9" * 30}):
        assert edit(budi, contract).send(**typed).status_code == 422
    contract.refresh_from_db()
    assert (contract.agency, contract.officer) == (cast.agency_of(budi), budi.officer)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"nama_paket": " "}, "Bidang ini|wajib"),
        ({"nama_paket": "x" * 501}, "paling banyak|500"),
        ({"nomor_kontrak": "a\x00b"}, "NUL"),
        ({"nilai_kontrak": "1,234,567"}, "ganda"),
        ({"nilai_kontrak": "-5"}, "negatif"),
        ({"nilai_kontrak": "NaN"}, "Bukan angka"),
        ({"nilai_kontrak": "1e400"}, "Bukan angka"),
        ({"ppn_persen": "101"}, "100 persen"),
        ({"tanggal_kontrak": "31/04/2026"}, "kalender"),
        ({"tanggal_kontrak": "01/01/2049"}, "sesudah hari ini"),
        ({"tanggal_kontrak": "0026-01-01"}, "antara 2000|sebelum 1900"),
        ({"selesai": "01/01/2025"}, "Mendahului tanggal mulai"),
        ({"kelurahan": "Atlantis"}, "Tidak ada kelurahan"),
        ({"npwp_penyedia": "123", "penyedia": "CV Uji"}, "bukan 15|Bukan 15"),
        ({"kode_paket": ""}, "Bidang ini|wajib"),
        ({"jenis": "Lain"}, "ilih"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_typed_is_lost(budi, contract, typed, words):
    form = edit(budi, contract)
    before = Contract.objects.values().get()
    assert form.send(**typed, kode_rup="tetap").status_code == 422
    assert any(word in form.text for word in words.split("|"))
    assert form.values["kode_rup"] == "tetap"
    assert Contract.objects.values().get() == before


def test_a_package_code_belongs_to_one_contract(budi, contract):
    taken = factories.contract(agency=cast.agency_of(budi))
    form = edit(budi, contract)
    assert form.send(kode_paket=taken.package_code).status_code == 422
    assert "sudah dipakai" in form.text


def test_an_expired_session_keeps_nothing_half_written(budi, contract):
    form = edit(budi, contract)
    form.client.logout()
    assert form.send(nomor_kontrak="7").status_code == 403
    assert Contract.objects.get().number == "602/1/SPK"
