"""The navigation: every page below an entry marks it, and no other."""

import pytest
from django.urls import reverse

from tests import cast, factories
from tests.pages import page_of

pytestmark = pytest.mark.django_db


def marked(page):
    """The labels of the entries that the wide navigation and that of the phone mark."""
    found = (entry.get_text(strip=True) for entry in page.select(".bar-main [aria-current], .tabbar [aria-current]"))
    return {SHORT.get(label, label) for label in found}


PAGES = {
    "Perlu tindakan": ["worklist"],
    "Beranda": ["overview"],
    "Kontrak": ["contract_list", "contract_new", "handover"],
    "Cakupan": ["measures", "persons"],
    "Penyedia": ["contractor_list"],
    "Impor": ["upload_list", "upload_new"],
}
OF_A_CONTRACT = ["contract_detail", "suspension_new", "provider_change_new", "registration_new", "roster", "gang_reuse"]
SHORT = {"Tindakan": "Perlu tindakan"}


def test_a_page_marks_the_entry_that_it_lies_below():
    client, contract = cast.signed_in(cast.make_ani()), factories.contract()
    places = [(reverse(name), entry) for entry, names in PAGES.items() for name in names]
    places += [(reverse(name, args=[contract.uid]), "Kontrak") for name in OF_A_CONTRACT]
    for address, entry in places:
        assert marked(page_of(client, address)) == {entry}, address


def test_the_people_are_below_theirs():
    client, budi = cast.signed_in(cast.make_fitri()), cast.make_budi()
    for address in (reverse("user_add"), reverse("user_detail", args=[budi.pk]), reverse("appointment_list")):
        assert marked(page_of(client, address)) == {"Pengguna"}, address
