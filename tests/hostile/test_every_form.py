"""Every form of the application against everything that a field can hold: refused in words at its field, or taken as it
is meant; never a 500, nothing written by what was refused.
"""

import copy
import os
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.hostile.nasty import ENGLISH, MAY_TAKE, NASTY
from tests.hostile.office import PDF, forms_of
from tests.hostile.register import Register
from tests.pages import read

pytestmark = pytest.mark.django_db
EVERYTHING = os.environ.get("CAKUPAN_ATTACK") == "all"
"""Each field against each text takes minutes (make attack); a run of the suite takes a part of it, another at each field."""
STEP = 1 if EVERYTHING else 37
WRITE_WITH_200 = {"contract_draft", "contract_paste", "reveal", "ejakon_export", "roster_filled", "user_link"}
"""What answers with what it wrote: a draft, the log of what was shown, a one-time link."""


def send(form, values):
    """The answer to the form with these values, as bytes a browser would send."""
    values = {name: text for name, text in values.items() if form.kinds.get(name) != "file"}
    if form.has_files:
        sent = {name: _lossless(text) for name, text in values.items()}
        files = {name: SimpleUploadedFile("bukti.pdf", PDF) for name, kind in form.kinds.items() if kind == "file"}
        return form.client.post(form.path, sent | files)
    body = urlencode(values, doseq=True, errors="surrogatepass")
    return form.client.generic("POST", form.path, body, content_type="application/x-www-form-urlencoded")


def _lossless(value):
    return value.encode(errors="surrogatepass").decode(errors="replace") if isinstance(value, str) else value


def attempts(forms):
    """(form, field, name of the nasty text): each field against another part of them, or against all."""
    at = 0
    for form in forms:
        for name, kind in form.kinds.items():
            if kind == "file":
                continue
            for number, nasty in enumerate(NASTY):
                if (number + at) % STEP == 0:
                    yield form, name, nasty
            at += 1


def fault(form, name, nasty, register, before):
    """What is wrong with how the form took it, in words; "" for nothing."""
    cookies = copy.deepcopy(form.client.cookies)
    try:
        with transaction.atomic():
            answer = send(form, form.values | {name: NASTY[nasty]})
            after = register.rows()
            transaction.set_rollback(True)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        # A new password gave the browser a new session, which was taken back with all else: it keeps the old one.
        form.client.cookies = cookies
    if answer.status_code in (302, 303):
        kind = form.kinds[name]
        said = NASTY[nasty] in form.takes.get(name, ())
        if form.values[name] == NASTY[nasty] or said or kind == "hidden" or nasty in MAY_TAKE[kind]:
            return ""
        return "was taken"
    if answer.status_code not in (200, 400, 403, 404, 405, 422, 429):
        return f"answered {answer.status_code}"
    wrote = {table: (before.get(table), rows) for table, rows in after.items() if rows != before.get(table)}
    if wrote and not (answer.status_code == 200 and form.name in WRITE_WITH_200):
        return f"answered {answer.status_code} and wrote {wrote}"
    return _said_badly(form, name, answer) if answer.status_code == 422 else ""


def _said_badly(form, name, answer):
    page = read(answer)
    faults = page.select(".field-error, .errs, .errorlist, .err, .invalid-feedback, [role=alert], .st-bad, .restated")
    words = " ".join(one.get_text(" ") for one in faults)
    if not words.strip():
        return "was refused without a word"
    english = [one for one in ENGLISH if one in words]
    return f"speaks English: {words.split()}" if english else ""


def test_no_field_of_any_form_breaks_or_is_taken_for_what_it_is_not(office):
    forms, register = forms_of(office), Register()
    before, faults, tried = register.rows(), [], 0
    for form, name, nasty in attempts(forms):
        tried += 1
        if found := fault(form, name, nasty, register, before):
            faults.append(f"{form.name}.{name} ({form.kinds[name]}) = {nasty}: {found}")
    assert {client.get("/").status_code for client in office.clients.values()} == {200}, (
        "somebody was signed out meanwhile"
    )
    assert len(forms) > 45
    assert tried > 200
    assert not faults, f"{len(faults)} of {tried}\n" + "\n".join(faults)
