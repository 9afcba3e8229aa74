"""Kontrak baru: from a form to a contract, once, with its errors all at once and nothing typed lost."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from contractors.models import Contractor
from coverage.models import Draft, HeadcountDeclaration
from projects.models import Contract
from tests import cast, factories
from tests.pages import read, text_of, texts

pytestmark = pytest.mark.django_db

NEW = "/kontrak/baru/"


def filled(user, **changes):
    """What a PPK sends from a form that is filled in well; `changes` by field, None leaves one out."""
    sent = {
        "kunci": str(uuid.uuid4()),
        "versi": "0",
        "nama_paket": "Rehabilitasi Saluran Uji Kelurahan Sukasari",
        "nomor_kontrak": "602.1/10/SPK/UJI/2025",
        "kode_paket": "10390001000",
        "nilai_kontrak": "197.819.077,34",
        "ppn_persen": "11",
        "tanggal_kontrak": "22/09/2025",
        "mulai": "",
        "selesai": "05/11/2025",
        "penyedia": "CV Uji",
        "npwp_penyedia": "",
        "kelurahan": "Sukasari",
        "rencana_tenaga_kerja": "18",
        "opd": str(cast.agency_of(user).pk),
        "ppk": str(user.officer.pk),
        "tahun": "2025",
        "jenis": "Pekerjaan Konstruksi",
        "metode": "Pengadaan Langsung",
        "sumber_dana": "APBD",
        "kode_rup": "60390001",
        "aksi": "simpan",
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def sent(user, **changes):
    """The answer to that form, as `user` sends it."""
    return cast.signed_in(user).post(NEW, filled(user, **changes))


@pytest.fixture
def firm(budi):
    return factories.contractor(npwp="0123456789012345")


def test_the_form_comes_with_what_the_system_knows(budi):
    page = read(cast.signed_in(budi).get(NEW))
    assert page.select_one("#id_opd option[selected]").text == "Dinas Pekerjaan Umum dan Penataan Ruang"
    assert page.select_one("#id_ppk option[selected]").text == "Budi Santoso"
    assert page.select_one("#id_tahun")["value"] == str(timezone.localdate().year)
    assert page.select_one("#id_ppn_persen")["value"] == "11"
    assert page.select_one("#id_kode_paket")["value"].startswith("CKP-")
    assert not page.select(".errs")
    assert not Draft.objects.exists(), "a GET writes nothing"


def test_a_contract_is_made_as_typed(budi, firm):
    answer = sent(budi)
    made = Contract.objects.get()
    assert answer.status_code == 303
    assert answer.url == f"/kontrak/{made.uid}/"
    assert (made.title, made.number) == ("Rehabilitasi Saluran Uji Kelurahan Sukasari", "602.1/10/SPK/UJI/2025")
    assert (made.package_code, made.spse_code, made.rup_code) == ("10390001000", "10390001000", "60390001")
    assert (made.price, made.ppn_percent) == (Decimal("197819077.34"), 11)
    assert (made.signed_on, made.starts_on, made.ends_on) == (date(2025, 9, 22), None, date(2025, 11, 5))
    assert (made.agency, made.officer, made.contractor) == (cast.agency_of(budi), budi.officer, firm)
    assert (made.kind, made.method, made.fund, made.year) == (
        "Pekerjaan Konstruksi",
        "Pengadaan Langsung",
        "APBD",
        2025,
    )
    assert (made.village_code, made.status) == ("32.71.02.1001", "Berjalan")
    declared = HeadcountDeclaration.objects.get(contract=made)
    assert (declared.headcount, declared.declared_on) == (18, None)


def test_the_page_after_it_says_what_was_done(budi, firm):
    client = cast.signed_in(budi)
    answer = client.post(NEW, filled(budi), follow=True)
    assert "Kontrak tersimpan." in texts(answer)


def test_the_roster_can_be_next(budi, firm):
    assert sent(budi, aksi="simpan-tk").url == f"/kontrak/{Contract.objects.get().uid}/tenaga-kerja/"


def test_every_error_stands_on_top_and_at_its_field(budi):
    answer = cast.signed_in(budi).post(NEW, {"tanggal_kontrak": "31/04/2026", "nilai_kontrak": "4,500,000", "opd": ""})
    page = read(answer)
    assert answer.status_code == 422
    wrong = {field["data-field"] for field in page.select(".field.is-bad")}
    assert wrong == {"nama_paket", "nomor_kontrak", "nilai_kontrak", "tanggal_kontrak", "penyedia", "opd"}
    links = [link["href"] for link in page.select(".errs a")]
    assert links == [f"#{page.select_one(f'[data-field={name}] [id^=id_]')['id']}" for name in (
        "nama_paket", "nomor_kontrak", "nilai_kontrak", "tanggal_kontrak", "penyedia", "opd",
    )]  # fmt: skip
    for field in page.select(".field.is-bad"):
        control = field.select_one("input, select")
        assert control["aria-invalid"] == "true"
        assert page.find(id=control["aria-describedby"].split()[-1]).text.strip()
    assert page.select_one("#id_nilai_kontrak")["value"] == "4,500,000", "what was typed stays"
    assert not Contract.objects.exists()


def test_the_same_form_sent_twice_makes_one_contract(budi, firm):
    client, form = cast.signed_in(budi), filled(budi)
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first.status_code == second.status_code == 303
    assert first.url == second.url
    assert Contract.objects.count() == 1
    assert "tidak dicatat dua kali" in texts(client.get(second.url))


def test_a_form_changed_after_the_back_button_is_kept_apart(budi, firm):
    client, form = cast.signed_in(budi), filled(budi)
    client.post(NEW, form)
    again = client.post(NEW, form | {"nama_paket": "Paket yang Lain"})
    assert again.status_code == 422
    assert Contract.objects.get().title == "Rehabilitasi Saluran Uji Kelurahan Sukasari"
    assert "Isian yang berbeda disimpan sebagai draf lain" in texts(again)
    assert Draft.objects.get().data["nama_paket"] == "Paket yang Lain"
    assert read(again).select_one("[name=kunci]")["value"] == str(Draft.objects.get().pk) != form["kunci"]


def test_a_key_of_somebody_elses_contract_tells_nothing(budi, citra, firm):
    foreign = factories.contract(agency=cast.agency_of(citra))
    answer = sent(budi, kunci=str(foreign.uid))
    assert answer.status_code == 422
    assert Contract.objects.count() == 1
    retry = cast.signed_in(budi).post(NEW, filled(budi, kunci=read(answer).select_one("[name=kunci]")["value"]))
    assert retry.status_code == 303


@pytest.mark.parametrize("field", ["opd", "ppk"])
def test_a_foreign_agency_or_officer_is_no_choice(field, budi, citra, firm):
    theirs = {"opd": cast.agency_of(citra).pk, "ppk": citra.officer.pk}[field]
    page = read(cast.signed_in(budi).get(NEW))
    assert str(theirs) not in [option["value"] for option in page.select(f"#id_{field} option")]
    answer = sent(budi, **{field: str(theirs)})
    assert answer.status_code == 422
    assert read(answer).select(f"[data-field={field}].is-bad")
    assert citra.name not in texts(answer)
    assert not Contract.objects.exists()


def test_procurement_chooses_any_agency_and_an_officer_of_it(ani, budi, citra, firm):
    wrong = cast.signed_in(ani).post(NEW, filled(budi, ppk=str(citra.officer.pk)))
    assert "PPK ini tidak ditunjuk di OPD itu." in text_of(read(wrong).select_one("[data-field=ppk]"))
    assert cast.signed_in(ani).post(NEW, filled(budi)).status_code == 303


@pytest.mark.parametrize("name", ["cv uji", "0123456789012345", "CV Uji · 0123456789012345", "123456789012345"])
def test_a_provider_is_found_by_name_or_npwp(name, budi, firm):
    assert sent(budi, penyedia=name).status_code == 303 or name == "123456789012345"
    assert Contractor.objects.count() == 1


def test_near_twins_are_offered_before_a_provider_is_made(budi):
    twin = factories.contractor("PT. Putra Manggala Jaya", npwp="0012345678901234")
    client, form = cast.signed_in(budi), filled(budi, penyedia="Putra Mangala Jaya")
    asked = client.post(NEW, form)
    assert asked.status_code == 422
    offered = read(asked).select_one(".twin .strong")
    assert offered.text == "PT. Putra Manggala Jaya"
    assert [mark.text for mark in offered.select("mark")] == ["PT. ", "g"]
    assert Contractor.objects.count() == 1
    chosen = read(client.post(NEW, form | {"aksi": f"pakai-{twin.pk}"}))
    assert chosen.response.status_code == 200
    assert chosen.select_one("#id_penyedia")["value"] == twin.name
    assert chosen.select_one("#id_npwp_penyedia")["value"] == twin.npwp
    made = read(client.post(NEW, form | {"aksi": "baru"}))
    answer = client.post(NEW, form | {"penyedia_baru": made.select_one("[name=penyedia_baru]")["value"]})
    assert answer.status_code == 303
    assert Contract.objects.get().contractor.name == "Putra Mangala Jaya"


def test_an_npwp_of_another_firm_is_refused(budi, firm):
    answer = sent(budi, penyedia="PT Lain Sekali", npwp_penyedia="0123456789012345")
    assert "NPWP ini tercatat milik CV Uji." in text_of(read(answer).select_one("[data-field=npwp_penyedia]"))


def test_a_provider_is_made_on_the_spot_with_its_npwp(budi):
    assert sent(budi, penyedia="PT Baru Sekali", npwp_penyedia="123456789012345").status_code == 303
    made = Contractor.objects.get()
    assert (made.name, made.npwp) == ("PT Baru Sekali", "0123456789012345")


@pytest.mark.parametrize(
    "number", ["602.1/10/spk/uji/2025", "602.1 / 10 / SPK / UJI / 2025", "602.1/10/SPK/UJI/2025\u00a0"]
)
def test_a_number_that_stands_in_the_register_waits_for_an_answer(number, budi, firm):
    known = factories.contract(agency=cast.agency_of(budi), number="602.1/10/SPK/UJI/2025")
    asked = sent(budi, nomor_kontrak=number, kode_paket="LAIN-1")
    page = read(asked)
    assert asked.status_code == 422
    assert known.title in text_of(page.select_one("#ganda"))
    assert asked["HX-Reswap"].endswith("show:#ganda:top"), "the question would lie below the window"
    answer = page.select_one("#ganda [name=bukan_ganda]")["value"]
    assert sent(budi, nomor_kontrak=number, kode_paket="LAIN-1", bukan_ganda=answer).status_code == 303
    assert Contract.objects.count() == 2


def test_the_same_provider_value_and_date_wait_for_an_answer_too(budi, firm):
    factories.contract(
        agency=cast.agency_of(budi), contractor=firm, price=Decimal("197819077.34"), signed_on=date(2025, 9, 22)
    )
    assert read(sent(budi)).select("#ganda")


def test_a_twin_in_another_agency_is_not_named(budi, citra, firm):
    factories.contract(agency=cast.agency_of(citra), number="602.1/10/SPK/UJI/2025", title="Rahasia Citra")
    answer = sent(budi)
    assert answer.status_code == 303
    assert "Rahasia Citra" not in texts(cast.signed_in(budi).get(answer.url))


def test_a_package_code_is_used_once_in_the_city(budi, citra, firm):
    factories.contract(agency=cast.agency_of(citra), package_code="10390001000", title="Rahasia Citra")
    answer = sent(budi)
    assert "sudah dipakai kontrak lain" in text_of(read(answer).select_one("[data-field=kode_paket]"))
    assert "Rahasia Citra" not in texts(answer)


def test_swakelola_needs_no_provider_and_says_that_it_does_not_count(budi):
    page = read(cast.signed_in(budi).post("/kontrak/baru/hitung/", filled(budi, metode="Swakelola", penyedia="")))
    assert "Swakelola dicatat, tetapi tidak masuk hitungan cakupan." in text_of(page)
    assert sent(budi, metode="Swakelola", penyedia="").status_code == 303
    assert Contract.objects.get().contractor is None


def test_a_day_that_is_typed_and_cannot_be_taken_is_not_asked_for_again(budi):
    for typed, told in (("", "Isi tanggal SPK."), ("31/12/2049", "Tanggal SPK sesudah hari ini.")):
        answer = cast.signed_in(budi).post("/kontrak/baru/hitung/", filled(budi, tanggal_kontrak=typed))
        assert told in text_of(read(answer))


def test_a_contract_over_several_years_is_taken_and_said(budi, firm):
    page = read(cast.signed_in(budi).post("/kontrak/baru/hitung/", filled(budi, selesai="30/06/2027")))
    assert "Tahun jamak: berjalan 2025–2027" in text_of(page)
    assert sent(budi, selesai="30/06/2027").status_code == 303


@pytest.mark.parametrize(("typed", "stored"), [("", None), ("0", 0)])
def test_an_empty_headcount_is_no_declaration_and_zero_is_one(typed, stored, budi, firm):
    assert sent(budi, rencana_tenaga_kerja=typed).status_code == 303
    assert list(HeadcountDeclaration.objects.values_list("headcount", flat=True)) == (
        [] if stored is None else [stored]
    )
