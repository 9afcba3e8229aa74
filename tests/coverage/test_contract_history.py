"""The history page: everything that was done to a contract, narrowed by part, person and days, page by page."""

from datetime import timedelta
from decimal import Decimal

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.history import because
from coverage.changes import NAMED, PARTS, UNTOLD
from coverage.models import Membership, Replacement
from tests import cast, factories
from tests.desk import fields_of
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def contract(budi, ani):
    found = factories.contract(agency=cast.agency_of(budi), title="Jembatan Uji")
    with pghistory.context(user=budi.pk), because("Salah ketik"):
        found.price, found.year = Decimal(222_000_000), 2026
        found.save()
    with pghistory.context(user=ani.pk):
        factories.instalment(found, 1)
        factories.amendment(found, "A-7")
    return found


def page(reader, contract, **asked):
    return read(cast.signed_in(reader).get(reverse("contract_history", args=[contract.uid]), asked))


def titles(found):
    return [one.select_one(".strong").get_text() for one in found.select(".hist li")]


def test_everything_is_told_with_who_why_and_from_what_to_what(budi, contract):
    found = page(budi, contract)
    text = " ".join(found.select_one("main").get_text(" ").replace("\xa0", " ").split())
    assert sorted(titles(found)) == ["Adendum A-7", "Kontrak", "Kontrak", "Termin 1"]
    assert "111.000.000 → 222.000.000" in text
    assert "Alasan: Salah ketik" in text
    assert budi.name in text
    assert "Ani Rahmawati" in text
    assert "4 perubahan" in text
    assert "tahun anggaran 2025 ;" in text, "a year has no dots"
    assert "nilai kontrak (dengan PPN) 111.000.000 ;" in text, "what was added is told too"
    assert "tahun anggaran 2025 → 2026" in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"bagian": "instalment"}, ["Termin 1"]),
        ({"bagian": "document"}, []),
        ({"bagian": "tidak-ada"}, None),
        ({"oleh": "ani"}, ["Adendum A-7", "Termin 1"]),
        ({"oleh": "%"}, []),
        ({"oleh": "_ni"}, []),
        ({"dari": f"{TODAY:%d/%m/%Y}"}, None),
        ({"dari": f"{TODAY + timedelta(1):%d/%m/%Y}"}, []),
        ({"sampai": f"{TODAY - timedelta(1):%d/%m/%Y}"}, []),
        ({"sampai": "31/02/2025"}, None),
        ({"page": "99"}, None),
        ({"page": "x"}, None),
    ],
)
def test_it_is_narrowed_by_part_person_and_days(budi, contract, asked, expected):
    everything = ["Adendum A-7", "Kontrak", "Kontrak", "Termin 1"]
    assert sorted(titles(page(budi, contract, **asked))) == (everything if expected is None else expected)


def test_who_verified_is_told_by_name(budi, contract, sari):
    paid = contract.instalments.get()
    paid.entered_by, paid.verified_by, paid.verified_at = budi, sari, timezone.localtime()
    paid.save()
    text = texts(cast.signed_in(budi).get(reverse("contract_history", args=[contract.uid])))
    assert f"diverifikasi oleh kosong → {sari.name}" in text
    assert f"dicatat oleh kosong → {budi.name}" in text


def test_every_row_that_a_part_names_is_told_by_name_or_not_at_all():
    relations = {
        (model.__name__, column.name)
        for model in PARTS.values()
        for column in model._meta.concrete_fields
        if column.is_relation
    }
    assert {(model, name) for model, name in relations if name not in NAMED and name not in UNTOLD} == set()


def test_pages_hold_all_of_it_and_queries_do_not_grow(budi, contract):
    client, path, counts = cast.signed_in(budi), reverse("contract_history", args=[contract.uid]), []
    for size in (3, 120):
        for at in range(size):
            contract.title = f"Jembatan {size}-{at}"
            contract.save()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12
    found = [title for number in (1, 2, 3) for title in titles(page(budi, contract, page=number))]
    assert len(found) == 4 + 3 + 120


def test_a_wage_is_never_told(budi, contract):
    listed = factories.assignment(contract, factories.worker(1), wage=Decimal(4_321_000))
    listed.wage = Decimal(4_999_000)
    listed.save()
    answer = cast.signed_in(budi).get(reverse("contract_history", args=[contract.uid]))
    assert "4.321.000" not in texts(answer)
    assert "4.999.000" not in texts(answer)
    assert "••• → •••" in texts(answer)


def act(client, name, args, **typed):
    """Send a form as it stands with what is typed, once more where past figures were shown first."""
    path = reverse(name, args=args)
    answer = client.get(path)
    for status in (200, 422):
        answer = client.post(path, fields_of(answer, path, status=status) | typed)
        if answer.status_code == 303:
            return
    raise AssertionError(texts(answer))


def test_own_memberships_are_told_recorded_and_taken_back_and_nobody_of_another_agency(budi, citra, contract):
    listed = factories.assignment(contract, factories.worker(1, "Asep"))
    foreign = factories.assignment(factories.contract(agency=cast.agency_of(citra)), listed.worker)
    act(
        cast.signed_in(budi),
        "membership",
        [contract.uid, listed.pk],
        segmen="PU",
        mulai="01/07/2025",
        kpj="12345678901",
    )
    kept = Membership.objects.get()
    act(
        cast.signed_in(citra), "membership", [foreign.contract.uid, foreign.pk],
        segmen="PU", mulai="01/07/2025", selesai="31/12/2025", alasan="Rahasia OPD lain",
    )  # fmt: skip
    act(cast.signed_in(budi), "membership_withdraw", [contract.uid, listed.pk, kept.pk], alasan="Bukan orangnya")
    found = page(budi, contract, bagian="membership")
    assert titles(found) == ["Kepesertaan PU Asep"] * 3
    text = " ".join(found.select_one("main").get_text(" ").replace("\xa0", " ").split())
    assert (
        "Kepesertaan PU Asep dihapus tenaga kerja Asep segmen PU mulai 1 Jul 2025 selesai 31 Des 2025 KPJ •••" in text
    )
    assert "Alasan: Bukan orangnya" in text
    assert "selesai kosong → 31 Des 2025" in text
    assert "dari luar OPD ini" in text
    for secret in (citra.name, "Rahasia OPD lain", "12345678901"):
        assert secret not in text
    assert titles(page(budi, contract, bagian="membership", oleh=citra.name)) == []
    assert len(titles(page(budi, contract, bagian="membership", oleh=budi.name))) == 2
    assert titles(page(budi, factories.contract(agency=cast.agency_of(budi)), bagian="membership")) == []


def test_what_was_reported_of_the_crew_is_told(budi, contract):
    came = factories.assignment(contract, factories.worker(2, "Ujang"))
    change = Replacement.objects.create(contract=contract, came=came, changed_on=came.starts_on)
    act(cast.signed_in(budi), "replacement_report", [contract.uid, change.pk], dilaporkan="10/07/2025")
    found = page(budi, contract, bagian="replacement")
    assert titles(found) == ["Perubahan pekerja Ujang"] * 2
    text = found.select_one("main").get_text(" ").replace("\xa0", " ")
    assert "dilaporkan kosong → 10 Jul 2025" in " ".join(text.split())
