"""Many pasted lines are looked up together: as each alone, and with as few questions for many as for two."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coverage.pasting import read_lines
from coverage.pasting.preview import Preview
from tests import cast, factories
from tests.coverage.test_paste import PASTE, many

pytestmark = pytest.mark.django_db

MIXED = 8
"""Lines with which each sort of `mixed` has come."""
MOST_FOR_A_PASTE = 25
"""Queries."""


def plain(lines):
    return many(*"ABCDEFGHIJKLMNOPQRST"[:lines])


def mixed(lines):
    """As many lines that ask the register of everything: known, near, unknown and merged providers, places, doubles."""
    head = (
        "kode_paket,nama_paket,nomor_kontrak,tanggal_kontrak,nilai_kontrak,nama_penyedia,npwp_penyedia,kode_kelurahan"
    )
    firms = (
        "CV Uji,",
        "CV Ujii,",
        "PT Entah {},",
        "CV Lama,0000000000000001",
        ",0000000000000002",
        "Lain,0000000000000002",
    )
    firms += ("Baru {},0000000000000{}", ",0000000000001{}")
    rows = []
    for number in range(100, 100 + lines):
        firm = firms[number % len(firms)].format(number, number)
        place = ("Babakan Pasar", "Sukasari", "", "Entah")[number % 4]
        code = 100 if number == 105 else number
        rows.append(f"K{code},Paket {number},602/{code}/SPK,22/09/2025,{number}000000,{firm},{place}")
    return "\n".join([head, *rows])


@pytest.fixture
def known(budi):
    """A register that knows some of what those lines say."""
    kept = factories.contractor("CV Uji", npwp="0000000000000002")
    factories.contractor("CV Lama", npwp="0000000000000001", merged_into=kept)
    factories.contract(agency=cast.agency_of(budi), number="602 / 103 / spk", year=timezone.localdate().year)
    factories.contract(package_code="K104", contractor=kept)
    return budi


@pytest.mark.parametrize(("paste", "few", "more"), [(plain, 2, 20), (mixed, MIXED, 3 * MIXED)])
def test_more_lines_ask_the_database_as_often_as_few(paste, few, more, known):
    """Rates, holidays and usual headcounts belong to a form that is shown."""
    client, asked = cast.signed_in(known), []
    for lines in (few, more):
        form = {"kunci": str(uuid.uuid4()), "tempelan_baru": paste(lines)}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(PASTE, form).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= MOST_FOR_A_PASTE


@pytest.mark.parametrize("whose", ["budi", "ani"])
def test_lines_looked_up_at_once_say_what_each_says_alone(whose, known, ani):
    user = {"budi": known, "ani": ani}[whose]
    asked = (user, timezone.localdate(), uuid.uuid4(), read_lines(mixed(MIXED), user))
    alone, at_once = Preview(*asked), Preview.at_once(*asked)
    for one, other in zip(alone.rows, at_once.rows, strict=True):
        assert (one.ready, one.repeats, one.problems) == (other.ready, other.repeats, other.problems)
        assert one.entry.texts == other.entry.texts
        assert one.entry.bound.cleaned_data == other.entry.bound.cleaned_data
        assert one.entry.bound.contractor == other.entry.bound.contractor
        assert list(one.entry.bound.twins) == list(other.entry.bound.twins)
        assert one.entry.duplicates == other.entry.duplicates
    assert alone.ready == at_once.ready
    assert any(row.entry.duplicates for row in alone.rows)
    assert any(row.entry.bound.twins for row in alone.rows)
    assert any(row.entry.bound.contractor for row in alone.rows)
