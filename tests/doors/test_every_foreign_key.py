"""Every id that a form sends, of whatever field, address or button: that of somebody else's row writes nothing and tells
nothing. Fields are found in the pages and in the form classes; ids are known by their numbers (tests/doors/rows.py).
"""

import copy
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import resolve, reverse
from django.utils.module_loading import import_string

from accounts.resending import MADE_FOR, TOKEN
from cakupan.keeping import documents
from coverage.models import Document, Draft, Upload
from projects.models import Agency, Officer
from tests import cast
from tests.desk import SENDINGS, Desk
from tests.doors.forms import (
    LOOKED_AT,
    READ,
    Control,
    State,
    anew,
    asked_for,
    of_classes,
    queried,
    sending_of,
    shown_on,
    texts_of,
    together,
)
from tests.doors.rows import Elsewhere, Ids, set_apart
from tests.reference import refill
from tests.rights import OF_AN_AGENCY, WRITTEN, WRITTEN_OF_A_PERSON, WRITTEN_OF_AN_AGENCY

pytestmark = pytest.mark.django_db
OF_NO_ROW = {
    *(
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "link_password",
        "mfa_reauthenticate",
    ),
    *("second_factor_enrol", "second_factor_codes", "second_factor_off", "user_list", "appointment_list", "search"),
    *("contractor_search", "village_search", "upload_template"),
}
"""What takes no id: one's own password and factor, questions in words, lists."""
SHARED = (Agency, Officer)
"""What colleagues have in common, and is no part of a contract."""
PERSONAL = (Draft, Upload)
"""Whose rows are nobody's but their maker's, whatever agency they are of."""
SEEN_OF_OTHERS = {"upload_detail"}
"""Where colleagues see that there is one, and its counts."""
NOTHING, HARMLESS, ALL = "nothing", "harmless", "all"
"""What a sending may write: nothing; nothing about somebody else's rows; or all, because those are also for the sender."""
WITHOUT_A_SAY = {
    "penyedia_id": "the name decides, and providers are no secret",
    "versi": "looked for in the history of the row itself: one of another row's was never read",
}
"""Fields with an id that decides nothing by itself: to send another changes nothing of somebody else's."""

KEPT_AS_TYPED = {"contract_draft"}
"""Forms that keep every text for their sender alone, and read nothing in it."""


