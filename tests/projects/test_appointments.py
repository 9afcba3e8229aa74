"""Whose officer a person is, where they serve, and the confirmation of what was imported."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from projects.models import Appointment, Officer
from tests import cast, factories
from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(fitri):
    """Fitri's client."""
    return cast.signed_in(fitri)


@pytest.fixture
def dewi(db):
    """A PPK whom no contract names yet."""
    return cast.person("Dewi Anggraini", Role.PPK)


def opened(user):
    return Appointment.objects.agency_ids_of(user, timezone.localdate())


def test_a_person_is_linked_to_the_name_in_contracts(there, fitri, dewi):
    officer = factories.officer("Dewi Anggraini, S.T.")
    assert there.post(f"/pengguna/{dewi.pk}/ppk/", {"officer": officer.pk}).url == f"/pengguna/{dewi.pk}/"
    officer.refresh_from_db()
    assert officer.user == dewi
    assert officer.recorded_events.latest("pgh_id").pgh_context.metadata["user"] == fitri.pk
    text = texts(there.get(f"/pengguna/{dewi.pk}/"))
    assert "Di kontrak bernama Dewi Anggraini, S.T." in text
    assert "pengguna kosong → Dewi Anggraini" in text


def test_a_new_name_makes_an_officer_and_another_choice_frees_the_first(there, dewi):
    there.post(f"/pengguna/{dewi.pk}/ppk/", {"officer": "", "new_name": "Dewi A., M.T."})
    assert Officer.objects.get(user=dewi).name == "Dewi A., M.T."
    other = factories.officer("Dewi Anggraini, S.T.")
    there.post(f"/pengguna/{dewi.pk}/ppk/", {"officer": other.pk})
    assert Officer.objects.get(user=dewi) == other
    there.post(f"/pengguna/{dewi.pk}/ppk/", {"officer": ""})
    assert not Officer.objects.filter(user=dewi).exists()
    assert Officer.objects.count() == 2, "a name that contracts say stays"
    assert "pengguna Dewi Anggraini → kosong" in texts(there.get(f"/pengguna/{dewi.pk}/"))


def test_an_officer_is_one_person(there, budi, dewi):
    taken, free = budi.officer, factories.officer("Lain")
    for form, field in (
        ({"officer": taken.pk}, "officer"),
        ({"officer": "abc"}, "officer"),
        ({"new_name": taken.name}, "new_name"),
        ({"new_name": "x" * 201}, "new_name"),
        ({"officer": free.pk, "new_name": "Dua Sekaligus"}, "new_name"),
    ):
        answer = there.post(f"/pengguna/{dewi.pk}/ppk/", form)
        assert answer.status_code == 422, form
        assert answer.context["form"].errors[field], form
    assert not Officer.objects.filter(user=dewi).exists()


def test_only_a_ppk_is_an_officer(there, ani):
    assert there.get(f"/pengguna/{ani.pk}/ppk/").status_code == 404
    assert there.get(f"/pengguna/{ani.pk}/penunjukan/").status_code == 404


def test_an_appointment_is_confirmed_by_whoever_enters_it(there, fitri, budi):
    agency = factories.agency("Dinas Kesehatan")
    form = {"agency": agency.pk, "starts_on": "01/02/2026", "ends_on": "", "acting": "ya"}
    assert there.post(f"/pengguna/{budi.pk}/penunjukan/", form).status_code == 302
    made = Appointment.objects.get(agency=agency)
    assert (made.officer, made.starts_on, made.ends_on, made.acting) == (budi.officer, date(2026, 2, 1), None, True)
    assert (made.confirmed_by, agency.pk in opened(budi)) == (fitri, True)
    assert "Plt./Plh., sejak 1 Feb 2026" in texts(there.get(f"/pengguna/{budi.pk}/"))


