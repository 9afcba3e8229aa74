"""What was typed outlives its sign-in: held in the answer, sent again by one press, by its writer and nobody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.resending import MADE_FOR, SECRETIVE, mark_of
from coverage.models import HeadcountDeclaration
from tests import cast, factories
from tests.addresses import addresses
from tests.pages import read, texts
from tests.rights import WRITTEN, WRITTEN_OF_A_PERSON, WRITTEN_OF_AN_AGENCY

pytestmark = pytest.mark.django_db

TYPED = {"uraian": 'Tambah "lajur"\r\n<b>kedua</b>', "pilihan": ["1", "2"], "aksi": "simpan"}
OURS = {"Origin": "http://testserver"}
FORMS = [
    address
    for address in addresses()
    if address.name in {*WRITTEN, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON} and not SECRETIVE.match(address.path)
]
each_form = pytest.mark.parametrize("address", FORMS, ids=str)


def typed_by(user, **more):
    return TYPED | {MADE_FOR: mark_of(user)} | more


def carried(answer):
    """What the form of an answer sends, by name, all values of each; no token."""
    found = {}
    for field in read(answer).select("form input[type=hidden]"):
        found.setdefault(field["name"], []).append(field["value"])
    found.pop("csrfmiddlewaretoken", None)
    return found


def as_lists(typed):
    return {name: value if isinstance(value, list) else [value] for name, value in typed.items()}


@each_form
def test_every_form_of_an_ended_session_is_held_in_the_answer(address, budi):
    answer = Client().post(address.path + "?pada=2025-09-08", typed_by(budi), headers=OURS)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    assert carried(answer) == as_lists(typed_by(budi))
    form = read(answer).select_one("form")
    assert form["action"] == address.path + "?pada=2025-09-08"
    door = read(answer).select_one(f'a[href^="{reverse("account_login")}"]')
    assert door["target"] == "_blank"
    assert "Kirim lagi" in texts(answer)


@each_form
def test_no_form_of_somebody_else_is_taken_or_shown(address, budi, ani):
    for client in (cast.signed_in(ani), stale(ani)):
        answer = client.post(address.path, typed_by(budi), headers=OURS)
        assert answer.status_code == 403
        assert "milik akun lain" in texts(answer)
        assert "lajur" not in answer.content.decode()
        assert not read(answer).select("form")


@each_form
def test_every_form_of_an_older_token_is_held_for_its_writer(address, budi):
    client = stale(budi)
    answer = client.post(address.path, typed_by(budi), headers=OURS)
    assert answer.status_code == 403
    assert carried(answer) == as_lists(typed_by(budi))
    assert "Masuk lagi" not in texts(answer)
    assert read(answer).select_one("form")["action"] == address.path


@each_form
def test_a_page_keeps_its_text_where_htmx_sent_it(address, budi, ani):
    for client, word in ((Client(), "sudah berakhir"), (stale(budi), "sekali lagi"), (stale(ani), "akun lain")):
        answer = client.post(address.path, typed_by(budi), headers={"HX-Request": "true", **OURS})
        assert answer.status_code == 403
        assert answer.headers["HX-Retarget"] == "#belum-terkirim"
        assert "HX-Redirect" not in answer.headers
        assert word in texts(answer)
        assert "lajur" not in answer.content.decode()
        assert not read(answer).select("form, h1")


def stale(user):
    """A client that has signed in as `user` and checks tokens, which forms of before do not have."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_form_of_the_administration_is_held_too(fitri):
    path = reverse("admin:coverage_target_add")
    for client in (Client(), stale(fitri)):
        answer = client.post(path, typed_by(fitri), headers=OURS)
        assert answer.status_code == 403
        assert carried(answer) == as_lists(typed_by(fitri))


@pytest.mark.parametrize("origin", ["http://jahat.test", "null", "http://testserver.jahat.test", ""])
def test_nothing_is_held_for_another_site(origin, budi):
    headers = {"Origin": origin} if origin else {}
    for client in (stale(budi), Client()):
        answer = client.post("/kontrak/baru/", typed_by(budi), headers=headers)
        assert answer.status_code == 403
        assert "lajur" not in answer.content.decode()
        assert not read(answer).select("form")


def test_an_older_browser_says_by_its_referer_where_it_comes_from(budi):
    for referer, fields in (("http://testserver/kontrak/baru/", as_lists(typed_by(budi))), ("http://jahat.test/", {})):
        assert carried(Client().post("/kontrak/baru/", typed_by(budi), headers={"Referer": referer})) == fields


