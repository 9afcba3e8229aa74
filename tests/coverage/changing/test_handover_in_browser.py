"""A hand-over by keyboard alone, narrow and dark, and its pack on paper."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Handover
from tests import cast
from tests import factories as make
from tests.reference import refill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_ppk_hands_over_by_keyboard_and_prints_the_pack(visit):
    refill()
    today, budi = timezone.localdate(), cast.make_budi()
    agency = cast.agency_of(budi)
    cast.appoint(make.officer("PPK Pengganti"), agency)
    days = {"signed_on": today - timedelta(60), "starts_on": today - timedelta(60), "ends_on": today + timedelta(60)}
    long = "Rehabilitasi Saluran Uji dengan Nama Paket yang Panjang Sekali Ruas I"
    make.contract(agency=agency, officer=budi.officer, title=long, **days)
    make.protected(make.contract(agency=agency, officer=budi.officer, **days), today - timedelta(50), today)
    visitor = visit(budi, viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page = visitor.open(reverse("handover"))
    page.focus("#id_kepada")
    page.keyboard.type("PPK")
    page.focus("#id_sejak")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for address in (page.url, reverse("handover_pack", args=[budi.officer.pk])):
        visitor.open(address)
        assert visitor.axe() == [], address
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector("html[data-bs-theme=dark]")
        assert visitor.axe() == [], f"{address}, dark"
        page.set_viewport_size({"width": 360, "height": 800})
        assert visitor.scrolls_sideways() == 0, address
        assert visitor.axe() == [], f"{address}, 360 px"
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 2
    page.go_back()
    page.get_by_role("button", name=re.compile("Serahkan kontrak yang dicentang")).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "2 kontrak diserahkan kepada PPK Pengganti" in page.inner_text("main").replace("\xa0", " ")
    assert Handover.objects.count() == 2
    assert visitor.faults == []
