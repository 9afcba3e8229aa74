"""Every form sent twice, one after the other and at the same moment: written once, and the second answer is no fault."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.module_loading import import_string

from coverage.models import Document, UCJStatement
from tests import cast
from tests.desk import SENDINGS, Desk
from tests.interleaving import Background, clear_register, sessions, wait_until_none_goes_on
from tests.pages import texts
from tests.reference import refill
from tests.rights import WRITTEN, WRITTEN_OF_A_PERSON, WRITTEN_OF_AN_AGENCY

NOTHING_IS_WRITTEN = {
    "account_change_password": "the old password is no longer the right one",
    "account_set_password": "only once, by whoever has none",
    "account_reauthenticate": "writes nothing but the session",
    "mfa_reauthenticate": "writes nothing but the session",
    "link_password": "writes one's own password",
    "second_factor_enrol": "only once; a code holds once",
    "second_factor_codes": "each answer shows new codes and ends the older",
    "second_factor_off": "only once",
    "contract_reckoning": "reckons",
    "contractor_search": "looks",
    "village_search": "looks",
    "search": "looks",
    "user_list": "looks",
    "appointment_list": "looks",
    "user_detail": "looks",
    "upload_detail": "looks",
    "upload_template": "looks",
    "upload_wrong": "looks",
    "upload_rerun": "asks for work that failed, which is one row",
    "user_link": "each answer shows a new link and ends the older",
    "user_sessions": "ends what began meanwhile as well",
    "reveal": "each answer tells it again, and is noted",
    "ejakon_export": "each answer gives it again, and is noted",
    "roster_filled": "each answer gives it again, and is noted",
}
"""Why there is nothing to double, or why each sending counts."""
ROOMS = {"accounts", "contractors", "projects", "coverage"}
BESIDE = {"Mark", "DailyFigure", "Recompute", "Failures", "Workday", "NIKTail"}
"""Tables of the job and of the sign-in, which say nothing that somebody sent."""
each_form = pytest.mark.parametrize("name", SENDINGS)


def stored():
    """The models of all tables that somebody's sending may fill, those of the history among them."""
    ours = [one for one in apps.get_models() if one._meta.app_label in ROOMS and one.__name__ not in BESIDE]
    return [one for one in ours if one._meta.managed and not one._meta.proxy]


def rows():
    """How many rows each table has: what is written anew is one more in the history."""
    return {one.__name__: one._base_manager.count() for one in stored()}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):

    from cakupan.keeping import documents

    entry = documents(tmp_path)
    monkeypatch.setattr(
        Document._meta.get_field("file"), "storage", import_string(entry["BACKEND"])(**entry["OPTIONS"])
    )


def test_every_form_is_tried_or_says_why_not():
    named = {*WRITTEN, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON}
    assert named - SENDINGS.keys() - NOTHING_IS_WRITTEN.keys() == set()
    assert not SENDINGS.keys() & NOTHING_IS_WRITTEN.keys()


def copied(fields):
    """The same fields once more, with files of their own."""
    found = dict(fields)
    for name, value in fields.items():
        if hasattr(value, "seek"):
            value.seek(0)
            found[name] = SimpleUploadedFile(value.name, value.read(), value.content_type)
    return found


@pytest.mark.django_db
@each_form
def test_one_after_the_other(name):
    refill()
    client, address, fields = SENDINGS[name].prepared(name, Desk())
    before = rows()
    first = client.post(address, copied(fields))
    assert first.status_code in (200, 302, 303), texts(first)[-900:]
    once = rows()
    assert once != before
    again = client.post(address, copied(fields))
    assert again.status_code < 500
    assert rows() == once, {one: (once[one], count) for one, count in rows().items() if once[one] != count}


@pytest.fixture
def emptied():
    """A function that empties what the forms fill; also called in the end."""

    def empty():
        clear_register()
        UCJStatement.objects.all().delete()

    yield empty
    empty()


@pytest.mark.django_db(transaction=True)
@each_form
def test_at_the_same_moment(name, emptied):
    """Nobody may write before both have read what stands there; then they go on, in whatever order."""
    with transaction.atomic():
        once = added_once(name)
        transaction.set_rollback(True)
    refill()
    assert added_by_two(name) == once


def added_once(name):
    """How many rows each table has more after the form was sent."""
    refill()
    client, address, fields = SENDINGS[name].prepared(name, Desk())
    before = rows()
    assert client.post(address, copied(fields)).status_code in (200, 302, 303)
    return beside(before)


def added_by_two(name):
    """The same after the form was sent twice at once."""
    desk, sending = Desk(), SENDINGS[name]
    client, address, fields = sending.prepared(name, desk)
    clients = [client, cast.signed_in(desk.people[sending.who])]
    before = rows()
    with sessions(1) as (other,):
        other.run(f"LOCK TABLE {', '.join(one._meta.db_table for one in stored())} IN SHARE MODE")
        calls = [Background(one.post, address, copied(fields)) for one in clients]
        wait_until_none_goes_on(calls)
        other.commit()
        answers = [one.join() for one in calls]
    assert any(one.status_code in (200, 302, 303) for one in answers)
    assert all(one.status_code < 500 for one in answers)
    return beside(before)


def beside(before):
    return {table: count - before[table] for table, count in rows().items() if count != before[table]}
