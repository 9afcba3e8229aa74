"""Stops, another provider, what is taken back, and own contracts beside the worklist: wide and narrow, light and dark."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Suspension
from tests import cast
from tests import factories as make
from tests.reference import refill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_hold_wide_and_narrow_light_and_dark_and_work_by_keyboard(visit):
    refill()
    today, budi = timezone.localdate(), cast.make_budi()
    days = {"signed_on": today - timedelta(60), "starts_on": today - timedelta(60), "ends_on": today + timedelta(60)}
    long = "Rehabilitasi Saluran Uji dengan Nama Paket yang Panjang Sekali Ruas I"
    contract = make.contract(agency=cast.agency_of(budi), officer="PPK Lama", title=long, **days)
    make.handover(contract, budi.officer, today)
    change = make.provider_change(contract, "PT Pengganti", today - timedelta(9), reason="Penyedia lama tidak sanggup")
    visitor = visit(budi, viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page = visitor.open(reverse("suspension_new", args=[contract.uid]))
    page.focus("#id_surat")
    page.keyboard.type("600/12/HENTI")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    stop = Suspension.objects.get()
    assert "600/12/HENTI" in page.inner_text("main")
    for address in (
        reverse("worklist"),
        reverse("contract_detail", args=[contract.uid]),
        reverse("suspension_edit", args=[contract.uid, stop.pk]),
        reverse("provider_change_new", args=[contract.uid]),
        reverse("provider_change_withdraw", args=[contract.uid, change.pk]),
        f"{reverse('handover_withdraw', args=[budi.officer.pk])}?sejak={today.isoformat()}",
    ):
        visitor.open(address)
        assert visitor.axe() == [], address
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector("html[data-bs-theme=dark]")
        page.set_viewport_size({"width": 360, "height": 800})
        assert visitor.scrolls_sideways() == 0, address
        assert visitor.axe() == [], f"{address}, dark, 360 px"
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.wait_for_selector("html[data-bs-theme=light]")
    assert visitor.faults == []
