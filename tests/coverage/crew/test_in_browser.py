"""The pages of a crew in a real browser: by keyboard, at 360 px, without a finding of axe; a NIK known while one types."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from coverage.models import Disclosure
from projects.models import Assignment
from tests import cast, factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
NARROW = {"width": 360, "height": 800}


def test_a_person_is_known_while_one_types_and_added_by_keyboard(visit):
    budi = cast.make_budi()
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))
    other = factories.contract(agency=contract.agency, number="602/LAIN")
    factories.assignment(other, factories.worker(42, "Wawan Setiawan"))
    visitor = visit(budi)
    visitor.open(reverse("assignment_new", args=[contract.uid]))
    page = visitor.page
    page.get_by_label("NIK", exact=True).focus()
    page.keyboard.type(factories.invented_nik(42).reveal())
    expect(page.locator("#kenali")).to_contain_text("Wawan Setiawan")
    expect(page.locator("#kenali")).to_contain_text("602/LAIN")
    assert not Assignment.objects.filter(contract=contract).exists()
    page.keyboard.press("Tab")
    page.keyboard.type("Wawan Setiawan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tenaga-kerja/#h-tk")
    assert Assignment.objects.filter(contract=contract).count() == 1


def test_every_page_of_a_crew_is_whole_at_360_px_and_clean(visit):
    budi = cast.make_budi()
    contract = factories.contract(agency=cast.agency_of(budi), ends_on=TODAY + timedelta(days=60))
    earlier = factories.contract(agency=contract.agency, number="602/DULU/" + "PANJANG" * 4)
    listed = factories.assignment(contract, factories.worker(1, "Asep"), wage=4_000_000)
    factories.assignment(earlier, listed.worker)
    Disclosure.objects.create(user=budi, contract=contract, worker=listed.worker, what="NIK", purpose="Cocokkan KTP")
    visitor = visit(budi, viewport=NARROW)
    rows = ("assignment_edit", "assignment_end", "assignment_replace", "reveal")
    pages = [reverse(name, args=[contract.uid]) for name in ("roster", "assignment_new", "gang_reuse", "ejakon_export")]
    pages += [reverse(name, args=[contract.uid, listed.pk]) for name in rows]
    pages += [reverse("gang_reuse", args=[contract.uid]) + f"?dari={earlier.uid}", reverse("disclosure_list")]
    for path in pages:
        visitor.open(path)
        assert not visitor.scrolls_sideways(), path
        assert not visitor.axe(), path