@contextmanager
def undone():
    """What is done within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Office:
    """One office and its neighbours: another agency's, and a colleague's on another contract of the same agency."""

    def __init__(self):
        set_apart()
        refill()
        self.desk = Desk()
        colleague = cast.ppk("Dodi Permana", self.desk.agency.name)
        today = self.desk.today
        self.foreign = Elsewhere(cast.make_citra(), "Puspa", "Melati", 200, today)
        self.beside = Elsewhere(colleague, "Tetangga", "Mawar", 300, today, shares_agency=True)
        self.others = [self.foreign, self.beside]
        self.seen, self._guessed = {}, set()
        self.entangled = {one.word: one.entangled() for one in self.others}
        self.ids, self.state, self.faults, self.tried = Ids(self.others), State(), [], {}

    def reaches(self, user, other, model, name):
        """Whether `name` shows or does what it is about also with a row of others."""
        shared = model not in PERSONAL or name in SEEN_OF_OTHERS
        return shared and (user.sees_all or other is self.beside)

    def is_new(self, origin, field):
        """Whether this field of this class was not tried before; one of no class is tried wherever it stands."""
        new = (origin, field) not in self._guessed
        if origin:
            self._guessed.add((origin, field))
        return new

    def secrets(self, user):
        """What no answer to `user` may hold."""
        words = [self.foreign.secret, self.beside.secret]
        return words if user.sees_all else [*words, self.foreign.word, self.foreign.worker.nik.reveal()]

    def form(self, name):
        """Everything about the form or page of that name."""
        self.tried[name] = 0
        with undone():
            One(self, name).walk()


class One:
    """One form, as whoever may use it has it open; what it holds and where it is sent."""

    def __init__(self, office, name):
        self.office, self.name, self.ids = office, name, office.ids
        sending = sending_of(name)
        self.user = office.desk.people[sending.who]
        if name in READ:
            self.client, self.fields = cast.signed_in(self.user), {}
            self.address = reverse(name, args=sending.args(office.desk)) + sending.query(office.desk)
        else:
            self.client, self.address, self.fields = sending.prepared(name, office.desk)
        self.ids.look()
        self.path = self.address.partition("?")[0]
        self.controls = {} if name in READ else self._shown()
        for field, value in self.fields.items():
            one = self.controls.setdefault(field, office.seen.get(field) or Control())
            one.values |= set() if one.typed else texts_of(value)
        office.seen = self.controls | office.seen
        self.before = office.state.now()

    def _shown(self):
        page = self.client.get(self.address)
        self._listen(page, f"opening {self.address}")
        return together(shown_on(page, self.path).get(self.name, {}), of_classes(page))

    def walk(self):
        """Send it with each id in it replaced, one at a time."""
        for what, address, may in self._addresses():
            self._open(f"{self.name} {what}", address, may)
            self._send(f"{self.name} {what}", address, self.fields, may)
        for field, control in [one for one in self.controls.items() if one[0] not in (TOKEN, MADE_FOR)]:
            for what, value, may in self._values(field, control):
                self._send(f"{self.name}.{field} = {what}", self.address, self.fields | {field: value}, may)
        if words := self._words():
            self._send(f"{self.name} in words", self.address, words, HARMLESS)

    def _addresses(self):
        """(what is said of it, the address, what it may do) with each id of it replaced, alone."""
        match = resolve(self.path)
        named = [(key, *one) for key, value in match.kwargs.items() for one in self.ids.named(str(value))]
        for key, _, model, column in named:
            for other, value in self.ids.foreign(model, column):
                path = reverse(self.name, kwargs=match.kwargs | {key: value})
                alone = len(named) == 1 and self.office.reaches(self.user, other, model, self.name)
                yield f"<{key}> of {other.word}", path + self.address[len(self.path) :], ALL if alone else NOTHING
        for name, text in queried(self.address):
            for _, model, column in self.ids.named(text):
                for other, value in self.ids.foreign(model, column):
                    may = ALL if self.office.reaches(self.user, other, model, self.name) else HARMLESS
                    yield f"?{name}= of {other.word}", asked_for(self.address, name, value), may

    def _values(self, field, control):
        """(what is said of it, the value, what it may do) of each id that could stand in a field."""
        known = {}
        for text in control.values:
            for token, model, column in self.ids.named(text):
                known.setdefault((model, column), (text, token))
        if control.model:
            known.setdefault((control.model, "pk"), ("", ""))
        for (model, column), (text, token) in known.items():
            for other, value in self.ids.foreign(model, column):
                sent = text.replace(token, value) if token else value
                common = self.user.sees_all or model in SHARED
                legal = sent in control.values or (common and self.office.reaches(self.user, other, model, self.name))
                may = ALL if legal else HARMLESS if field in WITHOUT_A_SAY or self.name in KEPT_AS_TYPED else NOTHING
                if may != ALL:
                    yield f"{model.__name__} of {other.word}", sent, may
                if control.many and may != ALL:
                    yield f"{model.__name__} of {other.word} too", [text, sent], HARMLESS
        if known or control.typed or not (control.holds_a_uid or self.office.is_new(control.origin, field)):
            return
        for value in self.ids.everything(self.office.foreign, control):
            if control.takes(value):
                yield value, value, HARMLESS

    def _words(self):
        """The fields with what people know somebody else's rows by, another in each; None where one types nothing."""
        typed = [
            (field, one)
            for field, one in self.controls.items()
            if one.typed and not one.model and self.office.is_new(one.origin, field)
        ]
        found, natural = {}, self.office.foreign.natural
        for place, (field, control) in enumerate(typed):
            fitting = [text for text in natural if control.takes(text)]
            if fitting:
                found[field] = fitting[place % len(fitting)]
        return self.fields | found if found else None

    def _open(self, what, address, may):
        with self._watched(what):
            answer = self.client.get(address)
            self._listen(answer, f"{what} (GET)")
            if may == NOTHING and answer.status_code == 200:
                self._fault(what, "opens")

    def _send(self, what, address, fields, may):
        if self.name in READ:
            return
        with self._watched(what):
            written = self.office.state.touched()
            answer = self.client.post(address, anew(fields))
            self._listen(answer, what, {one for value in fields.values() for one in texts_of(value)})
            if self.office.state.touched() == written:
                return
            after = self.office.state.now()
            changed = sorted(table for table in after if after[table] != self.before[table])
            if changed and may == NOTHING:
                self._fault(what, f"answers {answer.status_code} and writes {changed}")
            if changed and may == HARMLESS:
                self._untouched(what)

    @contextmanager
    def _watched(self, what):
        self.office.tried[self.name] += 1
        cookies = copy.deepcopy(self.client.cookies)
        try:
            with undone():
                yield
        except Exception as error:
            self._fault(what, f"{type(error).__name__}: {str(error)[:200]}")
        finally:
            self.client.cookies = cookies

    def _listen(self, answer, what, sent=()):
        """Note what an answer tells of somebody else's; what was typed itself is left out."""
        if answer.status_code >= 500:
            self._fault(what, f"answers {answer.status_code}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = " ".join(str(one) for one in getattr(answer.wsgi_request, "_messages", ()))
        text = f"{body.decode(errors='replace')} {answer.headers} {told}"
        for one in sent:
            text = text.replace(one, "") if len(one) > 3 else text
        for secret in self.office.secrets(self.user):
            if secret.casefold() in text.casefold():
                self._fault(what, f"tells {secret}")

    def _untouched(self, what):
        for other in self.office.others:
            if other.entangled() != self.office.entangled[other.word]:
                self._fault(what, f"touches what is of {other.word}")

    def _fault(self, what, text):
        self.office.faults.append(f"{what}: {text}")


@pytest.fixture
def office(tmp_path, settings, monkeypatch):
    settings.VAR_DIR = tmp_path
    entry = documents(tmp_path)
    storage = import_string(entry["BACKEND"])(**entry["OPTIONS"])
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
    return Office()


def test_every_address_about_a_row_is_walked():
    about = {*WRITTEN, *OF_AN_AGENCY, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON}
    assert about == {*SENDINGS, *LOOKED_AT, *READ, *OF_NO_ROW}


def test_no_form_takes_or_tells_what_is_somebody_elses(office):
    for name in {**SENDINGS, **LOOKED_AT, **READ}:
        office.form(name)
    assert not office.faults, f"{len(office.faults)} of {sum(office.tried.values())}\n" + "\n".join(office.faults)
    assert [name for name, times in office.tried.items() if not times] == ["appointment_confirm"], (
        "she confirms them all"
    )
