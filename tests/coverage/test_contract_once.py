"""The same form from two connections at once makes one contract; the page asks the same however large the register is."""

import threading
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contractors.models import Contractor
from coverage.models import Draft
from projects.models import Contract
from tests import cast, factories
from tests.coverage.test_contract_new import NEW, filled
from tests.reference import refill

NAMES = ("", "Sagara", "Wirajaya", "Kemuning", "Pandhita", "Lodaya", "Tirtabumi", "Cakradana", "Ningrat")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [True, False])
def test_two_at_once_make_one(same_key):
    """One form twice, then two forms with one package code: one contract, the other led there or told."""
    refill()
    budi = cast.make_budi()
    for number in range(1, 9):  # either may be looked at while the other is written, which not every round shows
        forms = [
            filled(budi, penyedia=f"CV {NAMES[number]}", nomor_kontrak=f"602/{number}", kode_paket=f"{number}")
        ] * 2
        if not same_key:
            forms = [form | {"kunci": str(uuid.uuid4())} for form in forms]
        assert sorted(at_once(budi, forms)) == ([303, 303] if same_key else [303, 422])
        assert Contract.objects.count() == Contractor.objects.count() == number
        assert not Draft.objects.exists()


def at_once(user, forms):
    """The statuses of the answers to `forms`, each sent by a connection of its own at the same moment."""
    clients, start, answers = [cast.signed_in(user) for _ in forms], threading.Barrier(len(forms)), []

    def send(client, form):
        start.wait()
        try:
            answers.append(client.post(NEW, form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=pair) for pair in zip(clients, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db
def test_the_page_asks_the_same_of_a_small_and_a_large_register(budi):
    client, counts = cast.signed_in(budi), []
    factories.contract(agency=cast.agency_of(budi), contractor="CV Uji 1")
    for _ in range(2):
        for method in ("get", "post"):
            with CaptureQueriesContext(connection) as queries:
                getattr(client, method)(NEW, filled(budi, penyedia="CV Uji 1", nama_paket=""))
            counts.append(len(queries))
        for serial in range(2, 12):
            factories.contract(agency=cast.agency_of(budi), contractor=f"CV Uji {serial}")
    assert counts[:2] == counts[2:]
    assert counts[0] <= 20