def test_what_says_not_for_whom_it_was_made_is_not_held():
    answer = Client().post("/kontrak/baru/", TYPED, headers=OURS)
    assert answer.status_code == 403
    assert "lajur" not in answer.content.decode()
    assert "Sesi Anda sudah berakhir" in texts(answer)


@pytest.mark.parametrize("path", ["/sandi/ganti/", "/masuk/", "/akun/ulang/", "/akun/verifikasi/aktifkan/"])
def test_no_password_and_no_code_is_held(path, budi):
    for client in (Client(enforce_csrf_checks=True), stale(budi), Client()):
        answer = client.post(
            path, {MADE_FOR: mark_of(budi), "password": "rahasia-1746", "code": "123456"}, headers=OURS
        )
        assert "rahasia-1746" not in answer.content.decode()
        assert "rahasia-1746" not in answer.get("Location", "")


def test_files_are_named_and_chosen_again(budi):
    one = SimpleUploadedFile('sertifikat "asli".pdf', b"%PDF-1.4", "application/pdf")
    path = reverse("contract_documents", args=[factories.contract().uid])
    answer = Client().post(path, typed_by(budi, berkas=one), headers=OURS)
    form = read(answer).select_one("form")
    assert form["enctype"] == "multipart/form-data"
    field = form.select_one("input[type=file]")
    assert field["name"] == "berkas"
    assert field.has_attr("required")
    assert 'Pilih lagi berkas sertifikat "asli".pdf' in texts(answer)
    assert "kecuali berkas" in texts(answer)


def test_the_session_ends_and_one_press_saves_what_was_typed():
    """The whole way, token and all: open, type, lose the session, sign in again in another tab, press once more."""
    budi = cast.make_budi(cast.PASSWORD)
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=timezone.localdate() + timedelta(days=30))
    client = stale(budi)
    path = reverse("headcount_declare", args=[contract.uid])
    page = read(client.get(path))
    sent = {field["name"]: field.get("value", "") for field in page.select("form.form input[name]")}
    sent |= {"jumlah": "17"}
    Session.objects.all().delete()
    held = client.post(path, sent, headers=OURS)
    assert held.status_code == 403
    door = read(held).select_one('a[target="_blank"]')["href"]
    token = read(client.get(door)).select_one("[name=csrfmiddlewaretoken]")["value"]
    credentials = {"login": budi.email, "password": cast.PASSWORD, "csrfmiddlewaretoken": token}
    arrived = client.post(door, {**credentials, "next": reverse("signed_in_again")}, headers=OURS, follow=True)
    assert "kembali ke tab sebelumnya" in texts(arrived)
    again = client.post(path, resent(held), headers=OURS)
    assert again.status_code == 403, "without a script the token of the held page is older than the sign-in"
    assert client.post(path, resent(again), headers=OURS).status_code == 303
    assert HeadcountDeclaration.objects.get(contract=contract).headcount == 17


def resent(answer):
    return {field["name"]: field["value"] for field in read(answer).select("form input[type=hidden]")}


def test_a_second_factor_that_is_lacking_holds_the_form_too(ani):
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        answer = cast.signed_in(ani).post("/kontrak/baru/", typed_by(ani), headers=OURS)
        assert answer.status_code == 403
        assert carried(answer) == as_lists(typed_by(ani))
        assert read(answer).select_one('a[target="_blank"]')["href"].startswith(reverse("second_factor_enrol"))


def test_every_form_of_every_page_says_for_whom_it_was_made(ani, fitri):
    for user, path in ((ani, "/kontrak/baru/"), (ani, "/impor/unggah/"), (fitri, "/pengguna/baru/"), (ani, "/keluar/")):
        page = read(cast.signed_in(user).get(path))
        forms = page.select('form[method="post"]')
        assert forms
        for form in forms:
            assert form.select_one(f"[name={MADE_FOR}]")["value"] == mark_of(user), path
    assert not read(Client().get("/masuk/")).select(f"[name={MADE_FOR}]")


def test_what_cannot_be_a_form_is_sent_to_the_sign_in(budi):
    for method in ("get", "head", "put", "patch", "delete"):
        answer = getattr(Client(), method)("/kontrak/baru/")
        assert (answer.status_code, answer.url) == (302, "/masuk/?next=/kontrak/baru/")