def test_an_appointment_ends_on_its_last_day(there, budi):
    served = budi.officer.appointments.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    form = {"starts_on": "2020-01-01", "ends_on": f"{yesterday:%d/%m/%Y}", "acting": ""}
    assert there.post(f"/pengguna/penunjukan/{served.pk}/", form).url == f"/pengguna/{budi.pk}/"
    assert opened(budi) == frozenset()
    served.refresh_from_db()
    assert served.confirmed_at is not None, "who confirmed it stays"
    text = texts(there.get(f"/pengguna/{budi.pk}/"))
    assert "tidak melihat kontrak apa pun hari ini" in text
    assert "sampai kosong →" in text
    there.post(f"/pengguna/penunjukan/{served.pk}/", form | {"ends_on": f"{timezone.localdate():%d/%m/%Y}"})
    assert opened(budi), "the last day still counts"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "31/04/2026"}, "starts_on"),
        ({"starts_on": "29/02/2027"}, "starts_on"),
        ({"starts_on": "01/01/0026"}, "starts_on"),
        ({"starts_on": "2026-01-01", "ends_on": "2025-12-31"}, "ends_on"),
        ({"ends_on": "01/01/20226"}, "ends_on"),
        ({"ends_on": "infinity"}, "ends_on"),
        ({"ends_on": "01/01/2051"}, "ends_on"),
        ({"acting": "mungkin"}, "acting"),
        ({"agency": "999999999"}, "agency"),
        ({"agency": ""}, "agency"),
        ({"agency": "99999999999999999999"}, "agency"),
    ],
)
def test_a_bad_appointment_is_said_at_its_field(there, budi, changes, field):
    form = {"agency": factories.agency("Dinas Kesehatan").pk, "starts_on": "", "ends_on": "", "acting": ""} | changes
    answer = there.post(f"/pengguna/{budi.pk}/penunjukan/", form)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert budi.officer.appointments.count() == 1


@pytest.mark.parametrize(
    ("begins", "ends", "meets"), [("", "", True), ("2026-03-02", "", False), ("", "2026-03-01", True)]
)
def test_two_appointments_at_one_agency_share_no_day(there, budi, begins, ends, meets):
    served = budi.officer.appointments.get()
    Appointment.objects.filter(pk=served.pk).update(ends_on=date(2026, 3, 1))
    form = {"agency": served.agency_id, "starts_on": begins, "ends_on": ends}
    assert there.post(f"/pengguna/{budi.pk}/penunjukan/", form).status_code == (422 if meets else 302)


@pytest.fixture
def imported(db):
    """Three appointments as an import brings them."""
    return [cast.appoint(factories.officer(f"PPK {n}"), factories.agency(f"Dinas {n}"), confirmed=False) for n in "123"]


def test_imported_appointments_wait_and_are_confirmed_one_by_one_or_many(there, fitri, imported):
    text = texts(there.get("/pengguna/penunjukan/"))
    assert all(f"PPK {n}" in text for n in "123")
    there.post("/pengguna/penunjukan/sahkan/", {"penunjukan": imported[0].pk, "tindakan": "sahkan"})
    assert Appointment.objects.confirmed().get() == imported[0]
    assert imported[0].recorded_events.latest("pgh_id").pgh_context.metadata["user"] == fitri.pk
    text = texts(there.get("/pengguna/penunjukan/"))
    assert "PPK 1" not in text
    assert "2 penunjukan belum disahkan" in text
    there.post("/pengguna/penunjukan/sahkan/", {"halaman": [one.pk for one in imported], "semua": "sahkan"})
    assert Appointment.objects.waiting().count() == 0
    assert "Tidak ada yang menunggu" in texts(there.get("/pengguna/penunjukan/"))
    assert "PPK 3" in texts(there.get("/pengguna/penunjukan/?tampil=semua&cari=dinas+3"))


def test_who_confirmed_first_stays_and_a_confirmation_is_withdrawn(there, fitri, budi):
    served = budi.officer.appointments.get()
    other = cast.signed_in(cast.person("Gita Lain", Role.ADMINISTRATOR))
    other.post("/pengguna/penunjukan/sahkan/", {"penunjukan": served.pk, "tindakan": "sahkan"})
    served.refresh_from_db()
    assert served.confirmed_by == fitri
    there.post("/pengguna/penunjukan/sahkan/", {"penunjukan": served.pk, "tindakan": "cabut"})
    assert opened(budi) == frozenset()


@pytest.mark.parametrize("ids", [[], ["abc"], ["-1"], ["999999999"], ["9" * 30], ["\u0661"]])
def test_what_is_no_appointment_confirms_nothing(there, imported, ids):
    assert there.post("/pengguna/penunjukan/sahkan/", {"penunjukan": ids, "tindakan": "sahkan"}).status_code == 302
    assert Appointment.objects.waiting().count() == 3


@pytest.mark.parametrize("back", ["https://penipu.example/", "//penipu.example/", "javascript:alert(1)"])
def test_a_confirmation_leads_nowhere_else(there, imported, back):
    assert there.post("/pengguna/penunjukan/sahkan/", {"kembali": back}).url == "/pengguna/penunjukan/"
