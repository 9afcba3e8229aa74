"""Pengguna: the list, one person, and what an administrator changes of them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, User
from tests import cast, factories
from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(fitri):
    """Fitri's client."""
    return cast.signed_in(fitri)


def shown(answer):
    """The names of the people in the list, in order."""
    return re.findall(r'<a class="title" href="/pengguna/\d+/">([^<]+)</a>', answer.content.decode())


def newest_event(row):
    return row.recorded_events.latest("pgh_id")


def seen(user, days_ago):
    User.objects.filter(pk=user.pk).update(
        last_login=timezone.localtime() - timedelta(days=days_ago), joined_at="2020-01-01T00:00Z"
    )


def test_the_list_says_who_where_and_when(there, budi, ani):
    seen(budi, 3)
    text = texts(there.get("/pengguna/"))
    assert "Budi Santoso budi@bogor.test PPK Dinas Pekerjaan Umum dan Penataan Ruang" in text
    assert "Bagian PBJ seluruh kota Belum pernah" in text


def test_a_ppk_without_a_confirmed_appointment_of_today_is_told_apart(there, budi):
    budi.officer.appointments.update(confirmed_by=None, confirmed_at=None)
    assert "Belum ada penunjukan" in texts(there.get("/pengguna/"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ani Rahmawati", "Budi Santoso", "Citra Lestari", "Fitri Handayani"]),
        ("peran=ppk", ["Budi Santoso", "Citra Lestari"]),
        ("cari=citra", ["Citra Lestari"]),
        ("cari=bogor.test+BUDI", ["Budi Santoso"]),
        ("masuk=belum", ["Ani Rahmawati"]),
        ("masuk=lama", ["Citra Lestari"]),
        ("akun=ditutup", ["Ani Rahmawati"]),
        ("akun=boleh&peran=procurement", []),
        ("sort=-nama", ["Fitri Handayani", "Citra Lestari", "Budi Santoso", "Ani Rahmawati"]),
        ("peran=raja&masuk=kapan&opd=9999999&akun=x", "all"),
        ("opd=99999999999999999999", "all"),
        ("sort=password&page=0", "all"),
        ("page=x", "all"),
        ("cari=%00", "all"),
        ("lain=1", "all"),
    ],
)
def test_what_the_list_can_be_asked(there, ani, budi, query, names):
    citra = cast.make_citra()
    seen(budi, 89)
    seen(citra, 90)
    User.objects.filter(pk=ani.pk).update(is_active=False)
    everybody = ["Ani Rahmawati", "Budi Santoso", "Citra Lestari", "Fitri Handayani"]
    assert shown(there.get(f"/pengguna/?{query}")) == (everybody if names == "all" else names)


def test_the_list_is_narrowed_by_the_agency_of_today(there, budi, citra):
    agency = cast.agency_of(citra)
    assert shown(there.get(f"/pengguna/?opd={agency.pk}")) == ["Citra Lestari"]
    citra.officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert shown(there.get(f"/pengguna/?opd={agency.pk}")) == []


def test_somebody_who_never_signed_in_is_silent_ninety_days_after_they_were_made(there, ani):
    assert "Ani Rahmawati" not in shown(there.get("/pengguna/?masuk=lama"))
    User.objects.filter(pk=ani.pk).update(joined_at=timezone.localtime() - timedelta(days=90))
    assert "Ani Rahmawati" in shown(there.get("/pengguna/?masuk=lama"))


def test_the_list_asks_the_same_number_of_queries_whatever_the_rows(there, budi):
    def queries():
        with CaptureQueriesContext(connection) as found:
            there.get("/pengguna/")
        return len(found)

    few = queries()
    for number in range(5):
        cast.ppk(f"Orang{number} Uji", f"Dinas {number}")
    assert queries() == few <= 12


def test_a_fragment_holds_the_rows_alone(there):
    answer = there.get("/pengguna/", headers={"HX-Request": "true", "HX-Target": "daftar"})
    assert shown(answer) == ["Fitri Handayani"]
    assert "<main" not in answer.content.decode()


def test_a_new_person_has_no_password_and_is_recorded(there, fitri):
    form = {"name": " Dewi  Anggraini ", "email": "Dewi@Bogor.test", "role": "bpjs"}
    answer = there.post("/pengguna/baru/", form)
    dewi = User.objects.get(email="dewi@bogor.test")
    assert answer.url == f"/pengguna/{dewi.pk}/"
    assert (dewi.is_active, dewi.has_usable_password()) == (True, False)
    assert newest_event(dewi).pgh_context.metadata["user"] == fitri.pk
    told = texts(there.get(answer.url))
    assert "Akun ditambahkan alamat surel dewi@bogor.test; nama Dewi Anggraini; peran BPJS Ketenagakerjaan" in told
    assert "kata sandi" not in told.partition("Akun ditambahkan")[2].partition("Fitri Handayani")[0]


BAD_NAMES = {
    "": "tidak boleh kosong",
    "   ": "tidak boleh kosong",
    "B": "paling sedikit 2",
    "N" * 151: "paling banyak 150",
    "Budi\x00": "aksara kendali",
    "Budi \U0001f600": "gambar",
    "Budi\nSantoso": "aksara kendali",
}


