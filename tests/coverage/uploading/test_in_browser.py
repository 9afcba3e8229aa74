"""A roster of 200 names by keyboard alone, its time counted and not clocked; and the pages as people see them."""

import pytest

from accounts.models import User
from coverage.models import Disclosure, Upload
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.uploading.rosters import large, roster
from tests.reference import refill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
KEY, CHOICE = 0.2, 1.0
"""Seconds that a key costs, and a click or a choice (in a list, in the dialog for a file)."""
MOST_SECONDS = 60


class Typist:
    """Presses keys and counts what each costs a person."""

    def __init__(self, page):
        self.page, self.seconds, self.choosers = page, 0.0, []
        # From the start: asked for at the key itself, the dialog may open before the browser knows that it is awaited.
        page.on("filechooser", self.chooser_opened)

    def chooser_opened(self, chooser):
        """Remember the dialog that has opened."""
        self.choosers.append(chooser)

    def press(self, key):
        self.page.keyboard.press(key)
        self.seconds += KEY

    def reach(self, selector, most=80):
        """Tab to what `selector` names."""
        for _ in range(most):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"no way by Tab to {selector}")

    def go(self, selector):
        """Tab to a link or button and press it; another page has come."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.press("Enter")

    def choose(self, selector, path):
        """Tab to a file field, open its dialog, choose the file there."""
        self.reach(selector)
        self.press("Enter")
        for _ in range(100):
            if self.choosers:
                break
            self.page.wait_for_timeout(100)
        self.choosers.pop().set_files(path)
        self.seconds += CHOICE


@pytest.fixture
def contract(budi):
    refill()
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def written(contract, folder):
    """A file of 200 rows of which 10 are wrong."""
    rows = list(large(200))
    for row in rows[20:200:18]:
        row["nik"] = row["nik"][:15]
    path = folder / "tenaga_kerja.csv"
    path.write_bytes(roster(contract, *rows).read())
    return path


def test_200_names_are_in_the_register_in_a_minute(budi, contract, visit, tmp_path):
    visitor = visit(budi, viewport={"width": 1280, "height": 900})
    page = visitor.open(f"/kontrak/{contract.uid}/")
    typist = Typist(page)
    typist.go(f"a[href='/kontrak/{contract.uid}/tenaga-kerja/']")
    typist.go(f"a[href='/kontrak/{contract.uid}/tenaga-kerja/unggah/'].btn-main")
    typist.choose("input[type=file]", written(contract, tmp_path))
    typist.go("button.btn-main")
    assert page.get_by_text("10 baris salah").count()
    typist.go("button.btn-main")
    assert page.get_by_text("190 baris baru").count()
    assert Assignment.objects.filter(contract=contract).count() == 190
    assert typist.seconds <= MOST_SECONDS, f"{typist.seconds:.1f} s"
    assert visitor.faults == []


def test_a_filled_template_comes_as_often_as_one_asks(contract, visit):
    visitor = visit(User.objects.get(name="Budi Santoso"))
    page = visitor.open(f"/kontrak/{contract.uid}/tenaga-kerja/unggah/")
    page.fill("[name=keperluan]", "Memperbarui daftar bulan ini")
    for _ in range(2):
        with page.expect_download() as told:
            page.get_by_role("button", name="Templat terisi daftar sekarang").click()
        assert told.value.suggested_filename == "tenaga_kerja.xlsx"
    assert Disclosure.objects.filter(contract=contract).count() == 2


@pytest.mark.parametrize("shape", [(1280, "light"), (360, "dark")])
def test_the_pages_are_whole(shape, contract, visit, tmp_path):
    (width, scheme), budi = shape, User.objects.get(name="Budi Santoso")
    visitor = visit(budi, viewport={"width": width, "height": 900}, color_scheme=scheme)
    visitor.open(f"/kontrak/{contract.uid}/tenaga-kerja/unggah/")
    assert visitor.axe() == []
    assert visitor.page.locator(".pick").inner_text().split("\n") == ["Pilih berkas", "belum ada berkas"]
    visitor.page.set_input_files("input[type=file]", written(contract, tmp_path))
    assert visitor.page.locator(".pick-name").inner_text() == "tenaga_kerja.csv"
    visitor.click_and_wait("button.btn-main")
    detail = Upload.objects.get().get_absolute_url()
    for path in (detail, f"{detail}?baris=new", "/impor/", f"/kontrak/{contract.uid}/tenaga-kerja/"):
        visitor.open(path)
        assert visitor.axe() == [], path
        assert visitor.scrolls_sideways() == 0, path
    assert visitor.faults == []
