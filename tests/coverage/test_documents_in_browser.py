"""Filing a document by keyboard and by pointer in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coverage.models import Document
from tests import cast, factories
from tests.coverage.test_documents import PDF, folder, kept  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_chosen_file_is_filed_at_once(visit):
    budi = cast.make_budi()
    contract = factories.contract(agency=cast.agency_of(budi))
    visitor = visit(budi)
    visitor.open(reverse("contract_documents", args=[contract.uid]))
    page = visitor.page
    # Listening from the start: awaited only at the key itself, the dialog may open before the browser knows of it.
    page.on("filechooser", lambda _: None)
    place = page.locator("#tempat-spk")
    page.locator("#berkas-spk").focus()
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    chosen.value.set_files({"name": "SPK 12.pdf", "mimeType": "application/pdf", "buffer": PDF})
    expect(place.get_by_role("link", name="SPK 12.pdf", exact=True)).to_be_visible()
    expect(place).to_contain_text("ada")
    assert Document.objects.get().name == "SPK 12.pdf"
    with page.expect_file_chooser() as chosen:
        page.locator("#tempat-spmk").get_by_text("Pilih berkas").click()
    chosen.value.set_files({"name": "gambar.png", "mimeType": "image/png", "buffer": b"bukan gambar"})
    expect(page.locator("#salah-spmk")).to_contain_text("bukan PDF, JPEG, atau PNG")
    assert Document.objects.count() == 1