@pytest.mark.parametrize(("name", "said"), BAD_NAMES.items(), ids=map(ascii, BAD_NAMES))
def test_a_bad_name_is_said_at_its_field(there, name, said):
    answer = there.post("/pengguna/baru/", {"name": name, "email": "baru@bogor.test", "role": "bpjs"})
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["name"])
    assert not User.objects.filter(email="baru@bogor.test").exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("O'Brien", "O'Brien"),
        ("Null", "Null"),
        ("N/A", "N/A"),
        ("Ma'ruf {{7*7}} %s", "Ma'ruf {{7*7}} %s"),
        ("Budi\N{RIGHT-TO-LEFT OVERRIDE} S", "Budi S"),
        ("Ame\u0301lie", "Am\u00e9lie"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_odd_names_are_kept_as_text(there, typed, kept):
    there.post("/pengguna/baru/", {"name": typed, "email": "baru@bogor.test", "role": "bpjs"})
    made = User.objects.get(email="baru@bogor.test")
    assert made.name == kept
    assert "<script>alert" not in there.get(f"/pengguna/{made.pk}/").content.decode()


BAD_ADDRESSES = {
    "": "tidak boleh kosong",
    "bukan surel": "surel yang lengkap",
    "a@b.test\r\nBcc: x@y.test": "surel yang lengkap",
    "bud\u0456@bogor.test": "surel yang lengkap",
    "budi@b\u043egor.test": "huruf biasa",
    "b" * 250 + "@bogor.test": "paling banyak",
    "FITRI@bogor.test": "sudah dipakai",
}


@pytest.mark.parametrize(("email", "said"), BAD_ADDRESSES.items(), ids=map(ascii, BAD_ADDRESSES))
def test_a_bad_surel_is_said_at_its_field(there, email, said):
    answer = there.post("/pengguna/baru/", {"name": "Orang Baru", "email": email, "role": "bpjs"})
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["email"])
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", ["", "raja", "superuser"])
def test_a_role_is_one_of_the_five(there, role):
    answer = there.post("/pengguna/baru/", {"name": "Orang Baru", "email": "baru@bogor.test", "role": role})
    assert answer.status_code == 422
    assert answer.context["form"].errors["role"]


def test_an_empty_post_says_what_is_missing(there):
    answer = there.post("/pengguna/baru/", {})
    assert set(answer.context["form"].errors) == {"name", "email", "role"}


def test_another_role_and_surel_hold_at_once(there, client):
    budi = cast.make_budi(cast.PASSWORD)
    form = {"name": budi.name, "email": "b.santoso@bogor.test", "role": Role.INSPECTORATE, "is_active": "on"}
    assert there.post(f"/pengguna/{budi.pk}/ubah/", form).status_code == 302
    assert User.objects.get(pk=budi.pk).sees_all
    client.post("/masuk/", {"login": "budi@bogor.test", "password": cast.PASSWORD})
    assert "_auth_user_id" not in client.session, "the old surel opens nothing"
    text = texts(there.get(f"/pengguna/{budi.pk}/"))
    assert "alamat surel budi@bogor.test → b.santoso@bogor.test" in text
    assert "peran PPK → Inspektorat" in text


def test_a_closed_account_loses_its_session_at_once_and_may_be_opened_again(there, budi):
    session = cast.signed_in(budi)
    form = {"name": budi.name, "email": budi.email, "role": "ppk"}
    there.post(f"/pengguna/{budi.pk}/ubah/", form)
    assert session.get("/kontrak/").url == "/masuk/?next=/kontrak/"
    there.post(f"/pengguna/{budi.pk}/ubah/", form | {"is_active": "on"})
    assert cast.signed_in(User.objects.get(pk=budi.pk)).get("/kontrak/").status_code == 200


def test_an_administrator_neither_lowers_nor_closes_themselves(there, fitri):
    cast.person("Gita Lain", Role.ADMINISTRATOR)
    form = {"name": "Fitri H.", "email": fitri.email, "role": "ppk"}
    assert there.post(f"/pengguna/{fitri.pk}/ubah/", form).status_code == 302
    fitri.refresh_from_db()
    assert (fitri.name, fitri.role, fitri.is_active) == ("Fitri H.", Role.ADMINISTRATOR, True)
    assert "hanya administrator lain" in texts(there.get(f"/pengguna/{fitri.pk}/ubah/"))


def test_another_administrator_may_be_lowered(there):
    gita = cast.person("Gita Lain", Role.ADMINISTRATOR)
    there.post(
        f"/pengguna/{gita.pk}/ubah/", {"name": gita.name, "email": gita.email, "role": "bpjs", "is_active": "on"}
    )
    gita.refresh_from_db()
    assert gita.role == Role.BPJS


def test_a_link_is_made_on_the_persons_page_and_shown_once(there, fitri, budi):
    answer = there.post(f"/pengguna/{budi.pk}/tautan/")
    assert "no-store" in answer.headers["Cache-Control"]
    budi.refresh_from_db()
    assert newest_event(budi).pgh_context.metadata["user"] == fitri.pk
    assert there.get(f"/pengguna/{budi.pk}/tautan/").status_code == 405
    User.objects.filter(pk=budi.pk).update(is_active=False)
    assert there.post(f"/pengguna/{budi.pk}/tautan/").status_code == 404, "a closed account gets no link"


@pytest.mark.parametrize(
    "path", ["abc", "-1", "99999999999999999999", "0", "%00", "1/ubah", "99999999999999999999/ppk"]
)
def test_a_person_who_is_not_there_is_not_found(there, path):
    assert there.get(f"/pengguna/{path}/").status_code == 404


def test_the_persons_page_asks_the_same_number_of_queries_whatever_their_history(there, budi):
    def queries():
        with CaptureQueriesContext(connection) as found:
            there.get(f"/pengguna/{budi.pk}/")
        return len(found)

    few = queries()
    for number in range(6):
        cast.appoint(budi.officer, factories.agency(f"Dinas {number}"))
        User.objects.filter(pk=budi.pk).update(name=f"Budi {number}")
    assert queries() == few
