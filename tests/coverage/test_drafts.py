"""Drafts of Kontrak baru: kept by version, read by their writer alone, gone once they are a contract."""

import pytest

from coverage.models import Draft
from projects.models import Contract
from tests import cast, factories
from tests.coverage.test_contract_new import NEW, filled
from tests.desk import fields_of
from tests.pages import read, text_of, texts

pytestmark = pytest.mark.django_db

DRAFT = "/kontrak/baru/draf/"


@pytest.fixture
def firm(budi):
    return factories.contractor(npwp="0123456789012345")


def test_a_draft_is_kept_by_version_and_read_by_its_user_alone(budi, ani, citra):
    client, form = cast.signed_in(budi), filled(budi, nilai_kontrak="12 juta?")
    first = client.post(DRAFT, form).json()
    assert (first["key"], first["version"], first["other"]) == (form["kunci"], 1, False)
    assert client.post(DRAFT, form | {"versi": "1"}).json()["version"] == 1, "the same again changes nothing"
    second = client.post(DRAFT, form | {"versi": "1", "nama_paket": "Paket Baru"}).json()
    assert (second["key"], second["version"]) == (form["kunci"], 2)
    page = read(client.get(NEW, {"draf": form["kunci"]}))
    assert page.select_one("#id_nama_paket")["value"] == "Paket Baru"
    assert page.select_one("#id_nilai_kontrak")["value"] == "12 juta?"
    assert not page.select(".errs")
    for other in (ani, citra):
        for query in ({}, {"draf": form["kunci"]}):
            assert "Paket Baru" not in texts(cast.signed_in(other).get(NEW, query))


def test_an_older_window_or_another_person_gets_a_draft_of_its_own(budi, ani):
    client, form = cast.signed_in(budi), filled(budi)
    client.post(DRAFT, form)
    for who, texts_ in ((budi, {"nama_paket": "Jendela lama"}), (ani, {"nama_paket": "Milik Ani"})):
        told = cast.signed_in(who).post(DRAFT, form | texts_).json()
        assert told["other"]
        assert Draft.objects.get(pk=told["key"], user=who).data["nama_paket"] == texts_["nama_paket"]
    assert Draft.objects.get(pk=form["kunci"]).data["nama_paket"] == form["nama_paket"]


@pytest.mark.parametrize("act", ["simpan", "simpan-tk", "draf", "buang", "hitung"])
def test_the_key_of_somebody_elses_draft_reaches_no_draft_but_ones_own(act, budi, citra, firm):
    key = filled(budi)["kunci"]
    Draft.objects.create(pk=key, user=citra, kind="kontrak", data={"nama_paket": "Milik Citra"})
    answer = cast.signed_in(budi).post(NEW, filled(budi, kunci=key, aksi=act))
    assert answer.status_code < 500
    assert "Milik Citra" not in texts(answer)
    assert Draft.objects.of(citra).get().data == {"nama_paket": "Milik Citra"}
    assert not Contract.objects.filter(uid=key).exists()
    if act.startswith("simpan"):
        again = {name: values[-1] for name, values in fields_of(answer, NEW, status=422).items() if values}
        assert cast.signed_in(budi).post(NEW, again | {"aksi": act}).status_code == 303, "sent once more it is saved"


def test_a_draft_that_comes_after_its_contract_leads_there(budi, firm):
    client, form = cast.signed_in(budi), filled(budi)
    made = client.post(NEW, form).url
    assert client.post(DRAFT, form).json() == {"made": made}
    assert client.get(NEW, {"draf": form["kunci"]}).url == made
    Draft.objects.create(pk=form["kunci"], user=budi, kind="kontrak", data={"nama_paket": "Tertinggal"})
    assert not Draft.objects.of(budi).exists()


def test_a_draft_holds_nothing_of_a_person(budi):
    cast.signed_in(budi).post(DRAFT, filled(budi, nik="3271010101900001", upah="5000000"))
    assert set(Draft.objects.get().data) <= set(filled(budi)) - {"kunci", "versi", "aksi"}


def test_without_a_script_a_draft_is_saved_taken_up_and_thrown_away(budi):
    client, form = cast.signed_in(budi), filled(budi, nama_paket="Paket Draf")
    kept = client.post(NEW, form | {"aksi": "draf"}, follow=True)
    assert read(kept).select_one("#id_nama_paket")["value"] == "Paket Draf"
    assert "Paket Draf" in texts(client.get(NEW))
    client.post(NEW, form | {"aksi": "buang"})
    assert not Draft.objects.exists()


def test_without_a_script_the_figures_come_by_a_button(budi):
    page = read(cast.signed_in(budi).post(NEW, filled(budi, aksi="hitung")))
    assert page.response.status_code == 200
    assert "Rp 388.609" in text_of(page.select_one("#hitung"))
    assert "10 Oktober 2025" in text_of(page.select_one("#hitung"))
    assert "Tanpa PPN Rp 178.215.384,99, PPN Rp 19.603.692,35" in text_of(page.select_one("#pecah-ppn"))
